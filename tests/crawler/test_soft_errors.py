"""Error pages that answer with success, told by what they say of their own; honest short pages beside them."""

import pytest

from crawler.soft_errors import Own, form_of, frame_line, invented, lost_to_title, names, own_of, same_answer, says_lost

FRAME = frozenset(map(frame_line, ["平原县人民政府", "今天是2026年11月22日", "主办单位：平原县人民政府办公室"]))
PROMISE = "县政府召开第五次常务会议"


def own(*lines: str, title: str = "平原县人民政府", shown: tuple[str, ...] = (), links: int = 0) -> Own:
    return own_of(["平原县人民政府", "今天是2026年11月23日", *lines], title, shown, links, FRAME)


@pytest.mark.parametrize(
    "line",
    [
        "该信息未通过审核，暂时无法浏览", "您无权浏览该信息，请与管理员联系！", "您要查看的内容走丢了", "该文档不存在或者尚未发布", "此文已被撤下，请浏览其他内容：文章已撤下",
        "您请求的资源暂不可用", "页面被外星人劫走了，找不到此页面", "没有权限访问", "该内容正在审核中", "查无此文章", "系统出现异常，请稍候再试", "The document has been removed", "查询不到该条数据",
        "没有找到您要的东西", "您所查看的稿件已过期下线", "链接已失效", "文章编号有误，参数错误", "record not exists", "Page not found (404)", "此链接作废", "稿件已被发布单位收回", "该信息仅限内部人员浏览", "您访问的栏目不存在，请核对后重试。",
    ],
)  # fmt: skip
def test_loss_in_free_words(line: str) -> None:
    assert says_lost(own(line, "发布时间：", "来源："), PROMISE)


@pytest.mark.parametrize(
    "lines",
    [
        ("停水通知：因管道维修，4月5日停水一天。",), ("（此件公开发布）",), ("通过。",), ("中秋放假3天。",), ("摄影：王五",), ("暂无数据",), ("内容建设中，敬请期待",),
        ("欢迎订阅本刊", "电话：0770-1234567"), ("您的浏览器版本过低，无法显示页面，请升级浏览器",), ("您没有权限，请先登录",), ("内容加载失败，点击重试",), ("系统繁忙，请稍候",), ("The walls of rock are not found elsewhere.",),
    ],
)  # fmt: skip
def test_honest_short_pages(lines: tuple[str, ...]) -> None:
    assert not says_lost(own(*lines), PROMISE)


def test_a_link_of_no_matter_needs_words_to_the_visitor() -> None:
    assert says_lost(own("您访问的页面不存在"), "更多")
    assert not says_lost(own("该岗位招聘信息已被撤回。"), "详情")
    assert not says_lost(own("没有找到相关记录"), "要闻")


def test_long_pages_are_content() -> None:
    assert not says_lost(own("该信息不存在，系谣言。" + "公安机关提醒广大群众不信谣不传谣" * 12), PROMISE)


@pytest.mark.parametrize(
    ("promise", "said", "named"),
    [
        (PROMISE, "<h1>县政府召开第五次常务会议</h1>", True),
        ("县政府召开第五次常务会议研究…", "县政府召开第五次常务会议 研究部署安全生产", True),
        ("县政府召开第五次常务会议", "您访问的页面不存在", False),
        ("要闻", "首页 > 要闻", True),
        ("更多", "返回首页", False),
        ("", "正文", False),
        ("GDP", "2026年GDP公布", True),
    ],
)
def test_a_page_names_what_its_link_promised(promise: str, said: str, named: bool) -> None:
    assert names(promise, said) is named


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("本条内容被管理员屏蔽", True), ("您浏览的信息超出了公示期限，现已停止公示", True), ("稿件正在重新编辑，暂不开放阅读", True), ("原文链接打不开啦", True), ("此文章受保护，管理员已将其隐藏", True), ("报名系统已关闭", False),
        ("本办法已失效。", False), ("公示期满，无异议。", False), ("平稳。", False), ("沉痛悼念。", False), ("公园本周暂不开放。", False), ("没有相关信息", False),
    ],
)  # fmt: skip
def test_a_line_in_the_place_of_what_the_title_names(line: str, lost: bool) -> None:
    assert bool(lost_to_title(own(line))) is lost
    assert not lost_to_title(own(line, shown=("http://a.cn/upload/1.jpg",)))


def test_words_without_a_chinese_one() -> None:
    line = "Something is wrong with the template of this site, call the office"
    assert own(line).is_foreign
    assert not own(line, shown=("http://a.cn/a.jpg",)).is_foreign
    assert not own(line, "平原县").is_foreign
    assert not own("Access denied. You have no permission to view the page on this server").is_foreign


def test_a_file_named_by_its_link_is_promised() -> None:
    assert says_lost(own("文件不存在或已删除"), "附件.docx（12KB）")
    assert not says_lost(own("文件已作废，见新文件"), "附件")


def test_pictures() -> None:
    assert says_lost(own(shown=("http://a.cn/images/404.png",)), PROMISE) == "picture"
    assert not says_lost(own(shown=("http://a.cn/upload/2026/ytdd.jpg",)), PROMISE)
    assert own("发布时间：", "来源：").is_bare
    assert own("发布时间：2026-08-01来源：县政府办公室浏览次数：3次字体：[大 中 小]", "责任编辑：", "【打印】【关闭】").is_bare
    assert not own("来源：本站", "通过，同意你局意见。").is_bare
    assert not own(shown=("http://a.cn/upload/1.jpg",)).is_bare
    assert not own("表决通过。").is_bare


def test_a_line_and_no_way_on() -> None:
    assert own("本页下落成谜").is_a_line
    assert not own("请点击播放视频").is_a_line
    assert not own("来信：路灯不亮。", "回复：已修复。").is_a_line
    assert not own("本页下落成谜", links=1).is_a_line
    assert not own("The county lies in the south, between hills and a lake.").is_a_line
    assert not own("The county lies in the south, between hills and a lake.").is_bare
    assert own("null").is_bare


def test_the_same_answer_but_for_clocks_and_addresses() -> None:
    a = own("本页共被访问37次 10:20:30 &id=990", "推荐阅读", title="提示", links=4)
    b = own("本页共被访问74次 11:21:31 &id=991", "推荐阅读", title="提示", links=2)
    assert same_answer(a, b)
    assert not same_answer(a, own("本页共被访问37次", "停电公告：8月3日停电", title="提示"))
    assert not same_answer(a, own("本页共被访问37次", "推荐阅读", title="停电公告"))


@pytest.mark.parametrize(
    "url",
    [
        "http://a.gov.cn/zwdt/202605/t20260513_2001.html", "http://a.gov.cn/index.php?m=content&a=show&catid=12&id=990", "http://a.gov.cn/art/2026/5/3/art_101_9000.html",
        "http://a.gov.cn/nw12344/20220815/0123456789abcdef0123456789abcdef.html",
    ],
)  # fmt: skip
def test_an_invented_address_has_the_same_form(url: str) -> None:
    assert form_of(invented(url)) == form_of(url)
    assert invented(url) != url


def test_an_invented_folder() -> None:
    assert invented("http://a.gov.cn/xxgk/zcfg/index.html").startswith("http://a.gov.cn/xxgk/")
    assert invented("http://a.gov.cn/xxgk/zcfg/index.html").endswith("/index.html")
    assert "zcfg" not in invented("http://a.gov.cn/xxgk/zcfg/index.html")
    assert invented("http://a.gov.cn") == ""
