"""How a demo site is put together: columns, articles, files, planted defects and look-alikes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import quote, urljoin

from demo.content import Writer
from demo.truth import Expected, Spared
from demo.web import Answer, VirtualHost, page


@dataclass(slots=True)
class Related:
    """A link of an article to its policy document or interpretation."""

    heading: str
    title: str
    path: str


@dataclass(slots=True)
class Article:
    """One article. `path` is its address on its own host; `body` is HTML."""

    column: Column
    title: str
    day: date
    clock: str
    path: str
    body: str
    source: str
    number: str = ""  # 文号
    related: list[Related] = field(default_factory=list)
    address: str = ""  # where the list leads, when that is another host
    dated: bool = True  # False: the list shows no date
    listed: date | None = None  # the day that the list shows, when that is another one
    layout: str = ""  # "": the family's article; or the name of another one of its templates
    pinned: bool = False  # stands first in its list, however old
    lacks: tuple[str, ...] = ()  # particulars of a policy document that its page leaves out
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)  # page tags in place of the right ones; (): left out

    @property
    def link(self) -> str:
        """What a list item's href says, in root-relative or absolute form."""
        return self.address or self.path


@dataclass(slots=True)
class Column:
    """One column. `slug` is the family's own key for it, `path` its first page."""

    slug: str
    name: str
    kind: str  # ColumnType
    path: str
    form: str = "list"  # list, hub, single, or the name of a template of the family
    parent: str = ""
    text: str = ""  # HTML of a single page, or of what stands in place of a list
    articles: list[Article] = field(default_factory=list)
    home: int = 0  # how many items the home page shows


@dataclass(frozen=True, slots=True)
class Identity:
    """What the footer and the page tags say about a site."""

    name: str
    owner: str
    host: str
    code: str
    icp: str
    police: str  # 14 digits
    phone: str


class Press:
    """A site while it is being made. The family gives the address of an article: (column, serial, day) -> path."""

    def __init__(
        self,
        identity: Identity,
        as_of: date,
        place_article: Callable[[Column, int, date], str],
        encoding: str = "utf-8",
        declared: str = "",
        city: str = "清江市",
    ) -> None:
        self.identity = identity
        self.as_of = as_of
        self.place_article = place_article
        self.encoding = encoding
        self.declared = declared
        self.home = f"http://{identity.host}/"
        self.writer = Writer(identity.host, city)
        self.host = VirtualHost(identity.host)
        self.columns: dict[str, Column] = {}
        self.expected: list[Expected] = []
        self.spared: list[Spared] = []
        self._serial = 1000

    # --- making things

    def url(self, path: str) -> str:
        """The absolute address of a path, percent-encoded as a browser would send it."""
        return quote(urljoin(self.home, path), safe="/:?&=%#;,+~!$'()*@[]-._")

    def day(self, age: int) -> date:
        """The day that is `age` days before the day of judgement."""
        return self.as_of - timedelta(days=age)

    def column(self, column: Column) -> Column:
        """Open a column."""
        self.columns[column.slug] = column
        return column

    def article(self, slug: str, age: int, title: str = "", body: str = "", number: str = "") -> Article:
        """Publish an article; a title and a text are invented where none are given."""
        column = self.columns[slug]
        self._serial += self.writer.random.randint(1, 9)
        day = self.day(age)
        article = Article(
            column,
            title or self.writer.news(),
            day,
            self.writer.clock(),
            self.place_article(column, self._serial, day),
            body or self.writer.body(),
            self.identity.owner,
            number,
        )
        column.articles.append(article)
        return article

    def fill(self, slug: str, ages: Iterable[int], title: Callable[[], str] | None = None) -> list[Article]:
        """Publish one invented article for each age, in this order."""
        return [self.article(slug, age, title() if title else "") for age in ages]

    def publish(self, path: str, text: str, *, status: int = 200) -> None:
        """Publish an HTML page in the site's encoding."""
        self.host.add(path, page(text, status=status, encoding=self.encoding, declared=self.declared))

    def file(self, path: str, body: bytes, content_type: str) -> str:
        """Publish a file; gives its path back, so that a link can be written around it."""
        self.host.add(path, Answer(body, content_type))
        return path

    # --- telling the truth

    def plant(self, rule: str, path: str, why: str, detail: str = "", needs: str = "") -> str:
        """Note a defect; gives the path back, so that a link can be written around it."""
        self.expected.append(Expected(self.home, rule, self.url(path), why, detail, needs))
        return path

    def spare(self, rule: str, path: str, why: str) -> str:
        """Note a look-alike; gives the path back."""
        self.spared.append(Spared(self.home, rule, self.url(path), why))
        return path

    def all_articles(self) -> Iterable[Article]:
        """Every article that stands on this host."""
        return (a for c in self.columns.values() for a in c.articles if not a.address and a.column is c)


def newest(articles: Iterable[Article]) -> list[Article]:
    """Newest first, as most lists are sorted, behind what is pinned."""
    return sorted(articles, key=lambda a: (a.pinned, a.day, a.path), reverse=True)


def paged(items: list[Article], size: int) -> list[list[Article]]:
    """The pages of a list; an empty list has one empty page."""
    return [items[i : i + size] for i in range(0, len(items), size)] or [[]]
