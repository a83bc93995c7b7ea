"""What a finished session adds to its paper: count, reasons, current, pain, amendments, hash."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.reports import samples
from tests.reports.reading import squeezed, words_of
from tpdn_desktop.domain.aftercare import STANDARD_SHEET, read_sheet, sheet_of, written_sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import NeedleId, NeedleSize, OpenedNeedle, Technique, WastedNeedle
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.pain_drawing import Pain, PainId, PainQuality, RegionShare
from tpdn_desktop.domain.reconciliation import session_count
from tpdn_desktop.domain.session import AdverseGrade, FinalCount, Session, SessionState
from tpdn_desktop.domain.signature import Amendment, AmendmentId, AmendmentKind
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import PressureThreshold, PressureUnit, TriggerPoint
from tpdn_desktop.reports.session_summary import session_summary


def printed(session: Session) -> str:
    return words_of(session_summary(samples.content(session), samples.fonts(), samples.pen()))


def stimulated(point: TriggerPoint) -> TriggerPoint:
    current = Stimulation("Box 1", "A: 1-2", 2.0, 200.0, 1.5, 10)
    needles = tuple(
        replace(
            n,
            technique=Technique.ELECTRICAL,
            stimulation=current,
            lot="L2231",
            depth_tissue="bone",
            direction="towards the blade",
        )
        for n in point.needles
    )
    return replace(
        point,
        needles=needles,
        jump_sign=True,
        pressure_threshold=PressureThreshold(240, PressureUnit.KPA),
        response="Loosened at once.",
    )


def test_everything_that_was_charted_of_a_point_stands_in_the_table() -> None:
    first, second, third, *rest = samples.six_points()
    paper = printed(samples.session((first, second, stimulated(third), *rest)))
    for said in (
        *("Box 1", "leads A: 1-2", "2 Hz", "200 µs", "1.5 mA", "10 min", "lot L2231"),
        *("to bone", "towards the blade", "jump sign", "240 kPa", "Loosened at once."),
    ):
        assert squeezed(said) in paper, said


def test_count_reasons_and_wasted_needles_are_printed() -> None:
    paper = printed(
        samples.session(
            after_last_time="Sore for a day.",
            adverse=AdverseGrade.MILD,
            adverse_note="A small bruise.",
            final_count=FinalCount(6, samples.START + timedelta(minutes=41), "one went with him"),
            wasted=(WastedNeedle(NeedleId("w"), NeedleSize(0.25, 30), samples.START),),
            overrides=(
                Override("r", "m", Side.LEFT, "Deep muscle.", "INR 2.1 today.", samples.START),
            ),
        )
    )
    for said in (
        *("Sore for a day.", "Adverse event, mild. A small bruise.", "Counted by hand"),
        *("one went with him", "Opened and not used: 1 needle", "Deep muscle."),
        "Reason: INR 2.1 today.",
    ):
        assert squeezed(said) in paper, said


def test_needles_opened_beforehand_are_counted_on_paper_and_only_then() -> None:
    opened_at = samples.START
    first, *rest = samples.six_points()
    needles = tuple(replace(n, opened_at=opened_at) for n in first.needles)
    size = needles[0].size
    wasted = WastedNeedle(NeedleId("w"), size, samples.START, "bent", opened_at)
    charted = samples.session((replace(first, needles=needles), *rest), wasted=(wasted,))
    paper = printed(charted)
    count = session_count(charted)
    assert count.beforehand == len(needles) + 1
    told = f"Opened {count.opened}, placed {count.placed}, removed {count.removed}"
    assert squeezed(f"{told}, wasted 1 (bent).") in paper
    draft = replace(charted, state=SessionState.DRAFT, signature=None)
    ready = replace(draft, opened=(OpenedNeedle(NeedleId("o"), size, opened_at),))
    assert squeezed("wasted 1 (bent), ready 1.") in printed(ready)
    assert squeezed("Opened and not used") not in printed(ready)
    at_once = samples.session(wasted=(replace(wasted, opened_at=None),))
    assert squeezed("Opened and not used: 1 needle (bent)") in printed(at_once)
    assert squeezed(f"Opened {count.opened}, placed") not in printed(at_once)


def test_the_pain_drawing_is_told_in_words() -> None:
    share = RegionShare("shoulder_front", Side.RIGHT, 0.4)
    pain = Pain(PainId("a"), PainQuality.BURNING, 6, (), (share,), 0.021)
    paper = printed(samples.session(pains=(pain,)))
    assert squeezed("Burning 6/10, 2.1% of the body") in paper
    assert squeezed(", right") in paper


def test_an_amendment_is_printed_in_full_and_takes_nothing_away() -> None:
    signed = samples.session()
    amended = signed.with_amendment(
        Amendment(
            AmendmentId("a"),
            AmendmentKind.LATE_ENTRY,
            samples.THERAPIST,
            samples.START + timedelta(hours=5),
            "patient called",
            "Sore since noon.\nAdvised as on the sheet.",
        )
    )
    before, after = printed(signed), printed(amended)
    for said in ("Amendment: late entry", "patient called", "Advised as on the sheet."):
        assert squeezed(said) in after
        assert squeezed(said) not in before
    assert squeezed("1 amendment") in after
    assert squeezed("Turning the neck to the right freer") in after


def test_the_whole_hash_is_printed_once_a_session_is_signed() -> None:
    signed = samples.session()
    assert signed.signature is not None
    assert signed.signature.record_hash in printed(signed)
    assert "SHA-256" not in printed(samples.session(state=SessionState.DRAFT))


def test_the_clinics_own_aftercare_text_makes_the_sheet() -> None:
    clinic = samples.CLINIC.with_aftercare("[helps]\nA walk\n\n[call us]\nif you are worried\n")
    sheet = sheet_of(clinic)
    assert (sheet.helps, sheet.call_us, sheet.version) == (("A walk",), "if you are worried", 2)
    assert sheet.normal == STANDARD_SHEET.normal
    assert sheet_of(samples.CLINIC) == STANDARD_SHEET
    assert read_sheet(written_sheet(STANDARD_SHEET)) == STANDARD_SHEET


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A walk", "begins with a heading"),
        ("[pills]\nmany", "line 1 .* unknown heading"),
        ("[helps]\n" + "a walk\n" * 9, "at most 8"),
    ],
)
def test_a_text_that_is_no_aftercare_sheet_is_refused(text: str, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        read_sheet(text)
