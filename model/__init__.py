"""The nouns of the program: sites, columns, pages, links, verdicts, findings, rules, passes.

Frozen dataclasses without side effects, input/output or SQL; standard library only, so that every room may import them.
The errors stand as a tree in `model.errors`.
"""

from model.dates import DateFact, DatePlace
from model.documents import Document, Properties
from model.errors import ConfigError, StaleAttempt, StorageError, XunchaError
from model.findings import Confidence, Finding, Unknown
from model.guides import About, ElementState, Guide, GuideElement
from model.history import ColumnPast, History, Newcomer, Redating
from model.interaction import Letter, Survey
from model.links import CITED, HEAD, READ, BadLink, Link, LinkKind
from model.lists import Endpoint, ListBlock, ListItem, MenuEntry, Pager, Stray, Vacancy
from model.media import MediaAccount, MediaState
from model.page import AWAITED, LINKED_PICTURE, SKETCH, Page, TextBlock
from model.page_kinds import ARTICLE_KINDS, DOCUMENT_KINDS, NO_CONTENT_KINDS, PageKind
from model.passes import Pass, PassKind, SitePassState
from model.rule import Counts, Group, How, Rule
from model.search import SearchEntry, SearchForm
from model.site_view import ArticleView, ColumnView, Coverage, Exits, PagesByKind, SiteView
from model.sites import Column, ColumnKind, Site, SiteKind, SiteState
from model.terms import NEVER, SHANGHAI, Json, PassId, SiteId, SitePassId
from model.traces import Concealed, Mark
from model.verdicts import Attempt, Outcome, Place, Shown, Verdict

__all__ = [
    "ARTICLE_KINDS",
    "AWAITED",
    "CITED",
    "DOCUMENT_KINDS",
    "HEAD",
    "LINKED_PICTURE",
    "NEVER",
    "NO_CONTENT_KINDS",
    "READ",
    "SHANGHAI",
    "SKETCH",
    "About",
    "ArticleView",
    "Attempt",
    "BadLink",
    "Column",
    "ColumnKind",
    "ColumnPast",
    "ColumnView",
    "Concealed",
    "Confidence",
    "ConfigError",
    "Counts",
    "Coverage",
    "DateFact",
    "DatePlace",
    "Document",
    "ElementState",
    "Endpoint",
    "Exits",
    "Finding",
    "Group",
    "Guide",
    "GuideElement",
    "History",
    "How",
    "Json",
    "Letter",
    "Link",
    "LinkKind",
    "ListBlock",
    "ListItem",
    "Mark",
    "MediaAccount",
    "MediaState",
    "MenuEntry",
    "Newcomer",
    "Outcome",
    "Page",
    "PageKind",
    "Pager",
    "PagesByKind",
    "Pass",
    "PassId",
    "PassKind",
    "Place",
    "Properties",
    "Redating",
    "Rule",
    "SearchEntry",
    "SearchForm",
    "Shown",
    "Site",
    "SiteId",
    "SiteKind",
    "SitePassId",
    "SitePassState",
    "SiteState",
    "SiteView",
    "StaleAttempt",
    "StorageError",
    "Stray",
    "Survey",
    "TextBlock",
    "Unknown",
    "Vacancy",
    "Verdict",
    "XunchaError",
]
