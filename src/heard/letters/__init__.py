"""Letters: their text, what they must say, the files that are sent, and each letter of a case as draft and as sent.

`blocks`, `text_format`, `fields`, `required` and `rendering` are pure: text in, values or bytes out. They know
nothing of cases, ask no clock and touch no database. `drafting` and `issuing` are the two doors to the tables.
"""
