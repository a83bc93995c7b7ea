"""The main job, whole.

A patient, six points by mouse and keyboard, the plug pulled, all six there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tpdn_desktop.cli import main as command

PASSWORD = "an invented password"
THERAPIST = Path(__file__).with_name("the_therapist.py")


@pytest.fixture
def clinic_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty clinic file, made by the command line."""
    words = tmp_path / "password"
    words.write_text(PASSWORD + "\n", "utf-8")
    monkeypatch.setenv("TPDN_PASSWORD_FILE", str(words))
    path = tmp_path / "clinic.tpdn"
    arguments = ["--clinic", "Demo clinic", "--therapist", "R. Model (demo)", "--licence", "00-0"]
    assert command(["database", "create", str(path), *arguments]) == 0
    return path


def chart_and_pull_the_plug(path: Path) -> dict[str, object]:
    """Let the therapist chart in a process of its own and kill it; what it had charted."""
    with subprocess.Popen(
        [sys.executable, str(THERAPIST), str(path), PASSWORD],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen"),
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        line = program.stdout.readline()
        program.kill()
        assert line, program.stderr.read()
    charted: dict[str, object] = json.loads(line)
    return charted


def test_six_points_charted_by_hand_are_there_after_the_plug_was_pulled(
    clinic_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    charted = chart_and_pull_the_plug(clinic_file)
    assert charted["points"] == [
        ["infraspinatus", "right", "active", 2, 0],
        ["gluteus_maximus", "right", "latent", 1, 0],
        ["gastrocnemius_medial", "right", "active", 3, 3],
        ["gastrocnemius_medial", "left", "active", 3, 3],
        ["temporalis", "right", "not_classified", 4, 0],
        ["trapezius_upper", "right", "not_classified", 4, 0],
    ]
    capsys.readouterr()

    assert command(["list", str(clinic_file), "sessions", "--json"]) == 0
    (session,) = json.loads(capsys.readouterr().out)
    assert session["id"] == charted["session"]
    assert session["trigger_points"] == 6

    out = tmp_path / "all.json"
    assert command(["export", str(clinic_file), "--all", "--format", "json", "-o", str(out)]) == 0
    (patient,) = json.loads(out.read_text("utf-8"))["patients"]
    kept = patient["sessions"][0]
    assert [p["muscle_id"] for p in kept["trigger_points"]] == [
        row[0]
        for row in charted["points"]  # type: ignore[attr-defined]
    ]
    assert kept["pain_before"] == 6

    pdf = tmp_path / "summary.pdf"
    arguments = ["--session", session["id"], "--format", "pdf", "-o", str(pdf)]
    assert command(["export", str(clinic_file), *arguments]) == 0
    text = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    for words in ("Sample <b>", "Infraspinatus, right", "R. Model (demo)", "6 needles still in"):
        assert "".join(words.split()) in "".join(text.split())

    picture = tmp_path / "map.png"
    arguments = ["--session", session["id"], "--overlay", "-o", str(picture)]
    assert command(["render", str(clinic_file), *arguments]) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_demo_clinic_is_full_of_invented_patients(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "demo.tpdn"
    made = ["demo", str(path), "--patients", "12", "--sessions", "40", "--seed", "7"]
    assert command(made) == 0
    password = tmp_path / "password"
    password.write_text("demo clinic", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TPDN_PASSWORD_FILE", str(password))
        capsys.readouterr()
        assert command(["list", str(path), "patients", "--json"]) == 0
    patients = json.loads(capsys.readouterr().out)
    assert len(patients) == 12
    assert sum(p["sessions"] for p in patients) == 40
    assert all("(demo)" in p["name"] for p in patients)
