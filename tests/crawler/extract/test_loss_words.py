"""Pages that say that there is nothing, in many words; honest short pages beside them."""

import pytest

from crawler.extract.loss_words import says_only_lost


@pytest.mark.parametrize(
    "text",
    [
        "哎呀，页面飞走了！ 返回首页", "非常抱歉，您要找的页面不见了", "很抱歉，该页面已不存在或地址有误", "您所访问的文章已被撤回 5秒后自动跳转 网站首页",
        "参数错误！", "非法参数", "没有此文章", "无此信息 3秒后返回首页", "找不到该新闻 返回首页", "对不起，该页面正在审核中，暂不能访问！",
        "提示信息 该稿件未发布或已撤稿！", "信息已过期或被删除，无法查看", "对不起，该栏目已停用", "抱歉，没有找到相关页面，返回上一页",
        "该信件不存在或已被删除 返回首页", "您访问的留言已被删除",
    ],
)  # fmt: skip
def test_lost(text: str) -> None:
    assert says_only_lost(text, "平原县人民政府", len(text))


@pytest.mark.parametrize(
    "text",
    [
        "该岗位招聘信息已被撤回。", "暂无信息", "暂无相关信息 返回首页", "参数设置说明", "没有符合条件的记录", "问卷已关闭，感谢参与。", "该信件不予公开。", "您的来信已收悉，正在办理。", "本次投票已结束，返回首页", "暂无数据", "首班6:00 末班21:00", "请在微信客户端打开链接", "数据加载中，请稍候",
        "关于注销部分医疗机构的公告 县卫生健康局", "返回首页 上一页 下一页", "抱歉，系统正在升级维护", "没有找到与您查询条件相符的信息，请更换关键词",
    ],
)  # fmt: skip
def test_honest_short_pages(text: str) -> None:
    assert not says_only_lost(text, "平原县人民政府", len(text))


def test_a_long_page_is_content() -> None:
    assert not says_only_lost("抱歉，您要找的页面不见了。" + "正文" * 100, "", 220)


@pytest.mark.parametrize(
    "line",
    [
        "通知：原网址停用，启用新网址。", "文件已清理，结果见附件。", "相关链接已删除。", "经核查，未发现违规信息。", "未发现违规内容。", "经查，无此信息。", "该文件已作废。", "该文件现已失效。",
        "无相关文件。", "本单位无权限审批该事项。", "招聘公告已撤销。", "该项目公告撤回。", "公告编号有误，更正如下。", "数据错误更正", "关于记录不存在错误的答复", "仅限本单位人员报名。",
        "您好，您反映的信息已删除。",
    ],
)  # fmt: skip
def test_what_offices_do_to_their_own_matters(line: str) -> None:
    """A way back at the foot of a page of one line makes it no error page."""
    text = f"{line}\n返回首页 关闭窗口"
    assert not says_only_lost(text, "平原县财政局", len(text))
    assert not says_only_lost(line, line, len(line))
