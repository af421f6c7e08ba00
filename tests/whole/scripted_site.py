"""A site whose columns are filled by scripts, one of each kind that is met in the wild, with its interfaces."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

from tests.server import Route, answer, page
from tests.whole.site import TODAY, article, html, small_site

FRESH, OLD = TODAY - timedelta(days=1), TODAY - timedelta(days=400)


def data(value: object, kind: str = "application/json") -> bytes:
    """An interface's answer."""
    return answer(200, json.dumps(value, ensure_ascii=False).encode(), {"Content-Type": f"{kind}; charset=utf-8"})


def shell(name: str, script: str, inside: str = '<ul id="list"></ul>', kind: str = "") -> bytes:
    """A column whose list is empty until its script has run."""
    path = f'<div class="position">当前位置：<a href="/">首页</a> &gt; {name}</div>'
    tags = f'<meta name="ColumnName" content="{name}"><meta name="ColumnType" content="{kind or name}">'
    return html(f"{name}_测试区人民政府", f"{path}{inside}<script>{script}</script>", tags)


def rows(folder: str, first: int, newest: date, amount: int = 10) -> list[tuple[str, str, date]]:
    """(title, address, day) of the items of a list page, newest first."""
    return [
        (f"关于做好第{n}项{folder}重点工作的通知", f"/{folder}/art_{n}.html", newest - timedelta(days=3 * (n - first)))
        for n in range(first, first + amount)
    ]


def millis(day: date) -> int:
    """Milliseconds since 1970 of nine o'clock in the morning in China."""
    return int(datetime(day.year, day.month, day.day, 1, tzinfo=UTC).timestamp() * 1000)


def records(found: list[tuple[str, str, date]], total: int, following: str = "") -> bytes:
    """大汉: records in XML."""
    group = f'<nextgroup><![CDATA[<a href="{following}"></a>]]></nextgroup>' if following else ""
    inner = "".join(f"<record><![CDATA[<li><a href='{u}'>{t}</a><span>{d}</span></li>]]></record>" for t, u, d in found)
    text = f"<?xml version='1.0' encoding='UTF-8'?><datastore>{group}<totalrecord>{total}</totalrecord><recordset>{inner}</recordset></datastore>"
    return answer(200, text.encode(), {"Content-Type": "text/xml; charset=utf-8"})


PROXY = "/module/web/jpage/dataproxy.jsp"
FIELDS = "appid=1&webid=1&path=/&columnid=77&sourceContentType=1&unitid=4455&permissiontype=0&col=1"
COLUMNS = {
    "/col/col77/index.html": "公示公告",
    "/gkmlpt/index": "政府信息公开目录",
    "/ajax/fresh/": "工作动态",
    "/ajax/stale/": "部门动态",
    "/file/": "图片新闻",
    "/fragment/": "区县动态",
    "/post/": "要闻动态",
    "/mute/": "乡镇动态",
    "/none/": "招商动态",
    "/nothing/": "交通动态",
    "/silent/": "水利动态",
    "/blank/": "科技动态",
    "/until/": "教育动态",
}


def scripted_site(*, hot: date = FRESH) -> dict[str, Route]:
    """Routes of the site."""
    nav = "".join(f'<li><a href="{url}">{name}</a></li>' for url, name in COLUMNS.items())
    routes = small_site()
    routes["/"] = bytes(routes["/"]).replace(  # type: ignore[arg-type]
        '<li><a href="/jggk/">机构职能</a></li>'.encode(), f'<li><a href="/jggk/">机构职能</a></li>{nav}'.encode()
    )
    routes["/"] = page(bytes(routes["/"]).partition(b"\r\n\r\n")[2].decode())
    listed = [("col77", 1, OLD), ("gk12", 1, OLD), ("gk13", 1, FRESH), ("fresh", 1, FRESH), ("stale", 1, OLD)]
    listed += [("col77", 11, OLD - timedelta(days=40)), ("fresh", 11, FRESH - timedelta(days=40)), ("file", 1, FRESH)]
    listed += [("frag", 1, OLD), ("hot", 1, hot)]
    pages = {(folder, first): rows(folder, first, newest) for folder, first, newest in listed}
    for title, url, day in (row for found in pages.values() for row in found):
        routes[url] = article(title, day)
    routes["/fresh/art_13.html"] = answer(404)  # known only from the second page of an interface
    return routes | _columns() | _interfaces(pages)


