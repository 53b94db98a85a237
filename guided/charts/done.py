"""What was done of what was planned."""

from __future__ import annotations

from collections.abc import Sequence

from guided import messages, words
from guided.charts.material import Material, by_week, ids
from guided.charts.series import Bars, Datum, Series
from guided.history.records import Summary


def done_of_planned(material: Material) -> Series:
    """The share of what the sessions of each week had planned that was done, by their reps.

    Those that only fill a time are among them, so shares are shown, and no numbers of reps.
    """
    locale, weeks = material.locale, list(by_week(material).values())
    shares = [_share(week) for week in weeks]
    labels = (*(locale.day(start, "%d %b") for start in material.mondays[:-1]), "This week")
    data = tuple(
        Datum(
            (label, "–" if share is None else words.say(messages.SHARE, share=share)),
            words.say(messages.READS, label=label, value=_said(share)),
            ids([one for one in week if one.reps_planned]),
        )
        for label, share, week in zip(labels, shares, weeks, strict=True)
    )
    whole = _share([one for week in weeks for one in week])
    return Series(
        unit="%",
        heads=("Week of", "Done"),
        data=data,
        marks=Bars(
            tuple(float(share or 0) for share in shares),
            labels,
            len(labels) - 1,
            planned=tuple(0.0 if share is None else 100.0 for share in shares),
        )
        if whole is not None
        else None,
        summary="No session in this time has reps."
        if whole is None
        else words.say(messages.DONE_SUMMED_UP, share=whole),
        headline="" if whole is None else words.say(messages.SHARE_DONE, share=whole),
    )


def _share(sessions: Sequence[Summary]) -> int | None:
    """The percent of what sessions planned that was done, at most all; None where they planned nothing."""
    planned = sum(one.reps_planned for one in sessions)
    done = sum(min(one.reps_done, one.reps_planned) for one in sessions)
    return words.percent_done(done, planned) if planned else None


def _said(share: int | None) -> str:
    return "no session" if share is None else words.say(messages.SHARE_DONE, share=share)
