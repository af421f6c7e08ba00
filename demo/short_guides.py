"""Short service guides of a department as definition lists and lines: complete under many names, and each with its own lack."""

from __future__ import annotations

from collections.abc import Mapping

from demo.press import Press

OTHER_NAMES = {
    "设定依据": "法律依据", "申请条件": "受理条件", "办理材料": "申报材料", "办理机构": "受理机构", "办理地点": "窗口地址",
    "收费标准": "是否收费", "办理时间": "承诺办结时限", "联系电话": "咨询方式", "办理流程": "办理程序",
}  # fmt: skip

LACKING: tuple[tuple[str, Mapping[str, str | None], str], ...] = (
    ("计量器具型式批准", {"设定依据": None}, "no basis"),
    ("特种设备使用登记", {"办理材料": "-", "联系电话": None}, "a dash for the materials, no telephone"),
    ("检验检测机构资质认定", {"收费标准": None, "办理地点": None}, "no fee and no place"),
    ("广告发布登记", {"办理流程": ""}, "an empty procedure, the last label of the page"),
    ("食品小作坊登记", {"申请条件": "详见附件"}, "the conditions are in a file that is not there"),
    ("药品零售企业筹建", {"办理时间": None}, "no time of any kind"),
)
WHOLE: tuple[tuple[str, Mapping[str, str | None], str], ...] = (
    ("个体工商户注销登记", {}, "every element under its plain name"),
    ("股权出质设立登记", {"收费标准": "无"}, "无 is an answer for a fee"),
    ("小餐饮登记", {"办理时间": "法定时限：20个工作日　承诺时限：5个工作日"}, "two limits in one cell"),
    (
        "医疗器械经营备案",
        {"办理流程": '<img src="/images/photo.jpg" width="600" alt="办理流程图">'},
        "the procedure is a picture",
    ),
)
RENAMED: tuple[tuple[str, str], ...] = (
    ("企业名称变更登记", "every element under another name"),
    ("合伙企业设立登记", "every element under another name, as lines"),
)


def publish_short_guides(press: Press, slug: str) -> None:
    """Publish twelve guides: six lack something, six are whole."""
    age = 20
    for name, changed, why in LACKING:
        press.plant("incomplete-service-guide", _guide(press, slug, age, name, changed), why)
        age += 7
    for name, changed, why in WHOLE:
        press.spare("incomplete-service-guide", _guide(press, slug, age, name, changed), why)
        age += 7
    for (name, why), lines in zip(RENAMED, (False, True), strict=True):
        press.spare("incomplete-service-guide", _guide(press, slug, age, name, {}, names=OTHER_NAMES, lines=lines), why)
        age += 7


def _guide(
    press: Press,
    slug: str,
    age: int,
    item: str,
    changed: Mapping[str, str | None],
    *,
    names: Mapping[str, str] | None = None,
    lines: bool = False,
) -> str:
    """The path of one guide; `changed` holds other values of elements, None for one that is left out."""
    elements = {
        "事项名称": item, "设定依据": "《中华人民共和国行政许可法》第十二条", "申请条件": "符合法律、法规规定的开办条件",
        "办理材料": "1.营业执照复印件1份；2.申请人身份证明复印件1份", "办理地点": f"{press.writer.city}政务服务中心一楼8号窗口",
        "办理机构": press.identity.owner, "收费标准": "不收费", "办理时间": "承诺5个工作日；周一至周五9:00至17:00",
        "联系电话": "咨询电话 0899-6440316", "办理流程": "申请—受理—审查—决定—送达",
    }  # fmt: skip
    shown = {(names or {}).get(n, n): changed.get(n, v) for n, v in elements.items() if changed.get(n, v) is not None}
    pattern = "<p><b>{}：</b>{}</p>" if lines else "<dt>{}</dt><dd>{}</dd>"
    inner = "".join(pattern.format(name, value) for name, value in shown.items())
    article = press.article(slug, age, item, inner if lines else f"<dl>{inner}</dl>")
    article.layout = "guide"
    return article.path
