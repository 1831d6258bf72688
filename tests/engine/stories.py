"""Random stories on a real procedure: a case that begins, and facts that were permitted when they happened.

`story(procedure, calendar, chance)` asks the engine what may be recorded, takes one of it with answers that fit, and
goes some days on. `answers_for` tries answers until the procedure takes them.
"""

from datetime import date, timedelta

from heard.engine import Allowed, Fact, Timeline, assess, may_record

TRIED = 150


def an_answer(question, on, chance, yes):
    """An answer that a question takes, or None where it may be left out; `yes` is how likely a yes is."""
    if not question.required and chance.random() < 0.3:
        return None
    if question.kind == "choice":
        return chance.choice(list(question.choices))
    if question.kind == "yes or no":
        return chance.random() < yes
    if question.kind == "date":
        return on + timedelta(days=chance.choice([0, 1, 20, 60, -5]))
    if question.kind == "number":
        return chance.randrange(9)
    return f"Words {chance.randrange(chance.choice([4, 1000]))}"


def fitting(kind, on, chance):
    """Answers to a kind's questions, some mostly yes, some mostly no."""
    for n in range(TRIED if kind.asks else 1):
        yes = (0.5, 0.05, 0.95)[n % 3]
        answers = {question.id: an_answer(question, on, chance, yes) for question in kind.asks}
        yield {id: answer for id, answer in answers.items() if answer is not None}


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
