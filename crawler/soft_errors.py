"""Pages that answer with success and are errors: told by what they say of their own, and by what their host says to nonsense.

Pure. A page's own words are its lines without those of the site's frame, labels and figures. Four proofs, from strong to weak:
it says in few words that there is nothing; it says what the host says to an invented address of the same form; it says what
other addresses of that form say; it says nothing at all where its siblings hold texts (suspected only). A page that names
what its link promised is never one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from crawler.extract.loss_words import is_addressed, lost_words, only_nothing_listed, sent_home

SIBLINGS = 3
"""Pages with texts at addresses of one form that show what a page there looks like."""

MANY = 6
"""Pages with texts of one form beside which a page without title, date and text is an alien."""

MOST = 160
"""Chinese characters up to which an error page may speak."""

_LINE = 40
_FEW_WORDS = 6
_LATIN = re.compile(r"[A-Za-z]{2,}")
_LEADS_ON = re.compile(r"播放|视频|观看|收听|下载|点击|扫码|扫一扫|回复|答复|来信|请输入|查询|登[录陆]|加载|稍[后候等]|浏览器")
_PROMISE = 6  # characters of a link that name a matter
_ASIDE = 16  # Chinese characters beside the message, where nothing is known of what the link promised
_NAMED = 0.6
_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_TO_READER = re.compile(r"您|你|管理员|稿件|阅读|浏览|网?页面|原文|首页")
_LABELS = re.compile(
    r"(?:发布|发文|更新|录入|成文|生成|发稿|上传)?(?:时间|日期)\s*[:：]"
    r"|(?:(?:信息|文章|稿件)?来\s*源|作\s*者|(?:责任)?编\s*辑|(?:信息)?审核人?|供稿|发布机构)\s*[:：]"
    r"(?:\s{0,3}[\u4e00-\u9fff]{1,20}?(?=[^\u4e00-\u9fff]|$|浏览|点击|阅读|访问|字[体号]|发布|时间|日期|作者|责任|编辑|审核|来源|打印|分享))?"
    r"|(?:浏览|点击|阅读|访问)\s*(?:次数|量|数)?\s*[:：]?\s*\d*\s*次?|字\s*[体号]\s*[:：]?|大\s*[|\s]?\s*中\s*[|\s]?\s*小|打印(?:本页)?|关闭(?:窗口|本页)?"
    r"|分享(?:到)?\s*[:：]?|收藏|(?:您)?(?:当前|现在|所在)?的?位置\s*[:：]?|首页|正文|[>»›＞]+"
)
_SITE = re.compile(r"(?:门户|官方|政府)*网站?$|首页$")
_LEAST_NAME = 3
_FILE_NAMED = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|rar|zip|7z)[\s”》]{0,3}(?:[(（\[【].{0,24})?\s{0,3}$", re.IGNORECASE
)
_TURNED_AWAY = re.compile(
    r"denied|forbidden|blocked|permission|reject|verif|secur|robot|captcha|log ?in|sign in|unauthori|allowed|restrict",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_HEX = re.compile(r"(?<![0-9a-z])[0-9a-f]{16,}(?![0-9a-z])")
_ERROR_PICTURE = re.compile(r"40[34]|50[0-4]|err(?:or)?|not_?found|lost|wrong|sorry", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Own:
    """What a page holds that is not its site's frame."""

    words: str  # Chinese of its lines, labels and figures left out
    text: str  # the lines as they are
    title: str  # <title>, figures left out
    shown: tuple[str, ...]  # pictures, frames, films and files
    links: int  # other links

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing to read, to see or to click."""
        return len(self.words) <= 2 and not self.shown and not self.links and not self._is_foreign

    @property
    def _is_foreign(self) -> bool:
        return len(_LATIN.findall(self.text)) > _FEW_WORDS

    @property
    def is_foreign(self) -> bool:
        """Whether there are words, none of them Chinese, and nothing else: what a program or a server says of itself."""
        nothing_else = len(self.words) <= 2 and not self.shown and not self.links
        return nothing_else and self._is_foreign and not turns_away(self.text)

    @property
    def is_a_line(self) -> bool:
        """Whether there is a line of words and nothing else, and no way to something."""
        return (
            len(self.words) <= _LINE and not self.shown and not (self.links or self._is_foreign or _LEADS_ON.search(self.text))
        )

    @property
    def is_error_picture(self) -> bool:
        """Whether it shows nothing but the picture of an error."""
        return len(self.words) <= 2 and bool(self.shown) and all(_ERROR_PICTURE.search(_file(url)) for url in self.shown)


def own_of(lines: Iterable[str], title: str, shown: Iterable[str], links: int, frame: Collection[str], site: str = "") -> Own:
    """What is left of a page without the lines and pictures of `frame`, and without the name of its `site`."""
    left = [line for line in lines if _DIGITS.sub("", line) not in frame]
    words = "".join(_HAN.sub("", _LABELS.sub(" ", line)) for line in left)
    name = _SITE.sub("", _HAN.sub("", site))
    words = words.replace(name, "") if len(name) >= _LEAST_NAME else words
    pictures = tuple(dict.fromkeys(url for url in shown if url not in frame))
    return Own(words, "\n".join(left), _DIGITS.sub("", title), pictures, links)


def frame_line(line: str) -> str:
    """A line as `own_of` looks for it in the frame."""
    return _DIGITS.sub("", line)


def names(promise: str, said: str) -> bool:
    """Whether words say what a link promised, though cut short or put a little differently."""
    wanted = _HAN.sub("", promise) or promise.strip().lower()
    if len(wanted) < 2:
        return False
    if wanted in _HAN.sub("", said) or wanted in said.lower():
        return True
    pairs = {wanted[i : i + 2] for i in range(len(wanted) - 1)}
    return len(wanted) >= _PROMISE and sum(pair in said for pair in pairs) >= _NAMED * len(pairs)


def turns_away(text: str) -> bool:
    """Whether words that are not Chinese may be those of a shield or of a lock: they say nothing of what is there."""
    return _TURNED_AWAY.search(text) is not None


def promises(text: str) -> bool:
    """Whether the words of a link name a matter (and are not 更多, 详情) or a file (汇总表.xls)."""
    return len(_HAN.sub("", text)) >= _PROMISE or names_file(text)


def names_file(text: str) -> bool:
    """Whether the words of a link are the name of a file: 统计表.xls, 附件1.docx（12KB）."""
    return _FILE_NAMED.search(text) is not None


def says_lost(own: Own, promise: str) -> str:
    """The words by which a page that does not name what its link promised says that it is gone; "" where it does not."""
    if len(own.words) > MOST:
        return ""
    said = f"{own.title}\n{own.text}"
    found = lost_words(said) or (sent_home(said) if promises(promise) else "")
    if not found:
        return "picture" if own.is_error_picture else ""
    if promises(promise):
        return found
    if only_nothing_listed(said) or not is_addressed(said):
        return ""
    rest = len(_HAN.sub("", own.words)) - len(_HAN.sub("", found))
    return found if rest <= _ASIDE * 3 else ""


def lost_to_title(own: Own) -> str:
    """The words by which a page tells its visitor in one line that what its <title> names is gone; "" where it does not."""
    if len(own.words) > _LINE or own.shown or only_nothing_listed(own.text):
        return ""
    return lost_words(own.text) if _TO_READER.search(own.text) else ""


def same_answer(a: Own, b: Own) -> bool:
    """Whether two pages say the same: word for word but for links, figures and letters, under the same title."""
    return a.title == b.title and a.words == b.words and sorted(a.shown) == sorted(b.shown)


@lru_cache(64)  # a page is asked about several times in a row
def form_of(url: str) -> str:
    """The form of an address: figures and long hexadecimal names left out."""
    return _DIGITS.sub("0", _HEX.sub("h", url.split("#")[0].lower()))


def invented(url: str) -> str:
    """An address of the same form that cannot exist: another number, another name."""
    address = url.split("#")[0]
    found = list(_HEX.finditer(address, address.find("/", 8)))
    if found:
        last = found[-1]
        return address[: last.start()] + secrets.token_hex(32)[: len(last[0])] + address[last.end() :]
    numbers = [m for m in _DIGITS.finditer(address, max(address.find("/", 8), 0)) if len(m[0]) >= 2]
    if numbers:
        last = numbers[-1]
        return f"{address[: last.start()]}9{secrets.randbelow(10**8):08d}{address[last.end() :]}"
    start, _, query = address.partition("?")
    parts = start.split("/")
    at = len(parts) - 2 if len(parts) > 4 else len(parts) - 1
    if at < 3:
        return ""
    name, dot, ending = parts[at].partition(".")
    parts[at] = secrets.token_hex(4) + dot + ending if name else secrets.token_hex(4)
    return "/".join(parts) + (f"?{query}" if query else "")


def number_of(url: str) -> str:
    """The last number of an address, by which its content is known; "" without one."""
    found = _DIGITS.findall(url.partition("://")[2].partition("/")[2])
    return found[-1] if found else ""


def _file(url: str) -> str:
    return url.rpartition("/")[2]
