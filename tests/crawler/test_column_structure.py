"""What a site's structure says beside its lists: the same list in two places, the site map, interfaces of the template."""

from datetime import UTC, date, datetime

from crawler.columns import SiteReading, read_site
from crawler.extract.lists.ways_on import way_number
from model import DateFact, DatePlace, Endpoint, Link, LinkKind, ListBlock, ListItem, MenuEntry, Page, PageKind, Pager

HOME = "http://www.a.gov.cn/"
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
SHELL = {"kind": PageKind.LIST, "scripted": "列表由脚本加载"}


def items(folder: str, amount: int = 6, day: date = date(2026, 11, 1)) -> tuple[ListBlock, ...]:
    fact = DateFact(day, day.isoformat(), DatePlace.LIST)
    return (ListBlock(tuple(ListItem(f"第{n}号文件", f"{HOME}{folder}/{n}.html", fact) for n in range(amount)), role="main"),)


def page(path: str, name: str, *crumbs: str, **facts: object) -> Page:
    known = {"kind": PageKind.LIST, "tags": {"columnname": (name,)}, "content_hash": 5, "title": name}
    return Page(HOME + path, HOME + path, 200, NOW, breadcrumb=crumbs, **{**known, **facts})  # type: ignore[arg-type]


def data(path: str, **facts: object) -> Page:
    return page(path, "", **{"kind": PageKind.DATA, "tags": {}, "title": "", "content_hash": hash(path), **facts})  # type: ignore[arg-type]


def read(*pages: Page) -> SiteReading:
    return read_site(
        [(one.url, 1, one) for one in pages], home_url=HOME, today=NOW.date(),
        in_scope=lambda url: url.startswith(HOME), published=lambda urls: {},
    )  # fmt: skip


def test_one_list_under_two_parents_has_a_twin() -> None:
    found = read(
        page("tzgg/", "通知公告", "首页", "通知公告", lists=items("a")),
        page("xwzx/tzgg/", "通知公告", "首页", "新闻中心", "通知公告", lists=items("a")),
    )
    [view] = found.columns
    assert view.twins == (HOME + "xwzx/tzgg/",)


def test_a_second_prefix_of_one_place_is_no_twin() -> None:
    found = read(
        page("tzgg/", "通知公告", "首页", "通知公告", lists=items("a")),
        page("col/col7/index.html", "通知公告", "首页", "通知公告", lists=items("a")),
    )
    assert [view.twins for view in found.columns] == [()]


def test_a_column_through_which_breadcrumbs_lead_is_a_hub() -> None:
    found = read(
        page("zwgk.htm", "政务公开", "首页", "政务公开", placeholder="共0条"),
        page("col/col8/index.html", "乡镇动态", "首页", "乡镇动态", placeholder="共0条"),
        page("list.asp?id=3", "通知公告", "首页", "政务公开", "通知公告", lists=items("a")),
        page("list.asp?id=4", "村务公开", "首页", "政务公开", "村务公开", placeholder="建设中"),
    )
    assert {view.column.name: view.hub for view in found.columns} == {
        "政务公开": True, "乡镇动态": False, "通知公告": False, "村务公开": False,
    }  # fmt: skip


def test_the_site_map_is_no_column() -> None:
    links = tuple(Link(f"{HOME}{n}/", LinkKind.PAGE, f"栏目{n}") for n in range(9))
    found = read(page("wzdt/", "网站地图", map_links=links))
    assert found.columns == ()
    assert found.site_map is not None


