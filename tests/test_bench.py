"""The benchmarks run by hand; here only that they still fit the code they measure."""

from importlib import import_module
from pathlib import Path

import pytest

BENCH = Path(__file__).parent / "bench"
SETS_UP_DJANGO = {"generate", "settings", "__main__"}
MODULES = sorted(
    ".".join(path.relative_to(BENCH.parents[1]).with_suffix("").parts)
    for path in BENCH.rglob("*.py")
    if path.stem not in {*SETS_UP_DJANGO, "__init__"}
)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_of_the_benchmarks_imports(name):
    import_module(name)
