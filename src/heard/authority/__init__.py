"""The council: its teams, its closure days, the procedures it has adopted, and what day it is there.

    from heard.authority.today import today

It knows nothing of people or cases.
"""
