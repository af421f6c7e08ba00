"""LinkChecker with 10 threads (its default), no robots.txt, no limit of requests a second; its CSV output is counted."""

import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

BASE = f"http://127.0.0.1:{sys.argv[2]}/"
SETTINGS = """[checking]
robotstxt=0
maxrequestspersecond=100000
threads=10
timeout=30
"""
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "linkcheckerrc"
    file.write_text(SETTINGS)
    command = [str(Path(sys.executable).parent / "linkchecker"), "-f", str(file), "--no-status", "-v", "-o", "csv", BASE]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
rows = csv.DictReader((line for line in io.StringIO(ran.stdout) if not line.startswith("#")), delimiter=";")
pages, broken = set(), set()
for row in rows:
    url = (row.get("url") or row.get("urlname") or "").partition("#")[0]
    path = urlsplit(url).path
    if row.get("valid") == "False":
        broken.add(path)
    elif path.endswith(".html"):
        pages.add(path)
print(json.dumps({"pages": len(pages), "broken": sorted(broken)}))
