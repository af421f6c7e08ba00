"""From the files of a pack to its Ruleset: parents merged, everything proved, hashed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from model import ConfigError, Counts, Json, PassKind, SiteKind
from rules.catalogue import catalogue
from rules.holidays import load_holidays
from rules.packs import CaseTable, PackFile, PassTable, RuleTable, Source, explain_error, merge, read_source, where
from rules.ruleset import MARKS, Amount, Confirm, Item, PackMeta, PassSetting, Ruleset, RuleSetting, ScoreGroup
from rules.suggest import nearest

HERE = Path(__file__).parent
STRENGTH = {counts: rank for rank, counts in enumerate(Counts)}  # strongest first
SCORING = frozenset({Counts.VETO, Counts.VETO_COUNT, Counts.DEDUCT, Counts.LOCAL})

ParamsModel = Callable[[str], type[BaseModel] | None]


def find_pack(name_or_path: str, folders: Sequence[Path]) -> Path:
    """The file of a pack: a path, or a name looked up in the folders and then among the packs that come with the program."""
    if name_or_path.endswith(".toml") or "/" in name_or_path or "\\" in name_or_path:
        return Path(name_or_path)
    for folder in (*folders, HERE):
        if (path := folder / f"{name_or_path}.toml").is_file():
            return path
    known = pack_names(folders)
    raise ConfigError(f"no rule pack named {name_or_path!r}{nearest(name_or_path, known)}; known: {', '.join(known)}")


def pack_names(folders: Sequence[Path] = ()) -> list[str]:
    """The names of the packs in these folders and among those that come with the program."""
    files = [path for folder in (*folders, HERE) if folder.is_dir() for path in folder.glob("*.toml")]
    return sorted({path.stem for path in files if "\n[pack]" in "\n" + path.read_text("utf-8", "replace")})


def lineage(name_or_path: str, folders: Sequence[Path]) -> list[Source]:
    """The pack and the packs that it extends, child first. ConfigError for a cycle."""
    sources: list[Source] = []
    wanted, seen = name_or_path, set[Path]()
    while wanted:
        path = find_pack(wanted, [*folders, *(source.path.parent for source in sources[-1:])])
        if path.resolve() in seen:
            chain = " -> ".join([*(source.path.stem for source in sources), path.stem])
            raise ConfigError(f"{where(sources[-1:], ['pack', 'extends'])}: extends goes in a circle: {chain}")
        seen.add(path.resolve())
        sources.append(read_source(path))
        pack = sources[-1].data.get("pack")
        wanted = pack.get("extends", "") if isinstance(pack, dict) else ""
        if not isinstance(wanted, str):
            raise ConfigError(f"{where(sources[-1:], ['pack', 'extends'])}: pack.extends: must be the name of a pack")
    return sources


def resolve_pack(name_or_path: str, folders: Sequence[Path], params_model: ParamsModel | None) -> Ruleset:
    """Load a pack with its parents and prove it. ConfigError: one line with file, line and reason."""
    sources = lineage(name_or_path, folders)
    _known_rules(sources)
    sources.append(read_source(HERE / "passes.toml"))
    merged: dict[str, Any] = {}
    for source in reversed(sources):
        merged = merge(source.data, merged)
    try:
        file = PackFile.model_validate(merged)
    except ValidationError as error:
        raise explain_error(error, (), sources) from None
    meta = _meta(file, [source.path.stem for source in sources[1:-1]])
    groups = {name: ScoreGroup(name, table.total, table.mark) for name, table in file.groups.items()}
    items = {n: Item(n, table.group, table.cap, table.mark, table.residual) for n, table in file.items.items()}
    _sums(meta, groups, items, sources)
    holidays = load_holidays()
    rules = {rule: _setting(rule, file.rules.get(rule), items, sources) for rule in catalogue()}
    if params_model:
        written = {day.isoformat(): works for day, works in holidays.items()}
        for rule, setting in rules.items():
            _prove_params(setting, params_model(rule), written, sources)
    passes = {PassKind(kind): _pass(kind, table, sources) for kind, table in file.passes.items()}
    content = [asdict(meta), *(asdict(x) for table in (groups, items, rules, passes) for x in table.values())]
    content.append({day.isoformat(): works for day, works in sorted(holidays.items())})
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return Ruleset(meta, rules, groups, items, passes, holidays, digest)


def _known_rules(sources: Iterable[Source]) -> None:
    for source in sources:
        rules = source.data.get("rules", {})
        for rule in rules if isinstance(rules, dict) else ():
            if rule not in catalogue():
                at = where([source], ["rules", rule])
                raise ConfigError(f"{at}: unknown rule {rule!r}{nearest(rule, catalogue())}")


def _meta(file: PackFile, parents: list[str]) -> PackMeta:
    p = file.pack
    kinds = tuple(SiteKind(kind) for kind in p.scored_kinds)
    scoring = (p.total, p.pass_mark, p.bonus_from, p.bonus_cap, kinds, p.exempt_group)
    return PackMeta(p.name, p.title, p.basis, tuple(parents), p.status, *scoring)


def _sums(meta: PackMeta, groups: Mapping[str, ScoreGroup], items: Mapping[str, Item], sources: list[Source]) -> None:
    for item in items.values():
        if item.group not in groups:
            raise ConfigError(f"{where(sources, ['items', item.name])}: item {item.name}: unknown group {item.group!r}")
    for name, group in groups.items():
        caps = round(sum(item.cap for item in items.values() if item.group == name), 4)
        if caps != group.total:
            at = where(sources, ["groups", name])
            raise ConfigError(f"{at}: the caps of group {name} are {caps:g} in all, its total is {group.total:g}")
    total = round(sum(group.total for group in groups.values()), 4)
    if groups and total != meta.total:
        at = where(sources, ["pack", "total"])
        raise ConfigError(f"{at}: the groups have {total:g} points in all, the pack has {meta.total:g}")
    if meta.exempt_group and meta.exempt_group not in groups:
        raise ConfigError(f"{where(sources, ['pack', 'exempt_group'])}: unknown group {meta.exempt_group!r}")


def _setting(rule: str, table: RuleTable | None, items: Mapping[str, Item], sources: list[Source]) -> RuleSetting:
    allowed = catalogue()[rule].counts
    if table is None:  # a pack does not score what it does not name
        return RuleSetting(rule, Counts.NOTICE, catalogue()[rule].mark)
    if table.mark is None:
        raise ConfigError(f"{where(sources, ['rules', rule])}: rule {rule} has no mark of certainty ({', '.join(MARKS)})")
    counts = Counts(table.counts) if table.counts else allowed
    if STRENGTH[counts] < STRENGTH[allowed]:
        at = where(sources, ["rules", rule, "counts"])
        raise ConfigError(f"{at}: rule {rule} may count as {allowed.value} at most, not as {counts.value}")
    if counts is Counts.VETO_COUNT and not table.buckets and "count" not in table.when:
        at = where(sources, ["rules", rule])
        raise ConfigError(f"{at}: rule {rule}: a veto-count needs when = {{ count = N }} or buckets")
    if table.item and counts not in SCORING:
        at = where(sources, ["rules", rule, "item"])
        raise ConfigError(f"{at}: rule {rule} counts as {counts.value} and so deducts from no item")
    cases = {key: _amount(case, table.item, items, ("rules", rule, "cases", key), sources) for key, case in table.cases.items()}
    plain = CaseTable(item=table.item, points=table.points, mark=table.marks.get("points", table.mark))
    amount = _amount(plain, "", items, ("rules", rule, "item" if table.item else "points"), sources)
    return RuleSetting(
        rule,
        counts,
        table.mark,
        table.marks,
        table.basis,
        amount.item,
        amount.points,
        table.points_home,
        table.cap,
        table.each,
        table.distinct,
        table.sample,
        tuple(table.by),
        cases,
        {str(key): value for key, value in table.when.items()},
        table.buckets,
        table.params,
        Confirm(table.confirm.passes, table.confirm.hours),
        table.note,
    )


def _amount(case: CaseTable, default: str, items: Mapping[str, Item], path: Sequence[str], sources: list[Source]) -> Amount:
    name = case.item or default
    if name and name not in items:
        raise ConfigError(f"{where(sources, path)}: {'.'.join(path)}: unknown item {name!r}{nearest(name, items)}")
    if not name and case.points:
        raise ConfigError(f"{where(sources, path)}: {'.'.join(path)}: points without a scoring item")
    return Amount(name, items[name].cap if case.points == "all" else float(case.points), case.mark)


def _prove_params(setting: RuleSetting, model: type[BaseModel] | None, holidays: Json, sources: list[Source]) -> None:
    """Check the parameters against the type that the rule's check declares; a rule without a check is not proved."""
    if model is None:
        return
    if "holidays" in model.model_fields:
        setting.params.setdefault("holidays", holidays)
    try:
        model.model_validate(setting.params)
    except ValidationError as error:
        raise explain_error(error, ("rules", setting.id, "params"), sources) from None


def _pass(kind: Literal["weekly", "monthly", "quarterly", "audit"], table: PassTable, sources: list[Source]) -> PassSetting:
    return PassSetting(
        PassKind(kind),
        table.title,
        table.basis,
        table.mark,
        tuple(table.rules),
        tuple(table.skip),
        table.depth or None,
        table.max_pages or None,
        table.sample,
        table.external,
        tuple(table.first),
    )
