"""Service guides (办事指南), and pages on the body itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ElementState(StrEnum):
    """What stands behind the label of an element of a service guide."""

    FILLED = "filled"
    EMPTY = "empty"  # nothing, a dash, unrendered template code
    NONE = "none"  # says 无 and no more
    UNREAD = "unread"  # a script, a picture or a file may hold it


@dataclass(frozen=True, slots=True)
class GuideElement:
    """One element of a service guide, of one of the classes of `crawler.extract.guides.words`."""

    name: str  # 设定依据, 办理材料, ...; also 监督电话, 表格样表, which are no classes of the ten
    label: str  # as written, "" where only the content shows it
    state: ElementState
    value: str = ""  # at most some hundred characters


@dataclass(frozen=True, slots=True)
class Guide:
    """A service guide (办事指南) as its page shows it."""

    named: str = ""  # the words of title or column that call it one; "" where only its labels do
    elements: tuple[GuideElement, ...] = ()
    layout: str = ""  # how most of its elements are shown: "cells", "text", "tabs"
    files: tuple[tuple[str, str], ...] = ()  # (words, address) of the files and downloads in its content
    doubt: str = ""  # why it cannot be judged
    withdrawn: str = ""  # 已取消, 暂停办理
    strange: tuple[tuple[str, str], ...] = ()  # (label, what stands behind it) of labels that name no known element


@dataclass(frozen=True, slots=True)
class About:
    """A page on the body itself: 概况, 机构职能, 领导信息."""

    names: int = 0  # names of persons
    posts: int = 0  # lines that begin with a post: 局长, 副县长：
    blank_names: int = 0  # "姓名：" without a name
    year: int = 0  # newest year to which a figure on the page refers, 0 without one
    media: int = 0  # pictures, frames and files in the content
    links: int = 0  # links in the content
    characters: int = 0
    told: bool = True  # something is said of the persons: 简历, 出生, 分工, 负责
    blank_resume: bool = False  # a heading 工作简历 with nothing below it, or 简历更新中, and no word of a life on the page
    life: bool = True  # something is said of a person's life, or 简历 stands on the page
    unfilled: str = ""  # what the page leaves open, in the words of a finding: XX路, an empty part, an empty column
