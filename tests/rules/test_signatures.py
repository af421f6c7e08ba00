"""Block pages are recognised by product; ordinary pages are not."""

from pathlib import Path

import pytest

from model import ConfigError
from rules.signatures import ENCODINGS, GENUINE, is_ordinary, load_signatures, recognise

SIGNATURES = load_signatures()
ARTICLE = (
    "<html><head><title>市政府办公室关于网站防火墙建设情况的通报</title></head><body>" + "各单位要做好网络安全工作。" * 900
)

BLOCKED = [
    (521, {"x-via-jsl": "1a2b3c,-"}, [], "", "加速乐"),
    (521, {}, ["__jsluid_s"], "<script>x</script>", "加速乐"),
    (503, {}, [], "<script>document.cookie=('a');location.href=location.pathname+location.search</script>", "加速乐"),
    (412, {}, [], "<meta content=\"a8Jx…\"><script type=\"text/javascript\" r='m'>$_ts=window['$_ts'];</script>", "瑞数"),
    (202, {}, [], '<script r="m">…</script>', "瑞数"),
    (200, {}, [], "<script>var arg1='0A1B';function x(){document.cookie='acw_sc__v2='+y}</script>", "阿里云WAF"),
    (403, {"server": "CYD/1.0"}, [], "", "创宇盾"),
    (403, {}, [], "您的请求可能存在威胁，已被拦截！", "网站防火墙"),
    (403, {}, [], "<h1>网站防火墙</h1>您的请求带有不合法参数，已被网站管理员设置拦截！", "宝塔防火墙"),
    (418, {}, ["HWWAFSESID"], "", "华为云WAF"),
    (468, {}, ["sl-session"], "", "雷池"),
    (200, {}, [], "<p>您的访问过于频繁，请稍后再试</p>", "访问频率限制"),
    (200, {}, [], "请输入验证码后继续访问", "访问频率限制"),
]


@pytest.mark.parametrize(("status", "headers", "cookies", "text", "product"), BLOCKED)
def test_block_pages(status: int, headers: dict[str, str], cookies: list[str], text: str, product: str) -> None:
    assert recognise(SIGNATURES, status=status, headers=headers, cookies=cookies, text=text) == product


ORDINARY = [
    (200, {"server": "nginx"}, ["JSESSIONID"], "<html>石桥县人民政府</html>"),
    (200, {"x-via-jsl": "1a2b3c"}, ["__jsluid_h"], "<html>石桥县人民政府</html>"),  # a site behind the product, served
    (404, {"server": "Safedog/4.0"}, ["safedog-flow-item"], "<h1>您访问的页面不存在</h1>"),
    (404, {"x-via-jsl": "1a2b3c"}, [], "Not Found"),
    (200, {}, [], ARTICLE + "请输入验证码，继续访问；访问过于频繁"),  # an article about it
    (200, {}, [], "<form>请输入验证码：<input></form>"),  # an ordinary form
    (503, {"server": "nginx"}, [], "Service Unavailable"),
    (500, {}, [], "内部错误"),
    (521, {}, [], ""),
]


@pytest.mark.parametrize(("status", "headers", "cookies", "text"), ORDINARY)
def test_ordinary_answers(status: int, headers: dict[str, str], cookies: list[str], text: str) -> None:
    assert recognise(SIGNATURES, status=status, headers=headers, cookies=cookies, text=text) == ""


def test_a_cut_text_needs_the_length_of_the_whole_page() -> None:
    start = "<p>访问过于频繁</p>"
    assert recognise(SIGNATURES, status=200, headers={}, text=start) == "访问频率限制"
    assert recognise(SIGNATURES, status=200, headers={}, text=start, length=40_000) == ""


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_bytes_never_call_ordinary_what_the_text_gives_away(encoding: str) -> None:
    for product in SIGNATURES.products:
        for group in product.body:
            for status in GENUINE & (product.statuses or GENUINE):
                text = "<html>政府网站<p>" + "</p><p>".join(group)
                assert recognise(SIGNATURES, status=status, headers={}, text=text)
                head = text.encode(encoding)
                assert not is_ordinary(SIGNATURES, status=status, head=head, length=len(head)), (product.name, group)


def test_bytes_tell_most_pages_apart_and_nothing_of_refusals() -> None:
    page = (ARTICLE + "请完成安全验证").encode()
    assert is_ordinary(SIGNATURES, status=200, head=page[:20_000], length=len(page))
    assert not is_ordinary(SIGNATURES, status=403, head=b"", length=0)


def test_statuses_that_decline_programs() -> None:
    assert SIGNATURES.refused == {401, 403, 405, 406, 407, 412, 418, 429, 451, 461, 468, 511}


def test_every_product_can_be_recognised() -> None:
    for product in SIGNATURES.products:
        status = min(product.statuses - {200, 404, 410}, default=0)
        headers = dict(product.headers)
        text = "".join(product.body[0]) if product.body else ""
        cookies = [name.rstrip("*") for name in product.cookies]
        assert headers or text or cookies, product.name
        assert recognise(SIGNATURES, status=status, headers=headers, cookies=cookies, text=text) == product.name


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "refused = [403]\n\n[[product]]\nname = 'x'\nmark = 'V'\nstatus = [403]\n",
            r"challenge\.toml:\d+: unknown key 'product\.0\.status'",
        ),
        ("refused = 403\nproduct = []\n", r"challenge\.toml:1: refused: "),
        ("refused = [\n", r"challenge\.toml:\d: not valid TOML"),
    ],
)
def test_a_bad_file_is_an_error_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "challenge.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=reason):
        load_signatures(path)
