"""Whether a paragraph is a seller's advertisement by its form: several stock phrases of selling and a private way to order.

What is sold does not matter. Offices too write of prices and free delivery (电商节, 消费帮扶, 消费券), but they give no
chat account to order from and promise no cure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.lib.harm import Hit, folded

_CONTACT = re.compile(
    r"(?:微信|weixin|wechat|vx|v信|薇信|威信|加v|qq|扣扣)[号群客服联系\s:：]{0,8}[+\w@-]{5,20}|(?<!\d)400-?\d{3}-?\d{4}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|(?:售楼|营销|销售|报名|订购|加盟|预约|客服|订座|抢购|贵宾|团购)(?:热线|电话|中心|处)[:：\s]{0,3}0?\d{3}"
    r"|(?:扫码|点击|点此)(?:下单|购买|抢购)"
)
_SEASONS = re.compile(r"双(?:十一|11|十二|12)|狂欢(?:节|季|价)?|年[中终]大促|大促|满减|满\d+[减送]")
"""What shops call their seasons."""
_SELLERS = (
    re.compile(r"包邮|货到付款|免运费"),
    re.compile(r"假一[赔罚]|全额退款|无效退[款费]|不满意退[款货]|包退包换|签约治疗"),
    re.compile(
        r"治愈率|根治|药到病除|(?:男科|妇科|整形|美容|医美)医院|疗程|无副作用|祖传|名医坐诊|疗效(?:显著|确切)|独家(?:研制|秘方)"
    ),
    re.compile(r"[月周天]瘦|瘦[一二三四五六七八九十\d]{1,3}斤|[日月][赚入]\d{3,}|日赚|[0零]加盟费|稳赚|躺赚"),
    re.compile(r"开业(?:大?酬宾|钜惠|巨惠)|清仓(?:甩卖|处理)|周年庆|店庆|(?:新店|隆重|盛大)开业"),
    re.compile(r"微信同号|(?:欢迎|恭候)(?:新老客户|选购|订购|惠顾|光临选购)"),
    re.compile(r"量大从优|价格(?:从优|面议)|先服务后(?:付款|收费)|(?:全市|全网|全城|同行)最低价|随叫随到"),
    re.compile(r"盛大(?:开盘|开业)|火爆(?:开盘|热销)|开盘在即"),
    re.compile(r"售楼(?:热线|电话|处|中心|部)|欲购从速|(?:恭迎|敬请|诚邀|欢迎)品鉴|样板[间房]|机会难得"),
    re.compile(r"(?:进店|到店|下单|签单|购物|购房|看房)(?:即[送享]|再送|有礼|送好礼)|全屋定制.{0,8}\d+元"),
    re.compile(r"旗舰店|(?:扫码|点击|点此)(?:下单|购买|抢购)"),
    re.compile(r"抢购从速|(?:订购|抢购)(?:热线|专线)"),
    re.compile(
        r"名师(?:一对一|授课|指导)|提分|试听课?|老带新|火热(?:招生|报名)|小班(?:教学|授课)|(?:寒假|暑假|冲刺)班(?:火热|热招)"
    ),
    re.compile(r"早泄|阳痿|包皮(?:手术|环切|过长)|无痛人流|双眼皮|隆[鼻胸]|吸脂|丰胸|植发|祛斑|玻尿酸|白癜风|牛皮癣|癫痫"),
    re.compile(r"不反弹|产后减肥|减肥(?:茶|药|胶囊)|燃脂"),
    re.compile(r"急(?:需)?用钱|凭身份证(?:即可|办理|贷|就)|身份证贷款|黑户|不看征信|秒批"),
    re.compile(r"无抵押|无担保|(?:当天|极速|快速|秒)(?:放款|下款|到账)|月息低"),
    re.compile(r"套现|代还|养卡|提额"),
    re.compile(r"pos机(?:办理|免费|领取|代理)"),
    re.compile(r"荐股|牛股|涨停(?:板|股)|内幕消息|老师带(?:单|你)"),
    re.compile(r"佣金(?:万|低)|股票(?:交流)?群|开户送"),
    re.compile(r"足不出户|宝妈|无需经验|手机(?:就能)?操作|轻松赚"),
    re.compile(r"日结|(?:网络|在家)兼职|刷单"),
    re.compile(r"种植牙|烤瓷牙|隐形矫正|牙齿(?:矫正|美白)|洗牙卡"),
    re.compile(r"(?:感恩|真情|钜惠|让利)回馈|回馈(?:新老)?(?:客户|顾客|会员)"),
    re.compile(r"手慢无|尊享(?:会员|贵宾|[\u4e00-\u9fff]{0,4}折)|来电即[享送]"),
    re.compile(r"储值卡|充值.{0,6}送|会员[价卡日]"),
    re.compile(r"洋房|准现房|学区[旁房]|瞰景|地铁口|席位?(?:热销|可选)|仅余\d+[席套]"),
    re.compile(r"认购(?:即?享|优惠|有礼)|(?:购房|置业)顾问|贵宾热线|抵用券"),
    re.compile(r"本店|本公司(?:专业|主营)|厂家直[销供]|主营|诚招(?:代理|加盟)|招代理|低价出售|高价回收"),
)
"""Phrases that only a seller uses."""
_ANYBODYS = (
    re.compile(r"原价|现价|特价|惊爆价|促销价|市场价|抢购价|超低价|批发价"),
    re.compile(r"全场.{0,3}折|[一二三四五六七八九\d]折(?:起|优惠|销售|包邮|促销)"),
    re.compile(r"限时|限量|抢购|秒杀|仅限前|先到先得|最后\d+天|报完即止|[座席]位有限|名额有限"),
    re.compile(r"团购|仅需\d+元"),
    _SEASONS,
    re.compile(r"首付(?:仅|只)需?|首付[一二三四五六七八九十\d.]{1,4}万?[元成]?起|均价|购房(?:送|优惠|礼)|买房送"),
    re.compile(r"立减|优惠券|领券|买[一二三1-3]送[一二三1-3]|[赠送]好礼|免费体验|免费咨询|预约有礼"),
    re.compile(
        r"(?:订购|抢购|加盟|咨询|预约|客服)(?:热线|电话|专线)|订[房餐座]热线|点击(?:购买|下单|抢购|预约|咨询)|立即(?:购买|下单|预约|抢购)"
    ),
)
_OFFICES = re.compile(
    r"消费券|帮扶|助农|扶贫|滞销|农户|合作社|惠民|以旧换新|展销会|电商节|直播带货|义诊|免费(?:筛查|接种|检查)|消费者|虚假|骗|警惕|举报|查处|处罚|"
    r"投诉|执法|违法|当事人|采购|招标|拍卖|活动主办|主办单位"
)
_BUYS = re.compile(r"采购|招标|拍卖")
"""What an office does, and what a seller names too (企业福利采购)."""
ENOUGH, SELLERS = 3, 2
"""So many kinds of stock phrases in one paragraph are an advertisement, and so many of them a seller's own."""


