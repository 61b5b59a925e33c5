from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower

from catalogue.identifiers import uuid7


class EmailUserManager(UserManager):
    """Creates users by address: there is no user name."""

    def _create_user(self, email, password, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email, password=None, **fields):  # type: ignore[override]
        return self._create_user(email, password, **fields)

    def create_superuser(self, email, password=None, **fields):  # type: ignore[override]
        return self._create_user(
            email, password, **{**fields, "is_staff": True, "is_superuser": True}
        )


class User(AbstractUser):
    """A person who signs in: buyer, seller's member, officer or administrator."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # People sign in by address and give one name.
    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(unique=True)

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
