"""A letter as a file or on a screen: `render_pdf`, `render_docx`, `render_html`, `render_text`.

All four print the same words in the same order. None of them reads a clock: what a file says about when it was
made is an argument, so that the same letter is the same bytes.
"""

from heard.letters.rendering.docx import render_docx
from heard.letters.rendering.html import render_html
from heard.letters.rendering.pdf import CannotPrint, render_pdf
from heard.letters.rendering.text import render_text

__all__ = ["CannotPrint", "render_docx", "render_html", "render_pdf", "render_text"]
