"""The rules of a procedure in words that name facts and duties by their titles, for people who read no ids.

    Words(procedure).limit(duty.due.limit)     -> "10 working days after “Complaint received”"

How limits and conditions are put together is the engine's `Teller`; this gives their parts their names.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from heard.engine.limits import (
    Anchor,
    Answered,
    AnsweredDay,
    AtLeast,
    Condition,
    DueDay,
    Extension,
    FactDay,
    Recorded,
)
from heard.engine.procedure import Chaser, Duty, Right
from heard.engine.showing import Teller


class Words(Teller):
    """A teller that says titles where the engine's own says ids."""

    def anchor(self, anchor: Anchor) -> str:
        if isinstance(anchor, DueDay):
            return _("the day on which “%(what)s” is due") % {
                "what": self.procedure.by_key[anchor.duty].title
            }
        if isinstance(anchor, FactDay):
            words = _("the latest “%(what)s”") if anchor.latest else _("“%(what)s”")
            return words % {"what": self._fact(anchor.kind)}
        assert isinstance(anchor, AnsweredDay)
        return _("the day given in “%(what)s”") % {"what": self._fact(anchor.kind)}

    def condition(self, condition: Condition) -> str:
        if isinstance(condition, Recorded):
            kinds = _(" or ").join(_("“%(what)s”") % {"what": self._fact(kind)} for kind in condition.kinds)
            return _("%(kinds)s is recorded") % {"kinds": kinds}
        if isinstance(condition, Answered):
            words = {"what": self._fact(condition.kind), "answers": self._answers(condition)}
            return _("“%(what)s” says: %(answers)s") % words
        if isinstance(condition, AtLeast):
            words = {"count": str(condition.count), "what": self._fact(condition.kind)}
            return _("“%(what)s” is recorded at least %(count)s times") % words
        return super().condition(condition)

    def duty(self, duty: Duty) -> list[str]:
        """When a duty is due, what moves the day, and when it exists at all: a line for each."""
        lines = []
        if duty.due is not None:
            lines.append(self._within(self.limit(duty.due.limit)))
            lines += [self.extension(extension) for extension in duty.due.extensions]
        else:
            lines.append(_("As soon as possible"))
        if duty.when is not None:
            lines.append(_("Only when %(condition)s") % {"condition": self.condition(duty.when)})
        for role, condition in duty.passes_to.items():
            words = {"role": self.role(role).lower(), "condition": self.condition(condition)}
            lines.append(_("Passes to the %(role)s when %(condition)s") % words)
        return lines

    def right(self, right: Right) -> list[str]:
        """From when a right is open, and until when."""
        lines = [_("Opens: %(limit)s") % {"limit": self.limit(right.opens)}]
        closes = self.limit(right.closes) if right.closes else _("never")
        lines.append(_("Closes: %(limit)s") % {"limit": closes})
        return [*lines, right.if_late] if right.if_late else lines

    def chaser(self, chaser: Chaser) -> list[str]:
        """When a chaser goes out, to whom, and about what."""
        to, copied = self._roles(chaser.to), self._roles(chaser.copied)
        who = _("To the %(to)s, copied to the %(copied)s") if copied else _("To the %(to)s")
        about = self.procedure.by_key[chaser.about].title
        lines = [
            self._sentence(self.limit(chaser.on)),
            who % {"to": to, "copied": copied},
            _("Only while “%(what)s” is not done") % {"what": about},
        ]
        if chaser.when is not None:
            lines.append(_("Only when %(condition)s") % {"condition": self.condition(chaser.when)})
        return lines

    def extension(self, extension: Extension) -> str:
        """What moves a due day, and how far."""
        words = {"what": self._fact(extension.by), "adds": extension.adds, "reaches": extension.reaches}
        if extension.adds:
            said = _("%(adds)s more with “%(what)s”") % words
        elif extension.reaches:
            said = _("%(reaches)s in all with “%(what)s”") % words
        else:
            said = _("Another day may be given with “%(what)s”") % words
        for question, values in extension.only_if.items():
            only = Answered(extension.by, question, values)
            said += _(", if it says: %(answers)s") % {"answers": self._answers(only)}
        if extension.at_most:
            said += _(", %(most)s at most") % {"most": extension.at_most}
        return said

    def role(self, id: str) -> str:
        """A role by its title."""
        role = self.procedure.roles.get(id)
        return role.title if role else id.replace("_", " ").capitalize()

    def _roles(self, ids: tuple[str, ...]) -> str:
        return _(" and the ").join(self.role(id).lower() for id in ids)

    def _fact(self, kind: str) -> str:
        found = self.procedure.facts.get(kind)
        return found.title if found else kind

    def _answers(self, answered: Answered) -> str:
        fact = self.procedure.facts.get(answered.kind)
        question = fact.question(answered.question) if fact else None
        choices = {"yes": _("Yes"), "no": _("No"), **(question.choices if question else {})}
        given = _(" or ").join(choices.get(value, value) for value in answered.values)
        return f"{question.question} {given}" if question else given

    def _within(self, limit: str) -> str:
        return _("Within %(limit)s") % {"limit": limit} if limit[:1].isdigit() else self._sentence(limit)

    @staticmethod
    def _sentence(words: str) -> str:
        return words[:1].upper() + words[1:]
