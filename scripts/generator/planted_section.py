"""Plants faults of section five: the R rules."""

from __future__ import annotations

from .data import topics, wordings
from .draft import Brief, Draft
from .planting import Unplantable, after_writing, before_writing, needs
from .problems import ALL

needs("R107", lively=True)
# pairs of topics whose remedies do not answer each other
FAR = (
    ("funding", "interpretation"),
    ("digital", "publicity"),
    ("normative", "staffing"),
    ("review", "engagement"),
)


@before_writing("R101")
def no_problem(brief: Brief) -> None:
    """State no problem at all."""
    brief.want["problems"] = [brief.rng.choice(wordings()["faults.none_problem"])]


@after_writing("R101")
def flag_none(_brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("R101", draft.sections["problems"].paragraphs[0].text, "no problem is stated")


@before_writing("R102")
def orphan_remedy(brief: Brief) -> None:
    """Promise a remedy for what is no problem."""
    problem, remedy = brief.rng.choice(FAR)
    brief.topics = [problem]
    brief.want["extra_remedy"] = [
        brief.rng.choice(topics()[remedy]["remedy"]).replace("<r>", f"<r {remedy}>")
    ]


@after_writing("R102")
def flag_orphan(brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("R102", brief.want["extra_remedy"][0], "answers no problem")


@before_writing("R103")
def no_remedy(brief: Brief) -> None:
    """Leave a problem without a remedy."""
    alone, other = brief.rng.choice(FAR)
    brief.topics = [other, alone]
    brief.skip |= {f"-remedy {alone}", "follow_up"}


@after_writing("R103")
def flag_no_remedy(brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("R103", brief.topics[1], "no remedy follows")


@before_writing("R104")
def vague_problem(brief: Brief) -> None:
    """State a problem without an object."""
    brief.topics = [*brief.topics[:2], "general"]
    brief.want["problem general"] = [brief.rng.choice(wordings()["faults.vague"])]
    brief.want["remedy general"] = [brief.rng.choice(wordings()["faults.unmeasurable"])]


@after_writing("R104")
def flag_vague(brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("R104", brief.want["problem general"][0], "names no object, figure or cause")


@before_writing("R105")
def no_follow_up(brief: Brief) -> None:
    """Say nothing of last year's problems."""
    brief.skip.add("follow_up")


@after_writing("R105")
def flag_follow_up(_brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("R105", draft.sections["problems"].heading, "nothing on last year's problems")


@before_writing("R106")
def others_only(brief: Brief) -> None:
    """Blame some units for every problem."""
    blamed = {t: [w for w in kinds["problem"] if " others>" in w] for t, kinds in topics().items()}
    usable = [t for t in ALL if blamed.get(t)]
    needed = [t for t in brief.topics if t == "request"]
    brief.topics = (needed + [t for t in brief.rng.sample(usable, 3) if t not in needed])[:2]
    for topic in brief.topics:
        brief.want[f"problem {topic}"] = [brief.rng.choice(blamed[topic])]


@after_writing("R106")
def flag_others(brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("R106", "、".join(brief.topics), "all problems are those of some units")


@before_writing("R107")
def figures_ignored(brief: Brief) -> None:
    """Lose disputes and name no problem with requests."""
    if not brief.figures.value("review.corrected+litigation.corrected"):
        raise Unplantable("nothing was corrected")
    brief.topics = [t for t in brief.topics if t not in ("request", "capacity")] or ["platform"]


@after_writing("R107")
def flag_ignored(brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("R107", "、".join(brief.topics), "corrected > 0 and no problem with requests")


@before_writing("R108")
def unmeasurable(brief: Brief) -> None:
    """Promise something nobody can measure."""
    topic = brief.topics[0]
    brief.want[f"remedy {topic}"] = [brief.rng.choice(wordings()["faults.unmeasurable"])]


@after_writing("R108")
def flag_unmeasurable(brief: Brief, draft: Draft) -> None:
    """Record it."""
    draft.flag("R108", brief.want[f"remedy {brief.topics[0]}"][0], "nothing to measure")
