"""What tests of the desk do there."""

import re

from django.test import Client

from catalogue.enquiries.models import Enquiry

QUEUE = "/admin/enquiries/enquiry/"
SENDERS = "/admin/enquiries/blockedsender/"
HERE, ELSEWHERE = "18.01", "18.71"


def desk(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def page_of(enquiry):
    return f"{QUEUE}{enquiry.pk}/change/"


def text(response):
    return response.content.decode()


def told(response):
    return [str(message) for message in response.context["messages"]]


def shown(user, query=""):
    """The numbers in the list."""
    page = text(desk(user).get(f"{QUEUE}{query}"))
    return set(re.findall(r"LPG-2026-\d{6}", page))


def act(user, action, row, **answers):
    """As from the page of one: asked first, then answered."""
    chosen = {"action": action, "_selected_action": [str(row.pk)]}
    if answers is not None:
        version = {f"version_{row.pk}": Enquiry.objects.get(pk=row.pk).version}
        chosen |= {"confirmed": "yes", **version, **answers}
    return desk(user).post(f"{QUEUE}?queue=all", chosen, follow=True)


def ask(user, action, row):
    """The page that asks before it is done."""
    chosen = {"action": action, "_selected_action": [str(row.pk)]}
    return desk(user).post(f"{QUEUE}?queue=all", chosen)
