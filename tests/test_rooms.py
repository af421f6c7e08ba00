"""What must never depend on what, for the modules that are no packages (the packages are held by import-linter)."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {
    "model",
    "rules",
    "checks",
    "crawler",
    "storage",
    "reports",
    "stages",
    "workers",
    "registers",
    "commands",
    "demo",
    "bench",
}
MODULES = {path.stem for path in ROOT.glob("*.py")}
OURS = ROOMS | MODULES
NETWORK = {"aiohttp", "httpx", "socket", "urllib.request"}

MAY_IMPORT = {
    "settings": {"model"},
    "logs": set(),
    "workers/messages": {"model"},
    "pagework": {"model", "checks", "crawler", "workers"},
    "workers/head_start": set(),
    "workers/nursery": {"workers"},
    "workers/forking": {"pagework", "workers"},
    "workers/pool": {"workers"},
    "tools": {"model", "crawler", "rules", "settings", "storage", "workers"},
}


def imported(path: Path) -> set[str]:
    """Every module that a file imports, by full name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def ours(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)} & OURS


@pytest.mark.parametrize(("module", "allowed"), MAY_IMPORT.items())
def test_module_stays_in_its_room(module: str, allowed: set[str]) -> None:
    assert ours(ROOT / f"{module}.py") <= allowed


def test_the_nouns_need_the_standard_library_only() -> None:
    for path in (ROOT / "model").rglob("*.py"):
        assert {name.partition(".")[0] for name in imported(path)} <= {"model", *sys.stdlib_module_names}, path


def test_worker_reads_pages_and_nothing_else_of_the_crawler() -> None:
    crawler = {name for name in imported(ROOT / "pagework.py") if name.startswith("crawler")}
    assert crawler <= {
        "crawler.extract.anchors",
        "crawler.extract.files.attachments",
        "crawler.extract.page",
        "crawler.extract.sameness",
        "crawler.extract.steady",
        "crawler.urls",
        "crawler.column_names",
    }


def test_nobody_imports_the_command_line() -> None:
    files = [
        path
        for path in ROOT.rglob("*.py")
        if not {".venv", "site-packages", "work"} & set(path.relative_to(ROOT).parts) and "tests" not in path.parts
    ]
    assert len(files) > 50
    assert [path for path in files if "cli" in ours(path)] == [ROOT / "begin.py"]


def test_only_the_crawler_talks_to_the_network() -> None:
    quiet = [ROOT / f"{module}.py" for module in MODULES - {"opening"}]
    quiet += [path for room in ROOMS - {"crawler", "demo", "bench"} for path in (ROOT / room).rglob("*.py")]
    for speaker in ("head_start.py", "nursery.py", "forking.py"):  # which speak to each other alone
        quiet.remove(ROOT / "workers" / speaker)
    assert [path for path in quiet if imported(path) & NETWORK] == []


def test_checks_import_only_what_a_check_may() -> None:
    for path in (ROOT / "checks").rglob("*.py"):
        assert ours(path) <= {"model", "checks"}, path


def test_the_wheel_brings_every_module() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"])
    assert included == {f"{module}.py" for module in MODULES} | (ROOMS - {"bench"})


def test_the_program_loads_nothing_that_only_the_reading_of_pages_needs() -> None:
    """It knows every rule, but pages are judged in processes of their own; what is loaded here stays for the whole run."""
    heavy = ("numpy", "lxml", "cryptography", "checks.lib.typo.typos", "checks.lib.misstatements")
    loads = f"import sys, cli, checks; cli.program(['audit']); cli.program(['daemon']); import scheduler; checks.registry(); print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", loads], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "[]"
