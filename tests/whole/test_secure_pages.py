"""Pages over TLS through the command line: what browsers block on them."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

import trustme

from tests.server import LoopbackServer, answer
from tests.whole.run import PROGRAM, ROOT, Ran, run
from tests.whole.site import HOST, TODAY, small_site

CODE = "http://cdn.plain-code.com"
EXTRA = f'<script src="{CODE}/a.js"></script><link rel="stylesheet" href="{CODE}/b.css"><script src="{CODE}/gone.js"></script><img src="{CODE}/c.png">'
POLICY = '<meta http-equiv="Content-Security-Policy" content="upgrade-insecure-requests">'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def secure(folder: Path, extra: str) -> Ran:
    """An audit of the small site over https, with code at an address without."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    environment = os.environ | {"PYTHONPATH": str(ROOT), "XUNCHA_LOG__LEVEL": "error", "SSL_CERT_FILE": str(folder / "ca.pem")}
    files = {
        "/a.js": answer(200, b"var a"),
        "/b.css": answer(200, b"a{}"),
        "/c.png": answer(200, PNG, {"Content-Type": "image/png"}),
    }
    with LoopbackServer(small_site(extra=extra), tls=context) as server, LoopbackServer(files) as code:
        command = [
            *PROGRAM, "audit", f"https://{HOST}/", "--format", "jsonl", "--no-progress", "--as-of", TODAY.isoformat(),
            "--resolve", f"{HOST}=127.0.0.1:{server.port}", "--resolve", f"cdn.plain-code.com=127.0.0.1:{code.port}",
            "--database", f"sqlite:///{folder / 'audit.db'}", "--delay", "0", "--set", "verify.spacing=0.1",
            "--set", "workers.processes=1", "--rules", "broken-resource,broken-image",
        ]  # fmt: skip
        return run(command, environment=environment)


def test_code_without_tls_is_blocked_on_pages_with_it(tmp_path: Path) -> None:
    ran = secure(tmp_path, EXTRA)
    reasons = {f["url"]: (f["rule"], f["evidence"]["reason"], f["evidence"]["pages"]) for f in ran.findings}
    assert reasons == {
        f"{CODE}/a.js": ("broken-resource", "mixed-content", 1),
        f"{CODE}/b.css": ("broken-resource", "mixed-content", 1),
        f"{CODE}/gone.js": ("broken-resource", "http-status", 1),
    }, ran.err


def test_pages_that_have_everything_upgraded_lose_nothing(tmp_path: Path) -> None:
    assert [f["url"] for f in secure(tmp_path, EXTRA + POLICY).findings] == [f"{CODE}/gone.js"]
