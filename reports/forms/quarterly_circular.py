"""季度通报: the quarter's inspection as a circular, with problems by group and the annex of sites that failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model import SiteKind
from reports.forms.facts import KIND_WORDS, Facts, today
from reports.forms.fields import Computed, Field, Form, Source, amount
from reports.forms.media_figures import checked_media
from reports.forms.problem_text import paragraphs
from reports.forms.site_results import FAILED, PASSED, UNDECIDED, SiteResult
from reports.forms.wording import broken_off, names, sampled

BASIS = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）"
ANNEXES = {"failed": "不合格网站名单", "good": "未发现问题的网站名单", "media_failed_rows": "不合格政务新媒体名单"}
"""Tables behind the circular, in this order."""
DEMANDS = "各单位要对照通报指出的问题逐项整改，举一反三，健全内容保障、日常监测和审核把关机制，压实主办单位责任，防止问题反弹。"
FORM = Form(
    id="circular",
    title="季度通报",
    span="quarter",
    per_site=False,
    basis="党政机关公文格式（GB/T 9704—2012）",
    fields=(
        Field("red_head", "发文机关标志（红头，可空）", kind="text", optional=True, longest=60),
        Field("document_number", "发文字号（可空）", kind="text", optional=True, longest=60),
        Field("title", "标题", kind="text", source=Source.COMPUTED),
        Field("addressees", "主送机关", kind="text"),
        Field("basis", "检查依据", kind="text", default=BASIS),
        Field("issuer", "署名（发文机关）", kind="text"),
        Field("date", "成文日期", kind="text", source=Source.COMPUTED),
        Field("letters", "测试信件数", optional=True),
        Field("letters_on_time", "5个工作日内答复数", optional=True),
        Field("letters_same_day", "当日答复数", optional=True),
        Field("errors", "“我为政府网站找错”留言数", optional=True),
        Field("errors_on_time", "找错留言按期办结数", optional=True),
        Field("fakes", "发现假冒政府网站数", optional=True),
        Field("called", "问责人次", optional=True),
        Field("other", "其他情况（访问量、信息发布、培训等，可空）", kind="text", optional=True),
        Field("media_total", "政务新媒体总数", source=Source.REGISTER, optional=True),
        Field("media_checked", "检查政务新媒体数", source=Source.REGISTER, optional=True),
        Field("media_failed", "不合格政务新媒体数", source=Source.REGISTER, optional=True),
        Field("good_list", "是否附未发现问题的网站名单", kind="yes-no", default="是"),
        Field("demands", "工作要求", kind="text", default=DEMANDS),
        Field("deadline", "整改报告报送期限", kind="text"),
    ),
)


def compute(facts: Facts) -> Computed:
    """The paragraphs and annexes."""
    assert facts.period is not None
    words = facts.period.words
    made = Computed({"title": f"关于{words}\n政府网站检查情况的通报", "date": today(facts), "period_words": words})
    checked = [result for result in facts.results if result.checked]
    failed = [result for result in checked if result.result == FAILED]
    undecided = [result for result in checked if result.result == UNDECIDED]
    accounts = checked_media(facts)
    made.values |= accounts.values
    overview = [_checked(facts.results, checked), sampled(checked), _outcome(checked, failed, undecided)]
    overview += [_again(facts), _notices(facts), _letters(facts), _errors(facts), _media(facts, made)]
    overview.append(facts.hand("other"))
    made.tables["overview"] = [{"text": text} for text in overview if text]
    made.tables["problems"] = [{"number": p.number, "title": p.title, "text": p.text} for p in paragraphs(checked)]
    made.tables["failed"] = [_failed(number, result) for number, result in enumerate(failed, 1)]
    made.tables["good"] = [] if facts.hand("good_list") == "否" else _good(checked)
    made.tables["media_failed_rows"] = accounts.rows
    _annexes(made)
    if undecided:
        made.warnings.append(f"疑似单项否决尚未确认，未写合格率：{names([result.name for result in undecided])}")
    made.warnings += [*accounts.warnings, *broken_off(checked)]
    if not checked:
        made.warnings.append("本季度没有检查结果")
    return made


def _checked(results: Sequence[SiteResult], checked: Sequence[SiteResult]) -> str:
    classes = [
        f"{KIND_WORDS[kind]}{amount}个" for kind in SiteKind if (amount := sum(each.site.kind is kind for each in results))
    ]
    share = f"，占运行网站总数的{_share(len(checked), len(results))}" if results else ""
    inside = f"（{'、'.join(classes)}）" if classes else ""
    return f"目前正常运行的政府网站{len(results)}个{inside}，本季度检查{len(checked)}个{share}。"


def _outcome(checked: Sequence[SiteResult], failed: Sequence[SiteResult], undecided: Sequence[SiteResult]) -> str:
    troubled = sum(bool(result.problems) for result in checked)
    found = f"检查发现存在问题的网站{troubled}个，问题{sum(result.amount for result in checked)}处。"
    if undecided or not checked:
        return found
    good = sum(result.result == PASSED for result in checked)
    return f"合格{good}个，不合格{len(failed)}个，合格率{_share(good, len(checked))}。{found}"


def _again(facts: Facts) -> str:
    """What became of the problems of the quarter before, on sites that were looked at again."""
    again = {result.site.id for result in facts.results if result.checked}
    previous = [result for result in facts.previous if result.site.id in again]
    total = sum(result.amount for result in previous)
    if not total:
        return ""
    done = sum(result.mended for result in previous)
    rest = f"，其余{total - done}处尚未确认完成整改" if total > done else ""
    return f"对上季度发现的{total}处问题进行了复查，已完成整改{done}处{rest}。"


def _letters(facts: Facts) -> str:
    sent, on_time = facts.hand("letters"), facts.hand("letters_on_time")
    if not amount(sent):
        return ""
    same_day = facts.hand("letters_same_day")
    quick = f"，其中当日答复{same_day}件" if same_day else ""
    answered = f"，5个工作日内答复{on_time}件" if on_time else ""
    return f"对网上互动渠道发送测试信件{sent}件{answered}{quick}。"


def _errors(facts: Facts) -> str:
    """找错 messages, fake sites and accountability, which only a person knows."""
    errors, on_time, fakes, called = (facts.hand(key) for key in ("errors", "errors_on_time", "fakes", "called"))
    parts = []
    if amount(errors) is not None:
        parts.append(f"“我为政府网站找错”平台收到网民留言{errors}条" + (f"，按期办结{on_time}条" if on_time else ""))
    parts += [f"发现假冒政府网站{fakes}个"] if amount(fakes) is not None else []
    parts += [f"问责{called}人次"] if amount(called) else []
    return "；".join(parts) + "。" if parts else ""


def _notices(facts: Facts) -> str:
    """Notices of the quarter: sent, answered, and those whose answer is missing after the deadline."""
    sent = facts.notices
    if not sent:
        return ""
    day = facts.last_day
    missing = [each.name for each in sent if each.overdue(day)]
    late = f"，逾期未报送{len(missing)}份（{names(missing)}）" if missing else ""
    return f"本季度发出整改通知书{len(sent)}份，已报送整改情况{sum(each.answered_by(day) for each in sent)}份{late}。"


def _media(facts: Facts, made: Computed) -> str:
    total, checked, failed = (
        facts.hand(key) or made.values.get(key, "") for key in ("media_total", "media_checked", "media_failed")
    )
    whole, wrong = amount(checked), amount(failed)
    head = f"现有政务新媒体{total}个" if amount(total) else ""
    if not whole:
        return ""
    if wrong is None:
        return f"{head}{'，' if head else ''}检查{checked}个。"
    rate = f"，合格率{_share(int(whole - wrong), int(whole))}" if wrong <= whole else ""
    return f"{head}{'，' if head else ''}检查{checked}个，不合格{failed}个{rate}。"


def _annexes(made: Computed) -> None:
    """Number the annexes that have rows: 附件 where it is the only one, else 附件1, 附件2."""
    there = [(name, title) for name, title in ANNEXES.items() if made.tables[name]]
    alone = len(there) == 1
    lines = []
    for number, (name, title) in enumerate(there, 1):
        made.values[f"annex_{name}"] = "附件" if alone else f"附件{number}"
        lines.append(f"附件：{title}" if alone else f"{'附件：' if number == 1 else '　　　'}{number}.{title}")
    made.values |= {f"annex_{name}": "" for name in ANNEXES if not made.tables[name]}
    made.tables["annexes"] = [{"text": line} for line in lines]


def _good(checked: Sequence[SiteResult]) -> list[dict[str, Any]]:
    """Sites that were looked at whole, pass, and have no confirmed problem."""
    good = [result for result in checked if result.result == PASSED and result.complete and not result.problems]
    return [
        {"number": str(number), "name": result.name, "owner": result.site.owner, "score": result.score}
        for number, result in enumerate(good, 1)
    ]


def _failed(number: int, result: SiteResult) -> dict[str, Any]:
    score = (result.row.score if result.row else None) or {}
    vetoes = [str(veto.get("name", "")) for veto in score.get("vetoes", ()) if not veto.get("suspected")]
    why = "、".join(vetoes) or (f"得分{result.score}分，低于合格线" if result.score else "、".join(result.problem_names))
    return {"number": str(number), "name": result.name, "owner": result.site.owner, "problem": why}


def _share(part: int, whole: int) -> str:
    return f"{part / whole * 100:.1f}%".replace(".0%", "%") if whole else ""
