"""Random stories on a real procedure: a case that begins, and facts that were permitted when they happened.

`story(procedure, calendar, chance)` asks the engine what may be recorded, takes one of it with answers that fit, and
goes some days on. `answers_for` tries answers until the procedure takes them.
"""

from datetime import date, timedelta
from itertools import islice, product

from heard.engine import Allowed, Fact, Timeline, assess, may_record

WORDS = "Some words"
TRIED = 400


def offers(question, on):
    """Answers that a question takes, of every sort that a rule could tell apart."""
    if question.kind == "choice":
        found = list(question.choices)
    elif question.kind == "yes or no":
        found = [True, False]
    elif question.kind == "date":
        found = [
            on,
            on + timedelta(days=1),
            on + timedelta(days=20),
            on + timedelta(days=60),
            on - timedelta(days=5),
        ]
    else:
        found = [3] if question.kind == "number" else [WORDS, "Other words"]
    return found if question.required else [*found, None]


def fitting(kind, on, chance):
    """Combinations of answers to a kind's questions, in random order, the first few hundred."""
    sets = [offers(question, on) for question in kind.asks]
    for some in sets:
        chance.shuffle(some)
    for values in islice(product(*sets), TRIED):
        answers = zip((question.id for question in kind.asks), values, strict=True)
        yield {id: value for id, value in answers if value is not None}


def answers_for(procedure, timeline, calendar, on, kind, chance):
    """A fact of the kind on that day that may be recorded, or None where no answers are taken."""
    for answers in fitting(procedure.facts[kind], on, chance):
        proposed = Fact(kind, on, answers, id=str(len(timeline) + 1))
        if may_record(procedure, timeline, calendar, on, proposed) == Allowed():
            return proposed
    return None


def likely(standing, chance):
    """A permitted kind: half the time one that does what is owed or asks for what is open, so that stories go on."""
    wanted = {
        kind for duty in standing.duties if duty.state in ("owed", "overdue") for kind in duty.rule.met_by
    }
    wanted |= {kind for right in standing.rights if right.state == "open" for kind in right.rule.exercised_by}
    forward = [kind for kind in standing.permitted if kind in wanted]
    return chance.choice(forward if forward and chance.random() < 0.6 else standing.permitted)


def story(procedure, calendar, chance, *, length=25, start=date(2025, 1, 6)):
    """A timeline of permitted facts, and the day on which it ends."""
    on = start + timedelta(days=chance.randrange(300))
    first = answers_for(procedure, Timeline(), calendar, on, procedure.begins_with, chance)
    timeline = Timeline([first])
    for _ in range(chance.randrange(length)):
        on += timedelta(days=chance.choice([0, 0, 1, 2, 5, 8, 13, 21]))
        standing = assess(procedure, timeline, calendar, on)
        if standing.permitted:
            proposed = answers_for(procedure, timeline, calendar, on, likely(standing, chance), chance)
            timeline = timeline.adding(proposed) if proposed else timeline
    return timeline, on
