"""泄露个人信息

What: 页面正文、表格和附件中疑似未作去标识化处理的个人信息：校验位正确的身份证号、与个人相连的手机号、银行卡号、护照号、
具体到门牌的家庭住址。每页每类一条，注明数量；展示的内容一律遮蔽。
Why: 《个人信息保护法》第二十六条、第五十一条；政务公开要求对个人隐私作去标识化处理（2018年起）；广西2023年方案将敏感个人信息与
单项否决事项并列。
Evidence: `kind`（`id-card`、`mobile`、`bank-card`、`passport`、`address`）、`masked`（遮蔽后的一例）、`count`（本页数量）、
`context`（遮蔽后的上下文）、`samples`（遮蔽后的若干例）。
Not a finding when: 已打码的号码；统一社会信用代码、订单号、受理编号等其他编号（校验位或标签可辨）；
机关、企业和经办人公开的联系电话；单位收款账户；样表、示例中的号码；责任人、网格员等公务联系名册。
How to fix: 立即撤下或遮蔽号码中段、门牌等内容后重新发布，附件一并替换，并清理搜索引擎快照；
确需依法公开的，注明依据后设为不适用。
"""

from __future__ import annotations

from checks import NO_CONTENT_KINDS, Confidence, Finding, Iterator, Page, Params, check
from checks.lib.id_numbers import masked_text
from checks.lib.personal_data import KINDS, PersonalData, find_personal_data

RULE = "personal-info"
SAMPLES = 5
_AREAS = frozenset({"title", "body", "list", "other"})


class PersonalInfoParams(Params):
    """`kinds`: kinds of data that are reported."""

    kinds: tuple[str, ...] = tuple(KINDS)


@check(RULE)
def personal_info(page: Page, p: PersonalInfoParams) -> Iterator[Finding]:
    """One finding for each kind of data that a page shows."""
    if page.kind in NO_CONTENT_KINDS:
        return
    text = "\n".join(block.text for block in page.text if block.area in _AREAS)
    found: dict[str, list[PersonalData]] = {}
    for datum in find_personal_data(text, page.observed_at.date()):
        if datum.kind in p.kinds:
            found.setdefault(datum.kind, []).append(datum)
    for kind, data in found.items():
        yield _finding(page, kind, data)


def _finding(page: Page, kind: str, data: list[PersonalData]) -> Finding:
    return Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        message=f"《{masked_text(page.heading)}》疑似公开了{len(data)}个{KINDS[kind]}（如 {data[0].masked}），请核实并遮蔽",
        confidence=Confidence.SUSPECTED,
        evidence={
            "kind": kind,
            "masked": data[0].masked,
            "count": len(data),
            "context": data[0].context,
            "samples": [datum.masked for datum in data[:SAMPLES]],
        },
        discriminator=kind,
    )
