"""What a user can do wrong: one clear line, the right exit status, no traceback, nothing half-written."""

import os
import resource
import subprocess
from pathlib import Path

import pytest

from tests.server import LoopbackServer
from tests.whole.run import PROGRAM, ROOT, Ran, command, run
from tests.whole.site import HOME, small_site


def one_line(ran: Ran, *words: str, status: int = 2) -> None:
    assert ran.status == status, ran
    assert "Traceback" not in ran.err
    lines = [line for line in ran.err.splitlines() if line.startswith("xuncha:")]
    assert len(lines) == 1, ran.err
    for word in words:
        assert word in lines[0]
    assert ran.out == ""


def sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'x.db'}"


@pytest.mark.parametrize("address", ["http://", "ftp://www.test-site.gov.cn/", "not an address", "http://a b/", ""])
def test_a_wrong_address(tmp_path: Path, address: str) -> None:
    one_line(run([*PROGRAM, "audit", address, "--database", sqlite(tmp_path)]), "web address")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--rules", "broken-lnk"], ["broken-lnk", "broken-link"]),
        (["--skip", "nothing/*"], ["nothing/*"]),
        (["--set", "crawler.dely=1"], ["crawler.dely", "crawler.delay"]),
        (["--config", "/nowhere.toml"], ["/nowhere.toml"]),
        (["--resolve", "nonsense"], ["--resolve"]),
        (["--format", "pdf"], ["pdf", "jsonl"]),
        (["--format", "docx"], ["--output"]),
        (["--output", "/nowhere/at/all.jsonl"], ["/nowhere/at/all.jsonl"]),
        (["--database", "mysql://x/y"], ["mysql://x/y", "sqlite:///"]),
        (["--database", "sqlite:////proc/no/x.db"], ["/proc/no"]),
        (["--database", "postgresql://u:secret@127.0.0.1:1/x"], ["127.0.0.1", "***"]),
        (["--set", "rules.pack=chk-1066"], ["chk-1066"]),
        (["--resume"], ["no interrupted audit"]),
    ],
)
def test_a_wrong_option(tmp_path: Path, options: list[str], words: list[str]) -> None:
    database = [] if "--database" in options else ["--database", sqlite(tmp_path)]
    ran = run([*PROGRAM, "audit", HOME, *database, *options])
    one_line(ran, *words)
    assert "secret" not in ran.err


def test_a_wrong_word_on_the_command_line_is_one_line() -> None:
    one_line(run([*PROGRAM, "audit", HOME, "--max-pages", "0"]), "--max-pages 0: must be at least 1", "xuncha audit --help")


def test_the_reader_of_the_result_may_leave() -> None:
    done = subprocess.run(
        f"{' '.join(PROGRAM)} rules list | true", shell=True, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr


def test_a_damaged_database(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(b"this is no database" * 500)
    one_line(run([*PROGRAM, "audit", HOME, "--database", f"sqlite:///{file}"]), "damaged")
    assert file.read_bytes() == b"this is no database" * 500


def test_a_broken_rule_pack_names_file_and_line(tmp_path: Path) -> None:
    pack = tmp_path / "local.toml"
    pack.write_text(
        '[pack]\nname = "local"\ntitle = "x"\nbasis = "x"\nextends = "chk-2019"\n\n[rules.broken-lnk]\npoints = 1\n'
    )
    one_line(run([*PROGRAM, "rules", "list", "--set", f"rules.pack={pack}"]), "local.toml:7", "broken-lnk")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    one_line(run([*PROGRAM, "audit", HOME, "--database", sqlite(tmp_path)]), "writable")


def test_a_full_disk_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    """RLIMIT_FSIZE stands for the full disk: writes beyond it fail."""
    pages = small_site(news=40, extra="".join(f'<a href="/missing/{n}.html">x{n}</a>' for n in range(300)))

    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (420_000, 420_000))

    with LoopbackServer(pages) as server:
        done = subprocess.run(
            command(server, tmp_path), capture_output=True, text=True, timeout=90, preexec_fn=limit, check=False
        )
        assert done.returncode in (2, 3), done
        assert "Traceback" not in done.stderr
        assert "xuncha: database" in done.stderr
        whole = run([*command(server, tmp_path), "--resume"])
    if "no interrupted audit" in whole.err:
        return  # the disk was full before the audit had begun
    assert whole.status == 1
    assert len(whole.of("broken-link")) == 300
