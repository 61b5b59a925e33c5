"""What the domain refuses with, and what that is to a caller."""

from collections.abc import Callable, Collection
from typing import Any

from api.errors.problem import CHALLENGE, Fault, Problem, fault, limited
from api.messages import Message
from catalogue.accounts import errors as accounts
from catalogue.buyers import errors as buyers
from catalogue.enquiries import errors as enquiries
from catalogue.enquiries.states import Side
from catalogue.journal.errors import Stale
from catalogue.listings.errors import UnknownMarket
from catalogue.products import errors as products
from catalogue.readiness import errors as readiness
from catalogue.readiness.claiming.answer_sheet import AnswerFault
from catalogue.readiness.claiming.plots import InvalidPlots, PlotFault
from catalogue.reviews import errors as reviews
from catalogue.sellers import errors as sellers


def _member(pointer: str, key: str, code: str = "invalid", **values: Any) -> Problem:
    """`validation_failed` for one member of a body, told by the message `key`."""
    found = fault(pointer, key, code=code, where="body", **values)
    return Problem("validation_failed", detail="one_member", faults=[found])


def _weak_password(error: accounts.WeakPassword) -> Problem:
    """Django's own words, which its validators translate."""
    verbatim = Message("{text}", "{text}")
    faults = [
        Fault("/password", "invalid", verbatim, {"text": text}, where="body")
        for text in error.messages
    ]
    return Problem("validation_failed", detail="one_member", faults=faults)


def lack_fault(lack) -> Fault:
    """What a product lacks, at its member."""
    return fault(
        lack.pointer,
        lack.reason,
        code="required",
        where="body",
        suggestion=lack.suggestion,
        value=lack.subject,
    )


def _members(faults: list[Fault]) -> Problem:
    """`validation_failed` for several members of a body."""
    return Problem(
        "validation_failed",
        detail="one_member" if len(faults) == 1 else "members",
        values={"count": len(faults)},
        faults=faults,
    )


def answer_fault(found: AnswerFault) -> Fault:
    known = {
        *("required", "not_found", "not_a_choice", "duplicate"),
        *("too_small", "too_large"),
    }
    return fault(
        f"/answers/{found.place}/{found.member}",
        found.reason,
        code=found.reason if found.reason in known else "invalid",
        suggestion=found.suggestion,
        where="body",
        **found.values,
    )


def _plot_fault(found: PlotFault) -> Fault:
    codes = {
        "plot_area_required": "required",
        "plot_positions": "too_long",
        "plot_positions_together": "too_long",
        "plot_twice": "duplicate",
        "plot_too_large": "too_large",
    }
    code = codes.get(found.reason, "invalid")
    return fault(found.pointer, found.reason, code=code, where="body", **found.values)


def refusal_fault(found: enquiries.Refusal) -> Fault:
    """What cannot be of an enquiry or a quote, at its member."""
    reason, value = found.reason, found.value
    code = _REFUSAL_CODES.get(reason, "invalid")
    values: dict[str, Any] = {"value": value, "limit": value}
    if reason == "required":
        values["name"] = found.pointer.rpartition("/")[2]
    if reason.endswith("_not_found"):
        values["what"], code = reason.removesuffix("_not_found"), "not_found"
        reason = "not_found"
    return fault(
        found.pointer,
        reason,
        code=code,
        suggestion=found.suggestion,
        where="body",
        **values,
    )


# Of what a room of enquiries refuses: the code that clients know already.
_REFUSAL_CODES = {
    "required": "required",
    "past": "too_small",
    "before_first_day": "too_small",
    "too_far": "too_large",
    "not_yet": "too_large",
    "closed_too_long": "too_large",
    "total_too_large": "too_large",
}


_SIDES = {
    Side.BUYER: {"en": "the buyer", "id": "pembeli"},
    Side.SELLER: {"en": "the seller", "id": "penjual"},
    Side.OFFICER: {"en": "an officer", "id": "petugas dinas"},
}
_OR = {"en": " or ", "id": " atau "}


