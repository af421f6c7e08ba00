"""Links that only scripts make: addresses in data-href, select lists that lead on, arrays of links that a loop writes.

Nothing is run. Counted is what can only be meant as a link: a literal address as a whole, on an element one clicks, or the
field of a record that the same script puts between the quotes of an href. What is put together from pieces is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crawler.extract.addresses import handler_targets

_TO_OPEN = ("data-href", "data-link", "data-jump", "data-go", "data-goto", "data-redirect", "data-linkto")
_ATTRIBUTES = (*_TO_OPEN, "data-url")
_STEM = "data-"  # of all these names: most pages have none of them, and one look tells
_READ_HINTS = (".dataset.", _STEM, ".data(")
_KEBAB = re.compile(r"(?<=[a-z])([A-Z])")
_CLICKED = frozenset(["a", "li", "tr", "td", "dd", "dt", "div", "span", "p", "button", "h2", "h3", "h4", "img", "i", "em"])
_CODE_OR_DATA = re.compile(r"\.(?:js|css|json|xml|do|action|ashx|txt)(?:[?#]|$)|/(?:api|ajax|service)s?/|\{|\}", re.IGNORECASE)
_DATA = re.compile(r"\.(?:js|css|json|xml|ashx|txt)(?:[?#]|$)|/(?:api|ajax)s?/|\{|\}", re.IGNORECASE)
"""What an attribute that is there to be opened may not hold either: /service/, /x.do are pages of offices."""
_PAGE = re.compile(r"(?:https?:)?//\S+|\.?\.?/\S*|[\w./-]+\.s?html?(?:[?#]\S*)?", re.ASCII)
_PAGE_ENDS = re.compile(r"(?:\.(?:s?html?|pdf|ofd|docx?|xlsx?|jsp|php|aspx?)|/)(?:[?#]\S*)?$", re.IGNORECASE)
_LEADS_ON = re.compile(r"(?:location|open\s*\(|href|go\w{0,10}\s*\(|jump\w{0,10}\s*\().{0,80}?(?:value|val\s*\()", re.I | re.S)
_OPENS_ATTRIBUTE = re.compile(
    r"(?:location(?:\.href)?\s*=(?!=)|location\.(?:assign|replace)\s*\(|\bopen\s*\()[^;\n{}]{0,120}?"
    r"(?:(?:getAttribute|\.attr)\(\s*[\"'](data-[\w-]{1,20})[\"']|\.data\(\s*[\"']([\w-]{1,20})[\"']|\.dataset\.([a-z]\w{0,20}))"
)
"""Code that opens what an element keeps in an attribute of its own."""
_WRITES = re.compile(
    r"href\b[\"']?\s*[=,]\s*\\?[\"']?\s*(?:[\"']\s*\+\s*|\$\{\s*)?"
    r"[\w$]{1,30}(?:\[\s*[\w$]{1,10}\s*\])?(?:\.(\w{1,20})|\[\s*[\"'](\w{1,20})[\"']\s*\]|\[\s*(\d)\s*\])"
    r"(?=\s*\}\s*\\?[\"'>\s]|\s*\+\s*[\"']\s*\\?[\"'>\s]|\s*\+\s*[\"'](?:>|\\?[\"'])|\s*[;)\n])"
)
"""An href that is one field of a record, and nothing before or behind it."""
_RECORD = re.compile(r"\{([^{}]{8,800})\}")
_ROW = re.compile(
    r"\[\s*((?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}')(?:\s*,\s*(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|\d{1,9})){1,8})\s*,?\s*\]"
)
_FIELD = re.compile(r"[\"']?(\w{1,20})[\"']?\s*:\s*(?:\"([^\"\n]{0,500})\"|'([^'\n]{0,500})')")
_VALUE = re.compile(r"\"([^\"\n]{0,300})\"|'([^'\n]{0,300})'|(\d{1,9})")
_COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'\\])//[^\n]*", re.DOTALL)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MAX_CODE, _MAX_LINKS = 60_000, 300

Found = tuple[str, str, int]
"""Address as written, words, number of the element."""


def may_have(html: str, codes: Iterable[str]) -> bool:
    """A cheap question before `scripted_links`."""
    return _has_hint(html) or bool(opened_attributes(html)) or any(_makes_links(code) for code in codes)


def _has_hint(html: str) -> bool:
    kept = _STEM in html and any(name in html for name in _ATTRIBUTES)
    return kept or "ondblclick" in html or "onchange" in html


def opened_attributes(html: str) -> frozenset[str]:
    """The attributes whose addresses the page's own code opens (location.href = this.dataset.u)."""
    if not any(hint in html for hint in _READ_HINTS):
        return frozenset()
    found = (match.groups() for match in _OPENS_ATTRIBUTE.finditer(html))
    return frozenset(named or "data-" + _KEBAB.sub(r"-\1", data or own).lower() for named, data, own in found)


