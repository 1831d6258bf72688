"""The rules of a procedure in words that name facts and duties by their titles, for people who read no ids.

    Words(procedure).limit(duty.due.limit)     -> "10 working days after the complaint was received"

How limits and conditions are put together is the engine's `Teller`; this gives their parts their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.engine.limits import (
    Anchor,
    Answered,
    AnsweredDay,
    AtLeast,
    Compared,
    Condition,
    DueDay,
    Extension,
    FactDay,
    Limit,
    Not,
    Recorded,
    Same,
    Within,
)
from heard.engine.procedure import Chaser, Check, Duty, Eligibility, Hold, Right, Rule, Warning
from heard.engine.showing import Teller

_AS_SAID = {"complaint.received": gettext_lazy("the complaint was received")}
"""Events that are said plainly after a number of days; every other is quoted by its title."""


class Words(Teller):
    """A teller that says titles where the engine's own says ids."""

    def limit(self, limit: Limit) -> str:
        if isinstance(limit, Within):
            plain = _AS_SAID.get(getattr(limit.after[0], "kind", "")) if len(limit.after) == 1 else None
            if plain and not isinstance(limit.after[0], AnsweredDay):
                return _("%(long)s after %(event)s") % {"long": limit.duration, "event": plain}
        return super().limit(limit)

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
            return _("%(kinds)s is recorded") % {"kinds": self.facts(condition.kinds)}
        if isinstance(condition, Answered):
            words = {"what": self._fact(condition.kind), "answers": self._answers(condition)}
            return _("“%(what)s” says: %(answers)s") % words
        if isinstance(condition, AtLeast):
            return self._at_least(condition)
        if isinstance(condition, Not):
            return self._not(condition.part)
        if isinstance(condition, Same):
            words = {
                "one": self._question(condition.kind, condition.question),
                "other": self._question(condition.as_kind, condition.as_question),
            }
            return _("%(one)s is the same as %(other)s") % words
        if isinstance(condition, Compared):
            day = self.anchor(condition.day) if condition.day else _("the day")
            how = _("%(day)s is before %(limit)s") if condition.before else _("%(day)s is after %(limit)s")
            return how % {"day": day, "limit": self.limit(condition.limit)}
        return super().condition(condition)

    def _not(self, part: Condition) -> str:
        if isinstance(part, Recorded):
            return _("%(kinds)s is not recorded") % {"kinds": self.facts(part.kinds)}
        if isinstance(part, Compared):
            words = {
                "day": self.anchor(part.day) if part.day else _("the day"),
                "limit": self.limit(part.limit),
            }
            if part.before:
                return _("%(day)s is not before %(limit)s") % words
            return _("%(day)s is not after %(limit)s") % words
        return _("it is not so that %(what)s") % {"what": self._part(part)}

    def _at_least(self, condition: AtLeast) -> str:
        words = {"count": str(condition.count), "what": self._fact(condition.kind)}
        said = _("“%(what)s” is recorded at least %(count)s times") % words
        if condition.count == 1:
            said = _("“%(what)s” is recorded") % words
        for question, values in condition.answering.items():
            answers = self._answers(Answered(condition.kind, question, values))
            said += _(", saying: %(answers)s") % {"answers": answers}
        return said + _(", for different people") if condition.different else said

    def rule_lines(self, rule: Rule) -> list[str]:
        """What a rule of any kind says, a line for each thing."""
        tellers = {
            Duty: self.duty,
            Right: self.right,
            Chaser: self.chaser,
            Hold: self.hold,
            Check: self.check,
            Eligibility: self.eligibility,
            Warning: self.warning,
        }
        lines: list[str] = tellers[type(rule)](rule)  # type: ignore[operator]
        return lines

    def hold(self, hold: Hold) -> list[str]:
        """What stops which clocks, and until when."""
        stopped = [_("“%(what)s”") % {"what": self.procedure.by_key[key].title} for key in hold.stops]
        asked = self._asked_of(hold.starts_with[0], hold.only_if)
        lines = [
            _("From: %(what)s") % {"what": self.facts(hold.starts_with) + asked},
            _("Until: %(what)s") % {"what": self.facts(hold.ends_with)},
            _("Stops the clock of %(what)s") % {"what": ", ".join(dict.fromkeys(stopped))},
        ]
        if hold.review_every:
            lines.append(_("Looked at again every %(long)s") % {"long": hold.review_every})
        return lines

    def check(self, check: Check) -> list[str]:
        """When a check is made, and what cannot be recorded until it is met."""
        lines = [_("Must hold: %(what)s") % {"what": self.condition(check.must)}]
        if check.when is not None:
            lines.insert(0, _("Asked once %(what)s") % {"what": self.condition(check.when)})
        if check.bars:
            lines.append(_("Until then this cannot be recorded: %(what)s") % {"what": self.facts(check.bars)})
        return lines

    def eligibility(self, rule: Eligibility) -> list[str]:
        """Where else a complaint goes, and when that is so."""
        lines = [_("When %(what)s") % {"what": self.condition(rule.when)}]
        if rule.goes_to:
            lines.append(_("It goes to: %(where)s") % {"where": rule.goes_to})
        return lines

    def warning(self, warning: Warning) -> list[str]:
        """When a sign is shown, from which day, and to whom it goes."""
        lines = [_("When %(what)s") % {"what": self.condition(warning.when)}]
        if warning.start is not None:
            lines.append(self._sentence(_("from %(limit)s") % {"limit": self.limit(warning.start)}))
        return lines

    def facts(self, kinds: Iterable[str]) -> str:
        """Kinds of fact by their titles: "“Complaint received” or “Complaint reopened”"."""
        return _(" or ").join(_("“%(what)s”") % {"what": self._fact(kind)} for kind in kinds)

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
        said += self._asked_of(extension.by, extension.only_if)
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

    def _question(self, kind: str, id: str) -> str:
        fact = self.procedure.facts.get(kind)
        question = fact.question(id) if fact else None
        return _("the answer to “%(question)s”") % {"question": question.question if question else id}

    def _asked_of(self, kind: str, asked: Mapping[str, tuple[str, ...]]) -> str:
        """The answers that a fact of a kind needs before anything follows from it."""
        return "".join(
            _(", if it says: %(answers)s") % {"answers": self._answers(Answered(kind, question, values))}
            for question, values in asked.items()
        )

    def _answers(self, answered: Answered) -> str:
        fact = self.procedure.facts.get(answered.kind)
        question = fact.question(answered.question) if fact else None
        choices = {"yes": _("Yes"), "no": _("No"), **(question.choices if question else {})}
        given = _(" or ").join(choices.get(value, value) for value in answered.values) or _("anything")
        return f"{question.question} {given}" if question else given

    def _within(self, limit: str) -> str:
        return _("Within %(limit)s") % {"limit": limit} if limit[:1].isdigit() else self._sentence(limit)

    @staticmethod
    def _sentence(words: str) -> str:
        return words[:1].upper() + words[1:]
