"""A procedure drawn: one band for each stage, its steps from top to bottom, and arrows to where rights lead.

Example: drawing(steps(procedure), procedure.title) is SVG text with role="img", a title and a description.
The same steps as a list belong beside every drawing; this module makes the picture only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from heard.charts.steps import ChartStage, ChartStep

WIDTH, MARGIN, GAP = 900, 24, 14
BOX, RIGHT_BOX = 520, 300
LINE, PAD, HEAD = 20, 12, 48
IN_BOX, IN_RIGHT, IN_HEAD = 66, 36, 92
INK, SOFT, DUTY, RIGHT, BAND = "#0b0c0c", "#505a5f", "#ffffff", "#eef4ff", "#f3f2f1"


@dataclass(frozen=True, slots=True)
class _Placed:
    """One step with its place."""

    step: ChartStep
    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Band:
    """One stage with its place and its steps in their places."""

    stage: ChartStage
    y: int
    height: int
    boxes: tuple[_Placed, ...]


def drawing(stages: Sequence[ChartStage], title: str) -> str:
    """The flowchart as SVG text. It stands on its own: no scripts, no outside references, real text."""
    bands: list[_Band] = []
    y = MARGIN
    for stage in stages:
        band = _band(stage, y)
        bands.append(band)
        y += band.height + GAP
    height = y - GAP + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="chart-title chart-words" font-family="Arial, sans-serif" font-size="15">',
        f'<title id="chart-title">{escape(title)}</title>',
        f'<desc id="chart-words">{escape(_in_words(stages))}</desc>',
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0L10 5L0 10z" fill="{INK}"/></marker></defs>',
    ]
    for band in bands:
        parts.extend(_draw_band(band))
    parts.extend(_draw_leads(bands))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _in_words(stages: Sequence[ChartStage]) -> str:
    """What the picture shows, in sentences."""
    told = []
    for stage in stages:
        told.append(
            f"{stage.title}." + (f" It begins with: {stage.begins_with}." if stage.begins_with else "")
        )
        told.extend(f"{step.who}: {step.what}, {step.when}." for step in stage.steps)
    return " ".join(told)


def _band(stage: ChartStage, y: int) -> _Band:
    duties = [step for step in stage.steps if step.kind == "duty"]
    rights = [step for step in stage.steps if step.kind == "right"]
    top = y + HEAD + (LINE if stage.begins_with else 0)
    left = _column(duties, MARGIN + PAD, top, BOX)
    right = _column(rights, MARGIN + PAD + BOX + GAP, top, RIGHT_BOX)
    bottom = max((box.y + box.height for box in (*left, *right)), default=top)
    return _Band(stage, y, bottom + PAD - y, (*left, *right))


def _column(found: Sequence[ChartStep], x: int, top: int, width: int) -> list[_Placed]:
    placed: list[_Placed] = []
    y = top
    for step in found:
        lines = _lines(step, IN_BOX if width == BOX else IN_RIGHT)
        height = LINE * len(lines) + PAD
        placed.append(_Placed(step, x, y, width, height, lines))
        y += height + GAP
    return placed


def _lines(step: ChartStep, room: int) -> tuple[tuple[str, str], ...]:
    """The lines in a box, each with its style: what in bold, who and when in ink, where it stands in grey."""
    told = [("bold", line) for line in wrap(step.what, room - 4)]
    told += [("ink", line) for line in wrap(f"{step.who}: {step.when}", room)]
    told += [("soft", line) for line in wrap(step.paragraph, room)[:2]]
    return tuple(told)


def _draw_band(band: _Band) -> list[str]:
    inner = WIDTH - 2 * MARGIN
    parts = [
        f'<rect x="{MARGIN}" y="{band.y}" width="{inner}" height="{band.height}" rx="6" fill="{BAND}"/>',
        _text(band.stage.title, MARGIN + PAD, band.y + 30, "head"),
    ]
    if band.stage.begins_with:
        begins = wrap(f"Begins with: {band.stage.begins_with}", IN_HEAD)[0]
        parts.append(_text(begins, MARGIN + PAD, band.y + 30 + LINE, "soft"))
    duties = [box for box in band.boxes if box.width == BOX]
    for box in band.boxes:
        parts.extend(_draw_box(box))
    for above, below in zip(duties, duties[1:], strict=False):
        middle = above.x + 40
        parts.append(_arrow(f"M{middle} {above.y + above.height}V{below.y}"))
    return parts


def _draw_box(box: _Placed) -> list[str]:
    fill, dash = (RIGHT, ' stroke-dasharray="6 3"') if box.step.kind == "right" else (DUTY, "")
    parts = [
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="4" fill="{fill}" '
        f'stroke="{INK}"{dash}/>'
    ]
    for number, (style, words) in enumerate(box.lines):
        parts.append(_text(words, box.x + 10, box.y + LINE * (number + 1), style))
    return parts


def _draw_leads(bands: Sequence[_Band]) -> list[str]:
    """An arrow from each right to the stage that it leads to, down the right-hand edge."""
    tops = {band.stage.id: band.y for band in bands}
    parts = []
    for band in bands:
        for box in band.boxes:
            target = tops.get(box.step.leads_to) if box.step.leads_to else None
            if target is not None and target > band.y:
                edge = box.x + box.width
                parts.append(_arrow(f"M{edge} {box.y + box.height // 2}h12V{target + 26}h-40"))
    return parts


def _arrow(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1.5" marker-end="url(#arrow)"/>'


def _text(words: str, x: int, y: int, style: str) -> str:
    looks = {
        "head": f'font-size="19" font-weight="bold" fill="{INK}"',
        "bold": f'font-weight="bold" fill="{INK}"',
        "ink": f'fill="{INK}"',
        "soft": f'font-size="13" fill="{SOFT}"',
    }
    return f'<text x="{x}" y="{y}" {looks[style]}>{escape(words)}</text>'
