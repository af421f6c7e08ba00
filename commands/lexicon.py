"""What `xuncha lexicon` does: the user's own wrong words and protected words. The functions return what to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer
from selectolax.lexbor import LexborHTMLParser

import plain_text
from addresses import home_of
from checks.lib.typo.typos import find_typos_in
from commands.options import Config, Overrides, settings_of
from crawler.extract.charset import decode
from crawler.extract.files.attachments import read_attachment
from crawler.urls import host_of
from model import ConfigError
from rules import user_lexicon
from rules.lexicon import load_corrections, load_words
from rules.user_lexicon import OwnEntry, OwnWord
from settings import Settings, lexicon_file

app = typer.Typer(help="Your own words: wrong ones, and right ones that no rule may call wrong.", no_args_is_help=True)

LEARNT_FILES, LEARNT_TIMES = 2, 3
"""A word that so many of the region's own files use, so many times, is one of its names or terms."""

MAX_FILES, MAX_BYTES = 2_000, 20_000_000
_PAGES = frozenset({".htm", ".html", ".shtml"})
_FILES = frozenset({".txt", ".md", ".csv", ".pdf", ".docx", ".xlsx", ".xls", ".ofd", *_PAGES})


def own_words(settings: Settings, host: str = "") -> plain_text.Own:
    """The user's words as plain text is checked with them."""
    own = user_lexicon.read(lexicon_file(settings))
    return plain_text.Own(own.protected(host), own.lines())


def add(settings: Settings, wrong: str, right: str, *, protect: str, site: str, note: str, suspected: bool) -> str:
    """Add a wrong word with its correction, or protect a word from being called wrong."""
    path = lexicon_file(settings)
    if protect:
        if wrong or right:
            raise ConfigError("lexicon add: give WRONG RIGHT or --protect WORD, not both")
        host = host_of(home_of(site)) if site else ""
        new = user_lexicon.protect(path, protect, host, note)
        return f"{'已保护' if new else '早已保护'}“{protect}”（{host or '所有网站'}）\n"
    if not (wrong and right):
        raise ConfigError("lexicon add: give WRONG and RIGHT (several corrections: A,B), or --protect WORD")
    entry = OwnEntry(wrong, tuple(part for part in right.split(",") if part), "suspected" if suspected else "certain", note)
    user_lexicon.add(path, [entry])
    return f"已添加“{wrong}”→“{'、'.join(entry.right)}”，下次检查起生效\n"


def remove(settings: Settings, word: str) -> str:
    """Take a word out."""
    if not user_lexicon.remove(lexicon_file(settings), word):
        raise ConfigError(f"lexicon remove {word}: it is not in {lexicon_file(settings)}")
    return f"已删除“{word}”\n"


def listing(settings: Settings) -> str:
    """Every own word, a line each."""
    path = lexicon_file(settings)
    own = user_lexicon.read(path)
    rows = [
        f"错词  {e.wrong} → {'、'.join(e.right)}  {'确定' if e.level == 'certain' else '疑似'}  {e.note}" for e in own.entries
    ]
    rows += [f"保护  {w.word}  {w.site or '所有网站'}  {w.note}" for w in own.words]
    return "".join(row.rstrip() + "\n" for row in rows) + f"共{len(own.entries)}个错词、{len(own.words)}个保护词（{path}）\n"


def test(settings: Settings, text: str, site: str) -> str:
    """What is found in a text with the own words."""
    out = StringIO()
    own = own_words(settings, host_of(home_of(site)) if site else "")
    for answer in plain_text.answers_of(text.splitlines(), 1, own):
        out.write(plain_text.as_rows(answer))
    return out.getvalue() or "未发现问题\n"


def take_in(settings: Settings, file: Path) -> str:
    """Import a lexicon file: corrections, or with `# kind: words` words to protect."""
    if file.suffix not in (".txt", ".toml"):
        raise ConfigError(f"{file}: a lexicon is a .txt or .toml file")
    entries: list[OwnEntry] = []
    words: list[OwnWord] = []
    if file.suffix == ".txt" and "kind: words" in _head(file):
        words = [OwnWord(word, "", note) for word, note in load_words(file).words.items()]
    else:
        found, _ = load_corrections(file)
        entries = [OwnEntry(e.wrong, e.right, e.level, e.note) for e in found if e.level != "severe" and e.right]
        entries += [OwnEntry(e.wrong, e.right, "certain", e.note) for e in found if e.level == "severe" and e.right]
    new = user_lexicon.add(lexicon_file(settings), entries, words)
    return f"已导入 {new[0]} 个错词、{new[1]} 个保护词\n"


