"""Whether a page peddles forged papers, answers of examinations or other people's data: by the grammar of the offer.

代开各类正规发票 · 二建考前答案 · 毕业证一比一定制 · 查开房记录: no list holds every way of saying it. What is offered
(a paper, an examination, a secret) stands in the title, and beside it signs by which only such sellers speak. Offices
issue the same papers, schools explain the same answers, and neither cries them out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.lib.harm import folded, is_official, touts, warns

_OFFER = re.compile(
    r"(?:代开|代办|代做|定做|制作|出售|购买|办理|开具|买卖)[\u4e00-\u9fff]{0,6}?"
    r"(?:发票|普票|专票|税票|假?证件|各类证|毕业证|学位证|学历|文凭|身份证|驾驶证|驾照|银行流水|工资流水|病假条|诊断证明|假章)"
)
_LAWFUL = re.compile(r"备案|驾校|培训|登记中心|派出所|学信网|教务处|有限公司|会计师|税务师")


@dataclass(frozen=True, slots=True)
class _Trade:
    """A trade by what it offers (in the title), what only its sellers say, what they say too, and what honest houses say.

    Counters that issue the same papers speak of 补办, 防伪 and 当天取证 as well, examiners of 作弊 and 考前3天: without a
    word that only a seller says, such signs tell nothing.
    """

    category: str
    offer: re.Pattern[str]
    sellers: tuple[re.Pattern[str], ...]
    beside: tuple[re.Pattern[str], ...]
    honest: re.Pattern[str]
    enough: int = 2


def _all(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))


_TRADES = (
    _Trade(
        "forged_papers",
        re.compile(
            r"考试|笔试|考证|四六级|四级|六级|考研|自考|成考|[一二]建|[一二]级建造|消防工程师|护士|执业|教资|教师资格|职称|会计证|普通话|雅思|托福|资格证|真题|驾考|学历"
        ),
        _all(
            r"替考|助考|代考|枪手",
            r"(?:考前|提前|先)[\u4e00-\u9fff\d]{0,6}(?<!不)(?:出|拿|给|发|送|看|买|卖)[\u4e00-\u9fff]{0,3}答案|答案[\u4e00-\u9fff]{0,4}(?:出售|购买|专卖|泄[露题])"
            r"|(?:出售|购买|买)[\u4e00-\u9fff]{0,4}答案|考前答案|原题[\u4e00-\u9fff]{0,3}答案|泄题",
            r"隐形耳机|无线耳机|橡皮擦|米粒耳机|骨传导|传答案",
            r"[包保]过|包拿证|免考|不过(?:全额)?退款",
            r"先考后付|考后付款|过后付款|出分(?:再|后)付|货到付款",
        ),
        _all(r"作弊|接收器", r"答案[\u4e00-\u9fff]{0,4}(?:提前|考前)", r"考前[\u4e00-\u9fff\d]{0,4}(?:小时|天|晚)"),
        re.compile(
            r"培训(?!答案)|教育(?:科技|集团|机构|学校|网校)|课程|网校|面授|讲师|老师授课|图书|教材|解析|估分|教育考试院|考试中心|准考证打印|严肃考[风纪]"
        ),
    ),
    _Trade(
        "forged_papers",
        re.compile(
            r"毕业证|学位证|文凭|学历|证书|证件|各类证|[师员]证|上岗证|操作证|印章|公章|身份证|驾照|驾驶证|房产证|结婚证|离婚证|营业执照|资格证|职称证|健康证|病假条|病历|诊断证明|挂靠"
        ),
        _all(
            r"高仿|仿真|仿制|一比一|1:1|足以乱真",
            r"(?:可寄|寄)样本|样本网|看样|验[货证]后?付|先[\u4e00-\u9fff]{1,3}后付|货到付款",
            r"无需考试|不用考试|免考|包拿证|[包保]过|直接拿证",
            r"挂靠|收证|买卖|销分|代扣分|消分|代检",
        ),
        _all(
            r"钢印|烫金|水印|防伪",
            r"快速(?:拿|出|下|取)证|当天(?:拿|出|取)",
            r"定制|代办|补办|定做|制作|代开|原版",
            r"可查|联网",
            r"(?:微信|vx|v信|qq|扣扣)[号:：\s]{0,3}[a-z0-9_-]{5,}|1[3-9]\d{9}",
        ),
        re.compile(
            r"培训|招生|报名条件|国家承认|学信网|登记中心|印刷|荣誉证书|奖牌|备案|公安|体检中心|体检项目|疾控|(?:大学|学院)(?!学历|文凭|毕业|学位|证)|人才网|有限公司|查询(?:系统|平台|入口)|翻译"
        ),
        enough=3,
    ),
    _Trade(
        "contraband",
        re.compile(
            r"黑客|开房|通话(?:记录|清单)|聊天记录|个人信息|户籍|行踪|手机(?:定位|监控|监听|卧底)|私家|人肉|银行流水|改成绩"
        ),
        _all(
            r"雇佣?黑客|找黑客|联系黑客|黑客.{0,10}接单|黑客服务",
            r"查[\u4e00-\u9fff]{0,4}(?:开房|通话|聊天|户籍|行踪|银行|轨迹|住址|机主)|(?:开房|通话|聊天|行踪)[\u4e00-\u9fff]{0,4}(?:查询|恢复|同步|监控)",
            r"先[\u4e00-\u9fff]{1,3}后付|不成功不收",
            r"盗(?:取|号|密)|监控(?:微信|手机|老婆|老公)|远程(?:同步|监听|定位)|同步聊天|追款|改分|改成绩",
            r"定位(?:找人|对方)|手机(?:卧底|监听)",
        ),
        _all(r"接单|定金", r"破解|入侵", r"24小时(?:在线)?|在线接"),
        re.compile(
            r"营业厅|中国(?:移动|联通|电信)|网络安全(?:公司|服务|培训)|白帽|渗透测试|等保|漏洞|数据恢复中心|保护法|保护条例|隐私政策|电影|小说|游戏|防护"
        ),
    ),
)


def _signs(patterns: tuple[re.Pattern[str], ...], said: str) -> tuple[str, ...]:
    return tuple(match[0] for pattern in patterns if (match := pattern.search(said)))


def peddles(title: str, text: str) -> tuple[str, tuple[str, ...]] | None:
    """(lexicon's name, the words of the offer) of a page that cries out what no office does; None for others."""
    plain = folded(title)
    said = folded(f"{title} {text}")
    if warns(title) or warns(text):
        return None
    for trade in _TRADES:
        offer = trade.offer.search(plain)
        if offer is None or trade.honest.search(said):
            continue
        proof = _signs(trade.sellers, said)
        signs = (*proof, *_signs(trade.beside, said)) if proof else ()
        if len(signs) >= trade.enough:
            return trade.category, (offer[0], *signs)
    found = _OFFER.search(plain)
    if found is None or is_official(title) or _LAWFUL.search(said) or not touts(said):
        return None
    return "forged_papers", (found[0],)