def test_an_answer_belongs_to_the_column_that_asks_for_it_alone() -> None:
    own, hot = Endpoint(HOME + "api?c=1&page=1"), Endpoint(HOME + "hot.json")
    found = read(
        page("a/", "工作动态", endpoints=(own, hot), **SHELL),  # type: ignore[arg-type]
        page("b/", "部门动态", endpoints=(hot,), **SHELL),  # type: ignore[arg-type]
        data("api?c=1&page=1", lists=items("a"), pager=Pager("json", 2, 12, (HOME + "api?c=1&page=2",))),
        data("api?c=1&page=2", lists=items("z", day=date(2025, 1, 1))),
        data("hot.json", lists=items("hot", day=date(2026, 11, 19))),
    )
    first, second = found.columns
    assert (first.item_count, first.loaded, first.scripted, first.doubt, first.pages_known) == (12, "sure", "", "", 2)
    assert first.latest is not None
    assert first.latest.day == date(2026, 11, 1)
    assert (second.item_count, second.loaded) == (0, "")
    assert second.scripted
    assert not second.reliable


def test_an_interface_that_was_not_read_leaves_the_words_of_the_page_open() -> None:
    [view] = read(page("a/", "工作动态", placeholder="暂无内容", endpoints=(Endpoint(HOME + "api?c=1"),))).columns
    assert view.scripted
    [view] = read(page("a/", "工作动态", placeholder="暂无内容", endpoints=(Endpoint("", sure=False),))).columns
    assert (view.scripted, view.placeholder, view.loaded) == ("", "暂无内容", "unsure")


def test_a_catalogue_that_did_not_answer_is_there_and_unread() -> None:
    leaf = Endpoint(HOME + "gkmlpt/api/all/5?page=1&sid=2", "规划计划", HOME + "gkmlpt/index#5")
    shell = page("gkmlpt/index", "", kind=PageKind.OTHER, tags={}, endpoints=(leaf,))
    [view] = read(shell).columns
    assert (view.column.url, view.column.name, bool(view.scripted)) == (HOME + "gkmlpt/index#5", "规划计划", True)
    [view] = read(shell, data("gkmlpt/api/all/5?page=1&sid=2", lists=items("p"))).columns
    assert (view.item_count, view.scripted, view.loaded) == (6, "", "sure")


def test_what_is_left_without_the_templates_list_is_a_hub_where_links_remain() -> None:
    hot = items("hot", 3)
    pages = [page(f"c{n}/", f"栏目{n}", "首页", f"栏目{n}", lists=(*hot, *items(f"c{n}"))) for n in range(4)]
    hub = page("ys/", "财政预决算", "首页", "财政预决算", lists=hot, loose_links=3)
    bare = page("xm/", "重大项目", "首页", "重大项目", lists=hot)
    found = {view.column.name: view for view in read(*pages, hub, bare).columns}
    assert [(found[name].hub, found[name].item_count) for name in ("财政预决算", "重大项目", "栏目1")] == [
        (True, 0), (False, 0), (False, 6),
    ]  # fmt: skip


def test_single_surveys_and_articles_without_a_date_are_no_columns() -> None:
    found = read(
        page("zj/", "意见征集", "首页", "意见征集", kind=PageKind.SURVEY, lists=items("zj")),
        page("zj/0.html", "意见征集", "首页", "意见征集", kind=PageKind.SURVEY, title="关于停车办法公开征求意见的公告"),
        page("yw/", "要闻", "首页", "要闻", lists=items("yw")),
        page("yw/0.html", "要闻", "首页", "要闻", kind=PageKind.SINGLE, title="县医院新院区启用"),
        page("jgzn/", "机构职能", "首页", "机构职能", kind=PageKind.SINGLE),
    )
    assert [view.column.url.removeprefix(HOME) for view in found.columns] == ["zj/", "yw/", "jgzn/"]


