"""Counts of one site's pass for the official forms; kept as `figures` in the pass's coverage.

documents        total, to_interpret (that need one), interpreted (of these), share (percent, None without any),
                 linked_both (of the interpreted ones)
interpretations  total, and one count for each form: 文字 图解 视频 发布会 问答
guides           total, unread (could not be judged)
"""

from __future__ import annotations

from checks.lib.guides import guides_of
from checks.lib.interpreted import FORMS, form_of, interpreted_policies
from checks.lib.pairs import interpretations_of
from model import Json, SiteView


def site_figures(site: SiteView) -> Json:
    """The counts of a site as this pass saw it."""
    documents = list(interpreted_policies(site))
    needed = [one for one in documents if one.need == "needs"]
    done = [one for one in needed if one.pairs or one.elsewhere]
    forms = [form_of(other) for other in interpretations_of(site.documents, site.columns)]
    guides = guides_of(site)
    return {
        "documents": {
            "total": len(documents),
            "to_interpret": len(needed),
            "interpreted": len(done),
            "share": round(len(done) * 100 / len(needed), 1) if needed else None,
            "linked_both": sum(one.linked_both for one in done),
        },
        "interpretations": {"total": len(forms), **{form: forms.count(form) for form in FORMS}},
        "guides": {"total": len(guides), "unread": sum(bool(one.guide.doubt) for one in guides)},
    }
