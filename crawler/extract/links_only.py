"""The short reading of a page for audits that ask for nothing but links: straight from the parser's tree.

No dates, lists, properties or frame. A page that might be an error page, a block page, a login, or a list that goes on is
not for it: those need the whole reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.cms import endpoints_of, families_of, pager_of, records_of, signs_of
from crawler.cms.numbered import page_links
from crawler.cms.source import Source
from crawler.extract.addresses import Addresses, addresses_of
from crawler.extract.anchors import Anchor, AnchorReader, KnownAnchors, words_around, words_of
from crawler.extract.called_links import calls_for_links
from crawler.extract.drawn_links import has_drawn_links
from crawler.extract.hashes import content_hash, said_hash
from crawler.extract.hidden.written_links import writes_links
from crawler.extract.kind import same_page
from crawler.extract.links import MAX_LINKS, addresses_in, leads_nowhere, made_link
from crawler.extract.listed_links import hands_over
from crawler.extract.meta import refresh_target, tags_in
from crawler.extract.outline import squeeze
from crawler.extract.reading import in_site
from crawler.extract.scripted_links import may_have
from crawler.extract.style_pictures import has_style_pictures
from crawler.extract.written_code import written_code
from crawler.urls import Joiners, link_kind
from model import HEAD, NEVER, BadLink, Link, LinkKind, Page, PageKind

LEAST = 600
"""Characters below which a page may be anything."""

BRIEF = 300
"""Characters outside anchors below which it may be a template without its text."""

PROSE = 1500
"""Characters outside anchors above which a page is no error page, whatever words it holds: those are short."""

_DOUBTFUL = re.compile(
    "不存在|找到|不到|404|found|FOUND|Found|出错|错误|验证|拦截|无效|删除|审核|滑块|防火墙|威胁|拒绝|频繁|创宇盾|安全狗|云锁|"
    "Error|error|ERROR|Denied|denied|moment|browser"
)
"""Words of error and block pages. An article may hold them too and is then read as a whole: dearer, never wrong."""

_UNSEEN = ["noscript", "template", "textarea", "svg"]
_NO_PROSE = ["a", "script", "style", "option", "title"]
_ELEMENTS = (
    "a,area,img,link,meta,base,script,iframe,frame,embed,video,audio,source,track,object,option,input,body,table,td,"
    "[onclick],[onmousedown],[onmouseup],[ontouchend]"
)

_Element = tuple[str, Mapping[str, str | None]]


def read_links_only(
    html: str,
    encoding: str,
    tree: LexborHTMLParser,
    url: str,
    home_url: str,
    status: int,
    in_scope: Callable[[str], bool],
    joiners: Joiners | None,
    known: KnownAnchors | None = None,
) -> Page | None:
    """The page's links and how it goes on; None for a page that needs the whole reading. Takes `tree` apart."""
    if status != 200 or same_page(url, home_url) or tree.body is None:
        return None
    tree.strip_tags(_UNSEEN)
    found = _Found(tree)
    tags = tags_in(attrs for tag, attrs in found.elements() if tag == "meta")
    if found.asks_for_password() or refresh_target(tags):
        return None
    addresses = addresses_of(url, found.base(), encoding, joiners)
    scripts = found.scripts()
    if (
        any(writes_links(script) or calls_for_links(script) or hands_over(script) for script in scripts)
        or may_have(html, scripts)
        or has_style_pictures(html)
        or has_drawn_links(html)
    ):
        return None
    anchors = found.anchors((known or KnownAnchors()).on(addresses))
    pager = tuple(anchor.pager for anchor in anchors if anchor and anchor.pager)
    source = Source(html, url, scripts, pager, lambda raw: addresses.join(raw).url)
    families = families_of(signs_of(html))
    if page_links(source) or records_of(source, families) or endpoints_of(source, families):
        return None
    links, bad = _links(found, anchors, addresses)
    links = (*links, *_written(html, scripts, addresses))
    title = squeeze(first.text(deep=True)) if (first := tree.css_first("title")) else ""
    prose = _prose(tree, title)  # from here on the nodes above are gone
    if prose is None:
        return None
    said = content_hash(title, prose, ())
    return Page(
        url=url,
        requested=url,
        status=status,
        observed_at=NEVER,
        title=title,
        html_title=title,
        kind=PageKind.OTHER,
        kind_reason="只看了链接",
        tags=tags,
        pager=in_site(pager_of(source, families), in_scope),
        links=links,
        bad_links=bad,
        content_hash=said,
        simhash=said,  # alike means equal: near is for pages that were read as a whole
        said_hash=said_hash(prose),
        body_length=len(prose),
    )