def test_a_document_in_a_frame_belongs_to_the_page_around_it() -> None:
    outer = page("tzgg/", "通知公告", "首页", "通知公告", scripted="内容在框架页中：/frame/16.html", kind=PageKind.OTHER,
                 endpoints=(Endpoint(HOME + "frame/16.html", frame=True),))  # fmt: skip
    pager = Pager("links", 2, None, (HOME + "frame/16_2.html",))
    nameless = {"tags": {}, "title": "", "content_hash": 7}
    first = page("frame/16.html", "", lists=items("tzgg", 6), pager=pager, **nameless)
    second = page("frame/16_2.html", "", lists=items("tzgg/old", 6, date(2025, 1, 1)), **{**nameless, "content_hash": 8})
    found = read(outer, first, second)
    assert [(view.column.url, view.column.name, view.item_count) for view in found.columns] == [
        (HOME + "tzgg/", "通知公告", 12)
    ]
    alone = read(outer, page("frame/16.html", "通知公告", "首页", "通知公告", lists=items("tzgg", 6)))
    assert HOME + "frame/16.html" in {view.column.url for view in alone.columns}  # it says itself what it is


def test_a_guessed_year_is_that_of_the_article() -> None:
    guess = DateFact(date(2026, 8, 15), "08-15", DatePlace.LIST, certain=False)
    names = (ListItem("第1号文件", HOME + "x/1.html", guess), ListItem("第2号文件", HOME + "x/2.html", guess))
    lists = (ListBlock(names, role="main"),)
    told = {HOME + "x/1.html": date(2024, 8, 15), HOME + "x/2.html": date(2024, 8, 20)}
    seen = [(HOME + "x/", 1, page("x/", "图片新闻", "首页", "图片新闻", lists=lists))]
    found = read_site(
        seen, home_url=HOME, today=NOW.date(), in_scope=lambda url: url.startswith(HOME),
        published=lambda urls: {url: DateFact(told[url], "", DatePlace.SHOWN) for url in urls},
    )  # fmt: skip
    dates = {item.title: (item.date.day, item.date.certain) for item in found.columns[0].items if item.date}
    assert dates == {"第1号文件": (date(2024, 8, 15), True), "第2号文件": (date(2026, 8, 15), False)}


def test_an_item_without_a_list_is_no_column_of_its_own() -> None:
    lists = (ListBlock((ListItem("测试", HOME + "x/7.html"),), role="main"),)
    found = read(
        page("x/", "食品监管", "首页", "食品监管", lists=lists),
        page("x/7.html", "食品监管", "首页", "食品监管", title="测试", content_hash=9),
    )
    assert [(view.column.url, view.sub_columns) for view in found.columns] == [(HOME + "x/", ())]


MENU = tuple(range(100, 108))


def wordless(path: str, name: str, **facts: object) -> Page:
    return page(path, name, "首页", name, **{"kind": PageKind.HUB, "ways": MENU, "content_hash": hash(path), **facts})


def test_a_hub_by_the_menu_of_every_page_alone_is_a_column_without_items() -> None:
    names = ("通知公告", "要闻", "规划", "人事")
    found = read(
        *(page(f"c{n}/", name, "首页", name, ways=MENU, lists=items(f"c{n}"), content_hash=n) for n, name in enumerate(names)),
        wordless("kong/", "安全生产"),
        wordless("ren/", "信用", offered="带链接的图片"),
        wordless("zt/", "专题专栏", ways=(*MENU, 7, 8), scripted="列表可能由脚本填入 #x"),
        wordless("tu/", "图片专题", kind=PageKind.LIST, ways=(*MENU, 9, 10), offered="带链接的图片"),
        wordless("jr/", "进入系统", kind=PageKind.LIST, ways=(*MENU, 11), offered="带链接的图片"),
    )
    kinds = {view.column.name: (view.hub, view.holds, view.scripted) for view in found.columns if not view.items}
    assert kinds == {
        "安全生产": (False, "", ""), "信用": (False, "", ""), "专题专栏": (True, "", ""),
        "图片专题": (True, "带链接的图片", ""), "进入系统": (False, "带链接的图片", ""),
    }  # fmt: skip


