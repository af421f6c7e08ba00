"""Where an address sends its visitor, compared with what it and its link named. Pure."""

from __future__ import annotations

import re

from crawler.fetch import Response
from crawler.soft_errors import number_of
from crawler.urls import host_of
from storage.frontier import Waiting

_LEAST_NAME = 4
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ENTRANCE = re.compile(r"我的|个人|用户|会员|账[号户]|登[录陆]|注册|退出|注销|中心|首页|主页|门户|平台|系统|返回|网站?$")
"""What a link is called that leads a visitor without an account to the home page on purpose."""


def names_a_place(text: str) -> bool:
    """Whether a link names something of the site that its visitor may look for, a column or a text, and no entrance."""
    return len(_HAN.findall(text)) >= _LEAST_NAME and _ENTRANCE.search(text) is None


def is_elsewhere(waiting: Waiting, response: Response) -> bool:
    """Whether an address sent on to a place of its own host that does not bear its number."""
    moved = bool(response.hops) and bare(response.url) != bare(waiting.url)
    return moved and loses_number(waiting.url, response.url)


def loses_number(url: str, target: str) -> bool:
    """Whether one is sent to a place of the same host that does not bear the number of the address."""
    number = number_of(url)
    return bool(number) and number not in target.partition("?")[0] and host_of(url) == host_of(target)


def bare(url: str) -> str:
    """An address without scheme and query."""
    return url.partition("?")[0].partition("://")[2].rstrip("/")