def _written(html: str, scripts: tuple[str, ...], addresses: Addresses) -> Iterator[Link]:
    """What the page's own sheets and scripts ask for beside its elements."""
    for raw, kind, _ in written_code(html, [*enumerate(scripts)]):
        joined = addresses.join(raw)
        if not leads_nowhere(raw) and not joined.problem:
            yield made_link(joined.url, kind, "", "", "", "")


class _Found:
    """The elements of a page that may hold an address, in document order; all but the anchors with their attributes."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.nodes = tree.css(_ELEMENTS)
        tags = [node.tag or "-" for node in self.nodes]
        self.others: list[_Element | None] = [
            None if tag == "a" else (tag, node.attributes) for tag, node in zip(tags, self.nodes, strict=True)
        ]

    def elements(self) -> Iterator[_Element]:
        """All but the anchors."""
        return (element for element in self.others if element)

    def asks_for_password(self) -> bool:
        """Whether the page is a place to log in."""
        return any(tag == "input" and (attrs.get("type") or "").lower() == "password" for tag, attrs in self.elements())

    def base(self) -> str:
        """The address of the first `<base>`."""
        return next((attrs.get("href") for tag, attrs in self.elements() if tag == "base"), "") or ""

    def scripts(self) -> tuple[str, ...]:
        """The code of the page's own scripts."""
        found = zip(self.nodes, self.others, strict=True)
        return tuple(node.text(deep=True) for node, element in found if element and element[0] == "script")

    def anchors(self, reader: AnchorReader) -> list[Anchor | None]:
        """What each of the anchors leads to; None in the place of every other element."""
        return [None if other else reader.read(node) for node, other in zip(self.nodes, self.others, strict=True)]


def _prose(tree: LexborHTMLParser, title: str) -> str | None:
    """What the page says outside its links, blanks removed; None where it says so little that it may be no page at all."""
    whole = len("".join(tree.body.text().split())) if tree.body else 0
    tree.strip_tags(_NO_PROSE)
    prose = "".join(tree.body.text().split()) if tree.body else ""
    doubtful = whole < LEAST or len(prose) < BRIEF or (len(prose) < PROSE and _is_doubtful(f"{title}\n{prose}"))
    return None if doubtful else prose


def _links(page: _Found, anchors: list[Anchor | None], addresses: Addresses) -> tuple[tuple[Link, ...], tuple[BadLink, ...]]:
    """As `links.read_links` finds them, without what only the whole reading knows: area and why hidden."""
    links: dict[Link, None] = {}
    bad: dict[tuple[str, str], BadLink] = {}
    for node, element, anchor in zip(page.nodes, page.others, anchors, strict=True):
        if len(links) >= MAX_LINKS:
            break
        found, faulty = (anchor.links, anchor.bad) if anchor else _of_other(node, element, addresses)
        links |= found
        for each in faulty:
            bad.setdefault((each.raw, each.text), each)
    return tuple(links), tuple(bad.values())


def _of_other(
    node: LexborNode, element: _Element | None, addresses: Addresses
) -> tuple[Mapping[Link, None], Sequence[BadLink]]:
    """The links of an element that is no anchor."""
    links: dict[Link, None] = {}
    bad: list[BadLink] = []
    tag, attrs = element or ("-", {})
    for written, kind, _ in addresses_in(((0, (tag, attrs)),)):
        raw = written.strip()
        if leads_nowhere(raw):
            continue
        joined = addresses.join(raw)
        if joined.problem == "scheme":
            continue
        shown = node.text(deep=True) if tag == "option" or "onclick" in attrs else ""
        text = words_of(shown, node, tag, attrs)
        if joined.problem:
            bad.append(BadLink(raw[:500], kind or LinkKind.PAGE, text or words_around(node)))
        else:
            final = kind or link_kind(joined.url)
            where = HEAD if tag == "link" and final is LinkKind.PAGE else ""
            links[made_link(joined.url, final, text, "", where, joined.fragment)] = None
    return links, bad


def _is_doubtful(text: str) -> bool:
    return _DOUBTFUL.search(text) is not None
