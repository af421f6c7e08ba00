"""网民留言答复超期

What: 公开的留言（领导信箱、咨询投诉、留言选登等）从来信到答复超过5个工作日，或者到检查之日仍未答复且已超过5个工作日。
工作日按国务院办公厅放假通知计算，来信当天不计，含调休上班的周末。
Why: 国办秘函〔2019〕19号单项否决“互动回应差”（一年内有效留言超过3个月未回应）；扣分指标“办理答复”（5个工作日内答复）。
Evidence: `received`（来信日期）、`replied`（答复日期，未答复为空）、`working_days`（历时工作日）、`limit`（期限工作日）、
`deadline`（最后答复日）、`title`（留言标题）、`state`（页面显示的办理状态）、`office`（答复单位）、
`labels`（两个日期在页面上的标签）。
Not a finding when: 缺少来信日期或答复日期，或者日期无法识别、先后颠倒；列表只有一个日期；网上信访、纪检举报、访谈、调查、
依申请公开、建议提案；状态为不予受理、无效、撤销、延期、不公开；已转办其他单位的（列为未能判断；写明转给哪个单位而超过15个工作日，或者留言自己的页面超过3个月仍没有答复的，作疑似）；一年以前答复的留言；
期限未到的。只在列表中看到“办理中”而没有读到留言页面、来信日期没有标签、答复日期只是没有单位名称的落款、投诉建议类15个工作日以内的，作疑似；答复里写明已延期的、来信后第一个工作日受理而从受理之日起算没有超期的、页面写明的办理时限更长而尚未超过的，只作疑似。规则包另定简单咨询期限（`simple_days`）的，简短的咨询超过该期限而未超过5个工作日的，作疑似。
How to fix: 尽快答复超期留言并公开；简单咨询5个工作日内答复，情况复杂的先告知办理进度和预计时间；办结后及时更新页面状态和日期。
"""

from __future__ import annotations

import re
from datetime import date

from pydantic import Field

from checks import ColumnKind, Confidence, Finding, Iterator, Letter, Params, SiteView, Unknown, check
from checks.lib import cadence, workdays
from checks.lib.letters import State, boxes_of, is_left_out, is_simple, is_slow_kind, is_special, state_of
from checks.lib.quotes import in_quotes

RULE = "overdue-reply"
_EXTENDED = re.compile(r"延期(?:办理|答复|回复|办结|告知)?|延长(?:办理|答复|回复|办结|期限|时限)")
_TERM = re.compile(r"(?<!\d)(\d{1,3})\s*个?\s*(工作日|日|天)")
_LAST_DAY = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_GUESSED = frozenset({"", "发布时间", "发布日期", "发表时间", "时间", "日期", "登记时间"})
_SIGNATURE = "落款日期"  # stands for the label of a day below the answer that no office's name makes its signature


class OverdueReplyParams(Params):
    """`working_days`: limit of an answer; `slow_days`: limit below which 投诉, 建议 and the like are only suspected;
    `moved_within`: time after which one that was handed on without an office's name is suspected;
    `answered_within`, `open_within`: how far back answered and open letters are looked at. `simple_days`: a shorter limit
    of answers to simple questions, 0 for none (GX-2023, task 11: one working day)."""

    working_days: int = Field(default=5, ge=1, le=250)
    slow_days: int = Field(default=15, ge=1, le=250)
    moved_within: cadence.Limit = "3m"
    answered_within: cadence.Limit = "1y"
    open_within: cadence.Limit = "3y"
    simple_days: int = Field(default=0, ge=0, le=250)


@check(RULE)
def overdue_reply(site: SiteView, p: OverdueReplyParams) -> Iterator[Finding | Unknown]:
    """Public letters that were answered late, or are not answered and late."""
    today, boxes = cadence.today_of(site.now), boxes_of(site)
    for letter in site.letters:
        place = letter.column or boxes.get(letter.url, "")
        if is_left_out(letter, place) or letter.received is None or not letter.received.certain:
            continue
        yield from _judge(letter, site, p, today)
    for view in site.columns:
        if view.column.kind is ColumnKind.MESSAGES and view.scripted and not is_special(view.column.name):
            yield Unknown(RULE, view.column.url, f"留言列表由脚本加载，未能读取：{view.scripted}")


def _judge(letter: Letter, site: SiteView, p: OverdueReplyParams, today: date) -> Iterator[Finding | Unknown]:
    received = letter.received.day if letter.received else today
    end = _end(letter, p, received, today)
    if end is None:
        return
    elapsed = workdays.elapsed(received, end, site.holidays)
    where = letter.url or letter.page
    if elapsed is None:
        yield Unknown(RULE, where, f"{received.year}—{end.year}年的工作日历不全，无法计算工作日")
    elif elapsed <= p.working_days:
        if p.simple_days and elapsed > p.simple_days and is_simple(letter):
            yield _finding(letter, site, p, end, elapsed)
    elif state_of(letter) is State.MOVED and not _is_left_lying(letter, p, received, elapsed, today):
        yield Unknown(RULE, where, f"留言状态为“{letter.state}”，答复可能在其他单位的页面")
    else:
        yield _finding(letter, site, p, end, elapsed)


