"""Places where a wrong form is right or is no business of ours: talk about writing, addresses, names, old characters."""

from __future__ import annotations

import re

_ABOUT_WRITING = re.compile(
    "写成|写作|写为|误作|误为|误写|错写|错成|错为|误用|错字|别字|错别|白字|病句|混淆|应为|应改|应写|应是|改为|改成|更正|勘误|"
    "订正|纠正|改正|错例|误例|易错|错用|用错|正误|辨析|谐音|[说念读]成|正确写法|规范写法|规范词形|不是|不能写|而非|不写|异形词|笔误|打成|打错|印成|(?<![么当])不作(?![为出])|不宜写|不要写|"
    "[”’」』](?:的?(?:写法|用法))?(?:是|均|都|皆|则|属于?){0,2}(?:不规范|不正确|错误|不对|有误|错的|不妥)"
)
_BANNED = re.compile(
    r"(?:错误|不当|不规范|不准确|不妥)的?(?:表述|提法|说法|称谓|称呼|用语)|(?:不得|不能|不应|禁止|严禁|不可)(?:出现|使用|称|把|将|说成)|禁用[词语]|"
    r"冒用|假冒|冒充|谎称|伪造|诈骗|骗局|骗子|写错"
)
"""A sentence that forbids a wording, which it quotes: 不得出现“……”等错误表述; or tells of those who deceive by it."""
_QUOTES = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ('"', '"'), ("'", "'"))
_QUOTED_WORDS = re.compile(r"[“‘「『\"']([\u4e00-\u9fff]{3,8})[”’」』\"']")
_BEFORE = re.compile(r"(?:写成|写作|写为|误作|误为|误写[成为作]?|错写[成为作]?|错成|错为|打成|印成)[了：:（(]?$")
_AFTER = re.compile(r"^[）)]?(?:应为|应改为|应改成|应是|应写作|应写成|改为|改成|（应为|\(应为)")
_COMPANY = re.compile(
    r"^[\u4e00-\u9fff（）()]{0,10}?(?:有限公司|有限责任公司|股份公司|集团公司|合作社|经营部|经营者|商行|商店|门市部|事务所|"
    r"加工厂|养殖场|家庭农场|餐馆|饭店|酒店|宾馆|超市|药店|诊所|工作室|服务部|营业部|个体工商户)"
)
_SHOP = re.compile(
    r"^[\u4e00-\u9fff]{0,8}(?:[店铺馆坊屋吧阁轩]|[车商花粮琴鱼药茶]行|酒家|酒楼|餐厅|美容院|网咖|会所|工作室|经营处)(?=$|[\s、，,；;（(。])"
)
_SHOP_BEGINS = re.compile(r"(?:^|[\s、，,；;：:）)。])[\u4e00-\u9fff]{0,10}$")
"""A shop's name stands between two marks, or alone in its line; it may play on an idiom (衣衣不舍服装店)."""
_PLACE = re.compile(
    r"^(?:村(?!级|镇|民|务|规|容|集体|干部|庄|居|组|里|史)|屯|庄(?!稼|严|园)|寨|湾|沟(?!通|渠)|坪|塘|坝|冲(?!突|击|刺)|岭|"
    r"路(?!面|网|径|线|况|段|灯|政|基|域)|街(?!头|区|面|景)|巷|弄|桥(?!梁|头|接)|镇(?!域|村|级|区)|乡(?!村|镇|土|贤|风|愁|情)|"
    r"社区(?!资源|工作|服务|治理|建设|文化|教育|矫正|卫生|养老|干部|党|网格|管理|群众|发展|医|活动|环境)|小区(?!改造|管理|环境|治理)|"
    r"水库(?!建设|除险|管理|移民)|大道)"
)
"""What follows a place's name; not the beginning of another word (挖崛村级资源 names no village)."""
_PERSON_AFTER = re.compile(
    r"^(?:同志|先生|女士|老师|教授|（[男女]|\([男女]|等[一二三四五六七八九十\d]+[人名位]|[\u4e00-\u9fff]?[\s，,、]+[男女](?![\u4e00-\u9fff]))"
)
_PERSON_BEFORE = re.compile(
    r"(?:姓名|联系人|法定代表人|法人代表|法人|经办人|作者|记者|通讯员|编辑|责编|审核|校对|撰稿|供稿|摄影|申请人|被申请人|"
    r"当事人|原告|被告|被执行人|户主|村民|居民|业主|负责人|书记员|审判员|审判长)(?P<between>(?:姓名)?[：:\s/]{0,3}"
    r"(?:[\u4e00-\u9fff·]{0,3}[、，\s/]){0,6})$"
)
_AMOUNT = re.compile(r"[零壹贰叁肆伍陆柒捌玖拾佰仟]+(?:[万亿]?[元圆角分整]|[万亿])?")
"""A sum as contracts and tenders write it (伍拾万元整); the counts know the small characters."""
_ADDRESS = re.compile(r"(?:https?:|ftp:|www\.|[A-Za-z0-9._-]+@)\S*$", re.IGNORECASE)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单"
    "杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊甄曲家封芮储靳段焦巴牧山谷车侯班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶司黎白蒲从索籍"
    "赖卓蔺屠蒙池乔胥苍双闻党翟谭劳逄姬申冉雍桑桂濮牛寿边燕冀浦尚温庄晏柴瞿阎慕连艾鱼向古易慎戈廖终居衡步都耿满弘匡文寇广东欧"
    "沃利越师巩聂敖冷辛阚那简饶曾沙丰关相查游竺权盖益桓公岳帅缑亢况有琴商佘佟阳肖覃付代涂农隋岩"
)
_MOSTLY_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许吕施孔曹严魏陶姜戚谢邹喻窦章苏潘葛奚范彭郎鲁韦马苗俞袁柳鲍史唐费廉岑薛雷贺倪汤滕罗毕郝"
    "邬顾孟黄穆萧尹姚邵汪祁毛狄臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵贾童颜郭梅盛林钟徐邱骆夏蔡田樊胡凌霍虞柯卢莫房裘缪丁邓洪包左石崔"
    "龚程邢裴陆翁曲封储靳段焦侯刘詹龙叶黎蒲赖卓池乔闻党翟谭申冉桑桂寿燕尚温庄晏柴瞿阎艾易廖耿聂敖冷辛简饶肖覃"
)
"""Surnames that are seldom a word of their own."""

