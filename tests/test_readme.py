"""Every example of the README is run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ ([^\n]+)\n(.*?)```", README, re.S)
COMMANDS = [(command, output) for command, output in BLOCKS if command.startswith("anticrime ")]


def test_examples_are_found() -> None:
    assert len(COMMANDS) == 3
    assert len(BLOCKS) == 4


@pytest.mark.parametrize(("command", "output"), COMMANDS, ids=[command[:40] for command, _ in COMMANDS])
def test_command(command: str, output: str, shipped_store: Path) -> None:
    _, subcommand, *rest = shlex.split(command)
    run = subprocess.run(
        [sys.executable, "-m", "graph_builder.cli", subcommand, "--store", str(shipped_store), *rest], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.replace("\r\n", "\n") == output


def test_http_example_answers_with_paragraph_two_alone(shipped_store: Path) -> None:
    from fastapi.testclient import TestClient

    from api.app import create_app

    url = next(re.search(r"http://127\.0\.0\.1:8000([^']+)", command) for command, _ in BLOCKS if command.startswith("curl"))
    assert url is not None
    with TestClient(create_app(str(shipped_store))) as client:
        answer = client.get(url[1]).json()
    assert [item["provision"]["number"] for item in answer["items"]] == ["2"]


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((docs[^)]*)\)", README))))
def test_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_folders_of_the_map_exist() -> None:
    for folder in re.findall(r"^\| `([a-z_/]+)/` \|", README, re.M):
        assert (ROOT / folder).is_dir(), folder


def test_every_page_of_the_documentation_is_in_its_index() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([^)]+\.md)\)", index))
    pages = {str(path.relative_to(ROOT / "docs")) for path in (ROOT / "docs").rglob("*.md")} - {"README.md"}
    assert linked == pages


def test_changelog_names_the_version() -> None:
    from importlib.metadata import version

    assert f"## {version('anticrime')}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
