"""Changes one thing in a consistent generated report and says which rules must tell of it.

`sample(seed, count)` tries mutations one after another, the same for the same arguments; what must
be told follows from the form's equations and the generator's marks, never from what gouji says.
"""

from __future__ import annotations

from .mutation import Change, Mutation
from .sample import KINDS, Sample, sample, soak_rules
from .trial import Compared, Trial, verdicts

__all__ = ["KINDS", "Change", "Compared", "Mutation", "Sample", "Trial"]
__all__ += ["sample", "soak_rules", "verdicts"]
