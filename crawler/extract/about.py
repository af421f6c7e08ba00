"""A page on the body itself (概况, 机构职能, 领导信息): names, posts, the year of its figures, pictures.

Read only where title, column or breadcrumb name such a page, and only on pages that are no dated articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.about_blanks import blank_column, blank_parts, template_words
from crawler.extract.outline import Outline
from crawler.extract.text import Line
from model import About, Page, PageKind

_NAMED = re.compile(
    r"领导(?:信息|之窗|简介|成员|班子|介绍|分工|名录|团队)|^(?:现任|[省市县区州盟旗厅局委镇乡]|"
    r"[省市县区州盟旗镇乡]?政府)?领导$|负责人信息|局领导|机构(?:职能|概况|设置|简介|信息|职责)|内设机构|"
    r"部门职责|主要职责|职能职责|概况|概览|[省市县区州]情(?:简介|概览)?$|^走进|基本情况|简介$"
)
_KINDS = frozenset({PageKind.SINGLE, PageKind.LIST, PageKind.HUB, PageKind.OTHER, PageKind.ARTICLE})
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常"
    "乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍"
    "虞万支柯管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘"
    "厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕"
    "连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公闫代"
    "岳覃苟付佘佟官税线展晋楚法鄢涂钦归海岩普刀罕玉依佤郎布买阿"
)
_NAME = re.compile(
    rf"(?:[{_SURNAMES}]|欧阳|上官|司马|诸葛|夏侯|东方|尉迟|皇甫|公孙|慕容|司徒)\s*[\u4e00-\u9fff]\s*[\u4e00-\u9fff]?|[\u4e00-\u9fff]{{2,8}}[·•・][\u4e00-\u9fff]{{1,8}}"
)
_POST = r"(?:书记|(?:副|代|代理)?(?:市|县|区|省|州|盟|旗|镇|乡)长|主席|(?:副)?(?:局|厅|部|处|科|所|站|院|队|支队|大队)长|(?:副)?主任|(?:副)?行长|(?:副)?秘书长|党组成员|常委|委员|调研员|巡视员|总工程师|组长)"  # noqa: E501
_POSTS = re.compile(
    rf"^\s*(?:职\s*务\s*[:：]\s*)?[\u4e00-\u9fff、]{{0,14}}?{_POST}(?:、[\u4e00-\u9fff]{{1,8}}?{_POST})*\s*(?:$|[:：，,])",
    re.MULTILINE,
)
_WITH_POST = re.compile(
    rf"{_POST}\s*[:：、]?\s*({_NAME.pattern})(?![\u4e00-\u9fff]{{3}})|({_NAME.pattern})\s*[，,（(]?\s*(?:男|女|同志|汉族)"
)
_ALONE = re.compile(rf"^\s*(?:姓\s*名\s*[:：]\s*)?({_NAME.pattern})\s*(?:同志)?\s*$")
_FIRST = re.compile(rf"^\s*({_NAME.pattern})\s*[，,、：:（(\s]")  # the name opens the line below a post
_PERSON = re.compile(
    rf"\s*(?:{_NAME.pattern})(?:\s*同志)?\s*[:：、，,（(\s]?\s*[\u4e00-\u9fff、\s]{{0,20}}{_POST}[）)]?\s*$"
    rf"|\s*[\u4e00-\u9fff、]{{0,16}}{_POST}\s*[:：\s]?\s*(?:{_NAME.pattern})\s*$|\s*(?:{_NAME.pattern})\s*$"
)
"""A title that is one person's name, with or without a post: 张三, 张三 副县长, 副县长：张三."""
_LEADERS = re.compile(r"领导|负责人|班子成员")
_BLANK_NAME = re.compile(r"姓\s*名\s*[:：]\s*(?:$|[-—/无]+\s*$|(?=职\s*务|性\s*别))")
_TOLD = re.compile(
    r"简\s*历|履\s*历|出生|年\s*龄|学\s*历|毕业|入党|党员|汉族|[\u4e00-\u9fff]族|分\s*工|负责|分管|主管|主持|协助|联系|职责|工作"
)
_RESUME = re.compile(r"^\s*(?:工作|个人|主要|领导)?(?:简\s*历|履\s*历|经历)\s*[:：]?\s*(.{0,12})$")
_NEXT = re.compile(r"^\s*(?:工作|职责|主要|负责|分管)?(?:分工|职责|职务|工作|领域)\s*[:：]?\s*$")
_PENDING = re.compile(r"^.{0,6}(?:更新|完善|补充|整理|维护|建设)中|^暂无|^待(?:补充|更新|完善)|^[-—/无]+$")
_LIFE = re.compile(
    r"出生|生于|[\u4e00-\u9fff]族|籍贯|毕业|学历|学位|入党|党员|参加工作|历任|曾任|"
    r"\d{4}\s*[年.]\s*\d{1,2}\s*月?\s*[-—~至起任]"
)
_FIGURE = re.compile(
    r"(?:截至|截止|至|到)?\s*((?:19|20)\d{2})\s*年(?:末|底|度|\d{1,2}月)?[^。；\n]{0,40}?(?:人口|生产总值|GDP|收入|总产值|总人口|户籍|投资|辖|增长)",
    re.IGNORECASE,
)
_STATE = re.compile(r"(?:截至|截止|至|到)\s*((?:19|20)\d{2})\s*年(?:末|底|\d{1,2}月)|((?:19|20)\d{2})\s*年[末底]")
_EVENT = re.compile(
    r"年(?:\d{1,2}月(?:\d{1,2}日)?)?[^，,]{0,12}?"
    r"(?:批准|获批|设立|成立|升级|更名|改名|改[称为设]|撤[县地市区]|划归|建[县市区立制]|命名|荣获|挂牌|托管|晋升)"
)
"""A year of the body's history; what follows in the sentence are today's figures."""
_CENSUS = re.compile(r"普查")
_AWAY = frozenset({"nav", "crumb", "footer", "friend", "pager"})
_ICON = re.compile(r"icon|ico[\W_]|logo|btn|button|qrcode|ewm|share|print|arrow|spacer|blank|^data:image/gif", re.IGNORECASE)
_MEDIA = frozenset({"img", "iframe", "embed", "object", "video", "map"})
MAX_LINES = 600
_COLUMN, _TITLE = 10, 24
"""Characters of a column's name and of a person's name with his post."""


