"""The site's own search: asked gently for a few titles that it must know, and once for words that cannot exist.

At most seven requests. Whether the answers prove anything is told by comparison: results that stand in the page for one
question and not for a nonsense one show that the server renders them; otherwise a script does, and nothing is known.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from crawler.extract.frame.search_answer import SearchAnswer, bare, finds, read_answer
from crawler.fetch import Response
from crawler.host_names import host_of, same_domain
from crawler.probes.ground import Ground, Title
from crawler.verify import challenge_of, fault_of
from model import Json, LinkKind, SearchForm

MOST_TITLES = 3
_COMMON = ("通知", "工作")
"""Words that stand on every government site; some answer to them shows that results are in the page."""
_SECONDS = 20.0
_PAUSE = 1.0
_PATIENT = frozenset({"timeout", "reset", "connect", "protocol", "decode", "host-down", "tls", "http-status"})


@dataclass(slots=True)
class _Asked:
    """What has been asked of one search so far."""

    ground: Ground
    form: SearchForm
    tries: list[Json] = field(default_factory=list)

    async def answer(self, words: str) -> SearchAnswer | None:
        """The page of results; None where there is none, as the last of `tries` says."""
        if self.tries:
            await asyncio.sleep(min(_PAUSE, self.ground.spacing))
        for browser in (False, True):
            response = await self.ground.get(address_of(self.form, words), seconds=_SECONDS, browser=browser)
            outcome = _outcome(self.ground, response)
            self.tries.append({"status": response.status, "error": outcome, "milliseconds": response.milliseconds})
            if not outcome:
                return read_answer(response.body, response.headers.get("content-type", ""))
            if outcome not in _PATIENT or self.ground.left < self.ground.spacing + 1:
                return None
            if not browser:
                await asyncio.sleep(self.ground.spacing)
        return None


def _outcome(ground: Ground, response: Response) -> str:
    if challenge_of(response, ground.signatures) or response.status in ground.signatures.refused:
        return "refused"
    return fault_of(response, LinkKind.PAGE, response.requested)


async def probe(ground: Ground) -> Json:
    """`entry` (what the home page offers), `form` (what was used), and what came of it.

    `state`: "absent", "unread", "hint", "unusable" (with `why`), "refused", "broken", "unclear" or "works". `found` and
    `missing` are titles, `other_host` whether the search stands on another host.
    """
    home = ground.home
    if home is None or home.search is None:
        return {"state": "unread"}
    entry = home.search
    on_page = ground.search_page.search.forms if ground.search_page and ground.search_page.search else ()
    forms = entry.forms or on_page
    facts: Json = {"entry": entry.hint or entry.page, "forms": len(forms)}
    if not forms:
        return facts | {"state": "hint" if entry.hint or entry.page else "absent"}
    whys = [await _unusable(ground, each) for each in forms]
    if all(whys):
        return facts | {"state": "unusable", "why": whys[0]}
    form = forms[whys.index("")]
    posted = "搜索表单以POST方式提交" if form.method == "post" else ""
    facts |= {"form": form.action, "field": form.field, "other_host": host_of(form.action) != ground.host}
    found = await _ask(_Asked(ground, form), ground.titles[:MOST_TITLES])
    if posted and found["state"] != "works":  # we never post; many servers answer a plain request all the same
        return facts | found | {"state": "unusable", "why": posted}
    return facts | found


async def _unusable(ground: Ground, form: SearchForm) -> str:
    """Why a form is not asked, "" when it may be."""
    if form.scripted:
        return form.scripted
    if not same_domain(host_of(form.action), ground.host) and not _is_public(host_of(form.action)):
        return "搜索表单提交到其他单位的网站"
    return "" if await ground.allowed(address_of(form, "通知")) else "robots.txt不允许访问搜索地址"


def _is_public(host: str) -> bool:
    return host.endswith((".gov.cn", ".政务.cn"))


async def _ask(asked: _Asked, titles: Sequence[Title]) -> Json:
    answers: dict[Title, SearchAnswer] = {}
    for title in titles:
        answer = await asked.answer(title.title)
        if answer is None:
            return await _failed(asked, answered=bool(answers))
        answers[title] = answer
    found = [title for title, answer in answers.items() if finds(answer, title.url, title.title)]
    facts: Json = {"asked": len(answers), "found": [each.title for each in found], "missing": [], "tries": asked.tries}
    if answers and len(found) == len(answers):
        return facts | {"state": "works"}
    missing = [{"title": each.title, "url": each.url} for each in answers if each not in found]
    return facts | await _compared(asked, answers, proven=bool(found)) | {"missing": missing}


async def _compared(asked: _Asked, answers: dict[Title, SearchAnswer], *, proven: bool) -> Json:
    """Whether the answers hold results at all: a nonsense question must be answered otherwise than a common word."""
    nonsense = await asked.answer(f"qzx{secrets.token_hex(4)}")
    if nonsense is None:
        return await _failed(asked, answered=bool(answers))
    for word in _COMMON:
        common = await asked.answer(word)
        if common is None:
            return await _failed(asked, answered=True)
        if _has_results(common, nonsense, word):
            return {"state": "works", "tries": asked.tries}
        if common.links != nonsense.links:
            break
    if proven:
        return {"state": "works", "tries": asked.tries}
    silent = not asked.form.handled and all(each.nothing and not each.scripted for each in (*answers.values(), nonsense))
    return {"state": "nothing" if silent and answers else "unclear", "tries": asked.tries}


def _has_results(answer: SearchAnswer, nonsense: SearchAnswer, word: str) -> bool:
    """Whether an answer lists pages that a nonsense question did not bring; pagers and filters repeat the question."""
    known = {path for path, _ in nonsense.links}
    asked = bare(word)
    new = {path for path, label in answer.links if path and path not in known and len(label) >= 6 and asked in label}
    return len(new) >= 2


async def _failed(asked: _Asked, *, answered: bool) -> Json:
    """The search did not answer: broken only where it never did, as a program and as a browser, for words of any kind.

    A firewall may say 404 to a question and let the bare address pass; then the search is not known to be gone.
    """
    ground, last = asked.ground, asked.tries[-1]
    if not answered and last["error"] in _PATIENT and ground.left > ground.spacing + 1:
        gone = last["status"] is not None and last["status"] < 500
        url = asked.form.action if gone else address_of(asked.form, _COMMON[0])
        response = await ground.get(url, seconds=_SECONDS, browser=True)
        last = {"status": response.status, "error": _outcome(ground, response), "milliseconds": response.milliseconds}
        asked.tries.append(last)
    refused = last["error"] == "refused" or any(each["error"] == "refused" for each in asked.tries)
    worked = answered or any(not each["error"] for each in asked.tries)
    confirmed = len(asked.tries) >= 3 and not worked
    state = "refused" if refused else "broken" if confirmed and last["error"] in _PATIENT else "unclear"
    return {"state": state, "status": last["status"], "error": last["error"], "tries": asked.tries}


def address_of(form: SearchForm, words: str) -> str:
    """The address that a browser asks for when the form is sent with these words."""
    charset = form.charset or "utf-8"
    pairs = [*form.values, (form.field, words)]
    query = "&".join(f"{_encoded(name, charset)}={_encoded(value, charset)}" for name, value in pairs)
    return f"{form.action.partition('?')[0].partition('#')[0]}?{query}"


def _encoded(text: str, charset: str) -> str:
    try:
        return quote(text.encode(charset, "replace"), safe="")
    except LookupError:
        return quote(text, safe="")
