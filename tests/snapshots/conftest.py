"""`pytest tests/snapshots --update-snapshots` keeps the pictures of now as the right ones."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        default=False,
        help="keep what is drawn now in tests/snapshots/kept",
    )


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether the pictures of now are to be kept."""
    return bool(request.config.getoption("--update-snapshots", default=False))
