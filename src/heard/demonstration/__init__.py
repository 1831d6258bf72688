"""The demonstration: a made-up council with cases in every state, and what runs it on one machine.

Nothing here is for real records, and nobody in it exists: every surname says so.
"""
