"""All forms by their ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from model import ConfigError
from reports.forms import (
    monthly_table,
    quarterly_circular,
    rectification_notice,
    regulatory_year,
    regulatory_year_gx,
    self_check,
    survey_summary,
    work_year,
    work_year_gx,
)
from reports.forms.facts import Facts
from reports.forms.fields import Computed, Form

MODULES = (
    monthly_table,
    survey_summary,
    quarterly_circular,
    self_check,
    rectification_notice,
    regulatory_year,
    regulatory_year_gx,
    work_year,
    work_year_gx,
)
FORMS: Mapping[str, Form] = MappingProxyType({module.FORM.id: module.FORM for module in MODULES})
COMPUTE: Mapping[str, Callable[[Facts], Computed]] = MappingProxyType({each.FORM.id: each.compute for each in MODULES})


def form_named(text: str) -> Form:
    """A form by its id or title. Raises ConfigError."""
    for form in FORMS.values():
        if text in (form.id, form.title):
            return form
    raise ConfigError(f"form {text}: unknown; {', '.join(FORMS)} are known")
