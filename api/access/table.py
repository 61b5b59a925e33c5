"""The rows, by resource."""

from api.access.rule import Rows, Rule, Who
from catalogue.enquiries.states import Side, Verb, sides_of

PRODUCTS = "products:write"
READ_ENQUIRIES, WRITE_ENQUIRIES = "enquiries:read", "enquiries:write"


def _public(resource: str, *operations: str) -> list[Rule]:
    return [
        Rule(name, resource, name.partition("_")[0], Who.ANYONE) for name in operations
    ]


def _thread(
    operation: str, verb: str, scope: str, *, sides: frozenset[Side] = frozenset()
) -> Rule:
    """An operation on one enquiry, for its parties."""
    return Rule(operation, "enquiry", verb, Who.PARTY, Rows.THREAD, scope, True, sides)


def _of_quote(
    operation: str, verb: str, scope: str, *, sides: frozenset[Side] = frozenset()
) -> Rule:
    """An operation on one quote, for the parties of its thread."""
    return Rule(operation, "quote", verb, Who.PARTY, Rows.THREAD, scope, True, sides)


def _sides(verb: Verb) -> frozenset[Side]:
    """Who may use it in some state, as the machine says."""
    return frozenset(sides_of(verb))


RULES = [
    *_public(
        "catalogue",
        "list_products",
        "get_product_facets",
        "get_product",
        "list_related_products",
        "get_product_json_ld",
        "get_product_export_readiness",
        "get_product_export_readiness_chart",
        "list_suggestions",
        "list_sellers",
        "get_seller",
        "list_categories",
        "list_regencies",
        "list_certificate_types",
        "list_markets",
        "get_market",
        "list_units",
        "list_attributes",
        "list_hs_codes",
        "list_incoterms",
    ),
    *_public("service", "get_service", "list_problem_types", "get_problem_type"),
    *_public("report", "create_report"),
    *_public(
        "access",
        "register",
        "verify_email",
        "create_token",
        "create_token_second_factor",
        "create_token_google",
        "refresh_token",
        "revoke_token",
        "request_password_reset",
        "confirm_password_reset",
    ),
    Rule(
        "create_enquiry",
        "enquiry",
        "ask",
        Who.ANYONE,
        scope=WRITE_ENQUIRIES,
    ),
    *_public("enquiry", "confirm_enquiry", "open_enquiry"),
    Rule("claim_enquiries", "enquiry", "claim", Who.SIGNED_IN, Rows.OWN),
    Rule("list_enquiries", "enquiry", "list", Who.PARTY, Rows.THREAD, READ_ENQUIRIES),
    _thread("get_enquiry", "read", READ_ENQUIRIES),
    _thread("read_enquiry", "mark as read", WRITE_ENQUIRIES),
    *(
        _thread(f"{verb}_enquiry", verb, WRITE_ENQUIRIES, sides=_sides(verb))
        for verb in (Verb.DECLINE, Verb.WITHDRAW, Verb.REOPEN)
    ),
    _thread(
        "report_enquiry_spam",
        "report as spam",
        WRITE_ENQUIRIES,
        sides=_sides(Verb.REPORT_SPAM),
    ),
    _thread("list_messages", "read messages", READ_ENQUIRIES),
    _thread("create_message", "write", WRITE_ENQUIRIES, sides=_sides(Verb.REPLY)),
    _thread(
        "create_enquiry_attachment",
        "send a file",
        WRITE_ENQUIRIES,
        sides=_sides(Verb.REPLY),
    ),
    _thread("list_quotes", "read quotes", READ_ENQUIRIES),
    _thread("create_quote", "quote", WRITE_ENQUIRIES, sides=_sides(Verb.QUOTE)),
    *(
        _of_quote(f"{name}_quote", name, WRITE_ENQUIRIES, sides=_sides(verb))
        for name, verb in (
            ("accept", Verb.ACCEPT),
            ("reject", Verb.REJECT),
            ("withdraw", Verb.WITHDRAW_QUOTE),
        )
    ),
    _of_quote("get_quote_paper", "print", READ_ENQUIRIES),
    *_public("quote", "get_quote_verification"),
    _thread(
        "record_outcome",
        "record the outcome",
        WRITE_ENQUIRIES,
        sides=_sides(Verb.RECORD_OUTCOME),
    ),
    Rule(
        "get_submission_comparison",
        "submission",
        "compare",
        Who.PARTY,
        Rows.ASKED,
        READ_ENQUIRIES,
        named=True,
    ),
    Rule(
        "erase_submission",
        "submission",
        "erase",
        Who.PARTY,
        Rows.ASKED,
        WRITE_ENQUIRIES,
        named=True,
    ),
    Rule("get_me", "account", "read", Who.SIGNED_IN, Rows.OWN),
    Rule("update_me", "account", "edit", Who.SIGNED_IN, Rows.OWN),
    Rule("get_notifications", "account", "read", Who.SIGNED_IN, Rows.OWN),
    Rule("update_notifications", "account", "edit", Who.SIGNED_IN, Rows.OWN),
    Rule("change_password", "account", "edit", Who.SIGNED_IN, Rows.OWN),
    Rule("sign_out_everywhere", "account", "sign out", Who.SIGNED_IN, Rows.OWN),
    Rule("begin_second_factor", "account", "edit", Who.SIGNED_IN, Rows.OWN),
    Rule("confirm_second_factor", "account", "edit", Who.SIGNED_IN, Rows.OWN),
    Rule("remove_second_factor", "account", "edit", Who.SIGNED_IN, Rows.OWN),
    Rule("list_favourites", "favourite", "list", Who.SIGNED_IN, Rows.OWN),
    Rule("add_favourite", "favourite", "add", Who.SIGNED_IN, Rows.OWN),
    Rule("remove_favourite", "favourite", "remove", Who.SIGNED_IN, Rows.OWN),
    Rule("list_saved_searches", "saved search", "list", Who.SIGNED_IN, Rows.OWN),
    Rule("create_saved_search", "saved search", "create", Who.SIGNED_IN, Rows.OWN),
    Rule(
        "delete_saved_search",
        "saved search",
        "delete",
        Who.SIGNED_IN,
        Rows.OWN,
        named=True,
    ),
    Rule("list_api_keys", "API key", "list", Who.SIGNED_IN, Rows.OWN),
    Rule("create_api_key", "API key", "create", Who.SIGNED_IN, Rows.OWN),
    Rule("delete_api_key", "API key", "delete", Who.SIGNED_IN, Rows.OWN, named=True),
    Rule("register_seller", "business", "register", Who.SIGNED_IN, Rows.OWN),
    Rule("accept_invitation", "invitation", "accept", Who.SIGNED_IN, Rows.OWN),
    Rule("get_own_seller", "business", "read", Who.MEMBER, Rows.OWN, PRODUCTS),
    Rule("update_own_seller", "business", "edit", Who.OWNER, Rows.OWN),
    Rule("list_members", "member", "list", Who.MEMBER, Rows.OWN),
    Rule("remove_member", "member", "remove", Who.OWNER, Rows.BUSINESS, named=True),
    Rule("list_invitations", "invitation", "list", Who.OWNER, Rows.OWN),
    Rule("create_invitation", "invitation", "create", Who.OWNER, Rows.OWN),
    Rule(
        "delete_invitation",
        "invitation",
        "delete",
        Who.OWNER,
        Rows.BUSINESS,
        named=True,
    ),
    *(
        Rule(name, "own product", verb, Who.MEMBER, Rows.OWN, PRODUCTS)
        for name, verb in (
            ("list_own_products", "list"),
            ("create_own_product", "create"),
        )
    ),
    *(
        Rule(name, "own product", verb, Who.MEMBER, Rows.BUSINESS, PRODUCTS, named=True)
        for name, verb in (
            ("get_own_product", "read"),
            ("update_own_product", "edit"),
            ("delete_own_product", "delete"),
            ("submit_own_product", "submit"),
            ("archive_own_product", "archive"),
            ("restore_own_product", "restore"),
            ("duplicate_own_product", "duplicate"),
            ("discard_own_product_changes", "discard changes"),
        )
    ),
    *(
        Rule(name, "own picture", verb, Who.MEMBER, Rows.BUSINESS, PRODUCTS, named=True)
        for name, verb in (
            ("list_own_product_images", "list"),
            ("create_own_product_image", "upload"),
            ("update_own_image", "edit"),
            ("delete_own_image", "delete"),
        )
    ),
    *(
        Rule(name, "own certificate", verb, Who.MEMBER, Rows.OWN, PRODUCTS)
        for name, verb in (
            ("list_own_certificates", "list"),
            ("create_own_certificate", "create"),
        )
    ),
    *(
        Rule(
            name,
            "own certificate",
            verb,
            Who.MEMBER,
            Rows.BUSINESS,
            PRODUCTS,
            named=True,
        )
        for name, verb in (
            ("get_own_certificate", "read"),
            ("update_own_certificate", "edit"),
            ("delete_own_certificate", "delete"),
            ("get_own_certificate_evidence", "open the document"),
            ("create_own_certificate_evidence", "send a document"),
        )
    ),
    Rule("get_own_assessment", "assessment", "read", Who.MEMBER, Rows.OWN, PRODUCTS),
    Rule(
        "update_own_assessment", "assessment", "answer", Who.MEMBER, Rows.OWN, PRODUCTS
    ),
    Rule(
        "get_own_export_readiness",
        "export readiness",
        "read",
        Who.MEMBER,
        Rows.OWN,
        PRODUCTS,
    ),
    *(
        Rule(name, "own product", verb, Who.MEMBER, Rows.BUSINESS, PRODUCTS, named=True)
        for name, verb in (
            ("get_own_product_assessment", "read the assessment"),
            ("update_own_product_assessment", "answer questions"),
            ("get_own_product_plots", "read plots"),
            ("update_own_product_plots", "edit plots"),
            ("get_own_product_export_readiness", "read readiness"),
            ("list_own_product_readiness_history", "list assessments"),
        )
    ),
    *(
        Rule(name, "own answer", verb, Who.MEMBER, Rows.BUSINESS, PRODUCTS, named=True)
        for name, verb in (
            ("get_own_answer_evidence", "open the document"),
            ("create_own_answer_evidence", "send a document"),
            ("delete_own_answer_evidence", "take the document back"),
        )
    ),
    *(
        Rule(f"{name}_{rows}", noun, name, Who.MEMBER, Rows.OWN, scope)
        for noun, one, many in (
            ("canned answer", "canned_answer", "canned_answers"),
            ("closed days", "closed_days", "closed_days"),
        )
        for name, rows, scope in (
            ("list", many, READ_ENQUIRIES),
            ("create", one, WRITE_ENQUIRIES),
        )
    ),
    *(
        Rule(
            f"{verb}_{noun.replace(' ', '_')}",
            noun,
            verb,
            Who.MEMBER,
            Rows.BUSINESS,
            WRITE_ENQUIRIES,
            named=True,
        )
        for noun in ("canned answer", "closed days")
        for verb in ("update", "delete")
    ),
    Rule("list_reviews", "review", "list", Who.OFFICER),
    Rule("approve_reviews", "review", "approve many", Who.OFFICER),
    *(
        Rule(name, "review", verb, Who.OFFICER, Rows.REGENCY, named=True)
        for name, verb in (
            ("get_review", "read"),
            ("approve_review", "approve"),
            ("request_changes", "request changes"),
            ("reject_review", "reject"),
        )
    ),
    *(
        Rule(name, "seller", verb, Who.OFFICER, Rows.REGENCY, named=True)
        for name, verb in (
            ("trust_seller", "trust"),
            ("untrust_seller", "untrust"),
            ("suspend_seller", "suspend"),
            ("lift_seller", "lift suspension"),
        )
    ),
    Rule("show_product", "product", "show", Who.OFFICER, Rows.REGENCY, named=True),
    *(
        Rule(name, "product", verb, Who.OFFICER, Rows.REGENCY, named=True)
        for name, verb in (
            ("get_product_readiness", "read readiness"),
            ("get_product_plots", "read plots"),
        )
    ),
    Rule("list_certificates", "certificate", "list", Who.OFFICER),
    Rule(
        "revoke_certificate",
        "certificate",
        "revoke",
        Who.OFFICER,
        Rows.REGENCY,
        named=True,
    ),
    Rule("get_evidence", "evidence", "open", Who.OFFICER, Rows.REGENCY, named=True),
    Rule("list_reports", "report", "list", Who.OFFICER),
    Rule("resolve_report", "report", "resolve", Who.OFFICER, Rows.REGENCY, named=True),
    Rule("get_statistics", "statistics", "read", Who.OFFICER),
    Rule("list_readiness", "readiness", "list", Who.OFFICER),
    Rule("get_readiness_csv", "readiness", "download", Who.OFFICER),
    Rule("get_readiness_counts", "readiness", "count", Who.OFFICER),
    Rule("get_readiness_counts_csv", "readiness", "download counts", Who.OFFICER),
    Rule("get_readiness_levels_chart", "readiness", "chart", Who.OFFICER),
    Rule("list_overseen_enquiries", "enquiry", "list", Who.OFFICER),
    *(
        Rule(name, "enquiry", verb, Who.OFFICER, Rows.REGENCY, named=True)
        for name, verb in (
            ("release_enquiry", "release"),
            ("mark_enquiry_spam", "mark as spam"),
            ("verify_enquiry_outcome", "verify the outcome"),
        )
    ),
    Rule("get_enquiry_report", "enquiry report", "read", Who.OFFICER),
    Rule("get_enquiry_report_csv", "enquiry report", "download", Who.OFFICER),
    Rule("list_recomputations", "recomputation", "list", Who.PROVINCE),
    Rule("list_audit_entries", "audit log", "list", Who.PROVINCE),
]
TABLE = {rule.operation: rule for rule in RULES}
