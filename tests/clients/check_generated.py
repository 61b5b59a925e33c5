"""Generated clients are whole: every operation a method, what may be null nullable.

Run by `.ci/clients` with the folder that holds them, one folder for each language.
"""

import re
import sys
from pathlib import Path

import yaml
from inflection import camelize

BUILD = Path(sys.argv[1])
# Folder, its files of operations, how a method looks, and a nullable reference.
CLIENTS = [
    ("kotlin", "src/main/**/apis/*.kt", r"fun {camel}\(", r"val {member}: {model}\?"),
    ("dart", "lib/api/*.dart", r"\b{camel}\(", r"{model}\? {member};"),
    ("dart-dio", "lib/src/api/*.dart", r"\b{camel}\(", r"{model}\? get {member};"),
    ("swift6", "Sources/**/APIs/*.swift", r"func {camel}\(", r"{member}: {model}\?"),
    (
        "typescript",
        "schema.d.ts",
        r"^    {snake}: {{",
        r'{member}: components\["schemas"\]\["{model}"\] \| null;',
    ),
    (
        "python",
        "lampung_catalogue/api/**/*.py",
        r"api/\w+/{snake}\.py\n",
        r"{member}: {model} \| None",
    ),
]
NULLABLE = {"image": "Image", "price": "Money"}  # of ProductSummary
EXPECTED = re.compile(r"OpenAPI 3\.1 support is still in beta")
FAULT = re.compile(r"\b(WARN|ERROR)\b|Exception")


def operation_ids() -> list[str]:
    document = yaml.safe_load(Path("openapi.yaml").read_text(encoding="utf-8"))
    return [
        operation["operationId"]
        for item in document["paths"].values()
        for operation in item.values()
    ]


def texts_of(folder: Path, pattern: str) -> str:
    """All files that match, each after its own name."""
    return "\n".join(
        f"{path.as_posix()}\n{path.read_text(encoding='utf-8')}"
        for path in sorted(folder.glob(pattern))
    )


def faults_of(name: str, files: str, method: str, nullable: str) -> list[str]:
    operations = texts_of(BUILD / name, files)
    faults = [
        f"{name}: no method for {snake}"
        for snake in operation_ids()
        if not re.search(
            method.format(camel=camelize(snake, False), snake=snake), operations, re.M
        )
    ]
    models = texts_of(BUILD / name, "**/[Pp]roduct*[Ss]ummary.*") or operations
    faults += [
        f"{name}: {member} of ProductSummary cannot be null"
        for member, model in NULLABLE.items()
        if not re.search(nullable.format(member=member, model=model), models)
    ]
    log = BUILD / f"{name}.log"
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return faults + [
        f"{name}: {line}"
        for line in lines
        if FAULT.search(line) and not EXPECTED.search(line)
    ]


def main() -> None:
    faults = [fault for client in CLIENTS for fault in faults_of(*client)]
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
