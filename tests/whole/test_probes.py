"""The rules that need extra requests, through the command line: out of reach, slow, certificates, search, IPv6."""

import asyncio
import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import trustme

from tests.server import LoopbackServer, Visit, answer
from tests.whole.run import PROGRAM, ROOT, Ran, audit, run
from tests.whole.site import HOME, HOST, TODAY, article, html, small_site

NAVIGATION = "".join(f'<li><a href="/dh/{n}.html">栏目第{n}号</a></li>' for n in range(12))


def with_home(body: str, **more: object) -> dict[str, object]:
    """The small site with a home page of its own."""
    routes = small_site()
    old = routes["/"]
    assert isinstance(old, bytes)
    inner = old.decode().partition('<div class="main">')[2].partition('<div class="footer">')[0]
    home = html("测试区人民政府", f"<ul>{NAVIGATION}</ul>{body}{inner}")
    pages = {f"/dh/{n}.html": html(f"栏目第{n}号", f"<p>{'说明情况' * 40}{n}</p>") for n in range(12)}
    return {**routes, **pages, "/": home, **more}


def test_a_dead_home_page_is_reported_when_visits_confirm_it(tmp_path: Path) -> None:
    with LoopbackServer({"/": answer(500)}) as server:
        ran = audit(server, tmp_path)
    assert ran.status == 3
    assert ran.of("site-unreachable") == [HOME]
    [finding] = ran.findings
    assert finding["confidence"] == "suspected" and finding["message"].startswith("疑似站点无法访问")
    assert (finding["evidence"]["visits"], finding["evidence"]["failures"]) == (6, 6)
    assert ran.summary["reason"] == "unreachable" and ran.summary["score"] is None


def test_no_probe_that_no_rule_needs(tmp_path: Path) -> None:
    with LoopbackServer({"/": answer(500)}) as server:
        skipped = audit(server, tmp_path, "--skip", "site-unreachable,slow-response,standard/*")
        assert skipped.findings == [] and server.asked("/") == 3


def test_a_home_page_that_fails_every_third_time(tmp_path: Path) -> None:
    routes = small_site()
    home = routes["/"]
    assert isinstance(home, bytes)

    async def flapping(visit: Visit) -> None:
        # The walk's own visits pass; afterwards two of three do.
        await visit.send(answer(502) if visit.nth > 2 and visit.nth % 3 == 0 else home)

    with LoopbackServer({**routes, "/": flapping}) as server:
        ran = audit(server, tmp_path, "--rules", "site-unreachable")
    assert ran.of("site-unreachable") == [HOME]
    evidence = ran.findings[0]["evidence"]
    assert evidence["visits"] == 20 and 5 <= evidence["failures"] <= 8
    assert ran.status == 1


# --- certificates ----------------------------------------------------------------------------------------------------


def secure(folder: Path, *, days: int = 365, age: int = 30, host: str = HOST, trusted: bool = True) -> Ran:
    """An audit of the small site over https, with a certificate of its own."""
    authority = trustme.CA()
    now = datetime.now(UTC)
    leaf = authority.issue_cert(host, not_before=now - timedelta(days=age), not_after=now + timedelta(days=days))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    environment = os.environ | {"PYTHONPATH": str(ROOT), "XUNCHA_LOG__LEVEL": "error"}
    if trusted:
        environment["SSL_CERT_FILE"] = str(folder / "ca.pem")
    with LoopbackServer(small_site(), tls=context) as server:
        command = [
            *PROGRAM, "audit", f"https://{HOST}/", "--format", "jsonl", "--no-progress", "--as-of", TODAY.isoformat(),
            "--resolve", f"{HOST}=127.0.0.1:{server.port}", "--database", f"sqlite:///{folder / 'audit.db'}",
            "--delay", "0", "--set", "verify.spacing=0.1", "--set", "workers.processes=1", "--rules", "certificate",
        ]  # fmt: skip
        return run(command, environment=environment)


