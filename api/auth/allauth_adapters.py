"""Where allauth meets the catalogue: its letters go through our outbox."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.template.response import TemplateResponse

from api.throttling import counted_address
from catalogue.accounts import attempts, letters
from catalogue.journal import audit, mail

NOTICES = {
    "mfa/email/totp_activated": "second_factor_on",
    "mfa/email/totp_deactivated": "second_factor_off",
}


class AccountAdapter(DefaultAccountAdapter):
    """People register through the API alone; the desk only lets staff in."""

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request) -> str:
        return counted_address(request)

    def send_mail(self, template_prefix, email, context):
        mail.write("security_notice", email, "id")

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        kind = NOTICES.get(template_prefix, "security_notice")
        audit.write(kind.replace("factor_", "factor."), "user", user.pk)
        letters.tell(kind, user)

    def send_confirmation_mail(self, request, emailconfirmation, *_):
        address = emailconfirmation.email_address
        if attempts.may_write(address.email):
            letters.confirm_email(address)

    def respond_email_verification_sent(self, request, user):
        return TemplateResponse(request, "account/verification_sent.html")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(key))) for key in keys])


def _derived(key: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"second factors").derive(
        key.encode()
    )
    return base64.urlsafe_b64encode(derived)
