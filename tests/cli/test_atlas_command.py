"""The `atlas` command as a person or a script meets it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.cli_atlas import add_atlas_parser, run_atlas

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "reference" / "reference.sqlite"
REFERENCE = load_reference(SHIPPED)

MUSCLE_FIELDS = [
    "id",
    "name",
    "latin",
    "fma",
    "group",
    "layer",
    "views",
    "paired",
    "origin",
    "insertion",
    "action",
    "nerve",
    "roots",
    "needling",
    "reference_points",
]
POINT_FIELDS = ["id", "label", "where", "place", "primary", "spillover", "complaint", "sources"]
ROW_FIELDS = ["muscle", "side", "reference_point", "score", "essential", "spillover", "why"]


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_atlas_parser(parser.add_subparsers(required=True))
    return run_atlas(parser.parse_args(["atlas", *words]), REFERENCE)


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert _run(*words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_muscles_as_json_are_complete(capsys: pytest.CaptureFixture[str]) -> None:
    muscles = _json(capsys, "muscles")
    assert len(muscles) == 181
    assert sum(len(muscle["reference_points"]) for muscle in muscles) == 267
    for muscle in muscles:
        assert list(muscle) == MUSCLE_FIELDS
        for point in muscle["reference_points"]:
            assert list(point) == POINT_FIELDS
            assert set(point["place"]) == {"view", "x", "y"}
            assert point["place"]["view"] in muscle["views"]


def test_one_muscle_as_json_is_the_one_of_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    muscles = {muscle["id"]: muscle for muscle in _json(capsys, "muscles")}
    assert _json(capsys, "muscle", "soleus") == muscles["soleus"]


def test_zones_keep_their_side_prefix_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    muscle = _json(capsys, "muscle", "sternocleidomastoid_clavicular")
    assert muscle["reference_points"][0]["spillover"] == ["contra:forehead"]


def test_one_muscle_in_words_tells_hazards_and_review_state(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _run("muscle", "rhomboid_major") == 0
    text = capsys.readouterr().out
    assert "Rhomboid major" in text
    assert "Pleura and lung" in text
    assert "not reviewed by a clinician" in text


def test_every_muscle_can_be_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    for muscle_id in REFERENCE.muscles:
        assert _run("muscle", muscle_id) == 0
        text = capsys.readouterr().out
        assert max(len(line) for line in text.splitlines()) <= 100
        assert "None" not in text


def test_the_list_in_words_names_all_muscles(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("muscles") == 0
    text = capsys.readouterr().out
    assert all(f"  {muscle_id} " in text for muscle_id in REFERENCE.muscles)
    assert "Head and face" in text


def test_lookup_as_json_ranks_best_first(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _json(capsys, "lookup", "temple:right", "neck_lateral:right")
    assert rows[0]["reference_point"] == "trapezius_upper.1"
    assert rows[0]["muscle"] == "trapezius_upper"
    assert rows[0]["side"] == "right"
    assert all(list(row) == ROW_FIELDS for row in rows)
    assert [row["score"] for row in rows] == sorted((r["score"] for r in rows), reverse=True)


def test_a_region_without_a_side_hurts_on_both(capsys: pytest.CaptureFixture[str]) -> None:
    plain = _json(capsys, "lookup", "temple")
    assert plain == _json(capsys, "lookup", "temple:left", "temple:right")
    assert {row["side"] for row in plain} == {"left", "right"}


def test_a_region_named_twice_counts_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert _json(capsys, "lookup", *["Heel:LEFT"] * 200) == _json(capsys, "lookup", "heel:left")


def test_lookup_in_words_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("lookup", "heel:left") == 0
    text = capsys.readouterr().out
    assert "Quadratus plantae, left" in text
    assert "Essential zone covers all" in text
    assert "not a diagnosis" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["muscle", "trapezius_uper"], "did you mean 'trapezius_upper'?"),
        (["muscle", ""], "There is no muscle ''."),
        (["muscle", "x" * 5000], "There is no muscle 'xxx"),
        (["lookup"], "at least one painful region"),
        (["lookup", "atlantis:left"], "There is no region 'atlantis'."),
        (["lookup", "occipt"], "did you mean 'occiput'?"),
        (["lookup", "occiput:up"], "must be left or right, not 'up'"),
        (["lookup", "occiput:"], "must be left or right, not ''"),
        (["lookup", "sacrum:left"], "lies in the midline"),
        (["lookup", "<b>\n\u202e"], "There is no region '<b>"),
        (["lookup", *REFERENCE.regions], "most of the body"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert _run(*words, "--json") == 1
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.err.count("\n") == 1
    assert len(captured.err) < 200
    assert captured.out == ""


@pytest.mark.parametrize("words", [[], ["muscle"], ["dissect"], ["muscles", "--yaml"]])
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        _run(*words)
    assert stopped.value.code == 2
