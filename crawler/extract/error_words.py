"""How pages that answer with success say that there is nothing, or that the program behind them failed.

A closed list of wordings misses half of them: templates are witty (页面飞走了). So a few words of loss count where the page
is hardly more than that, and only beside an apology or a way back.
"""

from __future__ import annotations

import re

SHORT = 160
"""Visible characters up to which a page may be nothing but its message."""

_LOST = re.compile(
    r"(?:页面|网页|内容|文章|信息|稿件|新闻|栏目|频道|数据|资源|文件|资料|记录|链接|地址|网址)[^，。！!,;；\s]{0,10}"
    r"(?:走丢|走失|丢失|迷路|飞走|飞了|不见|溜走|不存在|撤回|撤稿|撤销|撤下|未发布|未审核|停用|已?关闭|过期|下线|下架|被?删除|移除|找不到|失效|(?:正在)?审核中?|加载失败)"
    r"|(?:没有|未能?|无法)(?:找到|打开|显示|访问)[^，。！!,;；\s]{0,8}(?:页面|网页|内容|文章|信息|资源)"
)
_TINY = 60
_ALONE = re.compile(
    r"(?:参数|地址|链接|访问|请求|操作|ID|编号)[^，。！!,;；\s]{0,4}(?:错误|无效|非法|有误|为空|不正确)|(?:非法|错误|无效)的?(?:参数|访问|请求|操作|地址|链接)"
    r"|(?:找不到|没有|无|查无)(?:此|该|这[个条篇]?|您要的|对应的?)(?:页面|网页|内容|文章|信息|新闻|栏目|数据|资源|文件|记录)"
    r"|(?:页面|网页|内容|文章|信息|稿件|新闻|栏目|数据|资源|文件)(?:不存在|已?被?删除|找不到|已?下[线架]|已?失效|加载失败)",
    re.IGNORECASE,
)
"""Enough where a page is nothing but these words."""
_AROUND = re.compile(
    r"抱歉|对不起|很遗憾|哎呀|哎哟|糟糕|sorry|oops|出错|秒(?:钟)?(?:之?后|内)?(?:自动|将|会)?(?:跳转|返回|关闭)|返回(?:网站|本站)?(?:首页|主页|上一?页|上一?级)"
    r"|(?:网站|回到?)首页|温馨提示|(?:错误|信息|系统)提示|提示信息|无法查看",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"(?:PHP )?(?:Fatal|Parse|Catchable fatal) error\s*:|Warning\s*:\s+\w{3,40}\(|Error establishing a database connection"
    r"|Struts Problem Report|Whitelabel Error Page"
    r"|ADODB\.\w+\s*错误|Microsoft (?:OLE DB|JET|VBScript|ADO)[^\n]{0,60}错误|Error 404--|ORA-\d{5}:"
    r"|(?:Server Error in|“/[^”]{0,40}”)\s?(?:'/[^']{0,40}'\s)?(?:Application|应用程序中的服务器错误)"
    r"|(?:Uncaught|Unhandled) (?:Error|Exception)|java\.(?:lang|sql|io)\.\w{3,40}(?:Exception|Error)\b"
    r"|Traceback \(most recent call last\)|org\.(?:apache|springframework|hibernate)\.[\w.$]{3,80}(?:Exception|Error)\b"
    r"|javax?\.[\w.]{3,60}(?:Exception|Error)\b"
    r"|HTTP (?:Status|Error|错误)\s*[45]\d\d\b|This application has no explicit mapping for /error|\[\w{0,40}Exception[:\]]"
    r"|应用程序中的服务器错误|Stack trace\s*:|(?:Notice|Deprecated)\s*:\s+(?:Undefined|Trying|Array)"
    r"|You have an error in your SQL syntax|Microsoft OLE DB"
    r"|未将对象引用设置到对象的实例|执行当前 ?Web ?请求期间|出现未经处理的异常|索引超出了?数组界限|输入字符串的格式不正确"
    r"|从字符串转换[^\n]{0,20}失败"
    r"|No input file specified|^File not found\.?$"
    r"|SQLSTATE\[|系统发生错误|(?:数据库|MySQL)(?:连接|server)?(?:失败|错误|连接错误| has gone away)",
    re.IGNORECASE,
)
_AT_THE_TOP = 80
_BARE = 1_000
_SHOWS = re.compile(
    rb"<(?:script|img|i?frame|frameset|embed|object|video|audio|svg|canvas|input|button|form|meta[^>]{0,200}refresh)|background",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<[^<>]{0,400}>|&nbsp;|\xef\xbb\xbf")
_TITLE = re.compile(
    rb"<title[^>]{0,100}>[^<]{0,300}</title>|<style[^>]{0,100}>[^<]{0,900}</style>|<!--.{0,900}?-->", re.IGNORECASE | re.DOTALL
)


def shows_nothing(body: bytes) -> bool:
    """Whether a page is a white window: nothing at all, or markup around nothing."""
    if len(body) > _BARE:
        return False
    return not body.strip() or (
        _SHOWS.search(body) is None and b"<" in body and not _TAG.sub(b"", _TITLE.sub(b"", body)).strip()
    )


def says_lost(text: str, title: str, visible: int) -> str:
    """The words by which a page of a few words says that what was wanted is gone, "" where it does not."""
    if visible > SHORT:
        return ""
    if visible <= _TINY and (alone := _ALONE.search(text)):
        return alone[0]
    lost = _LOST.search(text[:400]) or _LOST.search(title)
    return lost[0] if lost and (_AROUND.search(text[:400]) or _AROUND.search(title)) else ""


def says_failed(text: str) -> str:
    """The words of a program that failed, where the page begins with them."""
    failed = _FAILED.search(text[:600])
    return failed[0] if failed and failed.start() <= _AT_THE_TOP else ""
