"""What scripts hide, by id and class; what they only look up stays seen."""

import pytest

from crawler.extract.hidden.script_hiding import hidden_by_scripts


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("document.getElementById('a').style.display='none'", {"#a"}),
        ("document.getElementsByClassName('b')[0].style.visibility = 'hidden'", {".b"}),
        ("document.querySelector('div.c').style.cssText='position:absolute;left:-999px'", {".c"}),
        ("document.querySelectorAll('#d')[0].hidden=true", {"#d"}),
        ("var e = document.getElementById('e'); e.style.left='-9999px'", {"#e"}),
        ("$('#f').hide()", {"#f"}),
        ("jQuery('.g').css('display','none')", {".g"}),
        ("$('.h').css({opacity:0, left:'-1000px'})", {".h"}),
        ("document.getElementById('m').setAttribute('style','display:none')", {"#m"}),
        ("document.getElementById('n').classList.add('is-hidden')", {"#n"}),
        ("document.querySelectorAll('.p').forEach(function(x){x.style.display='none'})", {".p"}),
        ("document.querySelectorAll('.q').forEach(x => x.remove())", {".q"}),
        ("var r=document.getElementsByClassName('r');for(var i=0;i<r.length;i++){r[i].style.display='none'}", {".r"}),
        ("document.querySelectorAll('.s').forEach(function(x){x.onclick=y}); var none", set()),
        ("document.getElementById('o').classList.add('active'); var none", set()),
        ("document.getElementById('i').style.display='block'", set()),
        ("$('#j').show(); var style = 'none'", set()),
        ("var k=document.getElementById('k'); k.innerHTML='none'", set()),
        ("", set()),
    ],
)
def test_names(code: str, names: set[str]) -> None:
    assert hidden_by_scripts([(1, code)]) == names
