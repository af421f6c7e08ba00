"""Letters in the JSON answer of an interface (gkmlpt, 开普云, jpaas): objects with a day, and an answer or its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crawler.extract.addresses import Addresses
from crawler.extract.dates import parse_day
from crawler.extract.letters.labels import is_nothing, is_state
from crawler.extract.letters.record import KEPT_ANSWER, KEPT_QUESTION
from model import DateFact, DatePlace, Letter

SURE = "来信时间"
"""The label of a day that a field's own name calls that of sending."""
MAX_LETTERS = 500
MAX_NODES = 20_000
_MARKUP = re.compile(r"<[^>]{0,300}>|&nbsp;")
MAY_HOLD = re.compile(
    r'"(?:\w{0,12}(?:reply|answer|hfsj|hfnr|hfrq|dfsj|dfnr|feedback)\w{0,12}|(?:deal|handle|finish)(?:time|date|content|result)\w{0,4})"\s*:',
    re.IGNORECASE,
)
_SENT = re.compile(
    r"^(?:(?:submit|write|ask|letter|question|consult|message|mail|apply|commit|leave|send|post|receive|lx|xj|ly|tw|tj|fx)_?"
    r"(?:time|date|at|sj|rq)(?:str|text)?|create(?:d)?_?(?:time|date|at|on)(?:str)?|add_?time|pub(?:lish)?_?(?:time|date)|date|time)$"
)
_SURELY_SENT = re.compile(r"^(?:submit|send|write|ask|letter|question|consult|message|mail|commit|leave|lx|xj|ly|tw|tj|fx)")
_ANSWERED = re.compile(
    r"^(?:re?ply|answer|deal|handle|finish|feedback|respond?|response|hf|df|bj|bl|transact|complete)(?:ed)?_?(?:time|date|at|sj|rq)(?:str|text)?$"
)
_ANSWER = re.compile(
    r"^(?:reply|answer|deal|handle|feedback|response|hf|df)(?:_?(?:content|text|info|result|opinion|body|message|detail|nr))?s?$|^result_?content$"
)
_QUESTION = re.compile(
    r"^(?:letter|question|consult|message|mail|ask|write|lx|xj|ly)?_?(?:content|text|body|detail|nr|message|question|describe|description)$"
)
_TITLE = re.compile(
    r"^(?:letter|question|mail|message|consult|xj|ly|info|v[cs])?_?(?:title|subject|theme|topic|bt|zt|showtitle)$"
)
_STATE = re.compile(
    r"^(?:letter|reply|deal|handle|process|question)?_?(?:state|status)_?(?:name|text|str|desc|cn)?$|^zt(?:mc)?$"
)
_OFFICE = re.compile(
    r"^(?:reply|answer|deal|handle|accept|undertake)?_?(?:dept|department|unit|org|orgname|office|organ|group)_?(?:name|text)?$|^hfdw$|^cldw$"
)
_NUMBER = re.compile(r"^(?:letter|query|search|mail|question)?_?(?:code|no|number|bh)$|^xjbh$")
_KIND = re.compile(
    r"^(?:letter|mail|question|message|consult)?_?(?:type|category|kind|class)_?(?:name|text|str)$|^lx(?:mc)?$|^xjlx$"
)
_THEME_OR_STATE = frozenset({"zt", "xjzt", "lyzt", "letterzt"})
"""主题 or 状态: its value tells."""
_URL = re.compile(r"^(?:url|link|href|detail_?url|view_?url|page_?url|path)$")
_FIELDS = (
    ("title", _TITLE), ("number", _NUMBER), ("kind", _KIND), ("state", _STATE), ("office", _OFFICE),
    ("question", _QUESTION), ("answer", _ANSWER), ("sent", _SENT), ("answered", _ANSWERED), ("url", _URL),
)  # fmt: skip


