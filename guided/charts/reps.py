"""Reps planned against reps done."""

from __future__ import annotations

from guided import messages, words
from guided.charts.material import Material, by_week, ids
from guided.charts.series import Bars, Datum, Series


def reps_each_week(material: Material) -> Series:
    """Reps done in each week of the period, against those of the routines that were begun."""
    locale, weeks = material.locale, by_week(material)
    done = tuple(float(sum(one.reps_done for one in week)) for week in weeks.values())
    planned = tuple(float(sum(one.reps_planned for one in week)) for week in weeks.values())
    labels = (*(locale.day(start, "%d %b") for start in list(weeks)[:-1]), "This week")
    data = tuple(
        Datum(
            (label, locale.number(did), locale.number(set_out)),
            words.say(messages.READS_REPS, label=label, done=round(did), n=round(set_out)),
            ids([one for one in week if one.reps_planned]),
        )
        for label, did, set_out, week in zip(labels, done, planned, weeks.values(), strict=True)
    )
    whole = sum(planned)
    return Series(
        title="Reps done of planned",
        unit="reps",
        heads=("Week of", "Done", "Planned"),
        data=data,
        marks=Bars(done, labels, len(done) - 1, planned=planned) if whole else None,
        summary=words.say(
            messages.REPS_SUMMED_UP,
            done=round(sum(done)),
            n=round(whole),
            share=words.share((sum(done) / whole,)),
        )
        if whole
        else "No session in this time has reps.",
        headline=words.say(messages.SHARE_DONE, share=round(100 * sum(done) / whole)) if whole else "",
    )
