"""A fault that nearly all pages share is one cause; what differs stays with its page."""

from checks.lib.tag_causes import Tagged, shared, without
from checks.lib.tag_forms import COLUMN, CONTENT, SITE, Fault, Wrong

OTHER = Wrong("SiteIDCode", "4501000026", "与页面底部的标识码（5118990001）不一致")
OTHER_HOME = Wrong("SiteIDCode", "4501000026", "与首页底部的标识码（5118990001）不一致")


def articles(count: int, fault: Fault | None) -> list[Tagged]:
    return [Tagged(f"a{number}", SITE + CONTENT, fault) for number in range(count)]


def test_one_cause_whatever_it_was_held_against() -> None:
    pages = [*articles(6, Fault(wrong=(OTHER,))), Tagged("c", SITE + COLUMN, Fault(("ColumnType",), wrong=(OTHER_HOME,)))]
    [cause], explained = shared(pages, least=5, share=0.8)
    assert (len(cause.urls), cause.of, [wrong.tag for wrong in cause.fault.wrong]) == (7, 7, ["SiteIDCode"])
    assert without(pages[0].fault or Fault(), explained) is None
    assert without(pages[-1].fault or Fault(), explained) == Fault(("ColumnType",))


def test_tags_that_lack_on_the_same_pages_are_one_cause() -> None:
    [cause], _ = shared(articles(6, Fault(SITE)), least=5, share=0.8)
    assert cause.fault.missing == SITE


def test_content_tags_are_measured_by_articles_only() -> None:
    pages = [*articles(5, Fault(("PubDate",))), *(Tagged(f"c{n}", SITE + COLUMN, None) for n in range(20))]
    [cause], _ = shared(pages, least=5, share=0.8)
    assert (cause.of, cause.fault.missing) == (5, ("PubDate",))


def test_a_few_pages_are_no_cause() -> None:
    assert shared([*articles(4, Fault(("PubDate",))), *articles(1, None)], least=5, share=0.8) == ([], frozenset())
    assert shared([*articles(6, Fault(("PubDate",))), *articles(6, None)], least=5, share=0.8) == ([], frozenset())
