"""How pages say that a link leads out of the site: for all links, or for one of them."""

from crawler.extract.frame.leaving import is_between, leaving_of, unasked

ASKS = "<a href='http://shop.com/' onclick=\"return confirm('您即将离开本网站，是否继续')\">商城</a>"


def test_what_one_link_asks_is_not_said_for_the_others() -> None:
    assert not leaving_of(unasked(ASKS), "")
    assert leaving_of(unasked(f"{ASKS}<div id=tip>您访问的链接即将离开本网站，是否继续？</div>"), "")
    assert unasked("<a onclick='go()'>x</a>") == "<a onclick='go()'>x</a>"


def test_pages_between_two_sites() -> None:
    assert is_between("http://www.a.gov.cn/link.jsp?url=http://b.com/")
    assert is_between("http://www.a.gov.cn/leave?to=https%3A%2F%2Fb.com")
    assert not is_between("http://www.a.gov.cn/list.jsp?page=2")
    assert not is_between("http://www.a.gov.cn/http/index.html")
