"""Lists behind interfaces that answer only to POST are judged; nothing else is ever sent."""

from pathlib import Path

from tests.server import LoopbackServer, Route, Visit, answer, page
from tests.whole.run import audit
from tests.whole.scripted_site import FRESH, OLD, PROXY, data, millis, records, rows, shell
from tests.whole.site import HOME, article, small_site

FORM = "<form action='/save' method=post><input name=x><input type=submit></form>"
HANWEB = (
    "$('#88').jpage({proxyUrl:'" + PROXY + "', perPage:15, ajaxParam:{type:'post'}, params:{'col':'1','appid':'1','webid':'1',"
    "'path':'/','columnid':'78','unitid':'88'}})"
)


class Posted:
    """An interface that refuses GET, and remembers what was sent to it."""

    def __init__(self, reply: bytes) -> None:
        self.reply, self.bodies = reply, list[tuple[str, str]]()

    async def __call__(self, visit: Visit) -> None:
        if visit.request.method != "POST":
            await visit.send(answer(405, b"Request method 'GET' not supported"))
            return
        body = await visit.reader.readexactly(int(visit.request.headers["content-length"]))
        self.bodies.append((visit.request.target, body.decode()))
        await visit.send(self.reply)


def test_lists_that_answer_only_to_post(tmp_path: Path) -> None:
    proxied, listed = rows("col78", 1, OLD), rows("query", 1, FRESH)
    proxy = Posted(records(proxied, 10))
    query = Posted(data({"data": {"list": [{"title": t, "url": u, "publishTime": millis(d)} for t, u, d in listed]}}))
    save = Posted(data({}))
    columns: dict[str, Route] = {
        "/col/col78/index.html": shell("公示公告", HANWEB, '<div id="88"></div>'),
        "/fresh/": shell("工作动态", "$.post('/api/query', {channelId: 5, pageNo: 1}, show)"),
        "/mute/": shell("乡镇动态", f"$.post('/api/save', {{id: 5}}, done)</script>{FORM}<script>load(window.api)"),
    }
    routes = small_site() | columns | {PROXY: proxy, "/api/query": query, "/api/save": save, "/save": save}
    routes |= {url: article(title, day) for title, url, day in (*proxied, *listed)}
    entries = "".join(f'<a href="{url}"></a>' for url in columns)
    home = bytes(routes["/"]).partition(b"\r\n\r\n")[2].decode()  # type: ignore[arg-type]
    routes["/"] = page(home.replace('<a href="/jggk/">', f'{entries}<a href="/jggk/">'))
    with LoopbackServer(routes) as server:
        ran = audit(server, tmp_path)
    assert ran.of("stale-column") == [HOME + "col/col78/index.html"]
    assert proxy.bodies == [
        (f"{PROXY}?startrecord=1&endrecord=45&perpage=15", "col=1&appid=1&webid=1&path=%2F&columnid=78&unitid=88"),
    ]
    assert ("/api/query", "channelId=5&pageNo=1") in query.bodies
    assert save.bodies == []