_OTHER_FIRSTS = frozenset(
    "苟昝仝逯亓禚郗璩仉佴谯笪尕阿艾买麦吐吾热努帕依古哈巴扎次旦格桑索朗多卓玛央斯图那仁才尼达洛丹库迪玉克塔"
)
"""How rarer surnames and the names of other peoples begin."""

_TRADITIONAL = frozenset(
    "國會們來時個為學說對開關長門問間電車書體現實務發動業產經濟點兩幾從後應無機過進還這裡樣東員當種頭麼給讓與區號華萬歲藝總結線"
    "級紀約紅純細終組統綠網維繼續緊績單財責貨買賣費資賽質車軍輕輸轉農運達遠遲適選遺鄉醫錢錯鐵鐘難雙雜離雲靈靜響頁順須預領題願類"
    "風飛飯館馬驗驚魚鳥麗黃齊龍龜"
)
_DELIMITERS = "、，,；; \t\u3000/"
_NAME_LENGTH = 3
_PARTS = re.compile(r"[\u4e00-\u9fff]+")
_NAMES_AROUND = 40  # characters to either side of a name in which others of the list stand


def after_surname(sentence: str, start: int) -> bool:
    """Whether the characters from `start` on may be a given name: a surname that belongs to no longer word stands before."""
    if start == 0 or sentence[start - 1] not in _MOSTLY_SURNAMES:
        return False
    from checks.lib.typo import cutter  # only here: whoever judges no text needs none of the detector

    return not cutter.crossed(sentence, start - 1, start)


def covers(text: str, start: int, end: int, context: str) -> bool:
    """Whether `context` stands in `text` so that it includes the characters from `start` to `end`."""
    position = text.find(context, max(0, end - len(context)), start + len(context))
    return position != -1 and position <= start and end <= position + len(context)


def place(sentence: str, start: int, end: int, *, named: bool = True) -> bool:
    """Whether the characters `start`..`end` of a sentence stand in a place that is not judged; `named`: names are such."""
    return (
        _talk_about_writing(sentence, start, end)
        or _asks(sentence, start, end)
        or _AMOUNT.fullmatch(sentence, start, end) is not None
        or _ADDRESS.search(sentence, max(0, start - 200), start) is not None
        or (named and _in_name(sentence, start, end))
        or sum(map(_TRADITIONAL.__contains__, sentence)) > 1
    )


def quoted(sentence: str, start: int, end: int) -> bool:
    """Whether the characters stand between a pair of quotation marks that is at most 30 characters wide."""
    low, high = max(0, start - 30), end + 30
    for left, right in _QUOTES:
        opened = sentence.rfind(left, low, start)
        if opened == -1 or (left != right and sentence.rfind(right, opened + 1, start) != -1):
            continue
        if sentence.find(right, end, high) != -1:
            return True
    return False


def talk_about_writing(sentence: str, start: int, end: int) -> bool:
    """Whether the sentence speaks of the wording itself: “布署”应为“部署”."""
    return _talk_about_writing(sentence, start, end)