def only_for(sides: Collection[Side]) -> Problem:
    """Of what parties of a thread ask for that is another side's."""
    known = [words for side, words in _SIDES.items() if side in sides]
    who = {
        language: between.join(words[language] for words in known)
        for language, between in _OR.items()
    }
    return Problem("permission_denied", detail="only_for", values={"who": who})


def _certificate_fault(found: readiness.CertificateFault) -> Fault:
    """A code that clients know already, where one says it."""
    known = {"required", "not_found", "too_small", "too_large"}
    code = found.reason if found.reason in known else "invalid"
    return fault(found.pointer, found.reason, code=code, where="body", **found.values)


# What the domain refuses with, and what that is to a caller: a code, or a function
# that makes the problem where its facts are told too. One row for each domain error.
DOMAIN: dict[type[Exception], str | Callable[[Any], Problem]] = {
    Stale: "precondition_failed",
    accounts.TokenInvalid: lambda _: Problem("token_invalid", headers=CHALLENGE),
    accounts.TokenExpired: lambda _: Problem("token_expired", headers=CHALLENGE),
    accounts.WrongCredentials: lambda _: Problem(
        "authentication_required", detail="wrong_credentials", headers=CHALLENGE
    ),
    accounts.SecondFactorRequired: lambda error: Problem(
        "second_factor_required", headers=CHALLENGE, members={"ticket": error.ticket}
    ),
    accounts.EmailNotVerified: "email_not_verified",
    accounts.AccountSuspended: "account_suspended",
    accounts.WeakPassword: _weak_password,
    accounts.WrongCode: lambda _: _member("/code", "wrong_code"),
    accounts.LinkInvalid: lambda _: Problem("gone", detail="link_invalid"),
    accounts.SetupInvalid: lambda _: _member("/setup", "setup_invalid"),
    accounts.SecondFactorState: lambda error: Problem(
        "invalid_state", detail=f"second_factor_{error}"
    ),
    accounts.TooManyAttempts: lambda error: limited(error.seconds),
    accounts.TooManyKeys: lambda _: Problem("conflict", detail="too_many_keys"),
    buyers.CompanyUnnamed: lambda _: _member(
        "/company/name", "required", code="required", name="name"
    ),
    buyers.TooManyFavourites: lambda error: Problem(
        "conflict", detail="too_many_favourites", values={"limit": error.limit}
    ),
    buyers.TooManySavedSearches: lambda error: Problem(
        "conflict", detail="too_many_saved_searches", values={"limit": error.limit}
    ),
    enquiries.InvalidState: lambda error: Problem(
        "invalid_state",
        detail="state",
        values={"state": error.status},
        members={"allowed_actions": [str(verb) for verb in error.allowed]},
    ),
    enquiries.QuoteReplaced: lambda error: Problem(
        "invalid_state",
        detail="quote_replaced",
        values={"revision": error.revision, "quote_id": error.current_id},
        members={"allowed_actions": [str(verb) for verb in error.allowed]},
    ),
    enquiries.QuoteClosed: lambda error: Problem(
        "invalid_state",
        detail=f"quote_{error.quote_status}",
        members={"allowed_actions": [str(verb) for verb in error.allowed]},
    ),
    enquiries.ReopenedBefore: lambda error: Problem(
        "invalid_state",
        detail="reopened_before",
        members={"allowed_actions": [str(verb) for verb in error.allowed]},
    ),
    enquiries.NotYours: lambda error: only_for(error.sides),
    enquiries.QuoteExpired: "quote_expired",
    enquiries.Overtaken: lambda _: Problem("conflict", detail="overtaken"),
    enquiries.Refused: lambda error: _members(
        [refusal_fault(found) for found in error.refusals]
    ),
    enquiries.ClosedDaysBegun: lambda _: Problem(
        "invalid_state", detail="closed_days_begun"
    ),
    enquiries.TooManyEnquiries: lambda error: limited(error.seconds),
    enquiries.LinkInvalid: lambda _: Problem("gone", detail="link_invalid"),
    enquiries.AddressUnproven: lambda _: Problem(
        "invalid_state", detail="address_unproven"
    ),
    enquiries.TooMany: lambda error: Problem(
        "conflict", detail=f"too_many_{error.what}", values={"limit": error.limit}
    ),
    sellers.AlreadyMember: lambda _: Problem("conflict", detail="already_member"),
    sellers.LastOwner: lambda _: Problem("conflict", detail="last_owner"),
    sellers.InvitationInvalid: lambda _: Problem("gone", detail="link_invalid"),
    sellers.TooManyInvitations: lambda _: Problem(
        "conflict", detail="too_many_invitations"
    ),
    sellers.NibTaken: lambda _: Problem(
        "conflict", faults=[fault("/nib", "nib_taken", code="duplicate", where="body")]
    ),
    sellers.InvalidSellerState: lambda error: Problem(
        "invalid_state", detail="state", values={"state": error.state}
    ),
    reviews.AlreadyDecided: lambda error: Problem(
        "invalid_state", detail="decided", values={"status": error.status}
    ),
    reviews.NoteRequired: lambda _: Problem(
        "validation_failed",
        detail="members",
        values={"count": 2},
        faults=[
            fault("/reason", "required", where="body", name="reason"),
            fault("/note/id", "required", where="body", name="id"),
        ],
    ),
    products.UnsupportedImage: "unsupported_image",
    products.ImageTooLarge: lambda _: _member(
        "/file", "image_too_large", code="image_too_large"
    ),
    products.DecodersBusy: lambda _: Problem(
        "unavailable", headers={"Retry-After": "5"}
    ),
    products.InvalidState: lambda error: Problem(
        "invalid_state", detail="state", values={"state": error.state}
    ),
    products.IncompleteProduct: lambda error: Problem(
        "validation_failed",
        detail="incomplete",
        values={"count": len(error.missing)},
        faults=[lack_fault(lack) for lack in error.missing],
    ),
    products.DuplicateSku: lambda error: Problem(
        "duplicate_sku",
        values={"sku": error.sku},
        faults=[fault(error.pointer, "duplicate", where="body", value=error.sku)],
    ),
    products.UnknownVariant: lambda error: _member(
        error.pointer,
        "not_found",
        code="not_found",
        what="variant",
        value=error.variant_id,
    ),
    products.TooManyImages: lambda error: Problem(
        "conflict", detail="too_many_images", values={"limit": error.limit}
    ),
    products.QuotaExceeded: lambda error: Problem(
        "conflict", detail="quota", values={"limit": error.limit // 1024**2}
    ),
    readiness.UnsupportedEvidence: "unsupported_evidence",
    readiness.RefusedAnswers: lambda error: _members(
        [answer_fault(found) for found in error.faults]
    ),
    UnknownMarket: lambda error: Problem(
        "not_found", values={"path": f"market {error.market}"}
    ),
    readiness.NothingToShow: lambda _: Problem(
        "invalid_state", detail="nothing_to_show"
    ),
    InvalidPlots: lambda error: _members(
        [_plot_fault(found) for found in error.faults]
    ),
    readiness.InvalidCertificate: lambda error: Problem(
        "validation_failed",
        detail="one_member" if len(error.faults) == 1 else "members",
        values={"count": len(error.faults)},
        faults=[_certificate_fault(found) for found in error.faults],
    ),
    readiness.RefusedBefore: lambda _: Problem("conflict", detail="refused_before"),
    readiness.TooManyCertificates: lambda error: Problem(
        "conflict", detail="too_many_certificates", values={"limit": error.limit}
    ),
    readiness.NotEditable: lambda error: Problem(
        "invalid_state", detail=f"certificate_{error.status}"
    ),
    readiness.NotRevocable: lambda error: Problem(
        "invalid_state", detail="not_verified", values={"status": error.status}
    ),
    readiness.PlotsMissing: lambda error: Problem(
        "invalid_state",
        detail="plots_missing",
        values={"count": len(error.product_ids)},
    ),
}


def domain_problem(error: Exception) -> Problem | None:
    """By the table; None for what no room raised."""
    made = DOMAIN.get(type(error))
    return Problem(made) if isinstance(made, str) else made and made(error)
