"""The program with a window: makes the application, the parts behind it, and shows them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QSettings, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tpdn_desktop.assembly import Assembly
from tpdn_desktop.ui.garbage import GarbageSearch
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.main_window import MainWindow
from tpdn_desktop.ui.theme import styled_application
from tpdn_desktop.ui.view_settings import Colours, ViewSettings


@dataclass(frozen=True, slots=True)
class Start:
    """How the program was asked to begin."""

    database: Path | None = None
    demo: bool = False
    theme: str = "system"


def has_display() -> bool:
    """Whether a window can be shown at all."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def run(start: Start) -> int:
    """Show the window and stay until it is closed."""
    app = make_application()
    window = make_window(app, start)
    window.show()
    # The first frame comes before anything heavy is imported.
    QTimer.singleShot(0, window, lambda: begin(window, start))
    return app.exec()


def make_application() -> QApplication:
    """The application object with its names."""
    QCoreApplication.setApplicationName("TPDN Desktop")
    QCoreApplication.setOrganizationName("TPDN Desktop")
    QGuiApplication.setDesktopFileName("tpdn-desktop")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else styled_application(sys.argv[:1])
    sys.excepthook = _on_unexpected
    GarbageSearch(app)
    return app


def make_window(app: QApplication, start: Start, settings: QSettings | None = None) -> MainWindow:
    """The window with the parts behind it, in the theme asked for."""
    kept = settings if settings is not None else QSettings()
    view = ViewSettings(kept, Colours(start.theme))
    view.put_on(app)
    assembly = parts()
    icons = IconSet(assembly.resources / "icons")
    return MainWindow(assembly, icons, kept, view)


def begin(window: MainWindow, start: Start) -> None:
    """Open the demo, the file that was named, the last file, or offer to make one."""
    if start.demo:
        window.begin_demo()
        _get_ready(window, then=window.parts_are_ready)
        return

    def ready() -> None:
        window.parts_are_ready()
        # While the password is typed there is time for what the pointer will ask.
        window.runner.run(
            parts().prepare_pointing, on_success=lambda _: None, on_failure=lambda _: None
        )

    _get_ready(window, then=ready)
    path = start.database or _last_file() or default_file()
    window.begin(path, exists=path.exists())


def _get_ready(window: MainWindow, then: Callable[[], None]) -> None:
    """Import and read beside the screen what the chart will need in a moment."""

    def work() -> None:
        parts().get_ready()
        import tpdn_desktop.ui.patient_band
        import tpdn_desktop.ui.record_pages  # noqa: F401

    def done(_: object) -> None:
        GarbageSearch.spare_what_is_there()
        then()

    # A fault is told where the part is needed: it is read again there.
    window.runner.run(work, on_success=done, on_failure=lambda _: None)


@cache
def parts() -> Assembly:
    """The parts behind the window, one set for the whole program."""
    return Assembly()


def default_file() -> Path:
    """Where a clinic file is made unless the therapist says otherwise: never a synced folder."""
    from platformdirs import user_data_path

    return user_data_path("tpdn-desktop", appauthor=False) / "clinic.tpdn"


def _last_file() -> Path | None:
    named = QSettings().value("file")
    return Path(named) if isinstance(named, str) and named else None


def _on_unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """A bug: the traceback goes to the log, the window stays; every edit is already in the file."""
    import logging

    logging.getLogger("tpdn_desktop").critical("unexpected error", exc_info=(kind, error, trace))
    app = QApplication.instance()
    if isinstance(app, QApplication):
        for widget in app.topLevelWidgets():
            if isinstance(widget, MainWindow):
                widget.note.tell(
                    widget.tr(
                        "Something went wrong inside the program. What was charted is saved. "
                        "If it goes on, close and start again."
                    )
                )
