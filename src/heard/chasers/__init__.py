"""Chasers: the e-mails that remind people of what they owe, sent once each, in working hours, and recorded.

On which day whom to remind is the procedure's rule (`heard.engine.chasers`); here they are only sent.
"""