def test_a_good_certificate(tmp_path: Path) -> None:
    ran = secure(tmp_path)
    assert ran.findings == [] and ran.status == 0 and ran.summary["not_judged"] == {}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"days": -3}, "expired"),
        ({"age": 300, "days": 9}, "expiring"),
    ],
)
def test_a_certificate_that_browsers_refuse(tmp_path: Path, options: dict[str, object], reason: str) -> None:
    ran = secure(tmp_path, **options)  # type: ignore[arg-type]
    [finding] = ran.findings
    assert (finding["rule"], finding["url"]) == ("certificate", f"https://{HOST}/")
    assert finding["evidence"]["reason"] == reason
    assert ran.summary["complete"] is True


# --- the site's own search -------------------------------------------------------------------------------------------


def search_engine(known: dict[str, str], *, results: bool = True) -> object:
    """A search that renders its results: those whose title holds the question."""

    async def respond(visit: Visit) -> None:
        words = parse_qs(urlsplit(visit.request.target).query).get("q", [""])[0]
        hits = [(url, title) for url, title in known.items() if words and words in title] if results else []
        rows = "".join(f'<li><a href="{url}">{title}</a></li>' for url, title in hits)
        listed = f"<ul>{rows}</ul>" if rows else "<p>没有找到相关结果</p>"
        await visit.send(html("搜索", f"<p>搜索“{words}”</p>{listed}"))

    return respond


FORM = '<form action="/search" method="get"><input type="text" name="q"><input type="submit" value="搜索"></form>'
SEARCH_RULE = ("--rules", "no-site-search")
OLD = [(f"/xwzx/202610/t20261001_{n}.html", f"全区第{n}期干部培训班工作正式开班") for n in range(1, 5)]
OLD_PAGES = {url: article(title, TODAY - timedelta(days=30)) for url, title in OLD}
OLD_LINKS = "<ul>" + "".join(f'<li><a href="{url}">{title}</a></li>' for url, title in OLD) + "</ul>"


def test_a_search_that_misses_some(tmp_path: Path) -> None:
    engine = search_engine(dict(OLD[:2]))
    with LoopbackServer(with_home(FORM + OLD_LINKS, **OLD_PAGES, **{"/search": engine})) as server:  # type: ignore[arg-type]
        ran = audit(server, tmp_path, *SEARCH_RULE)
        asked = [request for request in server.log if request.path == "/search"]
    [finding] = ran.findings
    assert (finding["url"], finding["confidence"], finding["evidence"]["reason"]) == (HOME, "suspected", "not-found")
    assert set(finding["evidence"]["missing"]) <= {title for _, title in OLD[2:]} and finding["evidence"]["missing"]
    assert len(asked) <= 7


def test_a_search_that_is_gone(tmp_path: Path) -> None:
    with LoopbackServer(with_home(FORM + OLD_LINKS, **OLD_PAGES)) as server:  # type: ignore[arg-type]
        gone = audit(server, tmp_path, *SEARCH_RULE)
    assert [(f["url"], f["evidence"]["reason"], f["confidence"]) for f in gone.findings] == [(HOME, "broken", "confirmed")]


# --- IPv6, limits ----------------------------------------------------------------------------------------------------


def test_a_home_page_without_any_search_and_ipv6_of_a_given_address(tmp_path: Path) -> None:
    with LoopbackServer(with_home("")) as server:  # type: ignore[arg-type]
        ran = audit(server, tmp_path, "--rules", "no-ipv6,no-site-search")
    assert [(f["rule"], f["url"], f["evidence"]["reason"]) for f in ran.findings] == [("no-site-search", HOME, "absent")]
    assert ran.summary["not_judged"] == {"no-ipv6": 1}


def test_probes_end_with_the_time_of_the_audit(tmp_path: Path) -> None:
    routes = small_site()

    async def hangs(visit: Visit) -> None:
        await asyncio.sleep(20 if visit.nth > 1 else 0)
        await visit.send(routes["/"])  # type: ignore[arg-type]

    with LoopbackServer({**routes, "/": hangs}) as server:
        ran = audit(server, tmp_path, "--rules", "site-unreachable,slow-response", "--max-seconds", "4")
    assert ran.findings == [] and ran.summary["seconds"] < 15
