"""Signatures of block pages (rules/challenge.toml) and the match of an answer against them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rules.packs import Mark, explain_error, read_source

PATH = Path(__file__).with_name("challenge.toml")
GENUINE = frozenset({200, 404, 410})
"""Statuses of ordinary answers: behind such a product the site's own pages carry its headers and cookies too, so that only
the words of the page tell."""

ENCODINGS = ("utf-8", "gb18030")
"""In which the beginning of a page is read."""

Status = int


class _Product(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(min_length=1)
    mark: Mark
    statuses: list[Status] = []
    headers: dict[str, str] = {}
    cookies: list[str] = []
    body: list[list[str]] = []
    max_body: int = Field(default=0, ge=0)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    refused: list[Status]
    product: list[_Product]


@dataclass(frozen=True, slots=True)
class Signature:
    """How the pages of one product look."""

    name: str
    mark: Literal["V", "V2", "I", "M+", "M", "M-", "P"]
    statuses: frozenset[int]  # empty: any
    headers: tuple[tuple[str, str], ...]  # name, text that its value contains; both in lower case
    cookies: tuple[str, ...]  # names; one that ends in * is a beginning
    body: tuple[tuple[str, ...], ...]  # one group must stand there completely
    max_body: int  # characters; 0: any
    keys: frozenset[bytes]  # without one of these no group of `body` stands there, in whatever encoding


@dataclass(frozen=True, slots=True)
class Signatures:
    """All products, and the statuses that decline programs by themselves."""

    refused: frozenset[int]
    products: tuple[Signature, ...]


def load_signatures(path: Path | None = None) -> Signatures:
    """Read the signatures. ConfigError with file and line for a bad entry."""
    source = read_source(path or PATH)
    try:
        file = _File.model_validate(source.data)
    except ValidationError as error:
        raise explain_error(error, (), [source]) from None
    return Signatures(frozenset(file.refused), tuple(_signature(product) for product in file.product))


def _signature(p: _Product) -> Signature:
    headers = tuple((name.lower(), value.lower()) for name, value in p.headers.items())
    body = tuple(tuple(group) for group in p.body if group)
    longest = [max(group, key=len) for group in body]
    keys = frozenset(marker.encode(encoding) for marker in longest for encoding in ENCODINGS)
    return Signature(p.name, p.mark, frozenset(p.statuses), headers, tuple(p.cookies), body, p.max_body, keys)


def is_ordinary(signatures: Signatures, *, status: int, head: bytes, length: int) -> bool:
    """Whether `recognise` would find nothing in an answer, told by the bytes of its beginning: most pages need no decoding.

    Said of genuine statuses only; False says nothing. `length` is that of the whole page.
    """
    if status not in GENUINE:
        return False
    for product in signatures.products:
        if (product.statuses and status not in product.statuses) or (product.max_body and length > product.max_body):
            continue
        for key in product.keys:  # a loop, as below
            if key in head:
                return False
    return True


def recognise(
    signatures: Signatures,
    *,
    status: int,
    headers: Mapping[str, str],
    cookies: Collection[str] = (),
    text: str = "",
    length: int | None = None,
) -> str:
    """The product whose block page this answer is, or "".

    `headers` have names in lower case, `cookies` are the names that the answer sets, `text` is the decoded first part
    of the page. `length` is the length of the whole page where `text` is cut: block pages are short, articles are not.
    """
    size = max(len(text), length or 0)
    for product in signatures.products:
        if product.statuses and status not in product.statuses:
            continue
        if _in_text(product, text, size):
            return product.name
        if status not in GENUINE and (_in_headers(product, headers) or _in_cookies(product.cookies, cookies)):
            return product.name
    return ""


def _in_text(product: Signature, text: str, size: int) -> bool:
    if product.max_body and size > product.max_body:
        return False
    for group in product.body:  # loops: asked of every answer for every product, and generators would cost thrice as much
        for marker in group:
            if marker not in text:
                break
        else:
            return True
    return False


def _in_headers(product: Signature, headers: Mapping[str, str]) -> bool:
    return any(name in headers and value in headers[name].lower() for name, value in product.headers)


def _in_cookies(wanted: Iterable[str], cookies: Collection[str]) -> bool:
    for name in wanted:
        if name.endswith("*") and any(cookie.startswith(name[:-1]) for cookie in cookies):
            return True
        if name in cookies:
            return True
    return False
