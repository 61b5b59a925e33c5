"""The long run of `make soak`: kill -9 again and again while products change.

`python -m tests.soak [ROUNDS]` starts a writer that changes products and says each
change once it is committed, kills it at a moment of chance, and asks: is the last
change it acknowledged there, and do the listings, and what is searched, say what is
true?

`python -m tests.soak pictures [ROUNDS]` does so to server and worker while clients
upload pictures, edit and submit: see `tests.concurrency.crashing`.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.concurrency import crashing
from tests.concurrency import place as places

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 3.0  # seconds a writer lives


def write_for_ever() -> None:
    import django

    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from catalogue.journal.actions import record
    from catalogue.journal.types import ProductChanged, SellerChanged
    from catalogue.products.models import Product

    ids = list(Product.objects.values_list("pk", flat=True))
    number = 0
    while True:
        number += 1
        with transaction.atomic():
            product = Product.objects.select_related("seller").get(
                pk=random.choice(ids)
            )
            product.lead_time_days = number % 30_000
            product.hidden_at = timezone.now() if number % 5 == 0 else None
            product.save()
            record(ProductChanged(product.pk))
            if number % 7 == 0:
                product.seller.workers = number
                product.seller.save()
                record(SellerChanged(product.seller_id))
        print(product.pk, product.lead_time_days, flush=True)


def manage(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def last_acknowledged(log: Path) -> tuple[str, int] | None:
    lines = [line for line in log.read_text().split("\n")[:-1] if line]
    if not lines:
        return None
    product, days = lines[-1].split()
    return product, int(days)


def stored_days(product: str) -> int:
    code = (
        "from catalogue.products.models import Product;"
        f"print(Product.objects.get(pk='{product}').lead_time_days)"
    )
    return int(manage("shell", "--no-imports", "-c", code))


def main(rounds: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="catalogue-soak-"))
    os.environ.update(
        DATA_DIR=str(folder / "data"),
        MEDIA_DIR=str(folder / "media"),
        DJANGO_SETTINGS_MODULE="api.settings",
    )
    for command in ("migrate", "load_reference", "load_samples"):
        manage(command)
    for number in range(1, rounds + 1):
        log = folder / "log"
        with log.open("w") as out:
            writer = subprocess.Popen(
                [sys.executable, "-m", "tests.soak", "write"], cwd=ROOT, stdout=out
            )
            time.sleep(1.0 + random.random() * LONGEST)
            writer.kill()
            writer.wait()
        said = last_acknowledged(log)
        if said and stored_days(said[0]) != said[1]:
            sys.exit(f"Round {number}: an acknowledged change is lost: {said}")
        found = [manage(check).strip() for check in ("listings_check", "search_check")]
        print(f"{number}/{rounds}: {said}, {', '.join(found)}")


def upload_and_submit(rounds: int) -> None:
    """Ten kills on an installation of its own each time, until there were enough."""
    for begun in range(0, rounds, 10):
        seed = random.randrange(2**32)
        place = places.on_sqlite(Path(tempfile.mkdtemp(prefix="catalogue-soak-")))
        places.prepare(place)
        played = crashing.play(place, min(10, rounds - begun), seed)
        if wrong := crashing.judge(played):
            sys.exit("\n".join([f"Kills by seed {seed}, {place['DATA_DIR']}:", *wrong]))
        made = sum(len(client.products) for client in played["clients"])
        print(f"{min(begun + 10, rounds)}/{rounds}: {made} products, nothing lost")


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        write_for_ever()
    elif sys.argv[1:2] == ["pictures"]:
        upload_and_submit(int(sys.argv[2]) if len(sys.argv) > 2 else 50)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
