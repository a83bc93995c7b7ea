"""Nothing of the machine that a file was made on gets into the project."""

from __future__ import annotations

import re

from tests.architecture.project import ROOT, project_files

# Written in pieces, so that this file does not find itself.
_HOSTS = "|".join(
    ("py" + "pi", "python" + "hosted", "np" + "mjs", "de" + "bian", "ubu" + "ntu", "cra" + "tes")
)
_TRACE = re.compile(
    rf"""(?<![\w.~$}}/-])/(?:work|home|root|Users|tmp)/\w  # a folder of somebody's machine
    |\b[A-Z]:\\\\?Users\\                                # the same on Windows
    |\b(?:{_HOSTS})\.(?:org|com|io)\b                    # a package registry
    |^\s*--?(?:index-url|extra-index-url|find-links)\b   # a lock file that names one
    """,
    re.VERBOSE | re.MULTILINE,
)


def test_no_machine_paths_and_no_registry_hosts():
    found = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for match in _TRACE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path.relative_to(ROOT)}:{line}: {match[0].strip()}")
    assert not found, "\n".join(found)


def test_the_search_finds_what_it_is_for():
    assert _TRACE.search("see /" + "home/ada/notes.txt")
    assert _TRACE.search("https://files." + "py" + "pi.org/simple")
    assert not _TRACE.search("tests/home/page.txt and https://example.org/work/1")
