"""One letter while its labels and values are met one after another, and as it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from crawler.extract.dates import parse_dates
from crawler.extract.letters.labels import SHORT_DATES, STATE, TEXTS, is_nothing, is_state, pieces
from model import DateFact, DatePlace, Letter

KEPT_QUESTION = 400
KEPT_ANSWER = 600
_PROSE = 15
_EARLY = 4
_LONGEST_STATE = 12
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_WEEKDAY = 3  # words beside a date that is a value by itself: 星期三
_NAMED = 20  # characters of who answers
_CLOCKED = 24  # characters of a date with its time
_STARTS = frozenset({"sent", "accepted", "title", "number"})  # a second one of the same label begins another letter
_COMMON = "时间 日期 地址 类型 类别 主题 标题 内容 状态 编号 评价 来源 附件 操作 序号 姓名 标签 领域 地区 邮箱 ip 网名 昵称"
_GENERIC = frozenset(_COMMON.split())
_DAY = r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}"
_ANSWERED_IN_WORDS = re.compile(
    rf"(?P<day>{_DAY})日?[\s\d:：]{{0,10}}\s*(?:回复|答复)|(?:回复|答复)\s*[（(\[于]\s*(?P<day2>{_DAY})"
)
SIGNED, SIGNED_BY_OFFICE = "落款日期", "单位落款日期"
"""Stand for the label of an answer's day that is written only below it; beside the name of an office it is surely that."""
_OFFICE_LAST = re.compile(r"(?:[局委办厅部院所站处队社镇乡]|政府|中心|大队|街道|公司)[）)]?\s*$")
_SIGNATURE = re.compile(
    r"(?:[。！!；;\s）)]|[局委办厅部院所站处队社镇乡]|政府|中心|大队|街道|公司)\s*[（(\[【]?\s*"
    r"((?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*[）)\]】]?\s*$"
)
_END = re.compile(
    r"^(?:上一[篇条封]|下一[篇条封]|打印|关闭|返回|分享|相关(?:信件|留言|链接)|扫一扫|\[?关闭(?:窗口|本页)|【?(?:打印|关闭)|满意度|"
    r"您对.{0,12}(?:满意|评价)|(?:非常)?满意(?:$|\s)|我要(?:写信|评价|留言)|信件评价|版权所有|责任编辑|附件|分享到|字号|网友评论)"
)


