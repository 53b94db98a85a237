"""A programme that is not saved yet: what is kept of it is what comes back, or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guided.editing.plandrafts import KeptPlan, kept_plan, kept_text, place_of
from guided.editing.programmes import Plan, Planned
from guided.programme import Rules

PLAN = Plan(
    "Hips & core",
    "For the evenings",
    (Planned(1, "deep-hip", 3, ("reach",)), Planned(4, "", 2, (), "By hand", 0)),
    Rules(done=100, not_worse=False),
    7,
)


def test_what_is_kept_of_a_plan_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(kept_text(PLAN, "name = 1"), "utf-8")
    kept = kept_plan(path)
    assert kept == KeptPlan(PLAN, "name = 1")
    assert kept is not None
    assert kept.plan.keys == PLAN.keys
    path.write_text(kept_text(Plan(), ""), "utf-8")
    assert kept_plan(path) == KeptPlan(Plan(), "")


@pytest.mark.parametrize(
    "harm",
    [
        lambda kept: kept["plan"].pop("rules"),
        lambda kept: kept["plan"]["sessions"][0].append(1),
        lambda kept: kept["plan"]["sessions"].append(kept["plan"]["sessions"][0]),
        lambda kept: kept["plan"].update(sessions=[[n, "a", 1, [], "", -1] for n in range(5_000)]),
        lambda kept: kept.pop("on_disk"),
    ],
)
def test_what_is_damaged_is_no_draft(harm: object, tmp_path: Path) -> None:
    kept = json.loads(kept_text(PLAN, ""))
    harm(kept)  # type: ignore[operator]
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(kept), "utf-8")
    assert kept_plan(path) is None
    assert kept_plan(tmp_path / "none.json") is None


def test_a_new_programme_has_a_place_that_no_other_has() -> None:
    places = {place_of(Path("drafts"), name) for name in ("", "new", "mine")}
    assert len(places) == 3
