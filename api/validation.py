"""The SHACL report of the build that answers: made once, in a process of its own, kept until the build changes.

What goes in: the store. What comes out: the report as `anticrime validate --format json` writes it. A report takes seconds to minutes, and as much memory
as the graph: no request does that work itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from typing import Any

from api.problems import Problem
from graph_builder.store import Asking

PATIENCE = 25.0
"""Seconds a request waits for a report that is being made."""
LONGEST = 1800.0


class Reports:
    """The report of one build at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._build = ""
        self._done = threading.Event()
        self._report: dict[str, Any] | None = None
        self._fault = ""

    def get(self, store: Asking) -> dict[str, Any]:
        """The report; Problem 503 while it is being made, or where it cannot be."""
        kept = store.meta.get("validation")
        if kept:
            return dict(kept)
        with self._lock:
            if self._build != store.build:
                self._build, self._report, self._fault = store.build, None, ""
                self._done = threading.Event()
                threading.Thread(target=self._make, args=(store.location, self._done), daemon=True).start()
            done = self._done
        if not done.wait(PATIENCE):
            raise Problem(503, "store-busy", "the report is being made", hint="ask again in a minute", headers={"Retry-After": "30"})
        if self._report is None:
            raise Problem(503, "store", f"the report cannot be made ({self._fault})", hint="run anticrime validate")
        return self._report

    def _make(self, location: str, done: threading.Event) -> None:
        command = [sys.executable, "-m", "graph_builder.cli", "validate", "--store", location, "--format", "json"]
        try:
            run = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
            if run.returncode in (0, 1):
                self._report = dict(json.loads(run.stdout))
            else:
                self._fault = " ".join(run.stderr.split())[:300]
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            self._fault = str(error)[:300]
        finally:
            done.set()