def test_a_page_that_says_nothing_is_a_column_where_the_navigation_names_it() -> None:
    menu = (MenuEntry("阳光财政", HOME + "yg.asp?id=1"), MenuEntry("要闻", HOME + "yw/"))
    home = page("", "", kind=PageKind.HOME, tags={}, menu=menu)
    bare = {"kind": PageKind.OTHER, "tags": {}, "title": "阳光财政"}
    found = read(
        home,
        page("yg.asp?id=1", "", **{**bare, "content_hash": 1}),
        page("yg.asp?id=2", "", **{**bare, "content_hash": 2}),
        page("yw/", "", **{**bare, "content_hash": 3, "offered": "点击进入"}),
    )
    assert [(view.column.name, view.column.url) for view in found.columns] == [("阳光财政", HOME + "yg.asp?id=1")]


def test_an_answer_with_nothing_in_it_says_so_only_where_other_answers_bring_lists() -> None:
    nothing = data("api?c=2", placeholder="接口没有返回任何内容")
    asking = page("b/", "村务公开", endpoints=(Endpoint(HOME + "api?c=2"),), **SHELL)  # type: ignore[arg-type]
    other = page("a/", "工作动态", endpoints=(Endpoint(HOME + "api?c=1"),), **SHELL)  # type: ignore[arg-type]
    alone = read(asking, nothing)
    assert [(v.placeholder, bool(v.scripted)) for v in alone.columns] == [("", True)]
    beside = read(asking, other, nothing, data("api?c=1", lists=items("a")))
    assert {v.column.name: v.placeholder for v in beside.columns} == {"村务公开": "接口没有返回任何内容", "工作动态": ""}


def test_a_column_of_one_link_of_its_own_offers_it() -> None:
    menu = tuple(way_number(f"{HOME}{name}/", 1) for name in ("zwgk", "hdjl"))
    found = read(
        page("hdjl/", "互动交流", "首页", "互动交流", kind=PageKind.HUB, ways=(*menu, way_number(f"{HOME}xx/", 1))),
        page("ghjh/", "规划计划", "首页", "规划计划", ways=(*menu, way_number(f"{HOME}ghjh/", 1))),
        *(page(f"c{n}/", f"第{n}栏", "首页", f"第{n}栏", ways=menu, lists=items(f"c{n}")) for n in range(4)),
    )
    held = {view.column.name: view.holds for view in found.columns}
    assert (held["互动交流"], held["规划计划"]) == ("链接", "")


def test_the_home_page_of_a_sub_site_is_not_the_column_whose_newest_it_shows() -> None:
    entrance = {"tags": {}, "content_hash": 6}
    found = read(
        page("glj/", "中心动态", lists=items("glj/a", 3), **entrance),
        page("glj/col/col3/index.html", "中心动态", "首页", "中心动态", lists=items("glj/a", 5)),
        page("jyj/", "教育动态", lists=items("jyj/a", 3), **entrance),  # the only page that shows them
        page("tzgg/", "通知公告", lists=items("b", 3), **entrance),
        page("xxgk/tzgg/", "通知公告", "首页", "通知公告", lists=items("c", 5)),  # of another part
    )
    kept = sorted(view.column.url.removeprefix(HOME) for view in found.columns)
    assert kept == ["glj/col/col3/index.html", "jyj/", "tzgg/", "xxgk/tzgg/"]


def test_columns_below_an_archived_one_are_archived_with_it() -> None:
    found = read(
        page("zt/pc/", "人口普查", "首页", "专题专栏", "人口普查", archived="已归档", lists=items("p")),
        page("zt/pc/dt/", "普查动态", "首页", "专题专栏", "人口普查", "普查动态", lists=items("d")),
        page("list.asp?id=9", "普查公告", "首页", "人口普查", "普查公告", lists=items("g")),
        page("gzdt/", "工作动态", "首页", "工作动态", lists=items("w")),
    )
    marks = {view.column.name: view.archived for view in found.columns}
    assert marks == {"人口普查": "已归档", "普查动态": "已归档", "普查公告": "已归档", "工作动态": ""}
