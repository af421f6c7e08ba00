"""Pages that ask their visitor for something, and pages that only have the site's search box."""

from __future__ import annotations

import pytest

from model import PageKind
from tests.crawler.extract.qingshan import HOME, read

PAGE = (
    "<html><head><title>数据查询_青山县人民政府</title><meta name='ColumnName' content='数据查询'></head><body>"
    "<ul class='nav'><li><a href='/'>首页</a></li></ul><div class='dqwz'>当前位置：<a href='/'>首页</a> &gt; <a href='/sj/'>数据查询</a></div>"
    "<div class='nr'><h2>数据查询</h2>{}</div><div class='foot'>主办：青山县人民政府</div></body></html>"
)


@pytest.mark.parametrize(
    ("content", "asks"),
    [
        ("<form action='/cx/'><input name='bh'><button>查询</button></form>", True),
        ("<form action='/cx/'><select name='zb'><option>生产总值</option></select><button>查询</button></form>", True),
        ("<form action='/sj/'><input name='q'><button>搜索</button></form>", True),
        ("<form action='/so.shtml'><input name='k'><button>搜索</button></form>", False),
        ("<form action='/so.jsp'><input name='k'><input type='submit' value='站内搜索'></form>", False),
        ("<form action='/sj/'><input type='hidden' name='c' value='so'><input name='q'><button>搜索</button></form>", False),
        ("<form action='/so.jsp'><input name='mc'><input name='bh'><button>搜索</button></form>", True),
    ],
)
def test_a_query_is_none_of_the_sites_own_search(content: str, asks: bool) -> None:
    kind = read(PAGE.format(content), HOME + "sj/").kind
    assert (kind is PageKind.SEARCH) is asks
