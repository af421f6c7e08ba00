"""Pages that say that there is nothing, in many words; honest short pages beside them."""

import pytest

from crawler.extract.loss_words import says_only_lost


@pytest.mark.parametrize(
    "text",
    [
        "哎呀，页面飞走了！ 返回首页", "非常抱歉，您要找的页面不见了", "很抱歉，该页面已不存在或地址有误", "您所访问的文章已被撤回 5秒后自动跳转 网站首页",
        "参数错误！", "非法参数", "没有此文章", "无此信息 3秒后返回首页", "找不到该新闻 返回首页", "对不起，该页面正在审核中，暂不能访问！",
        "提示信息 该稿件未发布或已撤稿！", "信息已过期或被删除，无法查看", "对不起，该栏目已停用", "抱歉，没有找到相关页面，返回上一页",
    ],
)  # fmt: skip
def test_lost(text: str) -> None:
    assert says_only_lost(text, "平原县人民政府", len(text))


@pytest.mark.parametrize(
    "text",
    [
        "该岗位招聘信息已被撤回。", "暂无信息", "暂无相关信息 返回首页", "参数设置说明", "没有符合条件的记录", "问卷已关闭，感谢参与。", "本次投票已结束，返回首页", "暂无数据", "首班6:00 末班21:00", "请在微信客户端打开链接", "数据加载中，请稍候",
        "关于注销部分医疗机构的公告 县卫生健康局", "返回首页 上一页 下一页", "抱歉，系统正在升级维护", "没有找到与您查询条件相符的信息，请更换关键词",
    ],
)  # fmt: skip
def test_honest_short_pages(text: str) -> None:
    assert not says_only_lost(text, "平原县人民政府", len(text))


def test_a_long_page_is_content() -> None:
    assert not says_only_lost("抱歉，您要找的页面不见了。" + "正文" * 100, "", 220)
