"""The pages behind the items of columns while a site is judged: read from the database once, then off a shelf.

Every check that looks at articles walks all of them. Of a stored page's facts an article needs few, so these are packed
apart: a walk over them costs a tenth of reading the pages again. They stay in memory up to some megabytes and lie in a
temporary file beyond, so that a large site takes no more of it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from weakref import finalize

import msgspec
from sqlalchemy import Connection

from crawler.columns import article_of
from model import ArticleView, SiteId, SitePassId
from storage import stored_pages

IN_MEMORY = 12 << 20  # bytes

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(ArticleView)


class ArticleShelf:
    """The articles of one pass of a site. Not for several threads at once."""

    def __init__(self, connection: Connection, site_pass: SitePassId, site: SiteId) -> None:
        self._connection = connection
        self._site_pass = site_pass
        self._site = site
        self._file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - as long as the shelf
        finalize(self, self._file.close)
        self._places: dict[str, int] = {}  # address -> where it stands; -1: nothing was read there
        self._end = 0

    def articles_at(self, urls: Iterable[str]) -> Articles:
        """Those at some addresses, in their order, each once; an address that several columns list is read once."""
        wanted = list(dict.fromkeys(urls))
        new = [url for url in wanted if url not in self._places]
        self._places.update(dict.fromkeys(new, -1))
        self._file.seek(self._end)
        for page in stored_pages.pages_at(self._connection, self._site_pass, self._site, new):
            data = _encoder.encode(article_of(page))
            self._places[page.url] = self._end
            self._end += self._file.write(len(data).to_bytes(4, "big") + data)
        return Articles(self, array("q", (place for url in wanted if (place := self._places.get(url, -1)) >= 0)))

    def article(self, place: int) -> ArticleView:
        """The one that stands at a place."""
        self._file.seek(place)
        return _decoder.decode(self._file.read(int.from_bytes(self._file.read(4), "big")))


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of one column; taken off the shelf each time they are walked."""

    shelf: ArticleShelf
    places: Sequence[int]

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[ArticleView]:
        return map(self.shelf.article, self.places)
