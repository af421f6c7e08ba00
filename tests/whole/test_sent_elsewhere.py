"""A registered site whose home page sends visitors to another registered one: told in words, its neighbour's faults told once."""

from pathlib import Path

from tests.server import LoopbackServer, redirect
from tests.whole.run import PROGRAM, run
from tests.whole.site import HOME, HOST, small_site

OLD = "www.old-site.gov.cn"
QUICK = (
    "crawler.delay=0",
    "verify.spacing=0.1",
    "verify.external=false",
    "workers.processes=1",
    "probes.visits=3",
    "probes.seconds=3",
)


def test_the_faults_of_the_other_site_are_told_once(tmp_path: Path) -> None:
    database = ("--database", f"sqlite:///{tmp_path / 'sweep.db'}")
    settings = [part for setting in QUICK for part in ("--set", setting)]
    site = small_site(extra='<p>会议安排布署了第四季度重点工作。</p><p><a href="/gone.html">原文</a></p>')
    with LoopbackServer(site) as server, LoopbackServer({"/": redirect(HOME), "/robots.txt": redirect(HOME)}) as old:
        network = ("--resolve", f"{HOST}=127.0.0.1:{server.port}", "--resolve", f"{OLD}=127.0.0.1:{old.port}", "--no-progress")
        assert run([*PROGRAM, "sites", "add", HOME, "--name", "测试区", *database]).status == 0
        assert run([*PROGRAM, "sites", "add", f"http://{OLD}/", "--name", "旧站", *database]).status == 0
        swept = run([*PROGRAM, "sweep", "quarterly", *network, *settings, *database])
    found = run([*PROGRAM, "findings", "list", "--format", "jsonl", *database]).findings
    assert swept.status == 3 and "旧站：首页转到了另一个已登记的网站" in swept.out
    assert [f["site"] for f in found if f["rule"] == "broken-link"] == [HOME]
    assert {f["site"] for f in found} == {HOME}
