"""Policy documents and their interpretations."""

from __future__ import annotations

from dataclasses import dataclass

from model.dates import DateFact
from model.links import Link
from model.page_kinds import PageKind


@dataclass(frozen=True, slots=True)
class Properties:
    """The property table of a published document (信息公开 table), "" or None where absent."""

    index_number: str = ""  # 索引号
    document_number: str = ""  # 文号, normalised brackets: 国发〔2018〕43号
    office: str = ""  # 发文机关
    title: str = ""
    validity: str = ""  # 有效性
    written: DateFact | None = None  # 成文日期
    published: DateFact | None = None  # 发布日期
    category: str = ""  # 组配分类, 信息类别: 规范性文件
    blank: tuple[str, ...] = ()  # of 索引号, 文号, 成文日期, 有效性 those whose label stands there with nothing behind it


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document or an interpretation, as needed to pair them."""

    url: str
    title: str
    kind: PageKind  # POLICY or INTERPRETATION
    number: str = ""
    published: DateFact | None = None
    office: str = ""
    column: str | None = None
    related: tuple[Link, ...] = ()
    related_block: str = ""
    links: tuple[str, ...] = ()  # every address its body and related blocks lead to as its counterpart
    mentions: tuple[str, ...] = ()  # the further addresses that its text leads to
    cited: tuple[str, ...] = ()  # 《titles》 and numbers in the first lines of an interpretation
    validity: str = ""  # 有效, 失效, 废止 as its property table says
    category: str = ""  # 规范性文件 and the like, as its property table says
