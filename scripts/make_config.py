"""Writes config.toml: every key with its default and a comment, from settings.py. `--check` fails when it is out of date."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from settings import Settings, keys  # noqa: E402

HEAD = """# The configuration of xuncha. Every key is listed with its default; delete what you do not change.
# `xuncha` reads config.toml of the working folder, or the file given with --config. Stronger than this file are
# environment variables (XUNCHA_CRAWLER__DELAY=1) and `--set crawler.delay=1`.
"""


def render() -> str:
    """The whole file."""
    parts, section = [HEAD], ""
    for key, default, meaning in keys():
        table, _, name = key.partition(".")
        if table != section:
            section = table
            parts.append(f"\n[{table}]  # {(Settings.model_fields[table].default.__class__.__doc__ or '').strip()}\n")
        parts.append(f"# {meaning}\n{name} = {_toml(default)}\n")
    return "".join(parts)


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Write the file, or hold it against the settings."""
    file = ROOT / "config.toml"
    if "--check" in sys.argv[1:]:
        if file.read_text(encoding="utf-8") != render():
            sys.exit("config.toml is out of date; run: python scripts/make_config.py")
        return
    file.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