def _talk_about_writing(sentence: str, start: int, end: int) -> bool:
    if _BEFORE.search(sentence[max(0, start - 8) : start]) or _AFTER.search(sentence[end : end + 8]):
        return True
    if not quoted(sentence, start, end):
        return False
    about = _ABOUT_WRITING.search(sentence) or _BANNED.search(sentence)
    return about is not None or _quoted_twin(sentence, start, end)


def _quoted_twin(sentence: str, start: int, end: int) -> bool:
    """Whether the sentence quotes the same words once more with another character: “迫不急待”……“迫不及待”."""
    words = [(match.start(1), match[1]) for match in _QUOTED_WORDS.finditer(sentence)]
    own = next((text for at, text in words if at <= start and end <= at + len(text)), "")
    others = [text for _, text in words if len(text) == len(own) and text != own]
    return any(sum(a != b for a, b in zip(own, other, strict=True)) == 1 for other in others)


def _asks(sentence: str, start: int, end: int) -> bool:
    """A verb that stands twice around its denial: 建没建成, 合不合格."""
    return end - start == 2 and sentence[start + 1] in "没不" and sentence[end : end + 1] == sentence[start]


def _in_name(sentence: str, start: int, end: int) -> bool:
    """A company's name, and for short forms a place's or a person's."""
    if _COMPANY.match(sentence[end : end + 20]):
        return True
    if _SHOP.match(sentence[end : end + 14]) and _SHOP_BEGINS.search(sentence[max(0, start - 14) : start]):
        return True
    if end - start > _NAME_LENGTH:
        return False
    if _PLACE.match(sentence[end : end + 5]) or _PERSON_AFTER.match(sentence[end : end + 6]):
        return True
    person = _PERSON_BEFORE.search(sentence[max(0, start - 40) : start])
    if person and (person["between"] or sentence[start] in _SURNAMES | _OTHER_FIRSTS):  # 村民李四, but not 方便居民出形
        return True
    return _in_list_of_names(sentence, start, end)


def mostly_surname(character: str) -> bool:
    """Whether a character is a surname that is seldom a word of its own."""
    return character in _MOSTLY_SURNAMES


def is_full_name(text: str) -> bool:
    """Whether two or three characters that stand by themselves may be a person's name."""
    return 2 <= len(text) <= 3 and text[0] in _SURNAMES


def _among_full_names(sentence: str, start: int, end: int) -> bool:
    """Whether the place begins or ends a name of three characters that stands among others: 王小明、尤秀荣、李四海.

    Two of them must begin with characters that are hardly anything but surnames: 高标准、高质量 are no names.
    """
    window = max(0, start - _NAMES_AROUND)
    parts = [(match.start() + window, match[0]) for match in _PARTS.finditer(sentence[window : end + _NAMES_AROUND])]
    own = next((text for at, text in parts if at <= start and end <= at + len(text)), "")
    if len(own) != _NAME_LENGTH or not is_full_name(own):
        return False
    return sum(len(text) == _NAME_LENGTH and text[0] in _MOSTLY_SURNAMES for _, text in parts) >= 2


def _in_list_of_names(sentence: str, start: int, end: int) -> bool:
    if _among_full_names(sentence, start, end):
        return True
    if sentence[start] not in _SURNAMES:
        return False
    left = start == 0 or sentence[start - 1] in _DELIMITERS + "：:"
    right = end == len(sentence) or sentence[end] in _DELIMITERS + "。"
    if not (left and right):
        return False
    others = [part for part in re.split(f"[{re.escape(_DELIMITERS)}：:。]", sentence[max(0, start - 12) : end + 12]) if part]
    return sum(2 <= len(part) <= 4 and part[0] in _SURNAMES for part in others) >= 2


_LEFT_OF_REPEAT = {
    "的": "目标有似怎别总是打中众鹄",
    "了": "罢为未明一终除受完得不私是算于",
    "和": "共饱缓总温调祥随柔谐中亲讲议求言融平暖谦附应唱维",
}
_RIGHT_OF_REPEAT = {
    "的": "确士卢喀",
    "了": "解然望却结事不当断",
    "和": "平谐美气睦解田县林硕静顺政布龙暖乐",
    "实施": "方案细则意见办法条例纲要计划主体单位情况步骤机构效果期过程",
    "进行": "时曲",
    "通过": "率性能后",
    "要求": "书",
    "开展": "情",
}


def repeat_is_right(text: str, start: int, end: int, word: str) -> bool:
    """Whether a word that stands twice in a row is right there (为了了解, 的的确确, 目的的, 坚持坚持再坚持)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before and before in _LEFT_OF_REPEAT.get(word, "")) or (after and after in _RIGHT_OF_REPEAT.get(word, "")):
        return True
    if after == "再":  # 坚持坚持再坚持
        return True
    again = text[start - len(word) : start] == word or text[end : end + len(word)] == word
    broken_line = "\n" in text[max(0, start - 1) : end + 1]
    return again or broken_line
