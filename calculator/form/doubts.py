"""Answers that are more likely a slip than meant. A person is asked about them; none is refused."""

from datetime import date

from calculator.words.catalogue import Catalogue
from rules.questions import Question

# A day so many years before today, or after it.
FAR_YEARS = 5
# A cost a month above this is more likely one of a year, or in cents.
HIGH_DOLLARS = 2_000


def is_far(day: date, today: date) -> bool:
    """Whether the year of a day may be a slip."""
    return abs(day.year - today.year) > FAR_YEARS


def may_be_doubtful(question: Question) -> bool:
    """Whether there are answers to a question that a person is asked about."""
    return question.kind in ("date", "money")


def doubt(question: Question, words: Catalogue) -> dict[str, str]:
    """What the script asks, and of which answers, as attributes of the field."""
    if question.kind == "date":
        # From a start dates follow, which are withheld: see calculator/far_dates.py.
        asked = "start" if question.key == "start_date" else "date"
        return {
            "data_text_doubtful": words.text(f"form.doubtful_{asked}", given="{given}"),
            "data_doubtful_years": str(FAR_YEARS),
        }
    if question.kind == "money":
        return {
            "data_text_doubtful": words.text("form.doubtful_money", given="{given}"),
            "data_doubtful_above": str(HIGH_DOLLARS),
        }
    return {}
