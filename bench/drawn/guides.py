"""A drawn site of service guides: one template, some guides of which lack an element."""

from __future__ import annotations

from random import Random

from bench.drawn import guide_words as words
from bench.drawn.frame import NEWS, NOTICES, Site, add_news, add_plain_pages, column_tags, listing
from bench.drawn.guide_layouts import LAYOUTS
from bench.drawn.guide_words import BESIDE, LABELS, MATTERS, Matter

MENU = (("新闻中心", NEWS), ("通知公告", NOTICES), ("办事服务", "/bsfw/"))


def draw(site: Site) -> None:
    """Put the pages and the truth on a site."""
    random = site.random
    news = add_news(site)
    add_plain_pages(site)
    rows = _template(random)
    layout = random.choice(LAYOUTS)
    values = {
        "office": f"{site.place}{random.choice(('民政局', '政务服务管理局', '交通运输局'))}",
        "place": random.choice(words.PLACES), "fee": random.choice(words.FEES), "time": random.choice(words.HOURS),
        "phone": random.choice(words.PHONES),
    }  # fmt: skip
    faulty = set(random.sample(range(len(MATTERS)), random.randint(1, 3))) if site.is_faulty() else set()
    links = ""
    for number, matter in enumerate(random.sample(MATTERS, len(MATTERS))):
        path = f"/bsfw/{number + 1:03d}.html"
        lacking = random.sample([key for key in LABELS if key != "name"], random.choice((1, 1, 2))) if number in faulty else []
        dropped = set(lacking) if random.random() < 0.5 else set()
        said = values | _of(matter, random) | ({} if dropped else dict.fromkeys(lacking, ""))
        shown = [(label, value or said[key]) for key, label, value in rows if key not in dropped]
        site.publish(path, matter.name, layout(matter.name, shown), column_tags("办事指南"))
        if lacking:
            site.plant("incomplete-service-guide", path, f"{'no' if dropped else 'empty'} {', '.join(lacking)}")
        links += f'<li><a href="{path}">{matter.name}</a></li>'
    site.publish("/bsfw/", "办事服务", f"<h2>办事指南</h2><ul>{links}</ul>", column_tags("办事服务"))
    shown_news = "".join(f'<h2><a href="{folder}">{name}</a></h2>{listing(news[folder][:8])}' for name, folder in MENU[:2])
    site.publish("/", "首页", f'{shown_news}<h2><a href="/bsfw/">办事服务</a></h2><ul>{links}</ul>')


def _template(random: Random) -> list[tuple[str, str, str]]:
    """(element, label, value) of the rows of a site's guides; "" for the element of what stands beside the ten."""
    keys = [key for key in LABELS if key != "name"]
    random.shuffle(keys)
    rows = [(key, random.choice(LABELS[key]), "") for key in ("name", *keys)]
    for label, value in random.sample(BESIDE, random.randint(2, 5)):
        rows.insert(random.randint(1, len(rows)), ("", label, value))
    return rows


def _of(matter: Matter, random: Random) -> dict[str, str]:
    """The values that are a matter's own."""
    materials = random.choice(
        (
            "<br/>".join(f"{number}、{one}" for number, one in enumerate(matter.materials, 1)),
            "<ol>" + "".join(f"<li>{one}</li>" for one in matter.materials) + "</ol>",
            '<table border="1"><tr><th>序号</th><th>材料名称</th><th>来源</th><th>备注</th></tr>'
            + "".join(
                f"<tr><td>{number}</td><td>{one}</td><td>申请人自备</td><td></td></tr>"
                for number, one in enumerate(matter.materials, 1)
            )
            + "</table>",
        )
    )
    flow = random.choice(("→".join(matter.flow), "<ol>" + "".join(f"<li>{step}</li>" for step in matter.flow) + "</ol>"))
    return {"name": matter.name, "basis": matter.basis, "conditions": matter.conditions, "materials": materials, "flow": flow}
