"""The bench site: as many pages as asked, all reachable, broken exactly where its truth says."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from bench.server import BenchServer, handler, load
from bench.site import BenchTruth, files, generate, read_truth

PAGES = 260


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BenchTruth]:
    folder = tmp_path_factory.mktemp("bench")
    return folder, generate(folder, PAGES, seed=3)


def test_size_and_number(site: tuple[Path, BenchTruth]) -> None:
    folder, known = site
    pages = list((folder / "www").rglob("*.html"))
    assert len(pages) == known.pages
    assert PAGES - 3 <= known.pages <= PAGES
    assert all(25_000 <= page.stat().st_size <= 60_000 for page in pages)


def test_all_reachable_and_broken_as_known(site: tuple[Path, BenchTruth]) -> None:
    folder, known = site
    answers = handler(load(folder / "www"))
    queue, seen, dead = [known.home], set(), set()
    while queue:
        url = queue.pop()
        if url in seen:
            continue
        seen.add(url)
        reply = answers(b"GET", urlsplit(url).path.encode(), b"")
        if not reply.data.startswith(b"HTTP/1.1 200"):
            dead.add(url)
        elif url.endswith((".html", "/")):
            nodes = LexborHTMLParser(reply.data.partition(b"\r\n\r\n")[2]).css("a[href],img[src],link[href],script[src]")
            queue += [urljoin(url, str(n.attributes.get("href") or n.attributes.get("src"))) for n in nodes]
    assert dead == {url for urls in known.broken.values() for url in urls}
    # The home page is named "/" by the command line and "/index.html" by its own pages.
    assert len(seen) == known.addresses + 1


def test_deterministic(site: tuple[Path, BenchTruth]) -> None:
    folder, known = site
    made = dict(files(PAGES, 3))
    assert made["/index.html"] == (folder / "www" / "index.html").read_bytes()
    assert read_truth(folder) == known
    assert dict(files(PAGES, 4))["/index.html"] != made["/index.html"]


def test_pages_have_many_links(site: tuple[Path, BenchTruth]) -> None:
    folder, _ = site
    article = next((folder / "www").rglob("t2026*.html")).read_text(encoding="utf-8")
    assert 130 <= article.count("<a ") <= 170


def test_too_few_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="at least"):
        next(files(50, 1))


def test_server_answers_like_a_static_one(site: tuple[Path, BenchTruth]) -> None:
    with BenchServer(site[0]) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        seen = []
        for method, path in (("GET", "/"), ("HEAD", "/index.html?x=1"), ("GET", "/none")):
            connection.request(method, path)
            answer = connection.getresponse()
            seen.append((answer.status, len(answer.read())))
            etag = answer.getheader("ETag") or ""
            if method == "HEAD":
                connection.request("GET", "/", headers={"If-None-Match": etag})
                again = connection.getresponse()
                seen.append((again.status, len(again.read())))
        connection.close()
        assert server.resolve_options() == [f"www.bench-qingshan.gov.cn=127.0.0.1:{server.port}"]
    size = (site[0] / "www" / "index.html").stat().st_size
    assert seen == [(200, size), (200, 0), (304, 0), (404, seen[3][1])]
