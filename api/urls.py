"""Every address. Only what is under /v1 is in openapi.yaml."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from api import account_pages, unsubscribe, whatsapp_hook
from api.auth.accounts import (
    ConfirmPasswordResetView,
    PasswordResetView,
    RegisterView,
    VerifyEmailView,
)
from api.auth.tokens import (
    GoogleTokenView,
    RefreshView,
    RevokeView,
    SecondFactorTokenView,
    TokenView,
)
from api.desk.site import account_urls
from api.enquiries.attachments import AttachmentView
from api.enquiries.comparison import ComparisonView
from api.enquiries.confirming import (
    ClaimEnquiriesView,
    ConfirmEnquiryView,
    OpenEnquiryView,
)
from api.enquiries.messages import MessageListView
from api.enquiries.outcomes import OutcomeView
from api.enquiries.papers import QuotePaperView
from api.enquiries.quotes import (
    AcceptQuoteView,
    QuoteListView,
    RejectQuoteView,
    WithdrawQuoteView,
)
from api.enquiries.threads import (
    EnquiryListView,
    EnquiryView,
    EraseSubmissionView,
    ReadEnquiryView,
)
from api.enquiries.verbs import (
    DeclineEnquiryView,
    ReopenEnquiryView,
    ReportEnquirySpamView,
    WithdrawEnquiryView,
)
from api.me.api_keys import ApiKeyListView, ApiKeyView
from api.me.favourites import FavouriteListView, FavouriteView
from api.me.notifications import NotificationsView
from api.me.profile import MeView
from api.me.saved_searches import SavedSearchListView, SavedSearchView
from api.me.security import (
    ConfirmSecondFactorView,
    PasswordView,
    RemoveSecondFactorView,
    SecondFactorView,
    SignOutEverywhereView,
)
from api.meta import docs, health, media
from api.meta.service import ProblemTypeListView, ProblemTypeView, ServiceView
from api.officer.audit import AuditEntryListView
from api.officer.certificates import CertificateListView, RevokeCertificateView
from api.officer.enquiries import (
    MarkEnquirySpamView,
    OverseenEnquiryListView,
    ReleaseEnquiryView,
    VerifyOutcomeView,
)
from api.officer.enquiry_report import EnquiryReportCsvView, EnquiryReportView
from api.officer.evidence import EvidenceView
from api.officer.product_readiness import OverseenPlotsView, OverseenReadinessView
from api.officer.readiness import (
    ReadinessListView,
    RecomputationListView,
)
from api.officer.readiness_counts import (
    ReadinessCountsCsvView,
    ReadinessCountsView,
    ReadinessLevelsChartView,
)
from api.officer.readiness_table import ReadinessCsvView
from api.officer.reports import ReportListView, ResolveReportView
from api.officer.reviews import (
    ApproveReviewsView,
    ApproveReviewView,
    RejectReviewView,
    RequestChangesView,
    ReviewListView,
    ReviewView,
)
from api.officer.sellers import (
    LiftSellerView,
    ShowProductView,
    SuspendSellerView,
    TrustSellerView,
    UntrustSellerView,
)
from api.officer.statistics import StatisticsView
from api.pages import papers, quote_check, threads
from api.private_files import document, private_file
from api.public.json_ld import ProductJsonLdView
from api.public.markets import MarketView
from api.public.product_reference import (
    AttributeListView,
    HsCodeListView,
    IncotermListView,
    UnitListView,
)
from api.public.products import (
    ProductFacetsView,
    ProductListView,
    ProductView,
    RelatedProductsView,
)
from api.public.quote_verification import QuoteVerificationView
from api.public.readiness import ProductReadinessChartView, ProductReadinessView
from api.public.reference_lists import (
    CategoryListView,
    CertificateTypeListView,
    MarketListView,
    RegencyListView,
)
from api.public.reports import ReportView
from api.public.sellers import SellerListView, SellerView
from api.public.suggestions import SuggestionListView
from api.seller.answer_evidence import AnswerEvidenceView
from api.seller.assessment import OwnAssessmentView, OwnProductAssessmentView
from api.seller.business import OwnSellerView
from api.seller.canned_answers import CannedAnswerListView, CannedAnswerView
from api.seller.certificates import (
    OwnCertificateEvidenceView,
    OwnCertificateListView,
    OwnCertificateView,
)
from api.seller.closed_days import ClosedDaysListView, ClosedDaysView
from api.seller.images import OwnImageListView, OwnImageView
from api.seller.members import (
    AcceptInvitationView,
    InvitationListView,
    InvitationView,
    MemberListView,
    MemberView,
)
from api.seller.plots import OwnProductPlotsView
from api.seller.products import (
    ArchiveProductView,
    DiscardChangesView,
    DuplicateProductView,
    OwnProductListView,
    OwnProductView,
    RestoreProductView,
    SubmitProductView,
)
from api.seller.readiness import (
    OwnProductReadinessHistoryView,
    OwnProductReadinessView,
    OwnSellerReadinessView,
)

handler400 = "api.errors.handler400"
handler403 = "api.errors.handler403"
handler404 = "api.errors.handler404"
handler500 = "api.errors.handler500"

v1 = [
    path("products", ProductListView.as_view()),
    path("products/facets", ProductFacetsView.as_view()),
    path("products/<str:id>", ProductView.as_view()),
    path("products/<str:id>/related", RelatedProductsView.as_view()),
    path("products/<str:id>/json-ld", ProductJsonLdView.as_view()),
    path("products/<str:id>/export-readiness", ProductReadinessView.as_view()),
    path("products/<str:id>/export-readiness.svg", ProductReadinessChartView.as_view()),
    path("suggestions", SuggestionListView.as_view()),
    path("sellers", SellerListView.as_view()),
    path("sellers/<str:id>", SellerView.as_view()),
    path("categories", CategoryListView.as_view()),
    path("regencies", RegencyListView.as_view()),
    path("certificate-types", CertificateTypeListView.as_view()),
    path("markets", MarketListView.as_view()),
    path("markets/<str:code>", MarketView.as_view()),
    path("units", UnitListView.as_view()),
    path("attributes", AttributeListView.as_view()),
    path("hs-codes", HsCodeListView.as_view()),
    path("incoterms", IncotermListView.as_view()),
    path("enquiries", EnquiryListView.as_view()),
    path("enquiries/confirm", ConfirmEnquiryView.as_view()),
    path("enquiries/open", OpenEnquiryView.as_view()),
    path("enquiries/claim", ClaimEnquiriesView.as_view()),
    path("enquiries/<str:id>", EnquiryView.as_view()),
    path("enquiries/<str:id>/read", ReadEnquiryView.as_view()),
    path("enquiries/<str:id>/decline", DeclineEnquiryView.as_view()),
    path("enquiries/<str:id>/withdraw", WithdrawEnquiryView.as_view()),
    path("enquiries/<str:id>/reopen", ReopenEnquiryView.as_view()),
    path("enquiries/<str:id>/report-spam", ReportEnquirySpamView.as_view()),
    path("enquiries/<str:id>/messages", MessageListView.as_view()),
    path("enquiries/<str:id>/attachments", AttachmentView.as_view()),
    path("enquiries/<str:id>/quotes", QuoteListView.as_view()),
    path("enquiries/<str:id>/outcome", OutcomeView.as_view()),
    path("quotes/verify/<str:code>", QuoteVerificationView.as_view()),
    path("quotes/<str:id>/accept", AcceptQuoteView.as_view()),
    path("quotes/<str:id>/reject", RejectQuoteView.as_view()),
    path("quotes/<str:id>/withdraw", WithdrawQuoteView.as_view()),
    path("quotes/<str:id>/paper.pdf", QuotePaperView.as_view()),
    path("submissions/<str:id>/comparison", ComparisonView.as_view()),
    path("submissions/<str:id>/erase", EraseSubmissionView.as_view()),
    path("auth/register", RegisterView.as_view()),
    path("auth/verify-email", VerifyEmailView.as_view()),
    path("auth/token", TokenView.as_view()),
    path("auth/token/second-factor", SecondFactorTokenView.as_view()),
    path("auth/token/google", GoogleTokenView.as_view()),
    path("auth/token/refresh", RefreshView.as_view()),
    path("auth/token/revoke", RevokeView.as_view()),
    path("auth/password-reset", PasswordResetView.as_view()),
    path("auth/password-reset/confirm", ConfirmPasswordResetView.as_view()),
    path("me", MeView.as_view()),
    path("me/notifications", NotificationsView.as_view()),
    path("me/password", PasswordView.as_view()),
    path("me/sign-out-everywhere", SignOutEverywhereView.as_view()),
    path("me/second-factor", SecondFactorView.as_view()),
    path("me/second-factor/confirm", ConfirmSecondFactorView.as_view()),
    path("me/second-factor/remove", RemoveSecondFactorView.as_view()),
    path("me/favourites", FavouriteListView.as_view()),
    path("me/favourites/<str:id>", FavouriteView.as_view()),
    path("me/saved-searches", SavedSearchListView.as_view()),
    path("me/saved-searches/<str:id>", SavedSearchView.as_view()),
    path("api-keys", ApiKeyListView.as_view()),
    path("api-keys/<str:id>", ApiKeyView.as_view()),
    path("seller", OwnSellerView.as_view()),
    path("seller/members", MemberListView.as_view()),
    path("seller/members/<str:id>", MemberView.as_view()),
    path("seller/invitations", InvitationListView.as_view()),
    path("seller/invitations/accept", AcceptInvitationView.as_view()),
    path("seller/invitations/<str:id>", InvitationView.as_view()),
    path("seller/products", OwnProductListView.as_view()),
    path("seller/products/<str:id>", OwnProductView.as_view()),
    path("seller/products/<str:id>/submit", SubmitProductView.as_view()),
    path("seller/products/<str:id>/archive", ArchiveProductView.as_view()),
    path("seller/products/<str:id>/restore", RestoreProductView.as_view()),
    path("seller/products/<str:id>/duplicate", DuplicateProductView.as_view()),
    path("seller/products/<str:id>/discard-changes", DiscardChangesView.as_view()),
    path("seller/products/<str:id>/images", OwnImageListView.as_view()),
    path("seller/products/<str:id>/assessment", OwnProductAssessmentView.as_view()),
    path("seller/products/<str:id>/plots", OwnProductPlotsView.as_view()),
    path(
        "seller/products/<str:id>/export-readiness", OwnProductReadinessView.as_view()
    ),
    path(
        "seller/products/<str:id>/readiness-history",
        OwnProductReadinessHistoryView.as_view(),
    ),
    path("seller/assessment", OwnAssessmentView.as_view()),
    path("seller/export-readiness", OwnSellerReadinessView.as_view()),
    path("seller/answers/<str:id>/evidence", AnswerEvidenceView.as_view()),
    path("seller/images/<str:id>", OwnImageView.as_view()),
    path("seller/canned-answers", CannedAnswerListView.as_view()),
    path("seller/canned-answers/<str:id>", CannedAnswerView.as_view()),
    path("seller/closed-days", ClosedDaysListView.as_view()),
    path("seller/closed-days/<str:id>", ClosedDaysView.as_view()),
    path("seller/certificates", OwnCertificateListView.as_view()),
    path("seller/certificates/<str:id>", OwnCertificateView.as_view()),
    path("seller/certificates/<str:id>/evidence", OwnCertificateEvidenceView.as_view()),
    path("reports", ReportView.as_view()),
    path("officer/reviews", ReviewListView.as_view()),
    path("officer/reviews/approve", ApproveReviewsView.as_view()),
    path("officer/reviews/<str:id>", ReviewView.as_view()),
    path("officer/reviews/<str:id>/approve", ApproveReviewView.as_view()),
    path("officer/reviews/<str:id>/request-changes", RequestChangesView.as_view()),
    path("officer/reviews/<str:id>/reject", RejectReviewView.as_view()),
    path("officer/sellers/<str:id>/trust", TrustSellerView.as_view()),
    path("officer/sellers/<str:id>/untrust", UntrustSellerView.as_view()),
    path("officer/sellers/<str:id>/suspend", SuspendSellerView.as_view()),
    path("officer/sellers/<str:id>/lift", LiftSellerView.as_view()),
    path("officer/products/<str:id>/show", ShowProductView.as_view()),
    path("officer/products/<str:id>/export-readiness", OverseenReadinessView.as_view()),
    path("officer/products/<str:id>/plots", OverseenPlotsView.as_view()),
    path("officer/certificates", CertificateListView.as_view()),
    path("officer/certificates/<str:id>/revoke", RevokeCertificateView.as_view()),
    path("officer/evidence/<str:id>", EvidenceView.as_view()),
    path("officer/reports", ReportListView.as_view()),
    path("officer/reports/<str:id>/resolve", ResolveReportView.as_view()),
    path("officer/enquiries", OverseenEnquiryListView.as_view()),
    path("officer/enquiries/<str:id>/release", ReleaseEnquiryView.as_view()),
    path("officer/enquiries/<str:id>/mark-spam", MarkEnquirySpamView.as_view()),
    path("officer/enquiries/<str:id>/verify-outcome", VerifyOutcomeView.as_view()),
    path("officer/enquiry-report", EnquiryReportView.as_view()),
    path("officer/enquiry-report.csv", EnquiryReportCsvView.as_view()),
    path("officer/statistics", StatisticsView.as_view()),
    path("officer/readiness", ReadinessListView.as_view()),
    path("officer/readiness.csv", ReadinessCsvView.as_view()),
    path("officer/readiness/counts", ReadinessCountsView.as_view()),
    path("officer/readiness/counts.csv", ReadinessCountsCsvView.as_view()),
    path("officer/readiness/levels.svg", ReadinessLevelsChartView.as_view()),
    path("officer/readiness/recomputations", RecomputationListView.as_view()),
    path("officer/audit-log", AuditEntryListView.as_view()),
    path("problems", ProblemTypeListView.as_view()),
    path("problems/<str:code>", ProblemTypeView.as_view()),
    path("openapi.yaml", docs.openapi),
]

urlpatterns = [
    path("", RedirectView.as_view(url="/docs")),
    path("docs/", RedirectView.as_view(url="/docs")),
    path(settings.ADMIN_PATH, RedirectView.as_view(url=f"/{settings.ADMIN_PATH}/")),
    path("v1", ServiceView.as_view()),
    path("v1/", include(v1)),
    path("docs", docs.swagger),
    path("docs/reference", docs.redoc),
    path("account/<slug:page>", account_pages.page),
    path("enquiry/<str:token>", threads.page),
    path("enquiry/<str:token>/quotes/<uuid:quote_id>.pdf", papers.paper),
    path("quotes/<str:code>", quote_check.page),
    path("unsubscribe/<str:token>", unsubscribe.page),
    path("whatsapp", whatsapp_hook.receive),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("media/<path:name>", media.picture),
    path("private/until/<int:until>/<str:mark>/<path:name>", document),
    path("private/<int:hour>/<str:mark>/<path:name>", private_file),
    path(f"{settings.ADMIN_PATH}/account/", include(account_urls)),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
]
