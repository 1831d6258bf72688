"""Letters: their text, what they must say, and the files that are sent.

`blocks`, `text_format`, `fields`, `required` and `rendering` are pure: text in, values or bytes out. They know
nothing of cases, ask no clock and touch no database.
"""
