"""Letters and surveys, as their pages and lists show them."""

from __future__ import annotations

from dataclasses import dataclass

from model.dates import DateFact


@dataclass(frozen=True, slots=True)
class Letter:
    """A public letter (留言, 来信) as a list or its own page shows it. What is not shown is None or ""."""

    url: str = ""  # of its own page, "" where it has none
    page: str = ""  # where it was read
    title: str = ""
    number: str = ""  # 信件编号
    kind: str = ""  # 咨询, 投诉, 建议, 求助, ... as written
    received: DateFact | None = None  # sent, else taken over (受理), else the only date that its list shows
    received_label: str = ""  # the label of that date, "" where it has none
    answered: DateFact | None = None  # of the first answer
    answered_label: str = ""
    state: str = ""  # as written: 已办结, 办理中, ...
    office: str = ""  # who answers
    question: str = ""  # its beginning
    answer: str = ""  # its beginning
    answer_blank: bool = False  # a place for the answer is there, and empty or marked 暂无回复
    own_page: bool = False  # read on the letter's own page, not only in a list
    column: str = ""  # names of the column and of what stands above it
    accepted: DateFact | None = None  # 受理时间 where it stands beside the day of sending
    term: str = ""  # the time that its page allows for the answer, as written: 15个工作日, 2026-11-30


@dataclass(frozen=True, slots=True)
class Survey:
    """A 征集调查 as its page, or a row of a list, shows it."""

    url: str
    title: str
    start: DateFact | None = None
    end: DateFact | None = None
    state: str = ""  # 进行中, 已结束 as written
    result: str = ""  # the words that show a result on the page, "" where there is none
    result_blank: str = ""  # the heading of a result that is empty
    online: str = ""  # what shows that opinions can be submitted on line: a form, a link, words
    offline: tuple[str, ...] = ()  # other ways that the page names: 电子邮件, 信函, 电话, 传真
    own_page: bool = False  # read on the survey's own page, not only in a list
    column: str = ""