def json_letters(text: str, data: Any, url: str, addresses: Addresses, today: date) -> tuple[Letter, ...]:
    """The letters of an answer; () for anything else. `text` is its source, which is asked first."""
    if not MAY_HOLD.search(text[:20_000]):
        return ()
    found: list[Letter] = []
    for record in _objects(data):
        letter = _letter(record, url, addresses, today)
        if letter is not None:
            found.append(letter)
        if len(found) >= MAX_LETTERS:
            break
    return tuple(found)


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    """The objects in the arrays of an answer."""
    stack, seen = [data], 0
    while stack and seen < MAX_NODES:
        value = stack.pop(0)
        seen += 1
        if isinstance(value, dict):
            stack += [inner for inner in value.values() if isinstance(inner, dict | list)]
        elif isinstance(value, list):
            inner = [one for one in value[:MAX_LETTERS] if isinstance(one, dict)]
            yield from inner
            if not inner:
                stack += [one for one in value[:MAX_LETTERS] if isinstance(one, list)]


def _letter(record: Mapping[str, Any], page: str, addresses: Addresses, today: date) -> Letter | None:
    """The letter of an object: it has a title or a text, a day, and a field for its answer or the day of that."""
    named = _named(record)
    if not ({"answer", "answered"} & named.keys()) or not ({"title", "question"} & named.keys()):
        return None
    received, label = _sent(record, today)
    if received is None:
        return None
    answered = _day(named.get("answered"), today)
    question, answer = _words(named.get("question")), _words(named.get("answer"))
    state = _words(named.get("state"))
    blank = "answer" in named and is_nothing(answer) and answered is None
    raw = _words(named.get("url"))
    return Letter(
        url=addresses.join(raw).url if raw else "",
        page=page,
        title=(_words(named.get("title")) or question[:30])[:200],
        number=_words(named.get("number"))[:40],
        kind=_words(named.get("kind"))[:20],
        received=received,
        received_label=label,
        answered=answered,
        answered_label="答复时间" if answered else "",
        state="" if state.isdigit() else state[:20],
        office=_words(named.get("office"))[:60],
        question=question[:KEPT_QUESTION],
        answer="" if blank else answer[:KEPT_ANSWER],
        answer_blank=blank,
        own_page=bool(question),
    )


def own_letter(record: Mapping[str, Any], url: str, addresses: Addresses, today: date) -> Letter | None:
    """The letter of the page at `url` in an object of its scripts: beside its text it tells surely when it was sent."""
    letter = _letter(record, url, addresses, today)
    if letter is None or letter.received_label != SURE or not letter.question:
        return None
    return replace(letter, url=url)


def _named(record: Mapping[str, Any]) -> dict[str, Any]:
    """The object's fields under our names; the first that is filled wins."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        low = key.lower() if isinstance(key, str) else ""
        for name, pattern in _FIELDS:
            if pattern.match(low):
                if name == "title" and low in _THEME_OR_STATE and is_state(_words(value)):
                    name = "state"
                if not found.get(name):
                    found[name] = value
                break
    return found


def _sent(record: Mapping[str, Any], today: date) -> tuple[DateFact | None, str]:
    """The day of sending, with a label of ours: a field's name that only says "created" is not as clear as "asked"."""
    found = [
        (key.lower(), fact) for key, value in record.items() if _SENT.match(str(key).lower()) and (fact := _day(value, today))
    ]
    for key, fact in found:
        if _SURELY_SENT.match(key):
            return fact, SURE
    for key, fact in found:
        if not key.startswith("pub"):
            return fact, "创建时间" if key.startswith(("create", "add")) else "时间"
    return (found[0][1], "发布时间") if found else (None, "")


def _day(value: object, today: date) -> DateFact | None:
    if isinstance(value, str) and value.strip():
        return parse_day(value, DatePlace.SHOWN, today)
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > 10**11 else value
        if 315_532_800 <= seconds <= 4_102_444_800:
            day = (datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)).date()
            return DateFact(day, day.isoformat(), DatePlace.SHOWN)
    return None


def _words(value: object) -> str:
    """A field's value as plain text, "" for anything that is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(_MARKUP.sub(" ", str(value)[:6000]).split())
