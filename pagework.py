"""What a worker process does with one page: decode, extract, page checks. `serve` is that process, once it is forked.

It reads batches and answers them (`workers/messages.py`). Lexicons and automatons load once (`workers/forking.py`).
"""

from __future__ import annotations

import contextlib
import ctypes
import resource
import select
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO

import msgspec
import zstandard

import checks
from crawler.extract.anchors import KnownAnchors
from crawler.extract.files.attachments import REASONS, read_attachment
from crawler.extract.page import read_page
from crawler.extract.sameness import body_marks, body_sketch
from crawler.extract.steady import steady_hash
from crawler.urls import Joiners, Scope, link_kind
from model import DOCUMENT_KINDS, HEAD, Confidence, Finding, Json, Link, LinkKind, Page, TextBlock, Unknown
from workers.freed_memory import give_back
from workers.messages import Job, LinkOut, PageHead, PageInput, PageOutput, decode_batch, read_frame
from workers.told_links import Teller

MEMORY_LIMIT = 2 << 30  # bytes of address space beyond which a worker is better off dead
BATCHES_AT_WORK = 4  # after which a worker gives back memory though it has more to do
REST_SECONDS = 0.05  # without a batch after which it gives it back at once
KEPT_TEXT = 200
_PDEATHSIG = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>


_encoder = msgspec.msgpack.Encoder()
_compressor = zstandard.ZstdCompressor(level=1)


def process(job: Job, item: PageInput) -> PageOutput:
    """Everything that happens to one page, or to the text of an attachment."""
    return process_batch(job, (item,))[0]


def process_batch(job: Job, items: Sequence[PageInput]) -> tuple[PageOutput, ...]:
    """The same for several pages of one site, which is cheaper."""
    if any(item.file for item in items):
        return tuple(process_file(job, item) if item.file else process(job, item) for item in items)
    pages = [_read(job, item) for item in items]
    return tuple(
        PageOutput(item.id, head_of(page), pack_facts(page), tuple(_links(page)), *results, steady_hash(item.body))
        for item, page, results in zip(items, pages, run_checks(pages, job), strict=True)
    )


def _read(job: Job, item: PageInput) -> Page:
    scope = _scope(job.home_url, job.extra_hosts)
    page = read_page(
        item.body,
        url=item.url,
        requested=item.requested,
        status=item.status,
        content_type=item.content_type,
        observed_at=item.observed_at,
        today=job.today,
        home_url=job.home_url,
        in_scope=scope.contains,
        joiners=_joiners(job.home_url),
        anchors=_anchors(job.home_url),
        links_only=job.links_only,
        site_hides=job.site_hides,
    )
    if "upgrade-insecure-requests" in item.policy:
        page = replace(page, tags={**page.tags, "content-security-policy": (item.policy,)})
    if job.sheet_parts and (parts := tuple(_parts_of(page, job))):
        page = replace(page, links=(*page.links, *parts))
    body_hash, figures_hash = body_marks(page)
    sketch = body_sketch(page) if body_hash else ()
    return replace(page, body_hash=body_hash, figures_hash=figures_hash, body_sketch=sketch)


def _parts_of(page: Page, job: Job) -> Iterator[Link]:
    """What the style sheets of a page ask for."""
    known = {link.target: None for link in page.links if link.kind is LinkKind.STYLE}
    parts = (part for sheet in known for part in job.sheet_parts.get(sheet, ()))
    for part in dict.fromkeys(parts):
        if part not in known:
            yield Link(part, LinkKind.IMAGE if link_kind(part) is LinkKind.IMAGE else LinkKind.STYLE)


def process_file(job: Job, item: PageInput) -> PageOutput:
    """The rules of the job on the text of an attachment; one that cannot be read is unknown to each of them."""
    read = read_attachment(item.body)
    text = tuple(TextBlock(line) for line in read.lines)
    page = Page(item.url, item.requested, item.status, item.observed_at, title=item.file[:KEPT_TEXT], text=text)
    [(findings, unknowns, errors)] = run_checks([page], job)
    # The order of words in a file's text is a guess of its reader: a person looks first.
    findings = tuple(
        replace(each, confidence=Confidence.SUSPECTED, evidence={**each.evidence, "attachment": read.form}) for each in findings
    )
    if read.reason or read.cut:
        why = REASONS.get(read.reason, "附件很长，只读取了前一部分")
        unknowns += tuple(Unknown(rule, item.url, why) for rule in job.rules if not read.cut or not findings)
    return PageOutput(item.id, head_of(page), b"", (), findings, unknowns, errors)


@lru_cache(4)
def _joiners(home_url: str) -> Joiners:
    """Parsed addresses of a site's earlier pages: its menus are on every page."""
    return Joiners()


@lru_cache(4)
def _anchors(home_url: str) -> KnownAnchors:
    """The anchors of a site's earlier pages."""
    return KnownAnchors()


@lru_cache(4)
def _scope(home_url: str, extra_hosts: tuple[str, ...]) -> Scope:
    return Scope(home_url, extra_hosts)


