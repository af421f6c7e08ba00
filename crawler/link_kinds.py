"""What a link asks for, told by its address: page, picture, attachment (cms.md 8)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from model import LinkKind

_ATTACHMENTS = """
doc docx docm dot dotx xls xlsx xlsm xlsb et ett csv ppt pptx pps ppsx dps wps wpt rtf txt ofd pdf ceb cebx caj
odt ods odp zip rar 7z gz tgz tar bz2 xz exe msi apk ipa iso dmg epub dwg vsd psd cer p7b tif tiff
"""
_IMAGES = "jpg jpeg jpe jfif png gif bmp webp svg svgz ico avif"
_MEDIA = "mp3 wav wma m4a aac ogg mp4 m4v mov avi wmv flv f4v mkv mpg mpeg rm rmvb webm swf m3u8"
_PAGES = "html htm shtml shtm xhtml xml php asp aspx jsp jspx jspa do action cgi ashx json"

ATTACHMENT_EXTENSIONS = frozenset(_ATTACHMENTS.split())
IMAGE_EXTENSIONS = frozenset(_IMAGES.split())
MEDIA_EXTENSIONS = frozenset(_MEDIA.split())
PAGE_EXTENSIONS = frozenset(_PAGES.split())
STYLE_EXTENSIONS = frozenset({"css"})
SCRIPT_EXTENSIONS = frozenset({"js", "mjs"})

_KINDS = {
    **dict.fromkeys(ATTACHMENT_EXTENSIONS, LinkKind.ATTACHMENT),
    **dict.fromkeys(IMAGE_EXTENSIONS, LinkKind.IMAGE),
    **dict.fromkeys(MEDIA_EXTENSIONS, LinkKind.MEDIA),
    **dict.fromkeys(STYLE_EXTENSIONS, LinkKind.STYLE),
    **dict.fromkeys(SCRIPT_EXTENSIONS, LinkKind.SCRIPT),
}

_DOWNLOADER = re.compile(
    r"/(?:down(?:load)?(?:_?files?)?|files?_?down(?:load)?|attach(?:ment)?(?:_?down(?:load)?)?|get_?files?|show_?attach)"
    r"(?:\.(?:jsp|do|action|aspx|asp|php|ashx|htm))?/?$"
    r"|/files?\.(?:do|action)$",
    re.IGNORECASE,
)
"""Programs that hand out files; they count only with a query, since /download/ alone is often a column."""

_FILE_NAME = re.compile(r"(?:^|&)(?:file_?name|file|path|attach_?name|old_?name|name)=([^&]+)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,5})$")


def extension_of(url: str) -> str:
    """The extension of the path in lower case without its dot; "" where there is none."""
    path = url.partition("#")[0].partition("?")[0]
    name = path.partition("://")[2].partition("/")[2].rpartition("/")[2].partition(";")[0]
    found = _EXTENSION.search(name)
    return found.group(1).lower() if found else ""


@lru_cache(8192)
def link_kind(url: str) -> LinkKind:
    """The kind that the address alone gives away; PAGE where it gives away nothing."""
    extension = extension_of(url)
    kind = _KINDS.get(extension)
    if kind is not None:
        return kind
    address, _, query = url.partition("#")[0].partition("?")
    if not query:
        return LinkKind.PAGE
    if _DOWNLOADER.search(address):
        return _named_kind(query) or LinkKind.ATTACHMENT
    if "/servlet/" in address:
        return _named_kind(query) or LinkKind.PAGE
    return LinkKind.PAGE


def _named_kind(query: str) -> LinkKind | None:
    for name in _FILE_NAME.findall(query):
        found = _EXTENSION.search(unquote(name))
        if found and found.group(1).lower() in _KINDS:
            return _KINDS[found.group(1).lower()]
    return None


_MENU_FILE = re.compile(
    r"[/_.-](?:\w{0,12}?(?:menu|nav|daohang|lanmu|header)|(?:index|common|site|web|pub|public)?(?:head|top|dh|channel))"
    r"s?\d{0,3}(?:[_.-][\w.-]{0,40})?\.js(?:\?|$)",
    re.IGNORECASE,
)
_LIBRARY = re.compile(r"jquery|\bmin\.js|superslide|swiper|bootstrap|plugin|scroll|navigator", re.IGNORECASE)


def is_menu_file(url: str) -> bool:
    """Whether an address may be that of a script file that writes the navigation (menu.js, common_nav.js), by its name."""
    return bool(_MENU_FILE.search(url)) and not _LIBRARY.search(url)


_WIDGET = re.compile(
    r"layui|layer|echarts|vue|axios|react|polyfill|sitegray|jiucuo|conac|tongji|hm\.baidu|share|wza|laydate|html5|respond|base64|md5|crypto"
    r"|video|player|counter|\bjq\b|modernizr|placeholder|carousel|slider|popper|wow|font|qrcode|print|resize|mobile|device",
    re.IGNORECASE,
)


def is_library(url: str) -> bool:
    """Whether a script file's name says that it serves any page (jquery, a slide show) and holds nothing of its own."""
    name = url.partition("?")[0].rpartition("/")[2]
    return bool(_LIBRARY.search(name) or _WIDGET.search(name))