def scripted_links(
    html: str, elements: Iterable[tuple[int, tuple[str, Mapping[str, str | None]]]], scripts: Sequence[tuple[int, str]]
) -> Iterator[Found]:
    """The links of a page that only its scripts make; of an element that is named by its text the words are ""."""
    opened = opened_attributes(html)
    if opened or _has_hint(html):
        yield from _in_elements(elements, opened)
    left = _MAX_LINKS
    for node, code in scripts:
        if left and _makes_links(code):
            for address, words in _in_code(_COMMENTS.sub("", code[:_MAX_CODE])):
                left -= 1
                yield address, words, node
                if not left:
                    break


def _in_elements(
    elements: Iterable[tuple[int, tuple[str, Mapping[str, str | None]]]], opened: frozenset[str]
) -> Iterator[Found]:
    leading = False  # within a select list that leads on
    for node, (tag, attrs) in elements:
        if tag == "select":
            leading = bool(_LEADS_ON.search(attrs.get("onchange") or "")) if attrs else False
        elif tag == "option":
            value = ((attrs or {}).get("value") or "").strip()
            if leading and _is_page(value):
                yield value, "", node
            yield from ((kept, "", node) for kept in _kept(attrs or {}, opened))
        elif tag in _CLICKED and attrs:
            yield from (
                (address, "", node)
                for address in (*_laid_up(tag, attrs, opened), *handler_targets(attrs.get("ondblclick") or ""))
            )


def _is_page(value: str) -> bool:
    return bool(value) and _PAGE.fullmatch(value) is not None and not _CODE_OR_DATA.search(value)


def _kept(attrs: Mapping[str, str | None], opened: frozenset[str]) -> Iterator[str]:
    """The address in an attribute that the page's code opens."""
    values = ((attrs.get(name) or "").strip() for name in opened if name in attrs)
    yield from (value for value in values if _is_page(value))


def _laid_up(tag: str, attrs: Mapping[str, str | None], opened: frozenset[str]) -> Iterator[str]:
    """The address that an element keeps for a script to open."""
    if tag == "a" and (attrs.get("href") or "#").strip()[:11].lower() not in ("#", "javascript:", "###", "##"):
        return
    for name in _ATTRIBUTES:
        value = (attrs.get(name) or "").strip()
        page = _PAGE.fullmatch(value) and not _DATA.search(value) if name in _TO_OPEN else _is_page(value)
        if value and page and _is_meant(tag, name, value):
            yield value
            return
    yield from _kept(attrs, opened)


def _is_meant(tag: str, name: str, value: str) -> bool:
    """Whether an address is there to be opened: data-url is also where a part of the page is loaded from."""
    return name in _TO_OPEN or tag == "a" or (tag in ("li", "tr") and bool(_PAGE_ENDS.search(value)))


def _makes_links(code: str) -> bool:
    return "href" in code and ("[" in code or "{" in code) and _WRITES.search(code[:_MAX_CODE]) is not None


def _in_code(code: str) -> Iterator[tuple[str, str]]:
    fields, places = set(), set()
    for match in _WRITES.finditer(code):
        if match[3]:
            places.add(int(match[3]))
        else:
            fields.add(match[1] or match[2])
    fields -= {"href", "length", "value", "id"}
    for record in _RECORD.finditer(code) if fields else ():
        own = {name: one or other for name, one, other in _FIELD.findall(record[1])}
        yield from _named([own[name] for name in own if name in fields], [own[name] for name in own if name not in fields])
    for row in _ROW.finditer(code) if places else ():
        values = [one or other or number for one, other, number in _VALUE.findall(row[1])]
        yield from _named(
            [v for n, v in enumerate(values) if n in places], [v for n, v in enumerate(values) if n not in places]
        )


def _named(addresses: list[str], others: list[str]) -> Iterator[tuple[str, str]]:
    """The one address of a record with the words that name it; none for what is no link or has no name."""
    words = next((value for value in others if _HAN.search(value)), "")
    if len(addresses) == 1 and words and _PAGE.fullmatch(addresses[0]) and "\\" not in addresses[0]:
        yield addresses[0], words
