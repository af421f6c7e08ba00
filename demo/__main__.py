"""`python -m demo`: serve the demo web until interrupted, or write its truth down."""

from __future__ import annotations

import argparse
import threading
from datetime import date

import demo
from demo.server import DemoServer
from demo.truth import TRUTH_FILE, write_toml


def main() -> None:
    """Parse the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="Serve the demo web on loopback.")
    parser.add_argument("--as-of", type=date.fromisoformat, help="the day of judgement (default: today)")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--write-truth", action="store_true", help=f"write {TRUTH_FILE.name} and stop")
    options = parser.parse_args()
    if options.write_truth:
        TRUTH_FILE.write_text(write_toml(demo.truth(options.as_of)), encoding="utf-8")
        return
    with DemoServer(options.as_of, port=options.port) as server:
        print("\n".join(demo.DEMO_SITES))
        print(" ".join(f"--resolve {option}" for option in server.resolve_options()), flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
