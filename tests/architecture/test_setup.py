"""The set-up of a bare machine: what it asks for, what it leaves alone, what it says."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.architecture.project import ROOT
from tools import setup_environment, system_packages
from tools.setup_environment import RUN, TEST, Purpose, SetupRefused


@dataclass
class Machine:
    """A pretended Debian: what it has, what its apt knows, and which commands were run on it."""

    libraries: set[str] = field(default_factory=set)
    programs: set[str] = field(default_factory=set)
    known_packages: set[str] | None = None  # None: every name
    commands: list[list[str]] = field(default_factory=list)

    def load(self, library: str) -> object:
        if library in self.libraries:
            return object()
        raise OSError(library)

    def which(self, program: str) -> str | None:
        return f"/usr/bin/{program}" if program in self.programs else None

    def run(self, command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        if command[0] == "apt-cache":
            known = self.known_packages is None or command[-1] in self.known_packages
            return subprocess.CompletedProcess(command, 0 if known else 100)
        self.commands.append(command)
        return subprocess.CompletedProcess(command, 0)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with everything; tests take away from it."""
    machine = Machine(
        libraries=set(system_packages._LIBRARIES),
        programs={*system_packages._TEST_PROGRAMS, "apt-get", "sudo"},
    )
    monkeypatch.setattr(system_packages.sys, "platform", "linux")
    monkeypatch.setattr(system_packages.ctypes, "CDLL", machine.load)
    monkeypatch.setattr(system_packages.shutil, "which", machine.which)
    monkeypatch.setattr(system_packages.subprocess, "run", machine.run)
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(system_packages, "_has_a_font", lambda: True)
    return machine


def test_nothing_is_run_when_nothing_is_missing(machine: Machine):
    system_packages.install_missing(for_tests=True)
    assert machine.commands == []


def test_only_what_is_missing_is_installed(machine: Machine):
    machine.libraries -= {"libxcb-icccm.so.4", "libEGL.so.1"}
    system_packages.install_missing(for_tests=False)
    update, install = machine.commands
    assert update[-1] == "update"
    assert install[install.index("install") + 1 :] == [
        "--no-install-recommends",
        "libegl1",
        "libxcb-icccm4",
    ]


def test_the_programs_of_the_tests_are_for_the_tests(machine: Machine):
    machine.programs -= {"qpdf"}
    system_packages.install_missing(for_tests=False)
    assert machine.commands == []
    system_packages.install_missing(for_tests=True)
    assert machine.commands[-1][-1] == "qpdf"


@pytest.mark.parametrize("name", ["libcups2", "libcups2t64"])
def test_a_renamed_package_is_found_under_the_name_that_apt_knows(machine: Machine, name: str):
    machine.libraries -= {"libcups.so.2"}
    machine.known_packages = {name}
    system_packages.install_missing(for_tests=False)
    assert machine.commands[-1][-1] == name


def test_someone_who_is_not_root_goes_through_sudo(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    machine.libraries.clear()
    system_packages.install_missing(for_tests=False)
    assert {command[0] for command in machine.commands} == {"sudo"}


def test_without_root_and_sudo_one_sentence_names_the_packages(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    machine.programs -= {"sudo"}
    machine.libraries -= {"libEGL.so.1"}
    with pytest.raises(SetupRefused, match=r"^Please have .* start again: libegl1\.$"):
        system_packages.install_missing(for_tests=False)
    assert machine.commands == []


def test_without_apt_one_sentence_names_the_packages(machine: Machine):
    machine.programs -= {"apt-get"}
    machine.libraries -= {"libEGL.so.1"}
    with pytest.raises(SetupRefused, match=r"libegl1 \(Debian's names"):
        system_packages.install_missing(for_tests=False)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_need_no_system_packages(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, platform: str
):
    monkeypatch.setattr(system_packages.sys, "platform", platform)
    machine.libraries.clear()
    system_packages.install_missing(for_tests=True)
    assert machine.commands == []


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Purpose:
    """A purpose that this Python cannot serve, in a checkout whose `.venv` is complete."""
    venv = tmp_path / ".venv"
    python = venv / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    monkeypatch.setattr(setup_environment, "VENV", str(venv))
    monkeypatch.setattr(setup_environment, "VENV_PYTHON", str(python))
    monkeypatch.delenv(setup_environment._STARTED_AGAIN, raising=False)
    lock = tmp_path / "run.txt"
    lock.write_text("example==1.0\n", encoding="utf-8")
    purpose = Purpose("run", str(lock), ("a_package_that_is_nowhere",))
    shutil.copyfile(purpose.lock, purpose.stamp)
    return purpose


def test_a_complete_environment_is_entered_at_once(house: Purpose, monkeypatch: pytest.MonkeyPatch):
    started: list[tuple[str, list[str]]] = []

    def execv(program: str, command: list[str]) -> None:
        started.append((program, command))
        raise SystemExit  # this process is no more

    monkeypatch.setattr(setup_environment.os, "execv", execv)
    monkeypatch.setattr(setup_environment.os, "environ", {})
    monkeypatch.setattr(setup_environment, "_install", pytest.fail)
    monkeypatch.setattr(setup_environment, "ON_WINDOWS", False)
    with pytest.raises(SystemExit):
        setup_environment.enter(house)
    python = setup_environment.VENV_PYTHON
    assert started == [(python, [python, *sys.orig_argv[1:]])]


def test_a_changed_lock_file_is_installed_first(house: Purpose, monkeypatch: pytest.MonkeyPatch):
    Path(house.lock).write_text("example==2.0\n", encoding="utf-8")
    assert not setup_environment._is_installed(house)


def test_a_damaged_environment_does_not_loop(house: Purpose, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(setup_environment._STARTED_AGAIN, "1")
    with pytest.raises(SystemExit, match="is damaged: delete that folder"):
        setup_environment.enter(house)


def test_a_refusal_is_one_sentence_and_no_traceback(
    house: Purpose, monkeypatch: pytest.MonkeyPatch
):
    def refuse(purpose: Purpose) -> None:
        raise SetupRefused("Please have these system packages installed: libegl1.")

    Path(house.stamp).unlink()
    monkeypatch.setattr(setup_environment, "_install", refuse)
    with pytest.raises(SystemExit) as ended:
        setup_environment.enter(house)
    assert ended.value.code == "Please have these system packages installed: libegl1."


def test_an_old_python_is_refused_with_both_versions(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(setup_environment, "OLDEST_PYTHON", (99, 1))
    with pytest.raises(SystemExit, match=r"needs Python 99\.1 or newer; this is 3\."):
        setup_environment.enter(RUN)


def test_an_environment_that_has_everything_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(setup_environment, "_start_again", pytest.fail)
    setup_environment.enter(RUN)
    setup_environment.enter(TEST)


def test_a_ready_start_loads_nothing_heavy():
    code = (
        "import sys; before = set(sys.modules)\n"
        "from tools.setup_environment import RUN, enter; enter(RUN)\n"
        "print(*set(sys.modules) - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    slow = {"subprocess", "ctypes", "shutil", "venv", "hashlib", "json", "dataclasses", "inspect"}
    assert not set(done.stdout.split()) & slow
