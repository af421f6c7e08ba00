"""Makes .venv from requirements.lock with nothing but python3: `python3 scripts/bootstrap.py`.

Debian's python3 comes without pip and without ensurepip; there pip is taken from the package index, its hash checked.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


def main() -> None:
    """Make the environment, or bring it up to date."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"bootstrap: Python {sys.version.split()[0]} is too old; install python3 3.11 or newer (make PYTHON=python3.12)"
        )
    if not PYTHON.exists():
        make_environment()
    run(*pip(), "install", "--quiet", "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    run(*pip(), "install", "--quiet", "--no-build-isolation", "--no-deps", "--editable", str(ROOT))
    # Also where PYTHONDONTWRITEBYTECODE is set, as in many images: every start would compile some 400 files anew.
    run(str(PYTHON), "-m", "compileall", "-q", "-x", r"/\.|/(?:tests|bench/work|dist)/", str(ROOT))
    print(f"ready: {VENV / 'bin' / 'xuncha'}")


def make_environment() -> None:
    """A virtual environment with pip, also where the system has no ensurepip."""
    try:
        import ensurepip  # noqa: F401

        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True, stdout=subprocess.DEVNULL)
    except (ImportError, subprocess.CalledProcessError):
        run(sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV))
        with tempfile.TemporaryDirectory() as folder:
            wheel = fetch_pip(Path(folder))
            # pip runs from inside its own wheel and installs itself.
            run(str(PYTHON), f"{wheel}/pip", "install", "--quiet", "--no-index", str(wheel))


def fetch_pip(folder: Path) -> Path:
    """The pinned pip wheel from the package index (PEP 691)."""
    page = f"{INDEX}/pip/"
    asked = urllib.request.Request(page, headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            files = json.load(answer)["files"]
        address = next(file["url"] for file in files if file["filename"] == PIP_WHEEL)
        with urllib.request.urlopen(urllib.parse.urljoin(page, address), timeout=120) as answer:
            data = answer.read()
    except (OSError, ValueError, KeyError, StopIteration) as error:
        sys.exit(f"bootstrap: {PIP_WHEEL} cannot be fetched from {INDEX} ({error}); check the network, or install python3-venv")
    if hashlib.sha256(data).hexdigest() != PIP_SHA256:
        sys.exit(f"bootstrap: {PIP_WHEEL} from {INDEX} is not the expected file; nothing was installed")
    target = folder / PIP_WHEEL
    target.write_bytes(data)
    return target


def pip() -> list[str]:
    """The environment's pip."""
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]


def run(*command: str) -> None:
    """Run a step; its failure ends the set-up with one line."""
    try:
        subprocess.run(command, check=True)
    except subprocess.CalledProcessError as error:
        sys.exit(f"bootstrap: {' '.join(command[:5])} … failed with status {error.returncode}; see the lines above")


if __name__ == "__main__":
    main()
