"""The logistic and the normal curve: scipy's for a table, the same steps by hand for a use.

Loading scipy.special takes longer than scoring a case. For up to `FEW` numbers its steps are taken
here, in its order and with its constants, so that one use and a table of them give the same bits (a
test holds them together). The normal curve follows Cephes (Moshier 1984-2000, ndtr.c): rational
functions of erf below 1, of erfc up to 8 and beyond. A compiler that joins a product and a sum in
one step (ARM) may give a chance of a band that differs in the sixteenth digit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np

#: So many numbers are quicker by hand than by loading scipy.
FEW = 512

#: Where the shipped margin's ends lie, as scipy has them.
ENDS = {0.1: -1.2815515655446004, 0.9: 1.2815515655446004}

#: From this square on, Cephes takes the tail for nothing.
UNDERFLOW = 709.782712893383996843

#: Numerator and denominator, highest power first.
ERF = (
    (9.60497373987051638749, 90.0260197203842689217, 2232.00534594684319226,
     7003.32514112805075473, 55592.3013010394962768),
    (1.0, 33.5617141647503099647, 521.357949780152679795, 4594.32382970980127987,
     22629.0000613890934246, 49267.3942608635921086),
)  # fmt: skip
ERFC = (
    (2.46196981473530512524e-10, 0.564189564831068821977, 7.46321056442269912687,
     48.6371970985681366614, 196.520832956077098242, 526.445194995477358631,
     934.528527171957607540, 1027.55188689515710272, 557.535335369399327526),
    (1.0, 13.2281951154744992508, 86.7072140885989742329, 354.937778887819891062,
     975.708501743205489753, 1823.90916687909736289, 2246.33760818710981792,
     1656.66309194161350182, 557.535340817727675546),
)  # fmt: skip
FAR = (
    (0.564189583547755073984, 1.27536670759978104416, 5.01905042251180477414,
     6.16021097993053585195, 7.40974269950448939160, 2.97886665372100240670),
    (1.0, 2.26052863220117276590, 9.39603524938001434673, 12.0489539808096656605,
     17.0814450747565897222, 9.60896809063285878198, 3.36907645100081516050),
)  # fmt: skip


def expit(x: np.ndarray) -> np.ndarray:
    """The chance, in [0, 1], that goes with log-odds."""
    return _applied("expit", _expit, x)


def ndtr(x: np.ndarray) -> np.ndarray:
    """The share of a standard normal below x, in [0, 1]."""
    return _applied("ndtr", _ndtr, x)


def logit(chance: float) -> float:
    """The log-odds of a chance in (0, 1); near a half by what it lacks of it, as scipy does."""
    if chance < 0.3 or chance > 0.65:
        return math.log(chance / (1 - chance))
    off = 2 * (chance - 0.5)
    return math.log1p(off) - math.log1p(-off)


def ndtri(share: float) -> float:
    """The value below which a share of a standard normal lies; the shipped margin's ends at once.

    >>> ndtri(0.9)
    1.2815515655446004
    """
    if share in ENDS:
        return ENDS[share]
    from scipy import special

    return float(special.ndtri(share))


def _applied(name: str, one: Callable[[float], float], x: np.ndarray) -> np.ndarray:
    numbers = np.asarray(x, dtype=np.float64)
    if numbers.size > FEW:
        from scipy import special

        return getattr(special, name)(numbers)
    return np.array([one(number) for number in numbers.ravel().tolist()]).reshape(numbers.shape)


def _expit(x: float) -> float:
    try:
        return 1 / (1 + math.exp(-x))
    except OverflowError:  # a chance that no number can hold
        return 0.0


def _ndtr(x: float) -> float:
    x *= math.sqrt(0.5)
    size, square = abs(x), x * x
    if size < 1:
        return 0.5 + 0.5 * (x * _power(ERF[0], square) / _power(ERF[1], square))
    if math.isnan(x):
        return x
    above, under = ERFC if size < 8 else FAR
    tail = (
        0.0
        if square > UNDERFLOW
        else 0.5 * (math.exp(-square) * _power(above, size) / _power(under, size))
    )
    return 1 - tail if x > 0 else tail


def _power(coefficients: Iterable[float], x: float) -> float:
    """A polynomial in x, by Horner."""
    total = 0.0
    for coefficient in coefficients:
        total = total * x + coefficient
    return total
