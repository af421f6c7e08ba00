"""A finding on an attachment over two audits: kept while nobody reads the file, fixed when the file is."""

import sqlite3
from pathlib import Path

from tests.crawler.extract.made_files import word
from tests.server import LoopbackServer, answer
from tests.whole.run import audit
from tests.whole.site import small_site
from tests.whole.test_attachments import EXTRA, LEAK


def states(folder: Path) -> dict[str, str]:
    with sqlite3.connect(folder / "audit.db") as connection:
        return dict(connection.execute("select rule, state from findings"))


def test_a_finding_is_closed_only_by_reading_again(tmp_path: Path) -> None:
    routes = small_site(extra=EXTRA.split(" <a")[0] + "</p>", more={"/a.docx": answer(200, LEAK)})
    rules = ("--rules", "personal-info")
    with LoopbackServer(routes) as server:
        audit(server, tmp_path, *rules)
        assert states(tmp_path) == {"personal-info": "open"}
        audit(server, tmp_path, *rules, "--set", "attachments.read=false")
        assert states(tmp_path) == {"personal-info": "open"}
    routes["/a.docx"] = answer(200, word(["2026年临时救助对象公示"]))
    with LoopbackServer(routes) as server:
        audit(server, tmp_path, *rules)
    assert states(tmp_path) == {"personal-info": "fixed"}


def test_a_file_of_the_same_bytes_is_read_again_only_for_other_rules(tmp_path: Path) -> None:
    routes = small_site(extra=EXTRA.split(" <a")[0] + "</p>", more={"/a.docx": answer(200, LEAK)})
    with LoopbackServer(routes) as server:
        audit(server, tmp_path, "--rules", "personal-info")
        audit(server, tmp_path, "--rules", "personal-info")
        assert states(tmp_path) == {"personal-info": "open"}
        with sqlite3.connect(tmp_path / "audit.db") as connection:
            changed = connection.execute("update pages set findings = null where kind = 'file'").rowcount
        assert changed == 1
        audit(server, tmp_path, "--rules", "personal-info")
        assert states(tmp_path) == {"personal-info": "fixed"}  # nobody read it: what was kept was believed
        audit(server, tmp_path, "--rules", "personal-info,secret-marking")
        assert states(tmp_path) == {"personal-info": "open"}
