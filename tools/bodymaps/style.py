"""The style block of the SVGs: light values, and dark ones for a dark reader.

The program itself goes by the roles and takes its colours elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: dict[str, str | tuple[str, ...]] = {
    "skin": "#F5E7DB", "skin-edge": "#886E60", "bone": "#F2ECE0", "bone-edge": "#B5A996",
    "tendon": "#E3D7C7", "tendon-edge": "#B3A18D", "outline": "#603E37", "fibre": "#6D433B",
    "highlight": "#FFFFFF",
    "superficial": ("#C38C7D", "#CB9481", "#BB8378", "#D39A8C", "#B37E6C"),
    "intermediate": ("#AD7D74", "#B5857A", "#A5756F", "#BD8B84", "#9E6F65"),
    "deep": ("#98706F", "#A17874", "#90686A", "#A77E7E", "#8A6260"),
}  # fmt: skip
DARK: dict[str, str | tuple[str, ...]] = {
    "skin": "#4E423B", "skin-edge": "#837064", "bone": "#716B60", "bone-edge": "#4C473E",
    "tendon": "#7E7264", "tendon-edge": "#574A3E", "outline": "#211311", "fibre": "#2B1916",
    "highlight": "#F8E4D4",
    "superficial": ("#916154", "#986959", "#89594F", "#A06F63", "#825445"),
    "intermediate": ("#7D534B", "#845A50", "#754B47", "#8B605A", "#6E463D"),
    "deep": ("#6A4646", "#724D4B", "#623F41", "#785354", "#5C3938"),
}  # fmt: skip


def rules(ink: Mapping[str, str | tuple[str, ...]]) -> str:
    """The rules of one theme."""
    out = [
        f".skin{{fill:{ink['skin']};stroke:{ink['skin-edge']};stroke-width:1}}",
        f".bone{{fill:{ink['bone']};stroke:{ink['bone-edge']};stroke-width:.45}}",
        f".muscle,.muscle_art{{stroke:{ink['outline']};stroke-width:.5;stroke-opacity:.62}}",
        (
            f".overlay{{fill:{ink['tendon']};fill-opacity:.14;stroke:{ink['outline']};"
            "stroke-width:.35;stroke-opacity:.3}"
        ),
        f".tendon{{fill:{ink['tendon']}}}",
        (
            f".fascia{{fill:{ink['tendon']};fill-opacity:.8;stroke:{ink['tendon-edge']};"
            "stroke-width:.35;stroke-opacity:.6}"
        ),
        f".sheen{{fill:{ink['highlight']};fill-opacity:.05}}",
        f".shade{{fill:{ink['outline']};fill-opacity:.06;fill-rule:evenodd}}",
        (
            f".fibre{{fill:none;stroke:{ink['fibre']};stroke-width:.3;stroke-opacity:.32;"
            "stroke-linecap:round}"
        ),
        (
            f".line{{fill:none;stroke:{ink['skin-edge']};stroke-width:.55;stroke-opacity:.75;"
            "stroke-linecap:round;stroke-linejoin:round}"
        ),
        f".line_dark{{fill:none;stroke:{ink['outline']};stroke-width:.7;stroke-linecap:round}}",
    ]
    for layer in ("superficial", "intermediate", "deep"):
        tones = ink[layer]
        assert isinstance(tones, tuple)
        out += [f".{layer}-{i}{{fill:{tone}}}" for i, tone in enumerate(tones)]
    return "".join(out)


def style_block() -> str:
    """The text of the style element."""
    return (
        "#regions,#landmarks{display:none}path{stroke-linejoin:round}"
        + rules(LIGHT)
        + "@media (prefers-color-scheme:dark){"
        + rules(DARK)
        + "}"
    )
