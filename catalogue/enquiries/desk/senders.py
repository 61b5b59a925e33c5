"""Whose enquiries are held: domains that the province blocks, senders of spam."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from catalogue.enquiries.actions import office
from catalogue.enquiries.desk import words
from catalogue.enquiries.desk.forms import DomainForm, SureForm
from catalogue.enquiries.errors import AlreadyBlocked, DomainRefused
from catalogue.enquiries.models import BlockedSender
from catalogue.journal.desk_admin import ProvinceAdmin


@admin.register(BlockedSender)
class BlockedSenderAdmin(ProvinceAdmin):
    """Of an address nothing is known but that it is blocked: only its hash is kept."""

    list_display = [
        "who",
        "for_whom",
        "enquiry_shown",
        "blocked_by_shown",
        "since",
    ]
    list_filter = [("seller", admin.EmptyFieldListFilter)]
    list_select_related = ["seller", "enquiry", "blocked_by"]
    search_fields = ["domain", "enquiry__number"]
    search_help_text = "Domain, or number of the enquiry."
    ordering = ["-id"]
    fields = ["who", "for_whom", "enquiry_shown", "blocked_by_shown", "since"]
    readonly_fields = ["who", "for_whom", "enquiry_shown", "blocked_by_shown", "since"]
    change_list_template = "admin/blocked_senders.html"
    actions = ["unblock"]
    page_actions = ["unblock"]
    refusals = {
        DomainRefused: lambda _: (
            "That is no domain, or one that everybody may have a mailbox at."
        ),
        AlreadyBlocked: lambda _: "It is blocked already.",
    }

    @admin.display(description="Who")
    def who(self, block):
        return block.domain or "One address"

    @admin.display(description="For whom")
    def for_whom(self, block):
        return block.seller.name if block.seller else "Every seller"

    @admin.display(description="Because of")
    def enquiry_shown(self, block):
        return block.enquiry.number if block.enquiry else "–"

    @admin.display(description="Blocked by")
    def blocked_by_shown(self, block):
        return block.blocked_by.name if block.blocked_by else "–"

    @admin.display(description="Since", ordering="created_at")
    def since(self, block):
        return words.moment(block.created_at)

    def told(self, block):
        return f"{self.who(block)} · {self.for_whom(block)}"

    @admin.action(description="Unblock: what they ask is delivered again")
    def unblock(self, request, blocks):
        def do(block, version):
            office.unblock(block_id=block.pk)

        return self.confirm(
            request,
            blocks,
            title="Unblock",
            done="Unblocked",
            form_class=SureForm,
            do=do,
        )

    # -- a domain

    def get_urls(self):
        own = path(
            "block/",
            self.admin_site.admin_view(self.block_domain),
            name="enquiries_blockedsender_block",
        )
        return [own, *super().get_urls()]

    def block_domain(self, request):
        if not self.may(request):
            raise PermissionDenied
        form = DomainForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and self._block(request, form):
            return HttpResponseRedirect(
                reverse("admin:enquiries_blockedsender_changelist")
            )
        context = {
            **self.admin_site.each_context(request),
            "title": "Block a domain",
            "opts": self.opts,
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/block_domain.html", context)

    def _block(self, request, form: DomainForm) -> bool:
        domain = form.cleaned_data["domain"]
        try:
            block = office.block_domain(domain=domain, officer=request.user)
        except (DomainRefused, AlreadyBlocked) as error:
            form.add_error("domain", self.refusal(error) or "")
            return False
        told = f"{block.domain} is blocked."
        self.message_user(request, told, messages.SUCCESS)
        return True