def _is_left_lying(letter: Letter, p: OverdueReplyParams, received: date, elapsed: int, today: date) -> bool:
    """Whether a letter that was handed on still waits: longer than offices take, or than the veto allows."""
    if letter.office:
        return elapsed > p.slow_days
    oldest = cadence.cutoff(today, p.moved_within)
    return letter.own_page and oldest is not None and received < oldest


def _end(letter: Letter, p: OverdueReplyParams, received: date, today: date) -> date | None:
    """The day up to which the letter waited; None where nothing can be said, or it is too old to be looked at."""
    if received > today:
        return None
    if letter.answered is not None:
        answered = letter.answered.day
        oldest = cadence.cutoff(today, p.answered_within)
        readable = letter.answered.certain and received <= answered <= today
        return answered if readable and (oldest is None or answered >= oldest) else None
    if state_of(letter) not in (State.OPEN, State.MOVED):
        return None
    oldest = cadence.cutoff(today, p.open_within)
    return today if oldest is None or received >= oldest else None


def _finding(letter: Letter, site: SiteView, p: OverdueReplyParams, end: date, elapsed: int) -> Finding:
    received = letter.received.day if letter.received else end
    simple = elapsed <= p.working_days
    limit = p.simple_days if simple else p.working_days
    last = workdays.deadline(received, limit, site.holidays)
    told = f"{cadence.chinese_day(end)}答复，历时{elapsed}个工作日" if letter.answered else f"至今{elapsed}个工作日未答复"
    return Finding(
        rule=RULE,
        url=letter.url or letter.page,
        page=letter.url if letter.own_page and letter.url else letter.page,
        confidence=(
            Confidence.SUSPECTED
            if simple or _may_be_in_time(letter, site, p, end, elapsed)
            else _confidence(letter, p, elapsed)
        ),
        message=(
            f"留言{in_quotes(letter.title or letter.number)}{cadence.chinese_day(received)}收到，{told}，"
            f"超过{'简单咨询' if simple else ''}{limit}个工作日的答复期限。"
        ),
        evidence={
            "received": received.isoformat(),
            "replied": letter.answered.day.isoformat() if letter.answered else None,
            "working_days": elapsed,
            "limit": limit,
            "deadline": last.isoformat() if last else None,
            "title": letter.title,
            "state": letter.state,
            "office": letter.office,
            "labels": [letter.received_label, letter.answered_label],
        },
        discriminator="" if letter.url else f"{letter.title} {received} {letter.number}".strip(),
    )


def _may_be_in_time(letter: Letter, site: SiteView, p: OverdueReplyParams, end: date, elapsed: int) -> bool:
    return _in_time_from_acceptance(letter, site, p, end) or _within_stated_term(letter, end, elapsed)


def _within_stated_term(letter: Letter, end: date, elapsed: int) -> bool:
    """Whether the page itself allows a longer time for this letter, and that was not over: a person must look."""
    if last := _LAST_DAY.search(letter.term):
        return (end.year, end.month, end.day) <= (int(last[1]), int(last[2]), int(last[3]))
    term = _TERM.search(letter.term)
    if term is None or letter.received is None:
        return False
    return (elapsed if term[2] == "工作日" else (end - letter.received.day).days) <= int(term[1])


def _in_time_from_acceptance(letter: Letter, site: SiteView, p: OverdueReplyParams, end: date) -> bool:
    """Sent after office hours, taken over on the next working day, and answered in time from then on.

    Many offices count so; one that takes a letter over only days later does not gain by it.
    """
    if letter.received is None or letter.accepted is None or not letter.accepted.certain:
        return False
    waited = workdays.elapsed(letter.received.day, letter.accepted.day, site.holidays)
    elapsed = workdays.elapsed(letter.accepted.day, end, site.holidays)
    return waited == 1 and elapsed is not None and elapsed <= p.working_days


def _confidence(letter: Letter, p: OverdueReplyParams, elapsed: int) -> Confidence:
    """A person must look where a date has no clear label, or the state was not seen on the letter's own page."""
    unclear = letter.received_label in _GUESSED or (letter.answered is not None and letter.answered_label == _SIGNATURE)
    unseen = letter.answered is None and (not letter.own_page or (letter.answer_blank and not letter.state))
    patient = is_slow_kind(letter) and elapsed <= p.slow_days
    extended = (
        _EXTENDED.search(f"{letter.state} {letter.answer}") is not None
    )  # the writer was told in time that it would take longer
    moved = state_of(letter) is State.MOVED
    return Confidence.SUSPECTED if unclear or unseen or patient or extended or moved else Confidence.CONFIRMED
