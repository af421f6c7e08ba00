"""Write docs/rules/: one page for each rule, made from the catalogue, the packs and the docstrings of the checks.

python scripts/make_rule_docs.py           write the pages
python scripts/make_rule_docs.py --check   exit 1 when a page is missing, out of date or left over
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the program's rooms are top-level modules

import rules  # noqa: E402
from checks import Check, registry  # noqa: E402
from model import Rule  # noqa: E402
from rules.catalogue import catalogue, notes  # noqa: E402
from rules.explain import COUNTS, GROUPS, HEADINGS, HOW, sections, setting_lines  # noqa: E402
from rules.ruleset import MARKS, Ruleset  # noqa: E402

FOLDER = ROOT / "docs" / "rules"
HOME = "README.md"
ORIGIN = "<!-- 由 scripts/make_rule_docs.py 生成，请勿手工修改 -->"


def page(rule: Rule, rulesets: list[Ruleset], checks: tuple[Check, ...]) -> str:
    """The page of one rule."""
    lines = [ORIGIN, "", f"# {rule.id}　{rule.name}", "", notes()[rule.id], ""]
    lines += [
        f"- 分组：{GROUPS[rule.group]}（`{rule.group.value}`）",
        f"- 最高计为：{COUNTS[rule.counts]}（`{rule.counts.value}`）",
    ]
    lines += [f"- 判定方式：{HOW[rule.how]}（`{rule.how.value}`）", f"- 依据：{rule.basis}"]
    lines += [f"- 来源把握：{rule.mark}，{MARKS[rule.mark]}"]
    for group in _by_account(checks):
        lines += _check_lines(group)
    if not checks:
        lines += ["", "## 程序检查", "", f"目前没有程序检查这一问题。判定方式：{HOW[rule.how]}。"]
    for ruleset in rulesets:
        lines += ["", f"## 规则包 {ruleset.pack.name}", "", f"{ruleset.pack.title}（{ruleset.pack.basis}）", ""]
        lines += [f"- {line}" for line in setting_lines(ruleset.rules[rule.id], ruleset)]
    return "\n".join(lines) + "\n"


def _by_account(checks: Iterable[Check]) -> list[list[Check]]:
    """Checks that share one account, their module's, stand together."""
    groups: dict[str, list[Check]] = {}
    for check in checks:
        groups.setdefault(check.doc, []).append(check)
    return list(groups.values())


def _check_lines(group: Sequence[Check]) -> list[str]:
    """The checks' own account, with the headings in Chinese."""
    lines: list[str] = []
    check = group[0]
    parts = sections(check.doc)
    for title in HEADINGS.values():
        if title in parts:
            lines += ["", f"## {title}", "", parts[title]]
    probes = dict.fromkeys(probe for one in group for probe in one.needs)
    needs = f"；另需探测：{'、'.join(probes)}" if probes else ""
    state = "" if check.stable else "，试用"
    return [*lines, "", f"检查程序：`{check.module}`，自 {check.since} 版起{state}{needs}。"]


def index(found: Mapping[str, tuple[Check, ...]]) -> str:
    """The table of all rules."""
    lines = [
        ORIGIN,
        "",
        "# 规则一览",
        "",
        "| 规则 | 名称 | 分组 | 最高计为 | 判定方式 | 程序检查 |",
        "|---|---|---|---|---|---|",
    ]
    for rule in catalogue().values():
        has = "有" if found.get(rule.id) else "—"
        cells = [f"[{rule.id}]({rule.id}.md)", rule.name, GROUPS[rule.group], rule.counts.value, rule.how.value, has]
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "数字的来源把握：", ""]
    lines += [f"- {mark}：{meaning}" for mark, meaning in MARKS.items()]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """Every page by its file name."""
    found = registry()
    rulesets = [rules.load(name) for name in rules.packs()]
    made = {f"{rule.id}.md": page(rule, rulesets, found.get(rule.id, ())) for rule in catalogue().values()}
    return {HOME: index(found), **made}


def outdated(made: Mapping[str, str], folder: Path) -> list[str]:
    """The names of pages that are missing, other than they should be, or left over."""
    there = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")} if folder.is_dir() else {}
    return sorted(name for name in there.keys() | made.keys() if there.get(name) != made.get(name))


def write(made: Mapping[str, str], folder: Path) -> int:
    """Write what is out of date, remove what is left over; how many files that were."""
    stale = outdated(made, folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in made:
            (folder / name).write_text(made[name], "utf-8")
        else:
            (folder / name).unlink()
    return len(stale)


def main(arguments: list[str] | None = None, folder: Path = FOLDER) -> int:
    """The command; its exit status."""
    parser = argparse.ArgumentParser(description="make the pages of docs/rules/")
    parser.add_argument("--check", action="store_true", help="only say what is out of date")
    made = pages()
    if not parser.parse_args(arguments).check:
        sys.stdout.write(f"{write(made, folder)} of {len(made)} pages written\n")
        return 0
    stale = outdated(made, folder)
    if stale:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run python scripts/make_rule_docs.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
