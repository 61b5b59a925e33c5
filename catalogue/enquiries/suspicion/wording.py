"""What a text says: ways out of the catalogue, shouting, words of swindlers.

Each pattern is bounded, so that a text made to be slow is read as quickly as any other.
"""

import re
import unicodedata
from collections.abc import Iterator

from catalogue.enquiries.suspicion.sign import Sign, SignCode

MAX_CHARACTERS = 40_000  # looked at; a message and the notes of 30 items are shorter
SHORTEST_SHOUT = 40  # letters: "FOB PANJANG, 200 PCS" is none
SHOUTED_PERCENT = 80

# With + or 0 before it, or 62: an amount, a date or an HS code is none.
_PHONE = re.compile(r"(?<![\w.,])(?:\+|0|62)[\d ()-]{8,20}(?!\w|\.\d)")
SHORTEST_PHONE = 9  # digits: a date has eight
MANY_PHONES = 3  # more than telephone and fax
_HANDLE = re.compile(
    r"\b(?:telegram|tele|tg|wechat|weixin|line id|kakao)\b[ :=-]{1,3}@?\w{4,32}"
    r"|(?<!\w)@\w{5,32}(?![\w.])",
)
# Few, and only what an honest buyer of goods hardly writes: English, then Indonesian.
_CREDENTIALS = re.compile(
    r"\b(?:your (?:password|otp|pin)|one[- ]time (?:password|code)|verification code"
    r"|(?:verify|confirm|update) your (?:account|bank|identity|payment|mailbox)"
    r"|log ?in to (?:view|confirm|your)"
    r"|account (?:will be|has been) (?:suspended|closed)"
    r"|kode (?:otp|verifikasi)|kata sandi anda|pin atm"
    r"|verifikasi (?:akun|rekening) anda"
    r"|akun anda (?:akan|telah) (?:diblokir|ditutup))\b"
)
_PAYMENT = re.compile(
    r"\b(?:gift cards?|bitcoin|usdt|crypto(?:currency)? wallet|moneygram"
    r"|(?:release|activation) fee|overpay(?:ment)?"
    r"|next of kin|unclaimed (?:funds?|inheritance)|inheritance funds?"
    r"|biaya (?:pencairan|aktivasi)|kelebihan transfer|pulsa senilai"
    r"|transfer (?:dulu|terlebih dahulu) ke)\b"
)


def readable(text: str) -> str:
    """`text` as a reader sees it: no invisible signs, plain letters, dots undone."""
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])[:MAX_CHARACTERS]
    seen = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return re.sub(r"\[\.\]|\(\.\)|\[dot\]|\(dot\)", ".", seen)


def wording_signs(text: str) -> list[Sign]:
    """The signs in the words of a text made `readable`."""
    return list(_wording_signs(text))


def _wording_signs(text: str) -> Iterator[Sign]:
    folded = text.casefold()
    if phones := _phones(text):
        yield Sign(SignCode.PHONE, min(len(phones), MANY_PHONES))
    if _HANDLE.search(folded):
        yield Sign(SignCode.MESSENGER_HANDLE, 1)
    if _shouts(text):
        yield Sign(SignCode.CAPITALS, 2)
    if asks_for_credentials(text):
        yield Sign(SignCode.ASKS_FOR_CREDENTIALS, 4)
    if _PAYMENT.search(folded):
        yield Sign(SignCode.ODD_PAYMENT, 4)


def asks_for_credentials(text: str) -> bool:
    return _CREDENTIALS.search(text.casefold()) is not None


def _phones(text: str) -> set[str]:
    """Their last digits, the same with a country's prefix and without."""
    digits = (re.sub(r"\D", "", found) for found in _PHONE.findall(text))
    return {n[-SHORTEST_PHONE:] for n in digits if len(n) >= SHORTEST_PHONE}


def _shouts(text: str) -> bool:
    cased = [c for c in text if c.isupper() or c.islower()]
    loud = sum(c.isupper() for c in cased)
    return len(cased) >= SHORTEST_SHOUT and loud * 100 >= len(cased) * SHOUTED_PERCENT
