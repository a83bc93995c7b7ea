"""Start: process start to first painted window, and to a usable chart in --demo.

Floor: a bare PySide6 QMainWindow, in the same run, interleaved. Budgets (docs/performance.md):
first window <= 1.5 floors, usable demo chart <= 2.5 floors, memory with the chart <= 1.6 floors.
Both run from compiled modules, as an installed program does: the first, unmeasured round compiles
them into a folder of its own. Memory is told twice: at rest, a second after the chart is there, and
the peak, which holds the 64 MiB that deriving a key takes for a moment.

    python bench/start.py [ROUNDS]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.figures import line

RESTS = """
def rests():
    try:
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * resource.getpagesize() // 1024
    except OSError:
        return 0
"""

BARE = """
import os, sys, time, resource, json
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        now = time.time()
        if "first" not in found:
            found["first"] = now - float(os.environ["BENCH_START"])
            QTimer.singleShot(200, done)
found = {}
def done():
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found["rests"] = rests()
    print(json.dumps(found), flush=True)
    app.quit()
app = QApplication([])
window = Window(); window.resize(1440, 900); window.show()
app.exec()
"""

OURS = """
import gc
gc.disable()  # as the command line does before it reads the window's modules
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
                QTimer.singleShot(1000, done)
        return False
def done():
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found["rests"] = rests()
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


def once(code: str, compiled: str) -> dict[str, float]:
    """Run one program in a process of its own; what it measured."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT), PYTHONPYCACHEPREFIX=compiled)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["BENCH_START"] = str(time.time())
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-c", RESTS + code],
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
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as compiled:
        once(BARE, compiled)
        once(OURS, compiled)
        for _ in range(rounds):
            bare.append(once(BARE, compiled))
            ours.append(once(OURS, compiled))
    floor = [1000 * b["first"] for b in bare]
    print(line("bare window, first paint", floor))
    print(line("ours, first painted window", [1000 * o["first"] for o in ours], floor))
    print(line("ours, usable chart in --demo", [1000 * o["chart"] for o in ours], floor))
    for what, name in (("rests", "memory at rest"), ("peak", "peak memory")):
        least = min(b[what] for b in bare) / 1024
        mine = min(o[what] for o in ours) / 1024
        if least:
            print(f"{name:14}: bare {least:.0f} MB, with the chart {mine:.0f} MB"
                  f"  x{mine / least:.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
