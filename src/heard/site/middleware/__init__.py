"""What happens round every page: its line in the log, how long a session lasts, and that browsers keep nothing.

The order is in `heard.site.settings`. It decides nothing about who may see what.
"""
