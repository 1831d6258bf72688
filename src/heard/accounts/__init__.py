"""Signing in: passwords, second factors, passkeys, the council's own sign-in, sessions that end, and asking again.

The pages are in `heard.office`; what a person may see is `heard.people.access`.
"""