def _columns() -> dict[str, Route]:
    tree = [{"id": 9, "name": "目录", "children": [{"id": 12, "name": "规划计划"}, {"id": 13, "name": "统计数据"}]}]
    hanweb = (
        "$('#4455').jpage({proxyUrl:'" + PROXY + "', perPage:15, params:{'col':'1','appid':'1','webid':'1','path':'/',"
        "'columnid':'77','sourceContentType':'1','unitid':'4455','permissiontype':'0'}})"
    )
    hot = "$.getJSON('/data/hot.json', showHot);"
    return {
        "/col/col77/index.html": shell("公示公告", hanweb, '<div id="4455"></div>'),
        "/gkmlpt/index": html(
            "政府信息公开目录",
            f"<div id=app></div><script src='/gkmlpt/app.js'></script><script>window._CONFIG={{SID:'7',TREE:{json.dumps(tree)}}}</script>",
        ),
        "/ajax/fresh/": shell(
            "工作动态",
            "var channelId = 31; function load(page) { $.ajax({url: '/api/list', data: {channelId: channelId, pageNo: page,"
            " pageSize: 10, t: Math.random()}, success: show}) } load(1)",
        ),
        "/ajax/stale/": shell("部门动态", "var id = '32'; axios.get(`/api/list?channelId=${id}&pageNo=1`).then(show)"),
        "/file/": shell("图片新闻", "$.getJSON('./list.json', show)"),
        "/fragment/": shell("区县动态", "$('#list').load('/part/list_9.html')"),
        "/post/": shell("要闻动态", hot + "$.post('/api/query', {id: 5}, show)"),
        "/mute/": shell("乡镇动态", hot + "$.getJSON(window.api + buildPath(9), show)"),
        "/blank/": shell("科技动态", hot, "<p>暂无内容</p>"),
        "/until/": shell("教育动态", "$.getJSON('/api/gone?id=3', show)", "<p>暂无内容</p>"),
        "/none/": shell("招商动态", "fetch('/api/list?channelId=40').then(show)"),
        "/nothing/": shell("交通动态", "fetch('/api/zero.json').then(show)"),
        "/silent/": shell("水利动态", "$('#list').load('/part/zero.html')"),
    }


def _interfaces(pages: dict[tuple[str, int], list[tuple[str, str, date]]]) -> dict[str, Route]:
    def listed(folder: str, first: int = 1) -> list[dict[str, object]]:
        return [{"docTitle": title, "docUrl": url, "publishTime": millis(day)} for title, url, day in pages[folder, first]]

    def gkmlpt(folder: str) -> bytes:
        found = [{"title": t, "url": u, "display_publish_time": millis(d) // 1000} for t, u, d in pages[folder, 1]]
        return data({"total": 10, "articles": found})

    def proxied(first: int) -> str:
        return f"{PROXY}?startrecord={first}&endrecord={first + 44}&perpage=15&" + "&".join(
            ("col=1", *(field for field in FIELDS.split("&") if field != "col=1"))
        )

    fragment = "".join(f"<li><a href='{url}'>{title}</a><span>{day}</span></li>" for title, url, day in pages["frag", 1])
    return {
        proxied(1): records(pages["col77", 1], 20, "/module/web/jpage/dataproxy.jsp?page=2&token=x%2By"),
        f"{PROXY}?page=2&token=x%2By": records(pages["col77", 11], 20),
        "/gkmlpt/api/all/12?page=1&sid=7": gkmlpt("gk12"),
        "/gkmlpt/api/all/13?page=1&sid=7": gkmlpt("gk13"),
        "/api/list?channelId=31&pageNo=1&pageSize=10&t=": data({"code": 0, "data": {"total": 20, "records": listed("fresh")}}),
        "/api/list?channelId=31&pageNo=2&pageSize=10&t=": data(
            {"code": 0, "data": {"total": 20, "records": listed("fresh", 11)}}
        ),
        "/api/list?channelId=32&pageNo=1": data({"data": {"list": listed("stale")}}, "text/plain"),
        "/api/zero.json": answer(200, b"", {"Content-Type": "application/json"}),
        "/part/zero.html": answer(200, b"", {"Content-Type": "text/html; charset=utf-8"}),
        "/api/list?channelId=40": data({"code": 0, "data": {"total": 0, "records": []}}),
        "/file/list.json": data(listed("file")),
        "/part/list_9.html": page(f"<ul>{fragment}</ul>"),
        "/data/hot.json": data(listed("hot")),
        "/gkmlpt/app.js": answer(200, b"boot()", {"Content-Type": "text/javascript"}),
    }
