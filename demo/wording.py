"""Wrong words in ordinary sentences, and right sentences that look wrong."""

from __future__ import annotations

from demo.press import Press

WRONG = {
    "布署": "会议对下一阶段重点工作进行了布署，要求各单位抓好落实。",
    "领导小姐": "县里成立了由分管负责同志任组长的工作领导小姐，统筹推进各项任务。",
    "再接再励": "大家表示，要再接再励，把服务群众的工作做得更好。",
    "一如继往": "我们将一如继往地支持企业发展，做好各项服务工作。",
    "迫不急待": "活动刚开始，孩子们就迫不急待地走进图书馆挑选图书。",
    "按步就班": "各施工单位按步就班推进工程建设，确保质量和安全。",
    "人才倍出": "近年来全市职业教育人才倍出，多名选手在省级比赛中获奖。",
    "坐谈会": "当天下午，工会组织召开青年职工坐谈会，听取意见建议。",
    "幅射": "要加强对医用射线装置的管理，防止幅射事故发生。",
    "通迅": "请各单位将负责人姓名和通迅地址报送至办公室。",
}
"""Certain typos: the wrong word and an ordinary sentence with it."""

_CROSSING = (
    ("布署", "市长在《清江日报》发布署名文章，介绍城市更新的做法。"),
    ("松驰", "村口的千年古松驰名中外，每年都有许多游客前来观赏。"),
    ("幅射", "体育馆更换了宽幅射灯36盏，夜间照明条件明显改善。"),
    ("按装", "新建校舍全部按装配式建筑标准设计和施工。"),
    ("通迅", "经过连夜抢修，受损路段的交通迅速恢复正常。"),
    ("坐谈会", "代表们围坐谈会展经济，提出不少好的建议。"),
)
"""The wrong word stands across the border of two right ones."""

_QUOTED = (
    "编辑部提醒各单位校对时注意：不要把“部署”写成“布署”，也不要把“一如既往”写成“一如继往”。",
    "常见错误还有：“迫不及待”误作“迫不急待”，“再接再厉”误作“再接再励”。",
)

_NAMES = (
    "获奖单位还有清江市飞达通迅器材有限公司和石桥县松驰农家乐专业合作社。",
    "本次采购的成交供应商为云岭省渡假村管理有限公司。",
)


def plant_typos(press: Press, column: str, words: tuple[str, ...], age: int = 3) -> None:
    """Publish one article for each wrong word, whose middle holds the sentence."""
    for index, word in enumerate(words):
        article = press.article(column, age + index)
        first, *rest = press.writer.paragraphs(3)
        texts = [first, rest[0] + WRONG[word], *rest[1:]]
        article.body = "\n".join(f"<p>　　{text}</p>" for text in texts)
        press.plant("typo", article.path, f"{word} in an ordinary sentence", detail=word)


def publish_lookalikes(press: Press, column: str, age: int) -> None:
    """Publish the articles whose right wording looks wrong to a list of words."""
    stories = (
        ("部分单位交流城市更新做法", tuple(sentence for _, sentence in _CROSSING), "right words meet across a border"),
        ("公文常见错别字提示", _QUOTED, "wrong words are quoted as examples"),
        ("年度诚信单位名单公布", _NAMES, "names of firms that look like wrong words"),
    )
    for index, (title, sentences, why) in enumerate(stories):
        article = press.article(column, age + index, title)
        paragraphs = press.writer.paragraphs(2)
        article.body = "\n".join(f"<p>　　{text}</p>" for text in (paragraphs[0], *sentences, paragraphs[1]))
        press.spare("typo", article.path, why)
