"""既使 for 即使 (既使出现少数病例，也能控制): right only where something is brought about twice (既使甲，又使乙).

Neither of the two places in 83 million characters of official text is a slip, and both say 又 behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.lib.typo.wrong_form import WrongForm

WRONG, RIGHT = "既使", "即使"

_EVEN_IF = re.compile(
    rf"(?:^|(?<=[。；！？，：、“\n])){WRONG}(?![用得][^，。]|[^。；！？\n]*(?:又|[也且更还]使|[也且更还]让))", re.MULTILINE
)


def even_ifs(text: str) -> Iterator[WrongForm]:
    """Where 既使 stands for 即使."""
    for match in _EVEN_IF.finditer(text) if WRONG in text else ():
        yield WrongForm(match.start(), WRONG, RIGHT)
