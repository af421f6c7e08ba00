"""季度通报: the quarter's inspection as a circular, with problems by group and the annex of sites that failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model import SiteKind
from reports.forms.facts import FAILED, KIND_WORDS, PASSED, UNDECIDED, Facts, SiteResult, today
from reports.forms.fields import Computed, Field, Form, Source, amount
from reports.forms.problem_text import paragraphs

BASIS = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）"
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
        Field("media_total", "政务新媒体总数", optional=True),
        Field("media_checked", "抽查政务新媒体数", optional=True),
        Field("media_failed", "不合格政务新媒体数", optional=True),
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
    overview = [_checked(facts.results, checked), _outcome(checked, failed, undecided)]
    overview += [text for text in (_again(facts), _letters(facts), _media(facts)) if text]
    made.tables["overview"] = [{"text": text} for text in overview]
    made.tables["problems"] = [{"number": p.number, "title": p.title, "text": p.text} for p in paragraphs(checked)]
    made.tables["failed"] = [_failed(number, result) for number, result in enumerate(failed, 1)]
    if undecided:
        names = "、".join(result.site.name or result.site.home_url for result in undecided)
        made.warnings.append(f"疑似单项否决尚未确认，未写合格率：{names}")
    if partial := [result.site.name or result.site.home_url for result in checked if not result.complete]:
        made.warnings.append(f"检查未完成的网站：{'、'.join(partial)}")
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


def _media(facts: Facts) -> str:
    total, checked = facts.hand("media_total"), facts.hand("media_checked")
    if not amount(checked):
        return ""
    failed = facts.hand("media_failed")
    head = f"现有政务新媒体{total}个，" if total else ""
    return f"{head}抽查{checked}个" + (f"，不合格{failed}个" if failed else "") + "。"


def _failed(number: int, result: SiteResult) -> dict[str, Any]:
    score = (result.row.score if result.row else None) or {}
    vetoes = [str(veto.get("name", "")) for veto in score.get("vetoes", ()) if not veto.get("suspected")]
    why = "、".join(vetoes) or (f"得分{result.score}分，低于合格线" if result.score else "、".join(result.problem_names))
    return {"number": str(number), "name": result.site.name, "owner": result.site.owner, "problem": why}


def _share(part: int, whole: int) -> str:
    return f"{part / whole * 100:.1f}%".replace(".0%", "%") if whole else ""
