"""The command line: the program with a window, or a command without one.

Exit codes: 0 done, 1 refused (a reason in one line on stderr), 2 wrong usage. Passwords come from
the file named by TPDN_PASSWORD_FILE or a prompt, never from an argument.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from tpdn_desktop import __version__
from tpdn_desktop.domain.errors import TpdnError

COMMANDS = ("atlas", "database", "demo", "list", "import", "export", "render")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program or a command; the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # The window starts without the commands' parsers, which would only slow it down.
    if not any(a in COMMANDS or a in {"-h", "--help", "--version"} for a in arguments):
        return _window(arguments)
    parser = _parser(with_commands=True)
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        return int(options.run(options))
    except TpdnError as error:
        print(f"tpdn-desktop: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1


def _window(arguments: list[str]) -> int:
    # The window searches for garbage itself (`ui.garbage`); reading its modules leaves none.
    gc.disable()
    options = _parser(with_commands=False).parse_args(arguments)
    from tpdn_desktop.app import Start, has_display, run

    if not has_display():
        print(
            "tpdn-desktop: there is no display to open a window on. "
            "The commands work without one: tpdn-desktop --help",
            file=sys.stderr,
        )
        return 1
    return run(Start(options.database, options.demo, options.theme))


def _parser(*, with_commands: bool) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tpdn-desktop", description="Charting for trigger point dry needling."
    )
    parser.add_argument("--version", action="version", version=f"TPDN Desktop {__version__}")
    parser.add_argument("--database", type=Path, metavar="FILE", help="the clinic file to open")
    parser.add_argument("--demo", action="store_true", help="open a generated clinic")
    parser.add_argument(
        "--theme", choices=("system", "light", "dark"), default="system", help="colours"
    )
    if with_commands:
        from tpdn_desktop.cli_atlas import add_atlas_parser
        from tpdn_desktop.cli_record import add_record_parsers, run_atlas_command

        commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
        add_atlas_parser(commands).set_defaults(run=run_atlas_command)
        add_record_parsers(commands)
    return parser
