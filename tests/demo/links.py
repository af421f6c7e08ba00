"""The links of the demo web as a browser would follow them, read straight from its memory."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from urllib.parse import quote, urlencode, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from demo.web import Answer, Request, Web

_ATTRIBUTES = ("href", "src")


def absolute(base: str, raw: str) -> str:
    """Join as WHATWG browsers do, as far as the demo web needs: white space, backslashes, fragment."""
    plain = re.sub(r"[\t\n\r]", "", raw).strip().replace("\\", "/")
    joined = urljoin(base, plain).split("#", 1)[0].replace(":80/", "/")
    joined = re.sub(r"/[^/]+/\.\./", "/", joined).replace("/./", "/")
    return quote(joined, safe="/:?&=%;,+~!$'()*@[]-._")


def fetch(web: Web, url: str) -> Answer:
    """The answer to a GET of an address."""
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return web.answer(Request("GET", parts.hostname or "", target))


def settle(web: Web, url: str) -> Answer:
    """The answer after at most five redirects within the demo web."""
    for _ in range(5):
        answer = fetch(web, url)
        target = dict(answer.headers).get("Location")
        if not target:
            return answer
        url = absolute(url, target)
    return Answer(status=310)


def text_of(answer: Answer) -> str:
    """The page as text; gb2312 is read as gb18030."""
    return answer.body.decode("gb18030" if "gb2312" in answer.content_type else "utf-8")


def links(base: str, markup: str) -> Iterator[str]:
    """Web addresses of a page, and of list records that stand as CDATA in a script."""
    hidden = re.findall(r"<!\[CDATA\[(.*?)\]\]>", markup, flags=re.S)
    for part in (markup, *hidden):
        for node in LexborHTMLParser(part).css("[href],[src],option[value]"):
            raw = next((node.attributes[a] for a in (*_ATTRIBUTES, "value") if node.attributes.get(a)), None)
            if raw and not re.match(r"\s*(javascript|mailto|tel):|\s*#", raw, flags=re.I):
                yield absolute(base, raw)


def list_pages(base: str, markup: str) -> Iterator[str]:
    """The further pages that createPageHTML writes."""
    for count in re.findall(r"createPageHTML\((\d+),", markup):
        for number in range(1, int(count)):
            yield urljoin(base, f"index_{number}.html")


def interfaces(base: str, markup: str) -> Iterator[str]:
    """The addresses from which a page's scripts get its list, and the addresses in such an answer."""
    for name in re.findall(r"getJSON\('([^']+)'", markup):
        yield urljoin(base, name)
    for site, column in re.findall(r'SID: "(\d+)", COLUMN_ID: "(\d+)"', markup):
        yield urljoin(base, f"/gkmlpt/api/all/{column}?page=1&sid={site}")
    for unit, fields in re.findall(r'url="([^"]+)" queryData="\{([^"]+)\}"', markup):
        query = urlencode(re.findall(r"'([^']+)':'([^']*)'", fields), quote_via=quote)
        yield urljoin(base, f"{unit}?{query}")
    if not markup.lstrip().startswith("<"):
        for plain, inside in re.findall(r'"(?:url|URL)": "([^"]+)"|href=\\"([^\\"]+)\\"', markup):
            yield absolute(base, plain or inside)


def crawl(web: Web, home: str, avoid: Container[str] = (), limit: int = 900) -> dict[str, Answer]:
    """Every page of one site that can be reached by links, without those to `avoid` and without endless ones."""
    host = urlsplit(home).hostname
    seen: dict[str, Answer] = {}
    queue = [home]
    while queue and len(seen) < limit:
        url = queue.pop()
        if url in seen or url in avoid:
            continue
        seen[url] = answer = fetch(web, url)
        if not answer.content_type.startswith(("text/html", "text/xml", "application/json")):
            continue
        text = text_of(answer)
        for target in (*links(url, text), *list_pages(url, text), *interfaces(url, text)):
            trap = re.search(r"month=|print=1|jsessionid|PHPSESSID|(xxgk/){3}|page=(?:[1-9]\d)", target)
            if urlsplit(target).hostname == host and not trap:
                queue.append(target)
    return seen
