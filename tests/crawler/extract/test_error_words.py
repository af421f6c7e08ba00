"""Programs that failed and say so; white windows."""

import pytest

from crawler.extract.error_words import says_failed, shows_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Fatal error: Uncaught Error: Call to undefined function mysql_connect() in /www/db.php on line 12", "Error establishing a database connection",
        "ADODB.Recordset 错误 '800a0bcd' BOF 或 EOF 中有一个是“真”", "HTTP Status 500 – java.lang.NullPointerException", "“/”应用程序中的服务器错误。",
        "Warning: mysql_connect(): Access denied for user in D:\\www\\conn.php on line 5", "系统发生错误",
        "FreeMarker template error (DEBUG mode; use RETHROW in production!)", "MySQL Query : SELECT * FROM v9_news", ":( 模块不存在:Down",
        "Server Error in '/' Application.", "Struts Problem Report Struts has detected an unhandled exception",
        "502 Bad Gateway\nnginx/1.12.2", "500 - 内部服务器错误。", "com.trs.infra.common.WCMException: [ERR-200006] 获取文档失败", "dm.jdbc.driver.DMException: 网络通信异常",
        "SRVE0255E: 尚未定义要处理 /zwgk/show 的 Web 组/虚拟主机。", "Error 404: SRVE0190E: 找不到文件：/show.jsp", "Error Occurred While Processing Request", 'ERROR:  relation "t_news" does not exist',
        "Can not connect to MySQL server", "建立数据库连接时出错", "ERROR\nThe requested URL could not be retrieved", "Service Unavailable\nHTTP Error 503.", "服务器应用程序不可用",
        "Active Server Pages 错误 'ASP 0126'",
    ],
)  # fmt: skip
def test_programs_that_failed(text: str) -> None:
    assert says_failed(text)


def test_a_text_about_failures_is_none() -> None:
    assert not says_failed("500强企业落户平原县")
    assert not says_failed("502路公交调整公告 Service hours unchanged")
    assert not says_failed("请访问 www.error.pingyuan.gov.cn 查询")
    assert not says_failed(
        "网站运维常见问题汇总：一、服务器环境配置不当；二、磁盘空间不足导致无法写入；三、连接池耗尽，此时日志里会出现下列字样，请按步骤排查，确认后重启应用服务并登记备案，页面提示为 Fatal error: Uncaught Error"
    )


@pytest.mark.parametrize(
    ("body", "white"),
    [
        (b"", True), (b" \r\n", True), (b"<html><head></head><body></body></html>", True), (b"<html><head><title>x</title></head><body>&nbsp;</body></html>", True),
        (b"<html><body><img src=a.jpg></body></html>", False), (b"<script>x()</script>", False), (b"<body style='background:url(a)'></body>", False),
        (b"ok", False), ("<p>公示</p>".encode(), False), (b"<meta http-equiv=refresh content='0;url=/a'>", False), (b"<div></div>" * 200, False),
        (b"<frameset rows=*><frame src=a></frameset>", False),
    ],
)  # fmt: skip
def test_white_windows(body: bytes, white: bool) -> None:
    assert shows_nothing(body) is white
