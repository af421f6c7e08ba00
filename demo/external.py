"""The outside world of the demo web: a firm's site, a host behind a web firewall, and the official hosts of footers."""

from __future__ import annotations

from datetime import date

from demo.web import HTML, Answer, Request, VirtualHost, not_found, page

FIRM = "http://www.demo-external.com.cn"
CASINO = "http://www.demo-oldtalent.com"
"""Once a partner's site; its domain was bought up and invites to gamble."""
LOANS = "http://www.demo-oldfarm.com"
"""Once a partner's site; its domain advertises loans."""
GUARDED = "http://waf.demo-external.com.cn"
CLOSED = "http://www.demo-refused.com.cn/"
"""Resolves, but nothing listens there."""
GONE = "http://www.demo-closed.invalid/"
"""A name that no resolver knows (RFC 6761)."""
SERVICE_SITE = "http://zwfw.demo-qingjiang.gov.cn/"
"""The government service platform, a site of its own."""
COUNCIL = "http://www.gov.cn"
BIG5 = "http://big5.demo-qingjiang.gov.cn/gate/big5/"

OFFICIAL = ("beian.miit.gov.cn", "www.beian.gov.cn", "bszs.conac.cn", "zfwzgl.www.gov.cn")
"""Hosts that every footer links to; served here so that the demo never asks the real ones."""

REFUSED = {
    f"{GUARDED}/403.html": "403 of a firewall is no dead link",
    f"{GUARDED}/412.html": "412 with a script challenge is no dead link",
    f"{GUARDED}/521.html": "521 with a cookie challenge is no dead link",
    f"{GUARDED}/429.html": "429 means: not now",
}
WORKING = {
    f"{FIRM}/ok.html": "works",
    f"{FIRM}/slow.html": "answers after three seconds",
    f"{FIRM}/head-refused.html": "refuses HEAD, answers GET",
    f"{FIRM}/head-missing.html": "says 404 to HEAD, answers GET",
    f"{FIRM}/browsers-only.html": "says 403 to programs and answers a browser",
    f"{FIRM}/busy-once.html": "503 once, then it works",
    f"{FIRM}/reset-once.html": "resets the first connection, then it works",
    f"{FIRM}/ok.html?from=gov&id=1": "works with a query",
}
DEAD = f"{FIRM}/gone.html"


def _text(title: str) -> Answer:
    return page(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{title}，欢迎访问。</p>"
        '<p><a href="/ok.html">返回</a></p></body></html>'
    )


def _firm() -> VirtualHost:
    host = VirtualHost("www.demo-external.com.cn")
    good = _text("云岭旅游服务公司")
    host.add("/", good)
    host.add("/ok.html", good)
    host.add("/ok.html?from=gov&id=1", good)
    host.add("/slow.html", Answer(good.body, delay=3.0))
    host.add("/head-refused.html", Answer(good.body, head_status=405))
    host.add("/head-missing.html", Answer(good.body, head_status=404))
    host.add("/browsers-only.html", _browsers_only)
    host.add("/busy-once.html", Answer(good.body, first=page("<h1>503</h1>", status=503)))
    host.add("/reset-once.html", Answer(good.body, first=Answer(action="reset")))
    return host


def _browsers_only(request: Request) -> Answer:
    agent = request.headers.get("user-agent", "")
    if "Chrome/" in agent and "accept-language" in request.headers:
        return _text("云岭日报社")
    return page("<html><body><h1>403 Forbidden</h1></body></html>", status=403)


def _guarded() -> VirtualHost:
    host = VirtualHost("waf.demo-external.com.cn")
    blocked = "<html><head><title>访问被拦截</title></head><body>您的请求可能存在威胁，已被网站防火墙拦截。</body></html>"
    host.add("/403.html", page(blocked, status=403))
    host.add("/412.html", Answer(_rivers().encode(), HTML, 412, (("Set-Cookie", "aYd7wkHs=60k; Path=/; HttpOnly"),)))
    cookie = "<script>document.cookie='__jsl_clearance_s=1;path=/';location.href=location.pathname+location.search</script>"
    marks = (("X-Via-JSL", "ae7bf6b,-"), ("Set-Cookie", "__jsluid_h=53e0a1; max-age=31536000; path=/; HttpOnly"))
    host.add("/521.html", Answer(cookie.encode(), HTML, 521, marks))
    host.add("/429.html", Answer("访问过于频繁，请稍后再试".encode(), HTML, 429, (("Retry-After", "1"),)))
    host.fallback = lambda _: page(blocked, status=403)
    return host


def _rivers() -> str:
    opaque = "qX7" * 60
    return (
        f'<!DOCTYPE html><html><head><meta id="9DhefwqGPrzGxEp9hPaoag" content="{opaque}" r=\'m\'>'
        "<script type=\"text/javascript\" r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=48211;</script>"
        '<script type="text/javascript" charset="utf-8" src="/kTq2Lm.9d1.js" r=\'m\'></script></head><body></body></html>'
    )


def _named(name: str, title: str, *paths: str) -> VirtualHost:
    host = VirtualHost(name)
    for path in ("/", *paths):
        host.add(path, _text(title))
    return host


def _official(name: str) -> VirtualHost:
    host = _named(name, "备案信息查询")
    host.fallback = lambda _: _text("备案信息查询")
    return host


def council_item(serial: int) -> str:
    """The address of one item on the State Council's site as the demo serves it."""
    return f"{COUNCIL}/yaowen/content_{serial}.htm"


def dated_council_item(day: date, serial: int) -> str:
    """The address of one item of the State Council's site in the form that tells its day."""
    return f"{COUNCIL}/yaowen/{day:%Y-%m/%d}/content_{serial}.htm"


def _council() -> VirtualHost:
    host = VirtualHost("www.gov.cn")

    def answer(request: Request) -> Answer:
        if request.target == "/" or request.target.startswith("/yaowen/"):
            return _text("中国政府网")
        return not_found(request)

    host.fallback = answer
    return host


def _bought_up(name: str, title: str, words: str) -> VirtualHost:
    """A host that says the same to every path, as such sites do."""
    host = VirtualHost(name)
    said = page(
        f'<html><head><title>{title}</title><meta name="keywords" content="{words}"><meta name="description" content="{title}">'
        f"</head><body><h1>{title}</h1><p>{words}，欢迎进入。</p></body></html>"
    )
    host.fallback = lambda _: said
    return host


def hosts() -> list[VirtualHost]:
    """All hosts of the outside world."""
    service = _named("zwfw.demo-qingjiang.gov.cn", "清江市政务服务网", "/fw/")
    bought = [
        _bought_up("www.demo-oldtalent.com", "真人百家乐_北京赛车投注_在线开户送彩金", "真人百家乐,北京赛车,时时彩"),
        _bought_up("www.demo-oldfarm.com", "无抵押贷款_信用卡套现_当天放款", "无抵押贷款,信用卡套现,小额贷款"),
    ]
    return [*bought, _firm(), _guarded(), _council(), service, *(_official(name) for name in OFFICIAL)]
