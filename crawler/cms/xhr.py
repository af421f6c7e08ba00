"""The addresses that a page's scripts ask, as far as they stand there in literals and simple variables.

No script is run. A call whose address rests on anything else than literals, on variables with one literal value and on
the usual names for the page number and size is left out; so is everything that counts, votes or signs in. A POST call of
jQuery's is told where its address is one of a list (crawler.cms.posted).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from crawler.cms.posted import marked
from crawler.cms.source import unescape

_CALL = re.compile(
    r"(?:(?:\$|jQuery)\.(?P<jq>getJSON|get|post|ajax)|[A-Za-z_]\w{0,20}\.(?P<own>ajax|getJSON))\s*\(|\baxios(?:\.(?P<ax>get|post|request))?\s*\(|\bfetch\s*\("
    r"|\.(?P<load>load)\s*\(\s*(?=[\"'])|\.open\s*\(\s*[\"']GET[\"']\s*,"
    r"|(?<![\w.$])(?!import|require)[A-Za-z_]\w{0,20}\s*\((?=\s*[\"'][^\"'\s<>]{2,200}\.json[\"'?])"
    r"|(?<![\w.$])(?:get|load|query|fetch|show|init|list|render|fill|read|ajax|request)\w{0,20}\s*\((?=\s*[\"']/(?:[\w.-]{1,40}/){0,4}(?:api|rest)/[^\"'\s<>]{0,150}list[^\"'\s<>]{0,150}[\"'])",
)
"""The last two: a function of the site's own that is given the address of a file of data (getJSON("/l/7.json", show)), or
one whose name asks for something, given a list of an interface (getList("/api/cms/list?cid=6", "box"))."""
_IDLE = re.compile(
    r"\.(?:js|css|png|jpe?g|gif|ico|swf|mp4|xml)(?:[?#]|$)|(?:^|[/_\"'])count(?:er)?\b|tongji(?!/[\w./-]{1,80}\.json)|/stat(?:s|istics?)?\b|click|visit|/hits|weather|tianqi"
    r"|/log(?:in|out)|captcha|vcode|token|/user|2345\.com|/map\.|save|submit|delete|update|insert|vote|praise|/add|/send|verify"
    r"|suggest|hotword|session",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    r"(?<![\w.$\"'])[\"']?([A-Za-z_$][\w$]{0,40})[\"']?\s*[=:]\s*(?:\"([^\"\n<>]{0,200})\"|'([^'\n<>]{0,200})'|(\d{1,12}))\s*(?=[,;\n})]|$)"
)
_KEPT = re.compile(
    r"<(?:ul|ol|dl|div|section|table|tbody)\b[^<>]{0,300}?\sdata-[\w-]{1,30}\s*=\s*[\"']([^\"'<>\s]{2,200}\.json(?:\?[^\"'<>\s]{0,100})?)[\"']",
    re.IGNORECASE,
)
"""The address of a file of data in an attribute of the element that it fills."""
_FIELD = re.compile(r"<input\b[^>]{0,400}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(id|value)\s*=\s*[\"']([^\"'<>]{0,200})[\"']", re.IGNORECASE)
_VAL = re.compile(r"^(?:\$|jQuery)\(\s*[\"']#([\w-]{1,60})[\"']\s*\)\.val\(\s*\)$")
_WRAPPED = re.compile(r"^(?:encodeURIComponent|encodeURI|escape|String|parseInt|Number)\((.{1,200})\)$", re.DOTALL)
_PAGE = re.compile(r"^(?:page|page_?no|page_?num(?:ber)?|page_?index|cur(?:rent)?_?page|current|p|pn|cur)$", re.IGNORECASE)
_SIZE = re.compile(r"^(?:page_?size|size|limit|rows|per_?page|page_?count|num|count|ps)$", re.IGNORECASE)
_TIME = re.compile(r"^(?:t|_|time|timestamp|ts|r|rd|rand|random|v|nocache)$", re.IGNORECASE)
_NAME = re.compile(r"^[A-Za-z_$][\w$.]{0,80}$")
_LAST_FIELD = re.compile(r"[?&]([\w.-]{1,40})=$")
MAX_CALLS = 20
MAX_LOOKED = 100
MAX_CODE = 100_000
MAX_CALL = 3_000


@dataclass(frozen=True, slots=True)
class Call:
    """One request of a script; `url` is "" where it cannot be told."""

    url: str


@dataclass(slots=True)
class _Names:
    """The variables of a page's scripts with their only literal value, and its hidden fields; read when first needed."""

    code: str
    html: str
    values: dict[str, str] | None = None
    fields: dict[str, str] | None = None

    def value(self, name: str) -> str | None:
        if self.values is None:
            self.values = {}
            unclear: set[str] = set()
            for match in _ASSIGNED.finditer(self.code):
                text = next((group for group in match.groups()[1:] if group is not None), "")
                if self.values.setdefault(match[1], text) != text:
                    unclear.add(match[1])
            for name_ in unclear:
                del self.values[name_]
        return self.values.get(name.rpartition(".")[2])

    def field(self, name: str) -> str | None:
        if self.fields is None:
            found = [{k.lower(): v for k, v in _ATTRIBUTE.findall(tag)} for tag in _FIELD.findall(self.html)[:200]]
            self.fields = {one["id"]: one["value"] for one in found if "id" in one and "value" in one}
        return self.fields.get(name)


