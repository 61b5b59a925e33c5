"""Who acts for a business: its members, and those asked to join."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from api.bodies import Body, PlainText, read
from api.envelopes import Envelope
from api.pagination import whole_list
from api.parameters import WholeListParameters, path_id
from api.private import PrivateView, operation
from api.shapes import moment_json
from catalogue.listings.shapes import MomentField, Shape, TextField
from catalogue.sellers import actions
from catalogue.sellers.models import Invitation, Member, Seller


class MemberSerializer(Shape):
    """A person who acts for the business."""

    id = serializers.UUIDField(read_only=True)
    name = TextField(max_length=120)
    email = serializers.EmailField(max_length=254, read_only=True)
    role = serializers.ChoiceField(choices=Member.Role.choices, read_only=True)
    created_at = MomentField(read_only=True)


class MemberListSerializer(Envelope):
    """All members, in one page."""

    results = MemberSerializer(many=True, max_length=1000)


class InvitationBody(Body):
    """Whom to ask."""

    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=Member.Role.choices, required=False)


class InvitationSerializer(Shape):
    """A letter that was sent and not yet answered."""

    id = serializers.UUIDField(read_only=True)
    email = serializers.EmailField(max_length=254, read_only=True)
    role = serializers.ChoiceField(choices=Member.Role.choices, read_only=True)
    created_at = MomentField(read_only=True)
    expires_at = MomentField(read_only=True)


class InvitationListSerializer(Envelope):
    """All open invitations, in one page."""

    results = InvitationSerializer(many=True, max_length=1000)


class AcceptanceBody(Body):
    """The secret in the letter's link."""

    token = PlainText(max_length=100)


def member_json(member: Member) -> dict:
    return {
        "id": str(member.pk),
        "name": member.user.name,
        "email": member.user.email,
        "role": str(member.role),
        "created_at": moment_json(member.created_at),
    }


def invitation_json(invitation: Invitation) -> dict:
    return {
        "id": str(invitation.pk),
        "email": invitation.email,
        "role": str(invitation.role),
        "created_at": moment_json(invitation.created_at),
        "expires_at": moment_json(invitation.expires_at),
    }


class WholeListView(PrivateView):
    """A small list that comes whole; its rows have no versions."""

    def tag_of(self, rows: list[dict]) -> str:
        marks = [f"{row['id']} {row['email']} {row['role']}" for row in rows]
        return self.tag(
            len(rows), self.request.user.pk, self.values.get("count"), *marks
        )


class MemberListView(WholeListView):
    """The members of the caller's business."""

    @operation(
        "list_members",
        tag="seller",
        summary="List members",
        parameters=WholeListParameters,
        responses=MemberListSerializer,
    )
    def get(self, request):
        """Everybody who acts for your business, the first owner first."""
        members = Member.objects.managed_by(request.user).select_related("user")
        found = [member_json(member) for member in members]
        return self.answer(whole_list(found, self.values), tag=self.tag_of(found))


class MemberView(PrivateView):
    """One member."""

    @operation(
        "remove_member",
        tag="seller",
        summary="Remove a member",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """Ends the membership and every token of that person at once.

        The last owner stays (409 `conflict`).
        """
        mine = Member.objects.managed_by(request.user)
        member = get_object_or_404(mine, pk=path_id(id))
        actions.remove_member(member=member)
        return self.answer(None, status=204)


def _open_invitations(user):
    return Invitation.objects.filter(
        seller__members__user=user, accepted_at__isnull=True
    )


class InvitationListView(WholeListView):
    """Those asked to join the caller's business."""

    @operation(
        "list_invitations",
        tag="seller",
        summary="List invitations",
        parameters=WholeListParameters,
        responses=InvitationListSerializer,
    )
    def get(self, request):
        """Invitations nobody has accepted yet."""
        found = [invitation_json(i) for i in _open_invitations(request.user)]
        return self.answer(whole_list(found, self.values), tag=self.tag_of(found))

    @operation(
        "create_invitation",
        tag="seller",
        summary="Invite somebody",
        request=InvitationBody,
        responses={201: InvitationSerializer},
    )
    def post(self, request):
        """Sends a letter with a link that is good for seven days.

        Inviting the same address again sends a new letter; the old link is then void.
        """
        values = read(InvitationBody, request.data)
        invitation = actions.invite(
            seller=Seller.objects.managed_by(request.user).get(),
            email=values["email"],
            role=values.get("role", Member.Role.STAFF),
            invited_by=request.user,
        )
        return self.answer(
            invitation_json(invitation),
            status=201,
            location=f"/v1/seller/invitations/{invitation.pk}",
        )


class InvitationView(PrivateView):
    """One invitation."""

    @operation(
        "delete_invitation",
        tag="seller",
        summary="Take an invitation back",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """Its link is void at once."""
        mine = _open_invitations(request.user)
        actions.revoke_invitation(invitation=get_object_or_404(mine, pk=path_id(id)))
        return self.answer(None, status=204)


class AcceptInvitationView(PrivateView):
    """An invitation's answer."""

    @operation(
        "accept_invitation",
        tag="seller",
        summary="Accept an invitation",
        request=AcceptanceBody,
        responses={201: MemberSerializer},
    )
    def post(self, request):
        """The letter must have gone to your own address (else 410 `gone`).

        A person acts for one business at most (409 `conflict`).
        """
        values = read(AcceptanceBody, request.data)
        member = actions.accept_invitation(user=request.user, token=values["token"])
        return self.answer(member_json(member), status=201, location="/v1/seller")
