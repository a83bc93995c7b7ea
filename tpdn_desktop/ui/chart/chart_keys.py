"""The keys of the chart as a table: key, words, what it does, when it counts.

One row serves the shortcut, the right-click menu, the key list under F1 and the command palette.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from tpdn_desktop.atlas.frames import FRAMES, Frame
from tpdn_desktop.domain.anatomy import BodyPlace
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.trigger_point import Palpation, Status, TriggerPointId
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.fixed_words import word

MILLIMETRE = 1 / 1710
"""One millimetre in body heights, on the 1.71 m figure that the map was measured from."""


class When(Enum):
    """What must be there for a key to count."""

    POINT = "a point is selected"
    SESSION = "a session is open"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One action of the chart."""

    keys: tuple[str, ...]
    words: str
    run: Callable[[], None]
    when: When
    menu: bool = False
    listed_as: tuple[str, str] | None = None
    """Keys and words for the key list, where several rows are told as one."""


class ChartKeys(QObject):
    """Makes the actions, puts them on the page and switches them with the selection."""

    def __init__(self, page: ChartPage) -> None:
        super().__init__(page)
        self._page = page
        self.rows = self._table()
        self._actions: list[tuple[KeyRow, QAction]] = []
        for row in self.rows:
            action = QAction(row.words, page)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setProperty("menu", row.menu)
            action.triggered.connect(self._on_triggered)
            page.addAction(action)
            self._actions.append((row, action))
        page.selection_changed.connect(self.switch)
        page.destroyed.connect(self._let_go)
        self.switch()

    def _let_go(self) -> None:
        """Actions and parts hold the page, and it holds them: none would go without the others."""
        self.rows = ()
        self._actions.clear()
        vars(self._page).clear()

    def switch(self) -> None:
        """Enable what counts now.

        Letters are free for finding a muscle while nothing is selected.
        """
        has_point = self._page.selected is not None
        for row, action in self._actions:
            action.setEnabled(has_point if row.when is When.POINT else self._page.desk is not None)

    def _on_triggered(self) -> None:
        action = self.sender()
        for row, known in self._actions:
            if known is action:
                row.run()
                return

    # The table -----------------------------------------------------------------------------------

    def _table(self) -> tuple[KeyRow, ...]:
        page, edit = self._page, self._edit
        needles = tuple(
            KeyRow(
                (str(n),),
                self.tr("{0} needles").format(n),
                self._needles(n),
                When.POINT,
                listed_as=("1 - 9", self.tr("Number of needles")),
            )
            for n in range(1, 10)
        )
        return (
            *needles,
            KeyRow(("0",), self.tr("Palpated only, no needle"), self._needles(0), When.POINT),
            self._point("N", self.tr("Next needle size"), edit(ChartDesk.next_needle_size)),
            self._point(
                "Shift+N",
                self.tr("Previous needle size"),
                edit(lambda desk, point: desk.next_needle_size(point, -1)),
            ),
            self._point("T", self.tr("Twitch: next grade"), edit(ChartDesk.cycle_twitch)),
            self._point(
                "Shift+T",
                self.tr("Twitch: previous grade"),
                edit(lambda desk, point: desk.cycle_twitch(point, -1)),
            ),
            self._point("A", self.tr("Active"), self._status(Status.ACTIVE)),
            self._point("L", self.tr("Latent"), self._status(Status.LATENT)),
            self._point("U", self.tr("Not classified"), self._status(Status.NOT_CLASSIFIED)),
            self._point("R", self.tr("Known pain, yes or no"), edit(ChartDesk.toggle_known_pain)),
            self._point("G", self.tr("Next technique"), self._technique(1)),
            self._point("Shift+G", self.tr("Previous technique"), self._technique(-1)),
            self._point("O", self.tr("Palpation: flat, pincer"), self._palpation),
            self._point("S", self.tr("Leave the needles in, or not"), edit(ChartDesk.toggle_dwell)),
            self._point("X", self.tr("Needles of this point are out"), edit(ChartDesk.take_out)),
            self._point("D", self.tr("Depth"), self._to_depth),
            self._point("I", self.tr("Current through the needles"), page.begin_current),
            self._point("Shift+I", self.tr("The same current as before"), page.same_current),
            self._point("P", self.tr("Pain during needling"), self._to_pain),
            self._point("F", self.tr("Felt at"), self._to_felt),
            self._point("E", self.tr("Adverse event, then 0 to 3"), page.begin_adverse),
            self._point("W", self.tr("Reason for a caution"), page.begin_reason),
            self._point("H", self.tr("Danger areas of all muscles"), self._dangers, menu=False),
            self._point("M", self.tr("Mirror to the other side"), page.mirror_selected),
            self._point("C", self.tr("Another site in the muscle"), page.duplicate_selected),
            self._point("Del", self.tr("Remove the point"), page.remove_selected),
            self._point("Esc", self.tr("Select nothing"), self._nothing, menu=False),
            *self._nudges(),
            self._session("PgDown", self.tr("Next trigger point"), page.select_next),
            self._session("PgUp", self.tr("Previous trigger point"), self._previous),
            self._session("Shift+X", self.tr("All needles are out"), page.take_all_out),
            self._session("Ctrl+B", self.tr("List of sessions on, off"), page.toggle_sessions),
            self._session("Ctrl+I", self.tr("Inspector on, off"), page.toggle_inspector),
            self._session("Ctrl+T", self.tr("Table on, off"), page.toggle_table),
            self._session("Ctrl+.", self.tr("The maps alone, and back"), page.toggle_map_alone),
            self._session("Alt+N", self.tr("List of the needles in"), page.toggle_needle_list),
            self._session("Alt+O", self.tr("Open needles beforehand"), page.open_needles),
            self._session(
                "Alt+B", self.tr("Pain before, then 0 to 10"), page.bar.pain_before.begin
            ),
            self._session("Alt+A", self.tr("Pain after, then 0 to 10"), page.bar.pain_after.begin),
            self._session("Alt+E", self.tr("Adverse event, then 0 to 3"), page.begin_adverse),
            self._session(
                "Ctrl+Shift+G", self.tr("Start from last time: copy all points"), page.copy_last
            ),
            self._session(
                "F8", self.tr("Protocols: keep and apply points"), page.protocols_requested.emit
            ),
            self._session("Shift+Space", self.tr("Confirm all copied points"), self._confirm_all),
            self._session("Shift+Return", self.tr("Log on both sides"), page.log_both),
            self._session("Ctrl+Return", self.tr("Finish and sign"), page.finish_requested.emit),
            self._session("Ctrl+Z", self.tr("Undo"), page.undo),
            KeyRow(("Ctrl+Shift+Z", "Ctrl+Y"), self.tr("Redo"), page.redo, When.SESSION),
            self._session("/", self.tr("Find a muscle"), page.finder.begin),
            self._session("Ctrl+0", self.tr("Whole body"), page.map.zoom_to_fit),
            *(
                KeyRow(
                    (f"Ctrl+{i + 1}",),
                    word(frame.name),
                    self._frame(frame),
                    When.SESSION,
                    listed_as=("Ctrl+1 - 9", self.tr("Zoom to head, shoulder ... foot")),
                )
                for i, frame in enumerate(FRAMES)
            ),
            *(
                self._session(f"Ctrl+Shift+{i + 1}", words, self._layer(i))
                for i, words in enumerate(
                    (
                        self.tr("All layers"),
                        self.tr("Superficial layer"),
                        self.tr("Intermediate layer"),
                        self.tr("Deep layer"),
                    )
                )
            ),
            self._session(
                "Ctrl+R", self.tr("Referral: of the selection, of all, off"), page.next_referral
            ),
            self._session("Ctrl+D", self.tr("The patient's pain drawing"), page.pain.switch.toggle),
            self._session("Ctrl+G", self.tr("Points of the last session"), self._ghosts),
            self._session("Alt+H", self.tr("Danger areas of all muscles"), self._dangers),
            self._session("Alt+V", self.tr("Front and back side by side"), self._two_views),
        )

    @staticmethod
    def _point(key: str, words: str, run: Callable[[], None], *, menu: bool = True) -> KeyRow:
        return KeyRow((key,), words, run, When.POINT, menu)

    @staticmethod
    def _session(key: str, words: str, run: Callable[[], None]) -> KeyRow:
        return KeyRow((key,), words, run, When.SESSION)

    def _edit(self, change: Callable[[ChartDesk, TriggerPointId], object]) -> Callable[[], None]:
        return lambda: self._page.edit(change)

    def _needles(self, number: int) -> Callable[[], None]:
        return self._edit(lambda desk, point: desk.set_needle_number(point, number))

    def _status(self, status: Status) -> Callable[[], None]:
        return lambda: self._page.set_status(status)

    def _technique(self, step: int) -> Callable[[], None]:
        def change(desk: ChartDesk, point: TriggerPointId) -> None:
            needles = desk.session.point(point).needles
            if needles:
                every = tuple(Technique)
                index = every.index(needles[0].technique) + step
                desk.set_technique(point, every[index % len(every)])

        return self._edit(change)

    def _palpation(self) -> None:
        def change(desk: ChartDesk, point: TriggerPointId) -> None:
            cycle = (None, Palpation.FLAT, Palpation.PINCER)
            now = cycle.index(desk.session.point(point).palpation)
            desk.set_finding(point, palpation=cycle[(now + 1) % len(cycle)])

        self._page.edit(change)

    def _nudges(self) -> tuple[KeyRow, ...]:
        rows = []
        for key, dx, dy in (("Left", -1, 0), ("Right", 1, 0), ("Up", 0, 1), ("Down", 0, -1)):
            for prefix, millimetres in (("Alt+", 1), ("Alt+Shift+", 5)):
                words = self.tr("Move {0} by {1} mm").format(key.lower(), millimetres)
                step = millimetres * MILLIMETRE
                run = self._nudge(dx * step, dy * step)
                listed = (
                    self.tr("{0}arrows").format(prefix),
                    self.tr("Move by {0} mm").format(millimetres),
                )
                rows.append(KeyRow((prefix + key,), words, run, When.POINT, listed_as=listed))
        return tuple(rows)

    def _nudge(self, dx: float, dy: float) -> Callable[[], None]:
        """Move on the screen: from behind, the patient's left lies on the viewer's left."""

        def change(desk: ChartDesk, point: TriggerPointId) -> None:
            place = desk.session.point(point).place
            sign = -1 if place.view.value == "posterior" else 1
            moved = BodyPlace(place.view, place.x + sign * dx, place.y + dy)
            if self._page.may_move(point, moved):
                outside = desk.session.point(point).outside_muscle
                desk.move_point(point, moved, outside_muscle=outside)

        return self._edit(change)

    def _to_pain(self) -> None:
        self._page.begin_line("pain_during")

    def _to_felt(self) -> None:
        self._page.begin_line("felt_at")

    def _confirm_all(self) -> None:
        self._page.edit_session(ChartDesk.confirm_all)

    def _to_depth(self) -> None:
        self._page.begin_line("depth")

    def _nothing(self) -> None:
        """One step back: the list of needles, a question in the strip, else the selection."""
        if self._page.needles.list.isVisible():
            self._page.needles.list.close_list()
        elif not self._page.floats.strip.offer.take_back():
            self._page.select(None)
        self._page.map.setFocus()

    def _previous(self) -> None:
        self._page.select_next(-1)

    def _layer(self, index: int) -> Callable[[], None]:
        return lambda: self._page.floats.layers.choose(index)

    def _frame(self, frame: Frame) -> Callable[[], None]:
        return lambda: self._page.map.zoom_to_frame(frame)

    def _ghosts(self) -> None:
        self._page.floats.layers.ghosts.toggle()

    def _two_views(self) -> None:
        self._page.floats.layers.two_views.toggle()

    def _dangers(self) -> None:
        self._page.floats.layers.dangers.toggle()