def head_of(page: Page) -> PageHead:
    """The head of a page."""
    return PageHead(
        url=page.url,
        status=page.status,
        observed_at=page.observed_at,
        kind=page.kind,
        kind_reason=page.kind_reason,
        title=page.title,
        html_title=page.html_title,
        published=page.published.day.isoformat() if page.published else "",
        redirect=page.redirect,
        next_urls=page.pager.next_urls if page.pager else (),
        body_length=page.body_length,
        content_hash=page.content_hash,
        simhash=page.simhash,
        endpoints=tuple(endpoint.url for endpoint in page.endpoints if endpoint.url),
        published_place=page.published.place if page.published else "",
        body_hash=page.body_hash,
        said_hash=page.said_hash,
        said=page.said,
        says_little=page.says_little,
        scripted=bool(page.scripted),
    )


def pack_facts(page: Page) -> bytes:
    """A page's facts as storage keeps them (msgpack of model.Page, zstd), without what lives only in the worker.

    What stands beside an ordinary article is looked at by page checks alone; sixty links of 相关阅读 would be most of its
    facts, and whatever walks over the pages of a site would read them.

    Packed here and not by the main process, which would have to unpack and pack every page of a crawl.
    """
    related = page.related if page.kind in DOCUMENT_KINDS else ()
    kept = replace(page, tree=None, text=(), links=(), bad_links=(), said=(), says_little=False, related=related)
    return _compressor.compress(_encoder.encode(kept))


PageResults = tuple[tuple[Finding, ...], tuple[Unknown, ...], dict[str, str]]


def run_checks(pages: Sequence[Page], job: Job) -> list[PageResults]:
    """Findings, unknowns and errors of the page checks for every page; a check that raises loses this page for it only."""
    results: list[list[Finding | Unknown]] = [[] for _ in pages]
    errors: list[dict[str, str]] = [{} for _ in pages]
    for check, params in _checks(job):
        if check.batched and _run_together(check, params, pages, results):
            continue
        for at, page in enumerate(pages):
            try:
                results[at] += check.run([page] if check.batched else page, params)
            except Exception as error:  # the check's boundary: counted by the pass
                errors[at][check.rule] = f"{type(error).__name__}: {error}"[:KEPT_TEXT]
    return [
        (
            tuple(r for r in found if isinstance(r, Finding)),
            tuple(r for r in found if isinstance(r, Unknown)),
            failed,
        )
        for found, failed in zip(results, errors, strict=True)
    ]


def _run_together(
    check: checks.Check, params: checks.Params, pages: Sequence[Page], results: list[list[Finding | Unknown]]
) -> bool:
    """Run a check on all pages at once; False where that fails, for whatever page."""
    by_url = {page.url: at for at, page in enumerate(pages)}
    if len(by_url) < len(pages):
        return False
    try:
        found = [(by_url[result.url], result) for result in check.run(pages, params)]
    except Exception:  # the check's boundary: it is run page by page, and counted there
        return False
    for at, result in found:
        results[at].append(result)
    return True


def _checks(job: Job) -> Iterator[tuple[checks.Check, checks.Params]]:
    known = checks.registry(frozenset(job.disabled_plugins))
    for rule, params in job.rules.items():
        for check in known.get(rule, ()):
            if check.subject is Page:
                yield check, check.params.model_validate(params)


def rules_of_ours() -> dict[str, Json]:
    """The page checks that the program brings itself, with their own parameters; a user may have switched plugins off."""
    known = checks.registry(frozenset(name for name, *_ in checks.plugins()))
    return {rule: {} for rule, found in known.items() if any(check.subject is Page for check in found)}


def _links(page: Page) -> Iterator[LinkOut]:
    """Each distinct target once; of several occurrences the first with words tells."""
    seen: dict[str, LinkOut] = {}
    for link in page.links:
        known = seen.get(link.target)
        if known is None or (link.text and not known.text) or (known.area == HEAD and link.area != HEAD):
            seen[link.target] = _link_out(link.target, link.kind, link.text[:KEPT_TEXT], link.area)
    yield from seen.values()
    for bad in page.bad_links:
        yield LinkOut(bad.raw[:2000], bad.kind, bad.text[:KEPT_TEXT], bad=True)


_link_out = lru_cache(6_000)(LinkOut)
"""Menus are on every page."""


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Be a worker: answer batches until the input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    end_with_parent()
    teller = Teller()
    done = 0
    while (data := read_frame(incoming)) is not None:
        batch = decode_batch(data)
        outputs = process_batch(batch.job, batch.pages)
        outgoing.write(teller.encode(outputs))
        outgoing.flush()
        del batch, outputs
        done += 1
        if done % BATCHES_AT_WORK == 0 or not _is_asked_again(incoming):
            give_back()


def _is_asked_again(incoming: BinaryIO) -> bool:
    """Whether the next batch comes at once: it needs the memory of the last one, and to get that anew is dear."""
    return bool(select.select([incoming], [], [], REST_SECONDS)[0])


def end_with_parent() -> None:
    """Let the kernel end this process with the program that started it, also in the middle of a page that never ends."""
    with contextlib.suppress(OSError, AttributeError):  # Linux alone knows this; elsewhere the end of the input must do
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
