"""`python -m tests.bench.readiness`: what assessing costs, and whom it makes wait.

One product is scored for all markets in memory. Then a catalogue of 50,000 products
with answers is assessed anew: once after a weight was changed, so that every product
gets a new snapshot and a new listing, and once where nothing comes out new. A reader
goes on asking for the list meanwhile.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.databases import ROOT, Database, postgresql_answers

PRODUCTS = 50_000
PATH = "/v1/products?limit=24"
ANSWERED = 0.7  # of the questions of each product and seller
ROUNDS = 200  # of scoring one product
INSIDE = [sys.executable, "-m", "tests.bench.readiness", "--inside"]


def main() -> int:
    options = _options()
    if options.inside:
        return _inside_samples() if options.samples else _inside()
    engines = ["sqlite", *(["postgresql"] if postgresql_answers() else [])]
    sys.stdout.write("| work | database | figure |\n| --- | --- | --- |\n")
    _show(_samples(), "sqlite")
    for engine in engines:
        database = Database(engine, options.products)
        database.prepare()
        _show(_measure(database, options.seconds), engine)
    return 0


def _show(lines: Iterable[tuple[str, str]], engine: str) -> None:
    for what, figure in lines:
        sys.stdout.write(f"| {what} | {engine} | {figure} |\n")
        sys.stdout.flush()


def _samples() -> Iterator[tuple[str, str]]:
    """The sample catalogue, loaded into a database of its own and assessed anew."""
    with TemporaryDirectory() as folder:
        place = Database("sqlite", 0).environment() | {
            "DATA_DIR": folder,
            "MEDIA_DIR": folder,
            "SAMPLE_MODE": "true",
        }
        done = subprocess.run(
            [*INSIDE, "--samples"],
            env=place,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
    for line in done.stdout.decode().splitlines():
        for name, found in json.loads(line).items():
            if name != "began":
                yield _speed(name, found, "the samples' ")


def _measure(database: Database, seconds: float):
    from tests.bench.pictures import own_output
    from tests.bench.servers import Server, Wanted

    server = Server(Wanted("ours", database), pin=False)
    asking = ["--ask", server.address(PATH), "--seconds", str(seconds)]
    worker = None
    try:
        alone = own_output(asking)
        worker = subprocess.Popen(
            INSIDE,
            env=database.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert worker.stdout is not None
        found: dict = {}
        beside = []
        for line in worker.stdout:
            told = json.loads(line)
            found.update(told)
            if "began" in told:
                beside.append(own_output(asking))
        if worker.wait():
            raise SystemExit("The work inside the database failed.")
    finally:
        if worker is not None and worker.poll() is None:
            worker.kill()
        server.stop()
    yield "one product, all markets, scored", f"{found['score_us']:,.0f} us"
    yield "its next steps in one market", f"{found['steps_ms']:,.1f} ms"
    for name in ("everything new", "nothing new"):
        yield _speed(name, found[name])
    for share in ("p50", "p95"):
        ratio = max(run[share] for run in beside) / alone[share]
        yield (
            f"{share} of a list beside it",
            f"{alone[share]:.2f} ms alone, ratio {ratio:.2f} x",
        )


def _speed(name: str, found: dict, whose: str = "") -> tuple[str, str]:
    took, number = found["seconds"], found["products"]
    return (
        f"{whose}{number:,} products x 13 markets, {name}",
        f"{took:,.1f} s ({number / took:,.0f}/s, {found['changed']:,} new)",
    )


def _inside_samples() -> int:
    import io

    import django

    django.setup()
    from django.core.management import call_command

    from catalogue.samples import actions as samples

    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_reference", stdout=io.StringIO())
    list(samples.load())
    _change_the_model()
    _recompute("everything new")
    _recompute("nothing new")
    return 0


def _change_the_model() -> None:
    """Another weight, so that every score comes out new."""
    from catalogue.readiness import versions
    from catalogue.readiness.models import Dimension

    first = Dimension.objects.first()
    assert first is not None
    first.weight = 16 if first.weight == 15 else 15
    first.save()
    versions.publish(by=None, note="For a measurement.")


def _inside() -> int:
    """In a process of its own over the database: prints a line of JSON a finding."""
    import django

    django.setup()
    from catalogue.readiness import versions
    from catalogue.readiness.actions.assessing import today
    from catalogue.readiness.assessment.levels import assess_product
    from catalogue.readiness.assessment.steps import next_steps
    from catalogue.readiness.loading import load_products

    _answer_everything()
    model = versions.in_force()
    facts = [loaded.facts for loaded in load_products(_some(), model)]
    for one in facts:
        assess_product(model, one, today())  # rules are kept per HS code
    began = perf_counter()
    for _ in range(ROUNDS // len(facts)):
        for one in facts:
            assess_product(model, one, today())
    _tell(score_us=(perf_counter() - began) / ROUNDS * 1e6)
    began = perf_counter()
    for one in facts:
        next_steps(model, one, today(), "EU")
    _tell(steps_ms=(perf_counter() - began) / len(facts) * 1e3)
    _change_the_model()
    _recompute("everything new")
    _recompute("nothing new")
    return 0


def _recompute(name: str) -> None:
    from catalogue.readiness.actions import recomputing

    row = recomputing.begin()
    _tell(began=name)
    began = perf_counter()
    *_, row = recomputing.run(row.pk)
    _tell(
        **{
            name: {
                "seconds": perf_counter() - began,
                "products": row.done,
                "changed": row.changed,
            }
        }
    )


def _some():
    from catalogue.products.models import Product

    return list(Product.objects.order_by("pk").values_list("pk", flat=True)[:20])


def _answer_everything() -> None:
    """Answers of every seller and product, unless they are there already."""
    from catalogue.products.models import Product
    from catalogue.readiness import versions
    from catalogue.readiness.models import Answer
    from catalogue.sellers.models import Seller

    if Answer.objects.exists():
        return
    chance = Random(7)
    asked = [q for q in versions.in_force().questions if not q.is_measured]

    def answers(seller_id, product_id, of_seller: bool):
        for question in asked:
            if question.is_of_seller == of_seller and chance.random() < ANSWERED:
                yield Answer(
                    seller_id=seller_id,
                    product_id=product_id,
                    question=question.code,
                    option=chance.choice(question.options).letter,
                )

    for seller_id in Seller.objects.values_list("pk", flat=True):
        Answer.objects.bulk_create(answers(seller_id, None, True))
    batch: list[Answer] = []
    for product_id, seller_id in Product.objects.values_list("pk", "seller_id"):
        batch += answers(seller_id, product_id, False)
        if len(batch) > 5000:
            Answer.objects.bulk_create(batch)
            batch = []
    Answer.objects.bulk_create(batch)


def _tell(**found) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.readiness", description=__doc__
    )
    parser.add_argument("--products", type=int, default=PRODUCTS)
    parser.add_argument("--seconds", type=float, default=5, help="of asking a server")
    parser.add_argument("--samples", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
