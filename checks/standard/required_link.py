"""指定专栏或链接缺失

What: 规则包要求各网站在首页设置的专栏或链接，在首页的链接文字、列表标题和栏目名称中都找不到。
Why: 上级通知要求设置的专栏或链接（如雅安市2018年要求的“重要信息转载”专栏、“百项堵点”专题链接；
国办发〔2014〕57号要求转载国务院
重要信息）；清单由地方方案给出，写在规则包的参数 `links` 里，默认没有。
Evidence: `missing`（缺少的链接）、`accepted`（可以接受的名称）。
Not a finding when: 用了清单所列的任何一个名称，或者名称前后多几个字；链接是图片而替代文字写明；首页由脚本加载、
首页未能读取——列为未能判断。
How to fix: 在首页显著位置设置该专栏或链接；已经设置而是图片的，补写替代文字。
"""

from __future__ import annotations

import re
import unicodedata

from pydantic import field_validator

from checks import Confidence, Finding, Iterator, Params, SiteView, Unknown, check
from checks.lib.frames import HOME_UNREAD, readable_home

RULE = "required-link"
_NOISE = re.compile(r"[\s\W_]+")
_LONGEST = 40


class RequiredLinkParams(Params):
    """`links`: what the home page must link; several accepted names of one link with | between them."""

    links: tuple[str, ...] = ()

    @field_validator("links")
    @classmethod
    def _named(cls, links: tuple[str, ...]) -> tuple[str, ...]:
        if any(not _names(link) for link in links):
            raise ValueError("each link needs a name of at least two characters")
        return links


@check(RULE)
def required_link(site: SiteView, p: RequiredLinkParams) -> Iterator[Finding | Unknown]:
    """Links that the pack demands on the home page and that are not there."""
    if not p.links:
        return
    home = readable_home(site)
    if home is None:
        yield Unknown(RULE, site.site.home_url, HOME_UNREAD)
        return
    words = [*site.link_words, *(block.heading for block in home.lists), *(view.column.name for view in site.columns)]
    words += [item.title for block in home.lists for item in block.items if len(item.title) <= _LONGEST]
    shown = [_plain(word) for word in words]
    for link in p.links:
        names = _names(link)
        if any(_plain(name) in word for name in names for word in shown):
            continue
        if home.scripted or (home.features or {}).get("scripted_header") or not site.link_words:
            yield Unknown(RULE, home.url, "首页的部分内容由脚本加载，指定的链接可能在其中")
            return
        yield Finding(
            rule=RULE,
            url=home.url,
            page=home.url,
            confidence=Confidence.CONFIRMED,
            message=f"首页没有指定的专栏或链接“{names[0]}”。",
            evidence={"missing": [names[0]], "accepted": names},
            discriminator=names[0],
        )


def _names(link: str) -> list[str]:
    return [name.strip() for name in link.split("|") if len(_plain(name)) >= 2]


def _plain(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()
