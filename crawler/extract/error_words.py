"""How the program behind a page says that it failed, and pages that show nothing at all."""

from __future__ import annotations

import re

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
    r"|(?:FreeMarker|Velocity|Thymeleaf|Smarty|Twig|Jinja2?|Razor|Beetl|MySQL|MSSQL|PostgreSQL|Oracle|SQL|Query|ODBC|Redis|MongoDB|MyBatis)"
    r"\s?(?:Server |Query |template |database |syntax )?(?:error|exception)\b|MySQL Query\s*:"
    r"|模[块板](?:文件)?不存在\s*:|控制器不存在\s*:"
    r"|No input file specified|^File not found\.?$"
    r"|SQLSTATE\[|系统发生错误|(?:数据库|MySQL)(?:连接|server)?(?:失败|错误|连接错误| has gone away)|建立数据库连接时出错"
    r"|(?:Can ?not|Could not|Unable to|Failed to) connect to (?:\w+ ){0,3}(?:MySQL|database|server|DB)\b"
    r"|ERROR:\s+(?:relation|column|function|syntax error|permission denied)\b|The requested URL could not be retrieved"
    r"|\b(?:SRVE\d{4}E|JBWEB\d{6}|BEA-\d{6})\b|Active Server Pages\W{0,4}错误|Error Occurred While Processing Request"
    r"|服务器应用程序不可用|Server Application Unavailable"
    r"|(?:^|\n)\W{0,3}(?:Error )?[45]\d\d\W{1,4}(?:Bad Gateway|Gateway Time-?out|(?:Service )?(?:Temporarily )?Unavailable"
    r"|Internal Server Error|内部服务器错误|找不到文件或目录|文件或目录未找到)"
    r"|^\W*(?:(?:Bad Gateway|Gateway Time-?out|Service (?:Temporarily )?Unavailable|Internal Server Error)\W*){1,2}"
    r"(?:nginx|HTTP|$)"
    r"|(?<![\w./])(?:[a-z][\w$]{0,30}\.){2,8}\w{0,60}(?:Exception|Error)(?=\s*[:：\n]|\s+at\s|\s*$)",
    re.IGNORECASE,
)
_MESSAGE = re.compile(r"\b(?:alert|confirm|layer\.(?:msg|alert))\s*\(\s*['\"]([^'\"]{2,60})['\"]")
_AT_THE_TOP = 80
_LOOKED_AT = 300
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


def message_in(code: str) -> str:
    """What the first message box of a script or page says; "" where there is none."""
    found = _MESSAGE.search(code)
    return found[1] if found else ""


def says_failed(text: str) -> str:
    """The words of a program that failed, where the page begins with them."""
    failed = _FAILED.search(text[:_LOOKED_AT])
    return failed[0] if failed and failed.start() <= _AT_THE_TOP else ""
