"""Charts of procedures: the steps in order, as a list, and as a picture that says the same.

Example: drawing(steps(procedure), procedure.title) is an SVG with a title, a description and real text.
It draws procedures only; figures and their charts belong to reports.
"""

from heard.charts.drawing import drawing
from heard.charts.steps import ChartStage, ChartStep, steps

__all__ = ["ChartStage", "ChartStep", "drawing", "steps"]
