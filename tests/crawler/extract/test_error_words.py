"""Pages that say that there is nothing, in many words; honest short pages beside them."""

import pytest

from crawler.extract.error_words import says_failed, says_lost, shows_nothing


@pytest.mark.parametrize(
    "text",
    [
        "哎呀，页面飞走了！ 返回首页", "非常抱歉，您要找的页面不见了", "很抱歉，该页面已不存在或地址有误", "您所访问的文章已被撤回 5秒后自动跳转 网站首页",
        "参数错误！", "非法参数", "没有此文章", "无此信息 3秒后返回首页", "找不到该新闻 返回首页", "对不起，该页面正在审核中，暂不能访问！",
        "提示信息 该稿件未发布或已撤稿！", "信息已过期或被删除，无法查看", "对不起，该栏目已停用", "抱歉，没有找到相关页面，返回上一页",
    ],
)  # fmt: skip
def test_lost(text: str) -> None:
    assert says_lost(text, "平原县人民政府", len(text))


@pytest.mark.parametrize(
    "text",
    [
        "该岗位招聘信息已被撤回。", "暂无信息", "暂无相关信息 返回首页", "参数设置说明", "没有符合条件的记录", "问卷已关闭，感谢参与。", "本次投票已结束，返回首页", "暂无数据", "首班6:00 末班21:00", "请在微信客户端打开链接", "数据加载中，请稍候",
        "关于注销部分医疗机构的公告 县卫生健康局", "返回首页 上一页 下一页", "抱歉，系统正在升级维护", "没有找到与您查询条件相符的信息，请更换关键词",
    ],
)  # fmt: skip
def test_honest_short_pages(text: str) -> None:
    assert not says_lost(text, "平原县人民政府", len(text))


def test_a_long_page_is_content() -> None:
    assert not says_lost("抱歉，您要找的页面不见了。" + "正文" * 100, "", 220)


@pytest.mark.parametrize(
    "text",
    [
        "Fatal error: Uncaught Error: Call to undefined function mysql_connect() in /www/db.php on line 12", "Error establishing a database connection",
        "ADODB.Recordset 错误 '800a0bcd' BOF 或 EOF 中有一个是“真”", "HTTP Status 500 – java.lang.NullPointerException", "“/”应用程序中的服务器错误。",
        "Warning: mysql_connect(): Access denied for user in D:\\www\\conn.php on line 5", "系统发生错误",
        "Server Error in '/' Application.", "Struts Problem Report Struts has detected an unhandled exception",
    ],
)  # fmt: skip
def test_programs_that_failed(text: str) -> None:
    assert says_failed(text)


def test_a_text_about_failures_is_none() -> None:
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
