"""Links in a text: how many, where to, and whether their names pretend."""

import re
import unicodedata
from collections.abc import Iterator

from catalogue.enquiries.domains import domain_of
from catalogue.enquiries.suspicion.sign import Sign, SignCode

SHORTENERS = {
    "bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "v.gd", "buff.ly",
    "rebrand.ly", "cutt.ly", "rb.gy", "s.id", "shorturl.at", "tiny.cc", "t.ly",
    "bl.ink", "lnkd.in", "adf.ly", "clck.ru", "qr.ae",
}  # fmt: skip
MESSENGERS = {
    "wa.me", "api.whatsapp.com", "chat.whatsapp.com", "t.me", "telegram.me", "line.me",
    "signal.me", "m.me",
}  # fmt: skip
# Endings by which a bare word is a link; any other needs `http://` or `www.`. Not here
# are those that a forgotten blank makes: "thanks.My", "kg.In".
ENDINGS = {
    "com", "net", "org", "info", "biz", "id", "io", "ly", "co", "shop", "store",
    "online", "site", "xyz", "top", "click", "link", "app", "dev", "cn", "jp", "sg",
    "au", "uk", "eu", "de", "ru", "vn", "kr",
}  # fmt: skip
# Cyrillic and Greek letters that are drawn as Latin ones.
LOOKALIKES = frozenset("аеорсухіјѕһԁԛԝӏορνικαυχ")
CONFUSED = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
SHORTEST_NAME = 3  # letters in a part before a country's ending: not "M.A.De Jong"
MAX_LABEL = 63  # letters of one part of a name, RFC 1035

_SCHEME = re.compile(r"h(?:tt|xx)ps?://", re.IGNORECASE)
_AUTHORITY = re.compile(r"[^/?#\\]*")
# Letters of Thai, Chinese, Japanese and Korean go on after an address without a blank.
_HOST = re.compile(
    r"(?:(?![\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])[\w.-])+"
)


def link_signs(text: str, email: str, names: str) -> list[Sign]:
    """The signs of links in what was written. One that her names hold too is counted
    there."""
    hosts = list(dict.fromkeys(_hosts(text)))
    known = {*MESSENGERS, *_hosts(names)}
    foreign = [host for host in hosts if not _is_own(host, email) and host not in known]
    found = []
    if foreign:
        found.append(Sign(SignCode.LINKS, min(2 + len(foreign) - 1, 5)))
    if any(host in SHORTENERS for host in hosts):
        found.append(Sign(SignCode.SHORT_LINK, 3))
    if any(host in MESSENGERS for host in hosts):
        found.append(Sign(SignCode.MESSENGER_LINK, 1))
    if any(_pretends(host) for host in hosts):
        found.append(Sign(SignCode.LOOKALIKE_LINK, 5))
    return found


def name_link_signs(name: str, company: str) -> list[Sign]:
    """In a name no honest link is, but of a firm that is called as its site, which
    weighs as a link. One that does not say where it leads holds by itself."""
    hosts = [*_hosts(name), *_hosts(company)]
    if any(host in SHORTENERS or _pretends(host) for host in hosts):
        return [Sign(SignCode.LINK_AS_NAME, 5)]
    if not hosts:
        return []
    is_firm = len(hosts) == 1 and not has_link(name) and "/" not in company
    is_called_so = is_firm and "www." not in company.casefold()
    return [Sign(SignCode.LINK_AS_NAME, 2 if is_called_so else 3)]


def has_link(text: str) -> bool:
    return next(_hosts(text), None) is not None


def _is_own(host: str, email: str) -> bool:
    """Is it the domain of her address, or one inside or around it?"""
    own, host = domain_of(email), domain_of(host)
    return host == own or host.endswith(f".{own}") or own.endswith(f".{host}")


def _hosts(text: str) -> Iterator[str]:
    """The host of each link, in small letters and without `www.`."""
    for word in re.split(r"[\s,;|<>\"()]+", text):
        first, *links = _SCHEME.split(word)
        yield from (host for host in map(_host_after_scheme, links) if host)
        if not links and (bare := _bare_host(first)):
            yield bare


def _host_after_scheme(link: str) -> str:
    """Of `name@host/path` the host: what is before the sign is there to deceive."""
    authority = _AUTHORITY.match(link)
    host = authority[0].rpartition("@")[2] if authority else ""
    return _host(host) or host[:MAX_LABEL]


def _bare_host(word: str) -> str:
    """Of `toko.example.com/kopi`; empty for `kg.Terima`, `1.000`, `J.CO` and
    addresses."""
    host = _host(word)
    name, _, ending = host.rpartition(".")
    letters = max(sum(c.isalpha() for c in label) for label in name.split("."))
    is_site = letters >= (SHORTEST_NAME if len(ending) == 2 else 1)
    is_link = (
        word.casefold().startswith("www.")
        or ("/" in word and host in SHORTENERS | MESSENGERS)
        or (ending in ENDINGS and (is_site or "/" in word))
    )
    return host if is_link and "@" not in word else ""


def _host(text: str) -> str:
    found = _HOST.search(text)
    return found[0].casefold().strip(".").removeprefix("www.") if found else ""


def _pretends(host: str) -> bool:
    return any(_is_lookalike(_decoded(label)) for label in host.split("."))


def _decoded(label: str) -> str:
    """`xn--…` as it is shown; a label that cannot be is left as it is."""
    if not label.startswith("xn--") or len(label) > MAX_LABEL:
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _is_lookalike(label: str) -> bool:
    """Latin beside Cyrillic in one label, or foreign letters that all look Latin."""
    letters = [letter for letter in label if letter.isalpha()]
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
    mixed = len(scripts & CONFUSED) > 1
    return mixed or (bool(letters) and all(letter in LOOKALIKES for letter in letters))
