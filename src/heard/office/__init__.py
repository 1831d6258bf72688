"""The staff's screens, one file each: sign-in, worklist, logging, the case, recording, and what the procedure says.

Who may enter a page is said on its view (`entry.py`). Casework itself is `heard.cases`; nothing is decided here.
"""
