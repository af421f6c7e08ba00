"""The layouts of drawn service guides: from the item's name and its (label, value) rows to the content's markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Rows = Sequence[tuple[str, str]]
Layout = Callable[[str, Rows], str]

_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六")
_SHORT = 26  # characters of a value that stands in half a row


def _each(rows: Rows, form: str) -> str:
    return "".join(
        form.format(label=label, value=value, n=_NUMERALS[at], number=at + 1, spread=_spread(label))
        for at, (label, value) in enumerate(rows)
    )


def _spread(label: str) -> str:
    return "".join(f"<span>{letter}</span>" for letter in label)


def _rows(form: str, head: str = "<h2>{name}</h2>", around: str = "{rows}") -> Layout:
    return lambda name, rows: head.format(name=name) + around.format(rows=_each(rows, form))


def _two_pairs(name: str, rows: Rows) -> str:
    short = [row for row in rows if len(row[1]) < _SHORT]
    lines = [short[at : at + 2] for at in range(0, len(short), 2)]
    halves = "".join("<tr>" + "".join(f'<td class="bg">{a}</td><td>{b}</td>' for a, b in line) + "</tr>" for line in lines)
    long = "".join(f'<tr><td class="bg">{a}</td><td colspan="3">{b}</td></tr>' for a, b in rows if len(b) >= _SHORT)
    return f'<h2>{name}</h2><table class="bszn">{halves}{long}</table>'


def _groups(name: str, rows: Rows) -> str:
    made = ""
    for words, part in (("基本信息", rows[:4]), ("办理信息", rows[4:8]), ("其他信息", rows[8:])):
        for at, (label, value) in enumerate(part):
            group = f'<td rowspan="{len(part)}" class="g">{words}</td>' if at == 0 else ""
            made += f'<tr>{group}<td class="k">{label}</td><td class="v">{value}</td></tr>'
    return f'<h2>{name}</h2><table border="1">{made}</table>'


def _panes(name: str, rows: Rows) -> str:
    base = [row for row in rows if len(row[1]) < _SHORT][:7]
    others = [row for row in rows if row not in base]
    tabs = "".join(f"<li>{label}</li>" for label, _ in others)
    first = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in base)
    rest = "".join(f'<div class="pane" style="display:none;">{value}</div>' for _, value in others)
    return (
        f'<h2>{name}</h2><ul class="tabs"><li class="cur">基本信息</li>{tabs}</ul>'
        f'<div class="panes"><div class="pane"><table>{first}</table></div>{rest}</div>'
    )


def _folded(name: str, rows: Rows) -> str:
    parts = [rows[:3], rows[3:6], rows[6:9], rows[9:]]
    panels = "".join(
        f"<div class='panel'{' style=display:none' if at else ''}><table>"
        + "".join(f"<tr><td>{label}：</td><td>{value}</td></tr>" for label, value in part)
        + "</table></div>"
        for at, part in enumerate(parts)
    )
    return f"<h2>{name}</h2>{panels}"


LAYOUTS: tuple[Layout, ...] = (
    _rows("<section><header><h3>{label}</h3></header><article>{value}</article></section>"),
    _two_pairs,
    _rows("<p><b>{n}、{label}</b></p><p>{value}</p>", "<h1>{name}</h1>"),
    _rows("<p><strong>（{n}）{label}。</strong>{value}</p>", "<h1>{name}</h1>"),
    _rows("<dt>{label}：</dt><dd>{value}</dd>", around='<dl class="dl-horizontal">{rows}</dl>'),
    _rows('<div class="flex"><label>{label}</label><p>{value}</p></div>'),
    _groups,
    _panes,
    _folded,
    _rows('<div class="block"><p class="tit"><span></span>{label}</p><div class="txt">{value}</div></div>', "<h1>{name}</h1>"),
    _rows(
        '<tr><td><p class="MsoNormal"><span>{spread}</span></p></td>'
        '<td><p class="MsoNormal"><span>{value}</span></p></td></tr>',
        '<p align="center"><span style="font-size:22pt">{name}</span></p>',
        '<table class="MsoNormalTable">{rows}</table>',
    ),
    _rows("{number}.{label}：{value}<br>", "<h1>{name}</h1>", '<div id="zoom"><p>{rows}</p></div>'),
    _rows('<div class="ln"><span class="l">{label}：</span><em class="r">{value}</em></div>', '<div class="hd">{name}</div>'),
    _rows("<li><h4>{label}</h4><div>{value}</div></li>", "<h1>{name}</h1>", '<ul class="guide-list">{rows}</ul>'),
    _rows("<p>【{label}】</p><p>{value}</p>", "<h1>{name}</h1>", '<div class="TRS_UEDITOR">{rows}</div>'),
)
