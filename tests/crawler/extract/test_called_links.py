"""Links that a function of the page writes, and calls of which nobody can tell."""

from __future__ import annotations

import pytest

from crawler.extract.called_links import called_links

SHOW = 'function show(u,t){document.write("<li><a href=\'"+u+"\'>"+t+"</a></li>")}'


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (f'{SHOW}show("/info/1.htm","岗位信息第三期");show(\'/info/2.htm\',\'岗位信息第四期\')', [("/info/1.htm", "岗位信息第三期"), ("/info/2.htm", "岗位信息第四期")]),
        ("var item=function(day, t, u){ box.innerHTML += '<a target=_blank href=\"' + u + '\">' + t + '</a>' + day };\nitem('2026-11-01', '船期表', '../b/3.html')", [("../b/3.html", "船期表")]),
        (f'{SHOW}if(old){{show("/info/1.htm","岗位信息")}}', []),
        (f'{SHOW}show(base+"/info/1.htm","岗位信息")', []),
        (f'{SHOW}// show("/info/1.htm","岗位信息")', []),
        (f'{SHOW}show("/info/1.htm","more")', []),
        ("function show(u,t){document.write('<a href=\"/pre/'+u+'\">'+t+'</a>')}show('/info/1.htm','岗位信息')", []),
        ("function show(u,t){if(t){document.write('<a href=\"'+u+'\">')}}show('/info/1.htm','岗位信息')", []),
        ("function show(u,t){ok?document.write('<a href=\"'+u+'\">'):0}show('/info/1.htm','岗位信息')", []),
    ],
)  # fmt: skip
def test_calls(code: str, found: list[tuple[str, str]]) -> None:
    assert [(address, words) for address, words, _ in called_links([(1, code)])] == found


def test_a_script_without_end_costs_little() -> None:
    for piece in ("function a(u){", 'x("', "<a href='\"+u+\"'", "a=function(b,"):
        assert list(called_links([(0, SHOW + piece * 5_000)])) == []
