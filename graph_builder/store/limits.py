"""Bounds of a process that runs somebody's query.

What goes in: bytes. What comes out: nothing; the process is bounded from here on. This module must not know queries.
"""

from __future__ import annotations

import contextlib
import resource
from pathlib import Path


def limit(memory: int, *, sealed: bool) -> None:
    """Bounds this process: `memory` bytes beyond what it holds; `sealed`: no new file or connection."""
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if pages:
            ceiling = pages * resource.getpagesize() + memory
            resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
        if sealed:
            resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
