"""Arithmetic of figures: which two figures may be one but for a slip of the hand."""

from decimal import Decimal

import pytest

from gouji.reconcile.values import mistyped


@pytest.mark.parametrize(
    ("said", "real"),
    [(90, 91), (47, 74), (1436, 1346), (27, 270), (5000, 500), (16, 160000), (26517, 26617)],
)
def test_a_slip_of_the_hand(said, real):
    assert mistyped(Decimal(said), Decimal(real))
    assert mistyped(Decimal(real), Decimal(said))


@pytest.mark.parametrize(
    ("said", "real"), [(90, 85), (163, 153), (1200, 1500), (12, 3456), (90, 0), (20, -1)]
)
def test_another_figure(said, real):
    assert not mistyped(Decimal(said), Decimal(real))