def _head(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")[:2000]
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from None


def learn(settings: Settings, folder: Path, site: str) -> str:
    """Protect the names and terms that the region's own files use and the model would doubt."""
    if not folder.is_dir():
        raise ConfigError(f"{folder}: there is no such folder")
    times: Counter[str] = Counter()
    files: Counter[str] = Counter()
    read = 0
    for lines in _texts(folder):
        read += 1
        doubted = Counter(typo.wrong for found in find_typos_in(lines) for typo in found if typo.score is not None)
        times.update(doubted)
        files.update(doubted.keys())
    host = host_of(home_of(site)) if site else ""
    words = [word for word, many in times.most_common() if many >= LEARNT_TIMES and files[word] >= LEARNT_FILES]
    _, new = user_lexicon.add(lexicon_file(settings), words=[OwnWord(word, host, "学自本地文件") for word in words])
    shown = "、".join(words[:20]) + ("……" if len(words) > 20 else "")
    return f"读取 {read} 个文件，新增保护词 {new} 个" + (f"：{shown}" if words else "") + "\n"


def _texts(folder: Path) -> Iterator[list[str]]:
    """The lines of every file that can be read, a file at a time."""
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _FILES and path.is_file())
    for path, _ in zip(paths, range(MAX_FILES), strict=False):
        if path.stat().st_size > MAX_BYTES:
            continue
        body = path.read_bytes()
        if path.suffix.lower() in _PAGES:
            root = LexborHTMLParser(decode(body)[0] or " ").body
            lines = root.text(separator="\n").splitlines() if root else []
        else:
            lines = list(read_attachment(body).lines)
        if kept := [line.strip() for line in lines if line.strip()]:
            yield kept


# --- the commands ---------------------------------------------------------------------------------------------------

OneSite = Annotated[str, typer.Option("--site", metavar="URL", help="only on this site (default: on all)")]


@app.command("add")
def _add(
    wrong: Annotated[str, typer.Argument(metavar="WRONG", help="the wrong word")] = "",
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="what is right; several: A,B")] = "",
    protect: Annotated[str, typer.Option("--protect", metavar="WORD", help="a word that is right")] = "",
    site: OneSite = "",
    note: Annotated[str, typer.Option("--note", help="why, for whoever reads it later")] = "",
    suspected: Annotated[bool, typer.Option("--suspected", help="a person must look at each place")] = False,
    overrides: Overrides = None,
    config: Config = None,
) -> None:
    """Add a wrong word with its correction, or protect a word from being called wrong."""
    settings = settings_of(config, overrides)
    typer.echo(add(settings, wrong, right, protect=protect, site=site, note=note, suspected=suspected), nl=False)


@app.command("remove")
def _remove(
    word: Annotated[str, typer.Argument(metavar="WORD", help="the word as xuncha lexicon list shows it")],
    overrides: Overrides = None,
    config: Config = None,
) -> None:
    """Take a word out again."""
    typer.echo(remove(settings_of(config, overrides), word), nl=False)


@app.command("list")
def _list(overrides: Overrides = None, config: Config = None) -> None:
    """List your own words."""
    typer.echo(listing(settings_of(config, overrides)), nl=False)


@app.command("test")
def _test(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="text to check")],
    site: OneSite = "",
    overrides: Overrides = None,
    config: Config = None,
) -> None:
    """Show what is found in a text with your own words."""
    typer.echo(test(settings_of(config, overrides), text, site), nl=False)


@app.command("import")
def _import(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="a lexicon (.txt, .toml), or a list of words to protect (# kind: words)")
    ],
    overrides: Overrides = None,
    config: Config = None,
) -> None:
    """Take in a lexicon file: all or nothing."""
    typer.echo(take_in(settings_of(config, overrides), file), nl=False)


@app.command("learn")
def _learn(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="documents of your region that are known to be right")],
    site: OneSite = "",
    overrides: Overrides = None,
    config: Config = None,
) -> None:
    """Protect the names and terms that your own documents use."""
    typer.echo(learn(settings_of(config, overrides), folder, site), nl=False)
