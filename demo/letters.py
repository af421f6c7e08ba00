"""Public letters with their answers: in time, late, open, hollow; and lists that look like letters."""

from __future__ import annotations

from dataclasses import dataclass

from demo.press import Article, Press


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter: its age in days, after how many days it was answered (None: it was not), and what it says."""

    title: str
    age: int
    days: int | None
    question: str
    answer: str
    state: str = "已办结"
    kind: str = "咨询"
    plants: tuple[tuple[str, str], ...] = ()
    spares: tuple[tuple[str, str], ...] = ()


_LATE = (("overdue-reply", "answered weeks after it was sent"),)
_TIME = (("overdue-reply", "answered within the limit"), ("poor-reply", "an answer with substance"))

SENT = (
    Sent(
        "咨询灵活就业人员参加职工医保的手续", 9, 2,
        "我在外地打工回来，想以灵活就业人员身份参加职工医保，请问需要带哪些材料，到哪里办？",
        "您好！灵活就业人员参加职工医保，请携带本人居民身份证或户口簿，到区政务服务中心二楼医保窗口填表登记，"
        "也可以在医保服务平台上申报，当场办结。缴费标准每年7月调整，具体以窗口公布为准。", spares=_TIME,
    ),
    Sent(
        "长堤街道自来水水压不足", 40, 3, "我住在长堤街道梅园社区6楼，近半个月每天傍晚自来水很小，热水器打不着火，请帮忙解决。",
        "您好！接到来信后，区水务公司当天派人到现场检查，原因是小区加压泵老化。公司已于次日更换水泵，6楼以上住户用水恢复正常。"
        "今后如遇类似情况，可拨打24小时服务电话。", kind="求助", spares=_TIME,
    ),
    Sent(
        "新安镇中心小学附近路口缺少斑马线", 61, 34,
        "学校门口的路口车流量大，没有斑马线，接送孩子很危险，建议增设斑马线和减速带。",
        "您好！您反映的情况属实。经现场勘查，该路口符合设置条件，已施划人行横道线两处，并增设减速带和警示标志，现已完工。",
        kind="建议", plants=_LATE, spares=(("poor-reply", "late, and with substance"),),
    ),
    Sent(
        "咨询公租房申请条件", 90, 26, "我是今年来本区上班的大学毕业生，单位没有宿舍，请问怎样申请公租房？",
        "您好！新就业无房职工申请公租房，应当签订一年以上劳动合同、在本区没有自有住房。请准备劳动合同、学历证书和无房证明，"
        "向单位所在街道办事处提出申请，经审核公示后轮候分配。", plants=_LATE,
    ),
    Sent(
        "南坡村到镇上的公交车什么时候恢复", 32, None,
        "南坡村到镇上的公交车停了一个多月，老人看病要走五公里，请问什么时候恢复？",
        "", state="办理中", kind="咨询", plants=(("overdue-reply", "not answered after a month"),),
    ),
    Sent(
        "夜间施工噪声扰民", 2, None, "河湾镇幸福路工地这两天晚上十一点还在打桩，家里有高考学生，请管一管。",
        "", state="办理中", kind="投诉", spares=(("overdue-reply", "not answered yet, and in time"),),
    ),
    Sent(
        "咨询店铺招牌审批", 20, 1, "我在金沙街道开了一家小吃店，想换一块招牌，请问要不要审批，需要什么材料？",
        "您好，来信收悉，您反映的问题已转区城管局办理，感谢您的支持！",
        plants=(("poor-reply", "only says that it was handed on"),), spares=(("overdue-reply", "answered within the limit"),),
    ),
    Sent(
        "咨询老年人优待证办理", 27, 2, "我父亲今年满65岁，请问优待证在哪里办，多久能办好，需要照片吗？",
        "您好！请咨询区民政局。", plants=(("poor-reply", "only says to ask elsewhere"),),
        spares=(("overdue-reply", "answered within the limit"),),
    ),
    Sent(
        "社区图书室周末是否开放", 35, 1, "请问梅园社区图书室周末开不开放？", "您好！周末开放，时间为9:00至17:00，免费阅览。",
        spares=(("poor-reply", "short, and it says all"), ("overdue-reply", "answered within the limit")),
    ),
    Sent(
        "反映同一问题的重复来信", 55, None, "已经反映过的问题，再次催办。", "", state="重复信件", kind="投诉",
        spares=(("overdue-reply", "a repetition: no answer is due"),),
    ),
)  # fmt: skip


_SPARED = (("overdue-reply", "answered within the limit"),)
_ASKED = "请问这件事应当怎么办理，需要准备什么材料，多久可以办好？"
_TOLD = "您好！经核实，该事项可以到区政务服务中心一楼8号窗口办理，请携带身份证和申请书，当场受理，五个工作日内办结。"
SENT_TO_THE_HEAD = (
    Sent("咨询医疗器械备案", 13, 3, _ASKED, _TOLD, spares=_SPARED),
    Sent("市场内摊位电子秤不准", 50, 31, "我在东街市场买菜，两次发现电子秤不准，希望检查。", _TOLD, kind="投诉", plants=_LATE),
    Sent("咨询食品经营许可变更", 66, 1, _ASKED, _TOLD, spares=_SPARED),
    Sent("网购商品退货难", 74, 44, "我在一家网店买的商品有质量问题，商家拒绝退货。", _TOLD, kind="投诉", plants=_LATE),
    Sent("咨询特种设备操作证年审", 82, 28, _ASKED, _TOLD, plants=_LATE),
    Sent("建议公布抽检结果", 97, 30, "建议每季度公布一次食品抽检结果，方便大家选择。", _TOLD, kind="建议", plants=_LATE),
    Sent("药店无人值守", 36, None, "城北路的药店中午没有药师，买不到处方药，请问怎么管理？", "", state="办理中",
         plants=(("overdue-reply", "not answered after five weeks"),)),
    Sent("咨询个体户年报", 3, None, _ASKED, "", state="办理中", spares=(("overdue-reply", "not answered yet, and in time"),)),
    Sent("举报无证经营", 70, None, "来信内容不完整。", "", state="不予受理", kind="举报",
         spares=(("overdue-reply", "not accepted: no answer is due"),)),
    Sent("咨询商标注册补贴", 520, 60, _ASKED, _TOLD, spares=(("overdue-reply", "answered more than a year ago"),)),
)  # fmt: skip


def publish_letters_in_lines(press: Press, slug: str) -> None:
    """Publish letters whose particulars stand in lines, and whose answers are signed and dated without any label."""
    for one in SENT_TO_THE_HEAD:
        article = press.article(slug, one.age, one.title, _lines_of(press, one))
        article.layout = "letter"
        for rule, why in one.plants:
            press.plant(rule, article.path, why)
        for rule, why in one.spares:
            press.spare(rule, article.path, why)


def _lines_of(press: Press, one: Sent) -> str:
    head = f"<p>来信类型：{one.kind}　来信时间：{press.day(one.age)}　办理状态：{one.state}</p><div>{one.question}</div>"
    if one.days is None:
        return head
    day = press.day(one.age - one.days)
    signed = f"<p>{press.identity.owner}</p><p>{day.year}年{day.month}月{day.day}日</p>"
    return f"{head}<div><p>尊敬的网友：</p><p>您的来信收悉，现答复如下。</p><p>{one.answer}</p>{signed}</div>"


def publish_letters(press: Press, slug: str, office: str, layout: str = "letter") -> list[Article]:
    """Publish the letters with their particulars in a table, each on a page of its own."""
    made = []
    for number, one in enumerate(SENT, 2001):
        article = press.article(slug, one.age, one.title, _letter(press, one, office, number))
        article.layout = layout
        for rule, why in one.plants:
            press.plant(rule, article.path, why)
        for rule, why in one.spares:
            press.spare(rule, article.path, why)
        made.append(article)
    return made


def _letter(press: Press, one: Sent, office: str, number: int) -> str:
    sent = press.day(one.age)
    answered = f"{press.day(one.age - one.days)} 16:20" if one.days is not None else ""
    rows = (
        ("信件编号", f"{sent.year}{number}", "来信类型", one.kind),
        ("来信时间", f"{sent} 10:12", "办理状态", one.state),
        ("受理单位", office, "答复时间", answered),
    )
    cells = "".join(f"<tr><th>{a}</th><td>{b}</td><th>{c}</th><td>{d}</td></tr>" for a, b, c, d in rows)
    answer = one.answer or "&nbsp;"
    return (
        f'<table class="xj">{cells}<tr><th>来信内容</th><td colspan="3">{one.question}</td></tr>'
        f'<tr><th>答复内容</th><td colspan="3">{answer}</td></tr></table>'
    )


def letter_table(press: Press, path: str) -> str:
    """A table of letters without pages of their own: one late, the others in time; gives its HTML back."""
    rows = (
        ("咨询食品小作坊登记", 12, 2, "已答复"),
        ("反映农贸市场电子秤不准", 75, 40, "已答复"),
        ("咨询营业执照遗失补办", 80, 1, "已答复"),
        ("建议增设充电桩计量检测点", 1, None, "受理中"),
    )  # fmt: skip
    cells = "".join(
        f"<tr><td>{title}</td><td>{press.day(age)}</td><td>{'' if days is None else press.day(age - days)}</td>"
        f"<td>{press.identity.owner}</td><td>{state}</td></tr>"
        for title, age, days, state in rows
    )
    press.plant("overdue-reply", path, "one row of the table was answered after forty days")
    head = "<tr><th>留言标题</th><th>留言时间</th><th>答复时间</th><th>答复单位</th><th>办理状态</th></tr>"
    return f'<table class="ly">{head}{cells}</table>'


def publish_old_box(press: Press, slug: str, ages: tuple[int, ...]) -> None:
    """A column of letters that rests: all were answered in time, months ago."""
    for index, age in enumerate(ages):
        one = Sent(
            press.writer.of("咨询{place}{topic2}有关事项", "建议改善{place}{topic2}"), age, 2,
            "请问这项工作今年有什么安排，什么时候能够完成？",
            f"您好！该项工作已列入今年计划，预计{index + 3}月底完工，施工期间请注意绕行。",
        )  # fmt: skip
        press.article(slug, age, one.title, _letter(press, one, press.identity.owner, 3001 + index)).layout = "letter"
    press.plant("stale-column", press.columns[slug].path, "letters, the newest is months old")
    press.plant("message-disclosure", press.columns[slug].path, "the newest letter and answer are months old")
