"""Dead links, pictures and attachments: planted in articles, the same way on every site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from demo.external import CLOSED, DEAD, GONE
from demo.files import archive, docx, pdf
from demo.press import Press
from demo.web import Answer, redirect

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Defect:
    """One kind of dead target: the rule, the HTML around the address, what the server says to it (None: not found)."""

    rule: str
    path: str
    markup: str  # with {u}
    why: str
    answer: Answer | None = None
    needs: str = ""


_LINK = '<p>　　相关情况见<a href="{u}">此前报道</a>。</p>'
_IMAGE = '<p style="text-align:center"><img src="{u}" alt="现场图片"></p>'
_FILE = '<p>　　附件：<a href="{u}">申请材料清单</a></p>'

KINDS: dict[str, Defect] = {
    "page-404": Defect("broken-link", "/old/2019/report.html", _LINK, "404 for a page"),
    "page-500": Defect("broken-link", "/app/query.jsp?id=7", _LINK, "500, always", Answer(b"error", status=500)),
    "page-410": Defect("broken-link", "/old/2018/gone.html", _LINK, "410 for a page", Answer(b"gone", status=410)),
    "loop": Defect("broken-link", "/jump/a", _LINK, "two redirects that lead to each other", redirect("b")),
    "domain": Defect("broken-link", GONE, _LINK, "the domain does not exist any more", needs="dns"),
    "refused": Defect("broken-link", CLOSED, _LINK, "nothing listens on the port"),
    "outside-404": Defect("broken-link", DEAD, _LINK, "404 on another site"),
    "image-404": Defect("broken-image", "/upload/2019/lost.jpg", _IMAGE, "404 for a picture"),
    "image-empty": Defect(
        "broken-image", "/upload/2020/empty.png", _IMAGE, "a picture of zero bytes", Answer(b"", "image/png")
    ),
    "file-404": Defect("broken-attachment", "/upload/2019/lost.pdf", _FILE, "404 for an attachment"),
    "file-empty": Defect(
        "broken-attachment", "/upload/2020/empty.docx", _FILE, "an attachment of zero bytes", Answer(b"", DOCX)
    ),
    "file-html": Defect(
        "broken-attachment",
        "/upload/2020/form.pdf",
        _FILE,
        "HTML with status 200 in place of a PDF",
        Answer("<html><body>文件不存在或已被删除</body></html>".encode()),
    ),
}


def plant_dead(press: Press, column: str, kinds: tuple[str, ...], age: int, folder: str = "") -> None:
    """Plant one dead target for each kind, one in each article of its own; `folder` goes before local paths."""
    for index, name in enumerate(kinds):
        defect = KINDS[name]
        path = defect.path if "://" in defect.path else folder + defect.path
        if defect.answer is not None:
            press.host.add(path, defect.answer)
        article = press.article(column, age + index)
        article.body += "\n" + defect.markup.format(u=press.plant(defect.rule, path, defect.why, needs=defect.needs))
    if "loop" in kinds:
        press.host.add(f"{folder}/jump/b", redirect(f"{folder}/jump/a"))


def publish_files(press: Press, column: str, age: int, name: Callable[[str], str]) -> None:
    """An article with attachments that all work; `name` makes the address for an extension."""
    article = press.article(column, age, press.writer.of("关于下载{place}{topic2}申请表的通知"))
    for extension, body, kind in (
        ("pdf", pdf(), "application/pdf"),
        ("docx", docx(), DOCX),
        ("zip", archive(), "application/zip"),
    ):
        path = press.file(name(extension), body, kind)
        press.spare("broken-attachment", path, f"a working {extension}")
        article.body += f'\n<p>　　附件：<a href="{path}">申请表.{extension}</a></p>'
    article.body += "\n<p>　　附件：</p>"