LINKED = 2
_LINK = 90
_HELPLINES = re.compile(r"(?:免费|在线|法律|心理|就医|健康)?(?:咨询|预约|客服|援助)(?:热线|电话|专线)?")
"""What a link of an office offers, too: 法律援助免费咨询热线."""


_LABELLED = re.compile(r"[【\[（(〔]?(?:商业)?广告(?:[】\])）〕]|\s?[：:|｜丨]|$)")
"""The label that the advertising law asks for (《广告法》第十四条); 公益广告, 广告公司 and 广告栏 begin or go on otherwise."""


def linked_pitch(text: str) -> Hit | None:
    """The phrases of selling in the words of a link to a stranger's site: a banner or a line of advertisement says little.

    The link itself is the way to order, so that two kinds of phrases are enough.
    """
    if _LABELLED.match(text.strip()) and len(text) <= _LINK:
        return Hit("adverts", ("广告",), LINKED)
    if not 8 <= len(text) <= _LINK or _OFFICES.search(plain := folded(text)):
        return None
    plain = _HELPLINES.sub("", plain)
    found = [match[0] for pattern in (*_SELLERS, *_ANYBODYS) if (match := pattern.search(plain))]
    return Hit("adverts", tuple(found), len(found)) if len(found) >= LINKED else None


_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_A_NAME = 4
_TITLED, _BOTH = 2, 2


def sold(title: str, said: str, promises: Iterable[str]) -> Hit | None:
    """The phrases of selling of a page behind a link to a stranger's site; None for others, such as a firm's own page.

    Enough are two kinds in the title; a seller's page with a way to order; or fewer where the links (`promises`) name
    somebody of whom the page says nothing: a name that was given up and bought.
    """
    plain, head = folded(f"{title} {said}"), folded(title)
    if _OFFICES.search(head) or _OFFICES.search(_BUYS.sub("", plain)):
        return None
    own = [match[0] for pattern in _SELLERS if (match := pattern.search(plain))]
    others = [match[0] for pattern in _ANYBODYS if (match := pattern.search(plain))]
    titled = sum(pattern.search(head) is not None for pattern in _SELLERS)
    titled += titled and any(pattern.search(head) for pattern in _ANYBODYS)
    ordered = len(own) >= SELLERS and len(own) + len(others) >= ENOUGH and _CONTACT.search(plain)
    taken = own and len(own) + len(others) >= _BOTH and any(_is_somebody_else(promise, plain) for promise in promises)
    return Hit("adverts", (*own, *others), len(own)) if titled >= _TITLED or ordered or taken else None


def _is_somebody_else(promise: str, plain: str) -> bool:
    name = _HAN.sub("", promise)
    return len(name) >= _A_NAME and not any(name[i : i + 2] in plain for i in range(len(name) - 1))


def speaks_for_offices(text: str) -> bool:
    """Whether a title is that of a matter of offices (助农, 消费帮扶, 以旧换新): what it sells is no advertisement."""
    return _OFFICES.search(folded(text)) is not None


def pitch(text: str) -> Hit | None:
    """The phrases of selling in a paragraph that is an advertisement, None for any other."""
    if len(text) < 30 or not _CONTACT.search(plain := folded(text)) or _OFFICES.search(plain):
        return None
    own = [match[0] for pattern in _SELLERS if (match := pattern.search(plain))]
    if len(own) < SELLERS:
        return None
    found = own + [match[0] for pattern in _ANYBODYS if (match := pattern.search(plain))]
    return Hit("adverts", tuple(found), len(found)) if len(found) >= ENOUGH else None
