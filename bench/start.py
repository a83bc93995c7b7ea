"""Start: process start to first painted window, and to a usable chart in --demo.

Floor: a bare PySide6 QMainWindow, in the same run, interleaved. Budgets (docs/performance.md):
first window <= 1.5 floors, usable demo chart <= 2.5 floors, memory with the chart <= 1.6 floors.

    python bench/start.py [ROUNDS]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.figures import line

BARE = """
import os, sys, time, resource, json
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        now = time.time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        first = now - float(os.environ["BENCH_START"])
        print(json.dumps({"first": first, "peak": peak}), flush=True)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window(); window.resize(1440, 900); window.show()
app.exec()
"""

OURS = """
import os, sys, time, resource, json
from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from tpdn_desktop import app as program
application = program.make_application()
start = program.Start(demo=True, theme="light")
found = {}
def since():
    return time.time() - float(os.environ["BENCH_START"])
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and "first" not in found and watched is window:
            found["first"] = since()
        if event.type() == QEvent.Type.Paint and window.pages and watched is window.pages.chart.map:
            if "chart" not in found:
                found["chart"] = since()
                QTimer.singleShot(0, done)
        return False
def done():
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps(found), flush=True)
    window.pages.stop()
    os._exit(0)
settings = QSettings(os.devnull, QSettings.Format.IniFormat)
window = program.make_window(application, start, settings)
watch = Watch()
application.installEventFilter(watch)
window.show()
QTimer.singleShot(0, window, lambda: program.begin(window, start))
application.exec()
"""


def once(code: str) -> dict[str, float]:
    """Run one program in a process of its own; what it measured."""
    environment = dict(os.environ, BENCH_START=str(time.time()), PYTHONPATH=str(ROOT))
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def main() -> None:
    """Print the ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    once(BARE)
    once(OURS)
    bare, ours = [], []
    for _ in range(rounds):
        bare.append(once(BARE))
        ours.append(once(OURS))
    floor = [1000 * b["first"] for b in bare]
    print(line("bare window, first paint", floor))
    print(line("ours, first painted window", [1000 * o["first"] for o in ours], floor))
    print(line("ours, usable chart in --demo", [1000 * o["chart"] for o in ours], floor))
    peak = [b["peak"] / 1024 for b in bare]
    mine = [o["peak"] / 1024 for o in ours]
    print(f"peak memory: bare {min(peak):.0f} MB, with the chart {min(mine):.0f} MB"
          f"  x{min(mine) / min(peak):.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