def is_about(page: Page, kind: PageKind) -> bool:
    """Whether a page is named as one on the body itself."""
    if kind not in _KINDS:
        return False
    tagged = next((value for value in page.tags.get("columnname", ()) if value), "")
    if kind is PageKind.ARTICLE and page.published is not None:
        return _is_on_a_leader(page, tagged)
    names = (page.title, tagged, *page.breadcrumb[-2:]) if page.breadcrumb else (page.title, tagged, *_parts(page.html_title))
    return any(name and len(name) <= 16 and _NAMED.search(name) for name in names)


def _is_on_a_leader(page: Page, tagged: str) -> bool:
    """Whether a dated page is that of one person in a column of leaders; other dated pages are news."""
    column = any(len(name) <= _COLUMN and _LEADERS.search(name) for name in (tagged, *page.breadcrumb[-3:]) if name)
    return column and len(page.title) <= _TITLE and _PERSON.match(page.title) is not None


def _parts(html_title: str) -> list[str]:
    """领导信息-某县人民政府: what the title in the page's head names, where no breadcrumb tells it."""
    return [part.strip() for part in re.split(r"[-_|丨｜—–>·]+", html_title[:100])]


def read_about(outline: Outline, area: Sequence[str], lines: Sequence[Line], page: Page) -> About:
    """What the content of such a page holds."""
    content = [line for line in lines if area[line.start] not in _AWAY and line.text != page.title][:MAX_LINES]
    headed = _ALONE.match(page.title[:40]) if any(line.text == page.title for line in lines) else None
    names: set[str] = {headed[1]} if headed else set()  # the page of one person, under his name
    if page.published is not None:
        names.add(page.title)
    years = [0]
    for before, line in zip((None, *content), content, strict=False):
        if before is not None and _POSTS.search(before.text[:60]) and (first := _FIRST.match(line.text[:40])):
            names.add(first[1])
        if alone := _ALONE.match(line.text[:40]):
            names.add(alone[1])
        found = (match[1] or match[2] for match in _WITH_POST.finditer(line.text[:2000]))
        names.update(name for name in found if not name.startswith("常务"))  # 县委常委、常务副县长 names nobody
        if not _CENSUS.search(line.text):
            said = line.text[:2000]
            years += [int(match[1]) for match in _FIGURE.finditer(said) if not _EVENT.match(said, match.end(1))]
            years += [int(match[1] or match[2]) for match in _STATE.finditer(said)]
    own = [node for node, where in enumerate(area) if where not in _AWAY]
    life = _lives(outline, own)
    texts = [line.text for line in content]
    text = "\n".join(texts)
    return About(
        names=len(names) + sum(bool(_ALONE.match(outline.get(n, "alt")[:40])) for n in own if outline.tags[n] == "img"),
        posts=len(_POSTS.findall(text)),
        blank_names=sum(_BLANK_NAME.search(line.text[:60]) is not None for line in content),
        year=max(years),
        media=sum(outline.tags[n] in _MEDIA and not _ICON.search(outline.get(n, "src")) for n in own),
        links=sum(outline.tags[n] == "a" and len(outline.get(n, "href")) > 1 for n in own),
        characters=sum(len(line.text) for line in content),
        told=any(_TOLD.search(outline.texts[n]) for n in own if outline.texts[n]),
        blank_resume=_blank_resume(texts) and not life,
        life=life or "历" in text,
        unfilled=_unfilled(outline, own, texts),
    )


def _unfilled(outline: Outline, own: Sequence[int], texts: Sequence[str]) -> str:
    """What the page itself leaves open, in the words of a finding; "" where everything is filled in."""
    if words := template_words(texts):
        return f"留有未填写的“{words[:20]}”"
    if number := blank_parts(texts):
        return f"有{number}处分工或简历是空的"
    head = blank_column(outline, own)
    return f"表格中“{head}”一栏全部是空的" if head else ""


def _blank_resume(texts: Sequence[str]) -> bool:
    """Whether a heading of a person's life has nothing below it, or only the promise of more."""
    for number, text in enumerate(texts):
        if not (heading := _RESUME.match(text[:40])):
            continue
        said = heading[1].strip() or next(iter(texts[number + 1 :]), "")
        if not said or _NEXT.match(said) or _PENDING.match(said) or _RESUME.match(said):
            return True
    return any(_PENDING.match(text[:20]) and "历" in text[:8] for text in texts)


def _lives(outline: Outline, own: Sequence[int]) -> bool:
    """Whether any text of the page, shown or not, tells of a life."""
    return any(_LIFE.search(outline.texts[n]) for n in own if outline.texts[n])
