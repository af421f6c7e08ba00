"""Reads the text of a site's attachments: fetched politely, read in a worker, judged by the text rules.

It may begin while links in trouble wait for another look, and is run once more after the walk for what was found since. A
file whose bytes an earlier pass judged by the same rules is not read again; that pass's results hold.

Bounded in number and bytes. What is not read for a reason of its own (too large, locked, damaged) is unknown with that reason,
so that nothing that stood there before is called fixed.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crawler.fetch import Response
from crawler.link_kinds import extension_of
from crawler.urls import Scope
from model import Finding, Json, Unknown
from stages.judge import checks_hash, place
from storage.attachments import Attachment, ReadFile, attachments_of
from storage.packing import PageResults
from storage.pages import SiteStore
from tools import Limits, Progress, Tools
from workers.messages import Job, PageInput, PageOutput

RULES = ("personal-info", "secret-marking", "misstatement", "typo")
"""Page rules that judge the text of files, too."""

READERS = 4
SPARE = 20
"""Addresses beyond the limit that are looked at: some are of other sites or of formats that are not read."""

_FORMS = "pdf docx docm doc dot wps wpt rtf mht xlsx xlsm xls et ett pptx ppsx ppt pps dps ofd txt csv zip"
FORMS = frozenset({*_FORMS.split(), ""})
_PROGRAMS = frozenset({"jsp", "do", "action", "aspx", "asp", "php", "ashx"})


@dataclass(slots=True)
class AttachmentReader:
    """The attachments of one site's pass."""

    tools: Tools
    store: SiteStore
    job: Job
    limits: Limits
    progress: Progress
    _bytes: int = 0
    _results: list[Finding | Unknown] = field(default_factory=list)
    _taken: set[int] = field(default_factory=set)  # read, or left unread for a reason
    _read_now: list[ReadFile] = field(default_factory=list)

    async def run(self) -> None:
        """Read every attachment that an earlier run has not."""
        job = file_job(self.job)
        if not job.rules:
            return
        waiting = await asyncio.to_thread(self._waiting, tuple(job.rules))
        queue, reading = iter(waiting), checks_hash(job)
        async with asyncio.TaskGroup() as group:
            for _ in range(READERS):
                group.create_task(self._work(job, reading, queue))
        files, self._read_now = self._read_now, []
        if files:
            await self.store.keep_files(files)

    def results(self) -> list[Finding | Unknown]:
        """What the text rules say of every attachment that could be read, and why others could not."""
        with self.tools.db.read_sync() as connection:
            return list(place(connection, self.store.site, self._results))

    def _waiting(self, rules: tuple[str, ...]) -> list[Attachment]:
        site, settings = self.store.site, self.tools.settings.attachments
        limit = settings.max_files if settings.read else 0
        scope = Scope(site.home_url, site.extra_hosts)
        with self.tools.db.read_sync() as connection:
            found = attachments_of(connection, site.id, self.store.id, rules, limit * SPARE)
        mine = [each for each in found if each.judged or (scope.contains(each.url) and is_readable(each.url))]
        judged = sum(each.judged for each in mine)
        new = [each for each in mine if each.url_id not in self._taken]
        return new[: max(0, limit + judged - len(self._taken))]

    async def _work(self, job: Job, reading: str, queue: Iterator[Attachment]) -> None:
        for attachment in queue:
            self._taken.add(attachment.url_id)
            reason = self._why_not()
            if not reason:
                self._results += await self._read(job, reading, attachment)
            elif attachment.judged:  # what stood there is not fixed because nobody looked
                self._results += _unknown(job, attachment, reason)

    def _why_not(self) -> str:
        if not self.tools.settings.attachments.read:
            return "按设置不读取附件"
        if self.tools.stop.is_set():
            return "检查中断，附件未读取"
        if self.limits.deadline and time.monotonic() >= self.limits.deadline:
            return "检查时限已到，附件未读取"
        return "附件总量超过上限，未读取" if self._bytes >= self.tools.settings.attachments.total_bytes else ""

    async def _read(self, job: Job, reading: str, attachment: Attachment) -> list[Finding | Unknown]:
        limit = self.tools.settings.attachments.max_bytes
        name = attachment.text or attachment.url.rpartition("/")[2] or "附件"
        read_as = _digest(f"{reading} {name}".encode())
        past = attachment.past if attachment.past is not None and attachment.past.read_as == read_as else None
        response = await self._ask(attachment.url, limit, past)
        if past is not None and response.not_modified:
            return _told(attachment, past.results)
        if reason := _why_unread(response, limit):
            return _unknown(job, attachment, reason)
        digest = _digest(response.body)
        if past is not None and past.digest == digest:
            return _told(attachment, past.results)
        item = PageInput(
            id=attachment.url_id,
            url=attachment.url,
            requested=attachment.url,
            status=response.status or 0,
            content_type="",
            observed_at=response.observed_at,
            body=response.body,
            file=name,
        )
        [output] = await self.tools.workers.run(job, [item])
        if not isinstance(output, PageOutput):
            return _unknown(job, attachment, "附件无法读取（读取程序超时或异常）")
        for rule in output.errors:
            self.progress.check_errors[rule] += 1
        results = PageResults(output.findings, output.unknowns)
        if not output.errors:
            etag, modified = response.headers.get("etag", "")[:500], response.headers.get("last-modified", "")[:100]
            self._read_now.append(ReadFile(attachment.url_id, digest, read_as, results, etag, modified))
        return _told(attachment, results)

    async def _ask(self, url: str, limit: int, past: ReadFile | None) -> Response:
        """The file, or that it is what it was."""
        etag, modified = (past.etag or None, past.modified or None) if past is not None else (None, None)
        response = await self._asked(url, limit, etag, modified)
        # Where it now leads elsewhere, "not modified" is said of another file.
        return await self._asked(url, limit, None, None) if response.not_modified and response.hops else response

    async def _asked(self, url: str, limit: int, etag: str | None, modified: str | None) -> Response:
        response = await self.tools.fetcher.get(url, max_body=limit, etag=etag, modified=modified)
        self.progress.requests += 1
        self.progress.bytes += len(response.body)
        self._bytes += len(response.body)
        return response


def is_readable(url: str) -> bool:
    """Whether the address is of a format that is read, or does not tell."""
    extension = extension_of(url)
    return extension in FORMS or extension in _PROGRAMS


def file_job(job: Job) -> Job:
    """The job of the text rules alone; of wrong words only the list is asked, files hold more names than prose."""
    rules: dict[str, Json] = {rule: dict(job.rules[rule]) for rule in RULES if rule in job.rules}
    if "typo" in rules:
        rules["typo"]["model"] = False
    return replace(job, rules=rules)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _told(attachment: Attachment, results: PageResults) -> list[Finding | Unknown]:
    """The results of a file, on the page that leads to it; of what could not be judged one line is enough for a person."""
    unknowns = results.unknowns if attachment.judged else results.unknowns[:1]
    return [*(replace(each, page=attachment.page) for each in results.findings), *unknowns]


def _why_unread(response: Response, limit: int) -> str:
    if response.error or response.status != 200:
        return "附件未能取得，未读取"
    return f"附件大于{limit / 1_000_000:g}MB，未读取" if response.truncated else ""


def _unknown(job: Job, attachment: Attachment, reason: str) -> list[Finding | Unknown]:
    """One line for a person; every rule where an open finding rests on the file and must not be closed."""
    rules = tuple(job.rules) if attachment.judged else tuple(job.rules)[:1]
    return [Unknown(rule, attachment.url, reason) for rule in rules]
