"""What a business is asked of itself or of one product, and what may be answered.

Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from catalogue.readiness.assessment.model import Condition, Model, Question
from catalogue.readiness.claiming.validity import out_of_range

YES_NO = ("yes", "no")
CONFIRMATION = "confirmation"


@dataclass(frozen=True)
class Given:
    """One answer as it was sent: `members` are those of `option`, `note` and
    `expires_on` that were there. An option of None takes the answer back."""

    question: str
    members: Mapping[str, Any]

    @property
    def takes_back(self) -> bool:
        return self.members.get("option", "") is None


@dataclass(frozen=True)
class AnswerFault:
    """What is wrong with one of the answers: at which place, at which member."""

    place: int
    member: str
    reason: str
    values: dict[str, Any] = field(default_factory=dict)
    suggestion: str | None = None


@dataclass(frozen=True)
class AnswerSheet:
    """Of the business where there is no HS code, not even an empty one."""

    model: Model
    hs_code: str | None = None

    @property
    def is_of_seller(self) -> bool:
        return self.hs_code is None

    @cached_property
    def questions(self) -> list[Question]:
        """In the model's order, those that only the platform answers too."""
        return [
            question
            for question in self.model.questions
            if question.is_of_seller == self.is_of_seller
            and (self.hs_code is None or question.applies_to(self.hs_code))
        ]

    @cached_property
    def conditions(self) -> list[Condition]:
        """Yes/no questions and confirmations on which rules for the product hang."""
        return [] if self.hs_code is None else self.model.conditions_for(self.hs_code)

    @cached_property
    def options(self) -> dict[str, Sequence[str]]:
        """What may be chosen, for each code that may be answered."""
        asked = [question for question in self.questions if not question.is_measured]
        return {
            **{question.code: tuple(question.points) for question in asked},
            **{condition.code: YES_NO for condition in self.conditions},
        }

    def takes_documents(self, code: str) -> bool:
        """An officer can look at a document of any question and of a confirmation; a
        condition only tells which rules apply."""
        condition = self.model.conditions.get(code)
        if condition is not None:
            return condition.kind == CONFIRMATION
        return code in self.options

    def needs_officer(self, code: str, option: str) -> bool:
        """Whether somebody has to say, document or not."""
        condition = self.model.conditions.get(code)
        return (
            condition is not None and condition.kind == CONFIRMATION and option == "yes"
        )

    def faults(
        self,
        given: Mapping[int, Given],
        answered: Mapping[str, date | None],
        on: date,
    ) -> list[AnswerFault]:
        """All that is wrong with answers at these places, beside those there are
        already, each with its last day."""
        seen, found = set[str](), list[AnswerFault]()
        for place, one in given.items():
            code = one.question
            if code in seen:
                found.append(
                    AnswerFault(place, "question", "duplicate", {"value": code})
                )
            elif one.takes_back and code in answered:
                pass  # an answer can be taken back, even where it is asked no more
            elif (fault := self._fault(place, one, code in answered)) is not None:
                found.append(fault)
            elif one.members.get("expires_on") != answered.get(code):
                found += _faults_of_end(place, one.members.get("expires_on"), on)
            seen.add(code)
        return found

    def _fault(self, place: int, one: Given, is_known: bool) -> AnswerFault | None:
        options = self.options.get(one.question)
        if options is None:
            reason, values, meant = self._no_place_for(one.question)
            return AnswerFault(place, "question", reason, values, meant)
        if "option" not in one.members:
            if is_known:
                return None
            return AnswerFault(place, "option", "required", {"name": "option"})
        option = one.members["option"]
        if option is None or option in options:
            return None
        return AnswerFault(
            place,
            "option",
            "not_a_choice",
            {"value": option, "choices": ", ".join(options)},
            _meant(option, options),
        )

    def _no_place_for(self, code: str) -> tuple[str, dict[str, Any], str | None]:
        """Why a code cannot be answered here, and what was meant."""
        question = self.model.question.get(code)
        if question is None and code not in self.model.conditions:
            meant = _meant(code, self.options)
            return "not_found", {"what": "question", "value": code}, meant
        if question is not None and question.is_measured:
            return "measured_question", {"value": code}, None
        if question is not None and question.is_of_seller:
            return "seller_question", {"value": code}, None
        if self.is_of_seller:
            return "product_question", {"value": code}, None
        return "not_asked", {"value": code}, None


def _faults_of_end(place: int, day: date | None, on: date) -> list[AnswerFault]:
    """Of a last day that is new: what has ended already shows nothing."""
    if day is None:
        return []
    if (strange := out_of_range(day)) is not None:
        return [AnswerFault(place, "expires_on", *strange)]
    if day < on:
        values = {"value": day.isoformat()}
        return [AnswerFault(place, "expires_on", "ended_already", values)]
    return []


def _meant(word: str, known: Iterable[str]) -> str | None:
    by_fold = {code.lower(): code for code in known}
    word = word.strip().lower()[:80]
    found = [word] if word in by_fold else get_close_matches(word, by_fold, 1, 0.7)
    return by_fold[found[0]] if found else None
