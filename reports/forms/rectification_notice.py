"""整改通知书: the problems of one site that its owner has to mend, with a deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.audit_record import rule_of
from reports.forms.facts import Facts, today
from reports.forms.fields import Computed, Field, Form, Source
from reports.forms.site_results import counts
from rules.confirmed_words import confirmed_words
from storage import notices
from storage.finding_rows import SUPPRESSED
from storage.form_findings import OpenProblem

FORM = Form(
    id="notice",
    title="整改通知书",
    span=None,
    per_site=True,
    basis="党政机关公文格式（GB/T 9704—2012）",
    fields=(
        Field("title", "标题", kind="text", default="政府网站问题整改通知书"),
        Field("document_number", "编号", kind="text"),
        Field("addressee", "主送（主办单位）", kind="text", source=Source.REGISTER),
        Field("site_name", "网站名称", kind="text", source=Source.REGISTER),
        Field("site_code", "网站标识码", kind="text", source=Source.REGISTER),
        Field("site_url", "首页网址", kind="text", source=Source.REGISTER),
        Field("deadline", "整改期限", kind="text", default="收到本通知书之日起5个工作日内"),
        Field("reply_to", "整改情况报送（单位、方式）", kind="text"),
        Field("issuer", "署名（发出单位）", kind="text"),
        Field("date", "发出日期", kind="text", source=Source.COMPUTED),
    ),
)
MOST = 100
"""Problems that stand in the document; its text has the number of all, the workbook lists them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of a notice."""

    name: str
    message: str
    url: str
    page: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says, whether it is stored or made of what is open."""

    site_name: str
    site_code: str
    site_url: str
    owner: str
    problems: tuple[Problem, ...]
    document_number: str = ""
    deadline: str = ""
    issued: str = ""


def compute(facts: Facts) -> Computed:
    """The stored notice that is meant, else one of all open findings of the site."""
    if facts.notice is not None:
        return _stored(facts.notice)
    assert facts.site is not None
    site = facts.site
    problems = tuple(problem_of(each) for each in facts.open if counts(each.rule))
    notice = Notice(site.shown_name, site.code, site.home_url, site.owner, problems, issued=today(facts))
    return from_notice(notice)


def problem_of(each: OpenProblem | notices.NoticeFinding) -> Problem:
    """A finding as a line of a notice."""
    told = isinstance(each, notices.NoticeFinding) or each.by_person  # nothing else is sent than what somebody stands for
    message = confirmed_words(each.rule, each.message) if told else each.message
    return Problem(rule_of(each.rule).name, message, each.url, each.page)


def _stored(kept: notices.Notice) -> Computed:
    """A notice as it was issued; its number, day and deadline are those of the ledger, whatever was entered for all."""
    listed = [each for each in kept.findings if each.state != SUPPRESSED]
    deadline = f"{_words(kept.deadline)}前（含当日）" if kept.deadline else f"自发出之日起{kept.working_days}个工作日内"
    notice = Notice(
        kept.site_name or kept.home_url, kept.site_code, kept.home_url, kept.owner, tuple(map(problem_of, listed)),
        document_number=kept.number, deadline=deadline, issued=_words(kept.issued_on),
    )  # fmt: skip
    made = from_notice(notice)
    made.settled = frozenset({"deadline", "date"} | ({"document_number"} if kept.number else set()))
    if dismissed := len(kept.findings) - len(listed):
        made.warnings.append(f"{dismissed}个问题在通知发出后由人工排除，未列入")
    return made


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def from_notice(notice: Notice) -> Computed:
    """A notice as cells and rows."""
    made = Computed(
        {
            "document_number": notice.document_number,
            "addressee": notice.owner,
            "site_name": notice.site_name,
            "site_code": notice.site_code,
            "site_url": notice.site_url,
            "date": notice.issued,
            "amount": str(len(notice.problems)),
        }
    )
    if notice.deadline:
        made.values["deadline"] = notice.deadline
    made.tables["every"] = _rows(notice.problems)
    made.tables["rows"] = made.tables["every"][:MOST]
    left_out = len(notice.problems) - MOST
    made.values["rest"] = f"其余{left_out}个问题另附清单。" if left_out > 0 else ""
    if not notice.problems:
        made.warnings.append("该网站没有待整改的已确认问题")
    if left_out > 0:
        made.warnings.append(f"通知书列出前{MOST}个问题，全部{len(notice.problems)}个另附清单：再次运行并写作 --format xlsx")
    return made


def _rows(problems: Sequence[Problem]) -> list[dict[str, str]]:
    rows = []
    for number, problem in enumerate(problems, 1):
        where = problem.url if problem.page in ("", problem.url) else f"{problem.url}（所在页面 {problem.page}）"
        rows.append({"number": str(number), "problem": problem.name, "message": problem.message, "where": where})
    return rows
