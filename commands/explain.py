"""What `xuncha explain` offers: how the program reads a page, or what a finding rests on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
import typer

from addresses import home_of
from commands.database import with_database
from commands.findings import explain_finding
from commands.options import Config, DatabaseUrl, Overrides, Resolve, one_of, settings_of
from configured import advice
from crawler.cms import posted
from crawler.column_kinds import kind_of
from crawler.column_names import column_name
from crawler.extract.page import read_page
from crawler.fetch import Response
from crawler.urls import Scope, origin_of
from model import SHANGHAI, ConfigError, DateFact, Page, Site, SiteId
from opening import new_fetcher, parse_overrides
from reports.table import plain
from settings import Settings

SHOWN_ITEMS = 5
SHOWN_ENDPOINTS = 3  # of which explain also shows the answer


def explain(
    subject: Annotated[str, typer.Argument(metavar="URL|N", help="a page's address, or a finding's number")],
    database: DatabaseUrl = "",
    resolve: Resolve = None,
    overrides: Overrides = None,
    config: Config = None,
    format: Annotated[str, typer.Option("--format", help="table or jsonl")] = "table",
) -> None:
    """Show how the program understands a page and why, or what a finding rests on."""
    settings, form = settings_of(config, overrides, database), one_of("--format", format, ("table", "jsonl"))
    if subject.isdigit():
        told = with_database(settings, lambda db: explain_finding(db, int(subject), form, advice(settings)))
    else:
        page, told = asyncio.run(explain_page(settings, subject, tuple(resolve or ())))
        if form == "jsonl":
            told = json.dumps(msgspec.to_builtins(page), ensure_ascii=False) + "\n"
    typer.echo(told, nl=False)


async def explain_page(settings: Settings, address: str, resolve: tuple[str, ...]) -> tuple[Page, str]:
    """Fetch one page: its facts, and how they are understood. Raises ConfigError when it cannot be fetched."""
    url = home_of(address)
    site = Site(SiteId(0), origin_of(url) + "/")
    async with new_fetcher(settings, [site], parse_overrides(resolve)) as fetcher:
        response = await fetcher.get(url)
        if response.status is None:
            raise ConfigError(
                f"{url}: cannot be fetched ({response.error} {response.detail}); check the address or the network"
            )
        page = _read(response, url, site)
        asked = [endpoint.url for endpoint in page.endpoints[:SHOWN_ENDPOINTS] if endpoint.url]
        answers = [await (fetcher.get_list(at) if posted.is_marked(at) else fetcher.get(at)) for at in asked]
    lines = [*_page_lines(page), *(line for answer in answers for line in _answer_lines(answer, site))]
    return replace(page, tree=None), "".join(f"{line}\n" for line in lines)


def _read(response: Response, requested: str, site: Site) -> Page:
    return read_page(
        response.body,
        url=response.url,
        requested=requested,
        status=response.status or 0,
        content_type=response.headers.get("content-type", ""),
        observed_at=response.observed_at,
        today=datetime.now(SHANGHAI).date(),
        home_url=site.home_url,
        in_scope=Scope(site.home_url).contains,
    )


def _answer_lines(response: Response, site: Site) -> Iterator[str]:
    """What an interface that fills the page's list says."""
    yield f"接口      {plain(response.requested)}（{response.status or plain(response.error)}）"
    if response.status == HTTPStatus.OK:
        yield from _list_lines(_read(response, response.requested, site))


def _page_lines(page: Page) -> Iterator[str]:
    kind, why = kind_of(page, column_name(page), page.url)
    yield f"网址      {plain(page.url)}（返回{page.status}，编码{page.encoding}）"
    yield f"标题      {plain(page.title)}"
    yield f"页面类型  {page.kind}：{plain(page.kind_reason)}"
    yield f"所属栏目  {plain(column_name(page)) or '—'}，类别 {kind}（{plain(why)}）"
    yield f"发布时间  {_date(page.published)}"
    for fact in page.dates:
        yield f"  日期    {_date(fact)}  {fact.place}  原文“{plain(fact.raw)}”"
    yield f"来源      {plain(page.source) or '—'}"
    yield from _list_lines(page)
    for label, value in (
        ("占位文字", page.placeholder),
        ("脚本加载", page.scripted),
        ("归档", page.archived),
        ("跳转", page.redirect),
    ):
        if value:
            yield f"{label}  {plain(value)}"
    for endpoint in page.endpoints:
        doubt = "" if endpoint.sure else "（不能确定是本列表的）"
        yield f"列表接口  {plain(endpoint.url) or '地址由脚本拼成'}  {plain(endpoint.name)}{doubt}"
    for name, values in page.tags.items():
        yield f"  标签    {plain(name)} = {plain(' | '.join(values))}"
    for name, value in page.identity.items():
        yield f"  底部    {plain(name)} = {plain(value)}"
    for link in page.related:
        yield f"  关联    {plain(link.text)} {plain(link.target)}"


def _list_lines(page: Page) -> Iterator[str]:
    for block in page.lists:
        yield f"列表      {block.role} {plain(block.heading)}：{len(block.items)} 条（{block.source}，{plain(block.path)}）"
        for item in block.items[:SHOWN_ITEMS]:
            yield f"  {_date(item.date):<18} {plain(item.title)}  {plain(item.url)}"
        if len(block.items) > SHOWN_ITEMS:
            yield f"  …… 其余 {len(block.items) - SHOWN_ITEMS} 条"
    if page.pager:
        yield f"翻页      {page.pager.mechanism}，共 {page.pager.pages or '？'} 页"


def _date(fact: DateFact | None) -> str:
    if fact is None:
        return "—"
    return f"{fact.day}{' ' + fact.clock if fact.clock else ''}{'' if fact.certain else '（年份为推定）'}"
