"""The built wheel in an empty environment: rule packs, lexicon, migrations and demo come along."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.whole.run import ROOT, run

UV = [sys.executable, "-m", "uv"]


@pytest.mark.slow
def test_the_wheel_runs_the_demo_in_an_empty_environment(tmp_path: Path) -> None:
    def step(*command: str) -> None:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=tmp_path, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    step(
        *UV,
        "build",
        "--quiet",
        "--wheel",
        "--no-build-isolation",
        "--python",
        sys.executable,
        "--out-dir",
        str(tmp_path),
        str(ROOT),
    )
    [wheel] = tmp_path.glob("xuncha-*.whl")
    step(*UV, "venv", "--quiet", "--python", sys.executable, str(tmp_path / "env"))
    constraints = tmp_path / "constraints.txt"
    pins = [line.removesuffix(" \\") for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line]
    constraints.write_text("\n".join(pins))
    step(*UV, "pip", "install", "--quiet", "--python", str(tmp_path / "env"), "--constraint", str(constraints), str(wheel))
    program = str(tmp_path / "env" / "bin" / "xuncha")
    ran = run(
        [program, "demo", "www.demo-qingjiang"],
        cwd=tmp_path,
        environment={"PYTHONPATH": "", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert "broken-link" in ran.out
    assert ran.status in (0, 1), ran.err
    assert "Traceback" not in ran.err
    rows = {line.split()[0]: line.split()[1:4] for line in ran.out.splitlines() if line.endswith("%")}
    for rule in ("broken-link", "broken-attachment", "stale-column", "empty-column", "missing-interpretation"):
        assert rows[rule][1:] == ["0", "0"], rule
    rules = run(
        [program, "rules", "list"], cwd=tmp_path, environment={"PYTHONPATH": "", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    )
    assert "错别字" in rules.out