def calls(scripts: tuple[str, ...], html: str) -> list[Call]:
    """The requests of the scripts in their order, those that load no content left out; at most MAX_CALLS."""
    names = _Names("\n".join(code[:MAX_CODE] for code in scripts)[: 2 * MAX_CODE], html[: 2 * MAX_CODE])
    found: list[Call] = []
    looked = 0
    for code in scripts:
        for match in _CALL.finditer(code[:MAX_CODE]):
            looked += 1
            if len(found) >= MAX_CALLS or looked > MAX_LOOKED:
                return found
            call = _call(match, code[match.end() : match.end() + MAX_CALL], names)
            if call is not None:
                found.append(call)
    return [*found, *map(Call, kept_addresses(html))][:MAX_CALLS]


def kept_addresses(html: str) -> list[str]:
    """The files of data that elements name in an attribute for a script of the site to fill them."""
    if ".json" not in html:
        return []
    return list(dict.fromkeys(raw for raw in _KEPT.findall(html[: 2 * MAX_CODE]) if not _IDLE.search(raw)))


def _call(match: re.Match[str], rest: str, names: _Names) -> Call | None:
    """What one call asks; None where it is idle (a counter, a picture, a form)."""
    arguments = list(split(rest, ",", closing=")"))[:3]
    if not arguments or not arguments[0].strip():
        return None
    posting = (match["jq"] or match["ax"]) == "post"
    first = arguments[0].strip()
    options = pairs(first) if first.startswith("{") else {}
    second = pairs(arguments[1].strip()) if len(arguments) > 1 and arguments[1].strip().startswith("{") else {}
    address = options.get("url", first)
    if _IDLE.search(address):
        return None
    settings = {**second, **options}
    method = "post" if posting else settings.get("type", settings.get("method", "get")).strip("\"' ").lower()
    if method not in ("get", "post", ""):
        return Call("")
    url = value(address, names)
    if url is None or not url or len(url) > 600:
        return Call("")
    data = options.get("data", options.get("params", second.get("params", "")))
    untold = posting and not second and len(arguments) > 1 and not arguments[1].strip().startswith(("function", "("))
    if method == "post" and (untold or not _is_form(match, settings, data)):
        return Call("")
    if (match["jq"] in ("get", "getJSON") or posting) and second:
        query = query_of(second, names)
    elif data.strip().startswith("{"):
        query = query_of(pairs(data.strip()), names)
    else:
        query = (value(data, names) if data else "") or ""
    if query is None:
        return Call("")
    url = url.split(" ", 1)[0] if match["load"] else url
    url = url + ("&" if "?" in url else "?") + query if query else url
    return Call(marked(url) if method == "post" else url)


def _is_form(match: re.Match[str], settings: dict[str, str], data: str) -> bool:
    """Whether a POST call sends its fields as a form does, so that they can be told; axios and fetch send JSON."""
    if match["jq"] is None or "json" in settings.get("contentType", "").lower() or "JSON.stringify" in data:
        return False
    return "serialize" not in data and "FormData" not in data


def query_of(fields: dict[str, str], names: _Names) -> str | None:
    """The fields of an object literal as a query; None where one of them cannot be told."""
    parts: list[str] = []
    for name, expression in fields.items():
        text = value(expression, names, name)
        if text is None:
            return None
        parts.append(f"{quote(name)}={quote(text, safe='/,:')}")
    return "&".join(parts)


def value(expression: str, names: _Names, field: str = "") -> str | None:
    """The text of an expression of literals and known variables, None for any other."""
    text = ""
    for piece in split(expression, "+"):
        term = _term(piece.strip(), names)
        if term is None:
            last = _LAST_FIELD.search(text)
            term = _usual(last[1] if last else field if not text else "")
        if term is None:
            return None
        text += term
    return text


def _usual(field: str) -> str | None:
    """What stands in a field whose name says it: the first page, some items, a time that only defeats caches."""
    if _PAGE.match(field):
        return "1"
    if _SIZE.match(field):
        return "15"
    return "" if _TIME.match(field) else None


def _term(piece: str, names: _Names) -> str | None:
    if len(piece) >= 2 and piece[0] in "\"'" and piece[-1] == piece[0]:
        return unescape(piece[1:-1])
    if len(piece) >= 2 and piece[0] == piece[-1] == "`":
        return _template(piece[1:-1], names)
    if piece.isdigit():
        return piece
    wrapped = _WRAPPED.match(piece)
    if wrapped:
        return value(wrapped[1], names)
    field = _VAL.match(piece)
    if field:
        return names.field(field[1])
    return names.value(piece) if _NAME.match(piece) else None


def _template(text: str, names: _Names) -> str | None:
    """A template literal with its ${variables}."""
    done = ""
    for n, piece in enumerate(re.split(r"\$\{([^{}]{1,80})\}", text)):
        if n % 2 == 0:
            done += piece
            continue
        last = _LAST_FIELD.search(done)
        term = _term(piece.strip(), names)
        term = term if term is not None else _usual(last[1] if last else "")
        if term is None:
            return None
        done += term
    return done


def pairs(literal: str) -> dict[str, str]:
    """The names of an object literal with their expressions, as they stand there."""
    found: dict[str, str] = {}
    for piece in split(literal[1:], ",", closing="}"):
        name, colon, expression = piece.partition(":")
        name = name.strip().strip("\"'")
        if colon and re.fullmatch(r"[\w.-]{1,40}", name):
            found[name] = expression.strip()
    return found


def split(text: str, separator: str, *, closing: str = "") -> Iterator[str]:
    """The parts of a piece of code between separators that stand in no string and no brackets, up to `closing`."""
    depth, start, quoted = 0, 0, ""
    skip = False
    for i, char in enumerate(text):
        if skip:
            skip = False
        elif quoted:
            skip = char == "\\"
            quoted = "" if char == quoted else quoted
        elif char in "\"'`":
            quoted = char
        elif depth == 0 and char == closing:
            yield text[start:i]
            return
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == separator and depth == 0:
            yield text[start:i]
            start = i + 1
    if not closing:
        yield text[start:]
