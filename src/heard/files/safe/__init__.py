"""What looks inside files that strangers sent: a process of its own with little memory and time, and no secrets.

    python -I -m heard.files.safe.child pdf < letter.pdf

`heard.files.cleaning` starts it. Nothing here knows Django, the database or a key.
"""
