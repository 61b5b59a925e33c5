from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django_countries.fields import CountryField

from catalogue.accounts.querysets import TokenQuerySet
from catalogue.identifiers import uuid7


class EmailUserManager(UserManager):
    """Creates users by address: there is no user name."""

    def _create_user(self, email, password, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email, password=None, **fields):  # type: ignore[override]
        return self._create_user(email, password, **fields)

    def create_superuser(self, email, password=None, **fields):  # type: ignore[override]
        """An administrator; whoever may run commands here vouches for the address."""
        user = self._create_user(
            email, password, **{**fields, "is_staff": True, "is_superuser": True}
        )
        EmailAddress.objects.create(
            user=user, email=user.email, verified=True, primary=True
        )
        return user


class User(AbstractUser):
    """A person who signs in: buyer, seller's member, officer or administrator.

    What else she is stands in rows: `sellers.Member`, `sellers.Oversight`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # People sign in by address and give one name.
    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(unique=True)
    language = models.CharField(
        max_length=12, default="id", help_text="BCP 47; of letters to this person."
    )
    country = CountryField(blank=True, help_text="ISO 3166-1 alpha-2.")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EmailUserManager()  # type: ignore[misc]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_any_case")
        ]

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name


class Token(models.Model):
    """A credential: opaque, prefixed, shown once, stored as its SHA-256.

    One model for all kinds. Whether one may be used is asked of
    `Token.objects.usable()`.
    """

    class Kind(models.TextChoices):
        """The prefix says which: `at_`, `rt_`, `ak_`, `et_`; `st_` is the ticket
        between a password and its second factor."""

        ACCESS = "at"
        REFRESH = "rt"
        API_KEY = "ak"
        ENQUIRY = "et"
        SECOND_FACTOR = "st"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=2, choices=Kind)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256, hex.")
    prefix = models.CharField(max_length=12, help_text="Its first characters, to list.")
    user = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, null=True, related_name="tokens"
    )
    subject_id = models.UUIDField(
        null=True,
        help_text="The business a member's `ak_` acts within, or what an `et_` opens.",
    )
    family = models.UUIDField(
        default=uuid7, help_text="One sign-in: revoked together when one is stolen."
    )
    name = models.CharField(max_length=120, blank=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    spent_at = models.DateTimeField(null=True, help_text="A refresh token's one use.")
    used_on = models.DateField(null=True, help_text="The last day it was used.")

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="token_expires_unless_api_key",
                condition=Q(kind="ak") | Q(expires_at__isnull=False),
            ),
            models.CheckConstraint(
                name="token_of_a_user_unless_enquiry",
                condition=Q(kind="et") | Q(user__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "kind"], name="token_of_user"),
            models.Index(fields=["family"], name="token_family"),
        ]
