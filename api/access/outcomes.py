"""What the table comes to for each kind of caller: for the tests and the page."""

from api.access.rule import Actor, Rows, Rule, Who
from catalogue.enquiries.states import Side

_REFUSED_BY_ROLE = {
    Who.MEMBER: {
        Actor.BUYER,
        Actor.OFFICER_HERE,
        Actor.OFFICER_ELSEWHERE,
        Actor.OFFICER_PROVINCE,
        Actor.ADMIN,
        Actor.ASKER,
    },
    Who.OFFICER: {
        Actor.BUYER,
        Actor.OWNER,
        Actor.STAFF,
        Actor.OTHER_SELLER,
        Actor.ASKER,
    },
}
_REFUSED_BY_ROLE[Who.OWNER] = _REFUSED_BY_ROLE[Who.MEMBER] | {Actor.STAFF}
_REFUSED_BY_ROLE[Who.PROVINCE] = _REFUSED_BY_ROLE[Who.OFFICER] | {
    Actor.OFFICER_HERE,
    Actor.OFFICER_ELSEWHERE,
}


_SIDE = {
    Actor.ASKER: Side.BUYER,
    Actor.ENQUIRY_TOKEN: Side.BUYER,
    Actor.OWNER: Side.SELLER,
    Actor.STAFF: Side.SELLER,
    Actor.OFFICER_HERE: Side.OFFICER,
    Actor.OFFICER_PROVINCE: Side.OFFICER,
    Actor.ADMIN: Side.OFFICER,
}
_STRANGERS = {
    Rows.BUSINESS: {Actor.OTHER_SELLER},
    Rows.REGENCY: {Actor.OFFICER_ELSEWHERE},
    Rows.OWN: set(Actor) - {Actor.OWNER, Actor.KEY_WITHOUT_SCOPE},
    Rows.THREAD: {Actor.BUYER, Actor.OTHER_SELLER, Actor.OFFICER_ELSEWHERE},
    Rows.ASKED: set(Actor) - {Actor.ASKER, Actor.ENQUIRY_TOKEN},
}


def outcome(rule: Rule, actor: Actor) -> int:
    """200 where the caller may (whatever 2xx it is), else the status of the refusal."""
    if actor is Actor.KEY_WITHOUT_SCOPE and (rule.scope or rule.who is not Who.ANYONE):
        return 403
    if rule.who is Who.ANYONE:
        return 200
    if actor is Actor.ANONYMOUS:
        return 401
    if actor is Actor.ENQUIRY_TOKEN and rule.who is not Who.PARTY:
        return 403
    if actor in _REFUSED_BY_ROLE.get(rule.who, ()):
        return 403
    if rule.named and actor in _STRANGERS.get(rule.rows, ()):
        return 404
    return 403 if rule.sides and _SIDE[actor] not in rule.sides else 200