@dataclass(slots=True)
class Record:
    """What has been read of one letter; `labels[field]` is the label that gave it."""

    today: date
    start: int = -1  # its first node
    end: int = -1
    values: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    answers: list[DateFact] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    open: str = ""  # the field that a line without a label belongs to
    closed: bool = False
    answer_next: bool = False  # the letter is read and the time of the answer stands behind it
    early: list[str] = field(default_factory=list)  # sentences above the first label: the letter, dated below it
    signed: str = ""  # a day that stands alone below the answer
    prose: int = _PROSE  # characters of a line without a label that is a text

    def begins_another(self, line: str) -> bool:
        """Whether a line can only belong to the next letter: a label that this one already has."""
        for name, label, value in pieces(line):
            if name in _STARTS and self.labels.get(name) == label and not self._is_text(label):
                return label not in SHORT_DATES and bool(value or self.values.get(name))
        return False

    def take(self, line: str) -> None:
        """Read one more line."""
        if self._heads_answer(line):
            return
        for name, label, value in pieces(line):
            told = name == "state" and is_state(value)  # 状态：办理中 below the letter's text is no part of it
            if not name or (self._is_text(label) and name not in TEXTS and not told):
                self._plain(f"{label}：{value}" if name else value)
            else:
                self._labelled(name, label, value)

    def _heads_answer(self, line: str) -> bool:
        """Take the line between 【官方回复】 and the answer: who answers, and the day with its label."""
        found = pieces(line) if self.open == "answer" and not self.texts.get("answer") else ()
        if len(found) < 2 or found[0][0] or {name for name, _, _ in found[1:]} - {"answered", "other"}:
            return False
        if not (len(found[0][2]) <= _NAMED and found[1][0] == "answered" and self.is_day(found[1][2])):
            return False
        self._labelled(*found[1])
        self._value("office", found[0][2])
        self.open = "answer"
        return True

    def put(self, name: str, label: str, value: str) -> None:
        """A value whose label stands elsewhere (the heading of a table)."""
        self._labelled(name, label, value)
        self.open = ""

    def _is_text(self, label: str) -> bool:
        return self.open in TEXTS and label in _GENERIC and bool(self.texts.get(self.open))

    def _labelled(self, name: str, label: str, value: str) -> None:
        if label in SHORT_DATES and name == "sent" and not self.is_day(value):
            self._plain(f"{label}：{value}")
            return
        if name in TEXTS:
            self.open = name
            self.labels.setdefault(name, label)
            self.closed = False
            if value and self.is_day(value):
                dated = "sent" if name == "question" else "answered"
                self.labels.setdefault(dated, label)
                self._value(dated, value)
            elif name == "answer" and is_state(value):
                self._value("state", value)  # 办理情况：已办结, with the answer itself below it
            elif value:
                self._text(name, value)
            return
        if name == "answered" and self.texts.get("question"):
            self.answer_next = True
        if name not in self.labels:
            self.labels[name] = label
        elif name in self.values and name != "answered":
            self.open = ""
            return
        if value and self._is_answer(name, value):
            self._answered_under(name, value)
            return
        if value:
            self._value(name, value)
        self.open = "" if value else name

    def _is_answer(self, name: str, value: str) -> bool:
        """Whether the answer itself stands where a state is announced (回复情况, 处理情况)."""
        told = name == "state" and self.labels.get("state", "").endswith("情况") and "answer" not in self.labels
        return told and len(value) > _LONGEST_STATE and not is_state(value)

    def _answered_under(self, name: str, value: str) -> None:
        self.labels["answer"] = self.labels.pop(name)
        self.open, self.closed = "answer", False
        self._text("answer", value)

    def is_day(self, value: str) -> bool:
        """Whether a value is a date and nothing else."""
        facts = parse_dates(value, DatePlace.SHOWN, self.today) if len(value) <= _CLOCKED else []
        return bool(facts) and len(_WORDS.findall(value.replace(facts[0].raw, ""))) <= _WEEKDAY

    def _plain(self, text: str) -> None:
        if self.open in TEXTS:
            if not self.texts.get("answer") and is_state(text):
                self._value("state", text)
            elif _END.match(text) and self.open == "answer":
                self.closed = True
            elif self.open == "answer" and self.is_day(text):
                self.signed = self.signed if self.closed else text
            elif not self.closed:
                self._text(self.open, text)
        elif self.open and self.open not in self.values:
            if self._is_answer(self.open, text):
                self._answered_under("state", text)
                return
            self._value(self.open, text)
            self.open = ""
        elif "state" not in self.values and is_state(text):
            self._value("state", text)
        elif (len(text) >= self.prose or self._ends_answer(text)) and not text[:2].isdigit():
            self._unlabelled(text)

    def _ends_answer(self, text: str) -> bool:
        """Whether a short sentence is all that stands where the answer belongs."""
        due = self.answer_next or ("answer" in self.labels and not self.texts.get("answer"))
        return due and text[-1:] in "。！!" and len(_WORDS.findall(text)) >= 3

    def _unlabelled(self, text: str) -> None:
        """The letter, and then the answer, at times stand below their particulars without a label of their own."""
        if "answer" in self.labels and not self.texts.get("answer") and not self.closed:
            self._text("answer", text)
        elif self.answer_next and "answer" not in self.labels and not self.closed:
            self.labels["answer"] = ""
            self.open = "answer"
            self._text("answer", text)
        elif not {"question", "answer", "answered"} & self.labels.keys() and "sent" in self.labels:
            self._text("question", text)
        elif not {"question", "answer", "answered", "sent"} & self.labels.keys() and text[-1:] in "。！!？?":
            self.early.append(text)

    def _value(self, name: str, value: str) -> None:
        if name == "answered":
            self.answers += parse_dates(value[:60], DatePlace.SHOWN, self.today)[:1]
        if name == "state" and name not in self.labels:
            self.labels[name] = ""
        self.values.setdefault(name, value[:300])

    def _text(self, name: str, value: str) -> None:
        kept = self.texts.setdefault(name, [])
        if sum(map(len, kept)) < 4000:
            kept.append(value)
        if name == "answer" and len(value) < 120 and not self.answers:
            match = _ANSWERED_IN_WORDS.search(value)
            if match:
                self.answers += parse_dates(match["day"] or match["day2"], DatePlace.SHOWN, self.today)[:1]

    def letter(self, *, title: str, url: str, page: str, own_page: bool, listed: DateFact | None = None) -> Letter | None:
        """The letter, None where nothing tells that it is one: neither a date of sending, a state nor an answer."""
        values = self._unswapped()
        received, label = self._received(values, listed)
        question = " ".join(self.texts.get("question", ())) or (" ".join(self.early[-_EARLY:]) if own_page else "")
        answer = " ".join(self.texts.get("answer", ()))
        signed = None if self.answers else self._signature(answer, received)
        answered = signed or min(self.answers, key=lambda fact: fact.day, default=None)
        blank = is_nothing(answer) and ("answer" in self.labels or "answered" in self.labels) and answered is None
        if not (received or answered) or not (label or answered or values.get("state") or blank):
            return None
        return Letter(
            url=url,
            page=page,
            title=(values.get("title") or title)[:200],
            number=values.get("number", "")[:40],
            kind=values.get("kind", "")[:20],
            received=received,
            received_label=label,
            answered=answered,
            answered_label=self._signed_label(answer)
            if signed
            else self.labels.get("answered", "") or ("答复" if answered else ""),
            state=self._state(values),
            office=values.get("office", "")[:60],
            question=question[:KEPT_QUESTION],
            answer="" if blank else answer[:KEPT_ANSWER],
            answer_blank=blank,
            own_page=own_page,
            accepted=next(iter(parse_dates(values.get("accepted", "")[:60], DatePlace.SHOWN, self.today)), None),
            term=values.get("term", "")[:40],
        )

    def _state(self, values: dict[str, str]) -> str:
        """The state as written; the label of an extension that the writer was told of beats 办理中."""
        if not is_nothing(values.get("extended", "")):
            return self.labels["extended"]
        return values.get("state", "").strip("[]【】()（） ")[:20]

    def _signature(self, answer: str, received: DateFact | None) -> DateFact | None:
        """The day under an answer, alone or behind the name of its office, where no label gives one."""
        found = _SIGNATURE.search(answer[-60:]) if len(answer) >= _PROSE else None
        raw = self.signed or (found[1] if found else "")
        fact = next(iter(parse_dates(raw, DatePlace.SHOWN, self.today)), None) if raw and received else None
        return fact if fact and received and received.day <= fact.day <= self.today else None

    def _signed_label(self, answer: str) -> str:
        found = _SIGNATURE.search(answer[-60:])
        before = answer if self.signed or not found else answer[: -len(found[0])] + found[0][: found.start(1) - found.start()]
        return SIGNED_BY_OFFICE if _OFFICE_LAST.search(before.rstrip(" （([【\u3000")) else SIGNED

    def _received(self, values: dict[str, str], listed: DateFact | None) -> tuple[DateFact | None, str]:
        for name in ("sent", "accepted", "posted"):
            facts = parse_dates(values.get(name, "")[:60], DatePlace.SHOWN, self.today)
            if facts:
                return facts[0], self.labels.get(name, "")
        if listed is not None and listed.certain and not any(listed.day == fact.day for fact in self.answers):
            return listed, ""
        return None, ""

    def _unswapped(self) -> dict[str, str]:
        """Templates at times put the state beside the label of the office, and something else beside the state's."""
        values = dict(self.values)
        state, office = values.get("state", ""), values.get("office", "")
        if is_state(office) and not is_state(state):
            values["state"], values["office"] = office, "" if re.fullmatch(r"[\w-]*\d[\w-]*", state) else state
        elif state and not STATE.match(state.strip()) and re.fullmatch(r"[\d\-_A-Za-z]{6,}", state):
            values["state"] = ""
        return values
