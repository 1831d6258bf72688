"""The design system: templates, macros, filters, styles and the form adapter that every screen is written with.

A screen extends `design/page.html`, writes `{{ ui.due_tag(duty) }}` or `{{ field(form["date"]) }}`, and gets
GOV.UK components in Heard's own dress. It knows nothing of cases, people or letters: it stands below them
all. How to use it: docs/how-to/write-a-screen.md. Why it is a layer of its own: docs/decisions/0005-design-
system.md.
"""
