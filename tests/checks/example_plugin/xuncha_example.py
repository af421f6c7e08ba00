"""标题过长

What: 页面标题超过规定字数。
Why: 示例规则，说明插件怎样写；标题过长不便阅读。
Evidence: `length`（标题字数）、`limit`（上限）。
Not a finding when: 标题不超过上限，或者页面没有标题。
How to fix: 缩短标题。
"""

from __future__ import annotations

from checks import Confidence, Finding, Iterator, Page, Params, check


class ExampleParams(Params):
    """`limit`: characters that a title may have."""

    limit: int = 60


@check("example-long-title", since="0.1", stable=False)
def example_long_title(page: Page, p: ExampleParams) -> Iterator[Finding]:
    """A title that is too long."""
    if len(page.title) > p.limit:
        yield Finding(
            rule="example-long-title",
            url=page.url,
            page=page.url,
            message=f"标题有{len(page.title)}字，超过{p.limit}字。",
            confidence=Confidence.SUSPECTED,
            evidence={"length": len(page.title), "limit": p.limit},
        )
