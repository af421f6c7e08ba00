"""A plugin is found by its entry point, runs like our own checks, and can be switched off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

PLUGIN = Path(__file__).parent / "example_plugin"
ROOT = Path(__file__).parents[2]
PROGRAM = """
import json
from datetime import UTC, datetime
from checks import plugins, registry
from model import Page
found = registry()["example-long-title"][0]
page = Page(url="http://a/", requested="http://a/", status=200, observed_at=datetime.now(UTC), title="长" * 61)
short = Page(url="http://a/", requested="http://a/", status=200, observed_at=datetime.now(UTC), title="长" * 60)
print(json.dumps({
    "rule": found.rule,
    "stable": found.stable,
    "doc": found.doc.splitlines()[0],
    "long": [finding.evidence for finding in found.run(page, found.params())],
    "short": [finding.evidence for finding in found.run(short, found.params())],
    "plugins": [list(one) for one in plugins() if one[0] == "example"],
    "off": "example-long-title" in registry(frozenset({"example"})),
    "own": "broken-link" in registry(),
}))
"""


def install(folder: Path) -> None:
    """What an installer leaves behind: the module and a dist-info folder with the entry points of pyproject.toml."""
    project = tomllib.loads((PLUGIN / "pyproject.toml").read_text("utf-8"))["project"]
    (folder / "xuncha_example.py").write_bytes((PLUGIN / "xuncha_example.py").read_bytes())
    info = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", "utf-8")
    groups = project["entry-points"]
    lines = [
        f"[{group}]\n" + "\n".join(f"{name} = {value}" for name, value in names.items()) for group, names in groups.items()
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")


def test_an_installed_plugin_is_a_check_like_ours(tmp_path: Path) -> None:
    install(tmp_path)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "rule": "example-long-title",
        "stable": False,
        "doc": "标题过长",
        "long": [{"length": 61, "limit": 60}],
        "short": [],
        "plugins": [["example", "xuncha_example", "xuncha-example-plugin"]],
        "off": False,
        "own": True,
    }
