"""The logistic and the normal curve: scipy's for long columns, the same steps by hand for others.

Loading scipy.special takes longer than scoring a case. For up to `SOME` numbers its steps are taken
here, in its order and with its constants, so that one use and a table of them give the same bits (a
test holds them together); up to `FEW` one by one, which then is quicker than as a column. The
normal curve follows Cephes (Moshier 1984-2000, ndtr.c): rational functions of erf below 1, of erfc
up to 8 and beyond; its inverse ndtri.c. The powers of e are the C library's, which numpy's own are
not to the last bit. A compiler that joins a product and a sum in one step (ARM) may give a chance
of a band that differs in the sixteenth digit.
"""

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

import numpy as np

#: One number or an array of them.
N = TypeVar("N", float, np.ndarray)

#: So many numbers are quicker one by one than as a column, and so many than by loading scipy.
FEW, SOME = 128, 50_000

#: From this power of e on, no number can hold it; nor its inverse, for Cephes.
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

#: For the inverse: the middle, where a share lies off the ends by more than `END`, the tail, and
#: the tail beyond eight; and the square root of twice pi.
END, ROOT = 0.13533528323661269189, 2.50662827463100050242
MIDDLE = (
    (-59.9633501014107895267, 98.0010754185999661536, -56.6762857469070293439,
     13.9312609387279679503, -1.23916583867381258016),
    (1.0, 1.95448858338141759834, 4.67627912898881538453, 86.3602421390890590575,
     -225.462687854119370527, 200.260212380060660359, -82.0372256168333339912,
     15.9056225126211695515, -1.18331621121330003142),
)  # fmt: skip
TAIL = (
    (4.05544892305962419923, 31.5251094599893866154, 57.1628192246421288162,
     44.0805073893200834700, 14.6849561928858024014, 2.18663306850790267539,
     -0.140256079171354495875, -0.0350424626827848203418, -8.57456785154685413611e-4),
    (1.0, 15.7799883256466749731, 45.3907635128879210584, 41.3172038254672030440,
     15.0425385692907503408, 2.50464946208309415979, -0.142182922854787788574,
     -0.0380806407691578277194, -9.33259480895457427372e-4),
)  # fmt: skip
BEYOND = (
    (3.23774891776946035970, 6.91522889068984211695, 3.93881025292474443415,
     1.33303460815807542389, 0.201485389549179081538, 0.0123716634817820021358,
     3.01581553508235416007e-4, 2.65806974686737550832e-6, 6.23974539184983293730e-9),
    (1.0, 6.02427039364742014255, 3.67983563856160859403, 1.37702099489081330271,
     0.216236993594496635890, 0.0134204006088543189037, 3.28014464682127739104e-4,
     2.89247864745380683936e-6, 6.79019408009981274425e-9),
)  # fmt: skip


def expit(x: np.ndarray) -> np.ndarray:
    """The chance, in [0, 1], that goes with log-odds."""
    return _applied("expit", _expit, _expits, x)


def ndtr(x: np.ndarray) -> np.ndarray:
    """The share of a standard normal below x, in [0, 1]."""
    return _applied("ndtr", _ndtr, _ndtrs, x)


def logit(chance: float) -> float:
    """The log-odds of a chance in (0, 1); near a half by what it lacks of it, as scipy does."""
    if chance < 0.3 or chance > 0.65:
        return math.log(chance / (1 - chance))
    off = 2 * (chance - 0.5)
    return math.log1p(off) - math.log1p(-off)


def ndtri(share: np.ndarray | float) -> np.ndarray:
    """The values below which these shares of a standard normal lie; shares in (0, 1).

    >>> float(ndtri(0.9))
    1.2815515655446004
    """
    numbers = np.asarray(share, dtype=np.float64)
    if numbers.size > SOME:
        from scipy import special

        return np.asarray(special.ndtri(numbers))
    flat = numbers.ravel()
    square = (off := flat - 0.5) * off
    found = (off + off * (square * _power(MIDDLE[0], square) / _power(MIDDLE[1], square))) * ROOT
    for high, ends in ((False, flat <= END), (True, flat > 1 - END)):
        tail = [_tail(1 - number if high else number) for number in flat[ends].tolist()]
        found[ends] = tail if high else [-number for number in tail]
    return found.reshape(numbers.shape)


@cache
def end(probability: float) -> float:
    """Where an end of a margin lies on a standard normal."""
    return float(ndtri(probability))


def _tail(share: float) -> float:
    """How far out a small share of a standard normal begins."""
    x = math.sqrt(-2 * math.log(share))
    z = 1 / x
    above, under = TAIL if x < 8 else BEYOND
    return x - math.log(x) / x - z * _power(above, z) / _power(under, z)


def _applied(
    name: str,
    one: Callable[[float], float],
    many: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
) -> np.ndarray:
    numbers = np.asarray(x, dtype=np.float64)
    if numbers.size > SOME:
        from scipy import special

        return getattr(special, name)(numbers)
    if numbers.size > FEW:
        with np.errstate(invalid="ignore"):
            return many(numbers.ravel()).reshape(numbers.shape)
    return np.array([one(number) for number in numbers.ravel().tolist()]).reshape(numbers.shape)


def _expit(x: float) -> float:
    try:
        return 1 / (1 + math.exp(-x))
    except OverflowError:  # a chance that no number can hold
        return 0.0


def _expits(x: np.ndarray) -> np.ndarray:
    return np.where(x < -UNDERFLOW, 0.0, 1 / (1 + _exp(np.minimum(-x, UNDERFLOW))))


def _exp(x: np.ndarray) -> np.ndarray:
    """The powers of e, by the C library."""
    return np.fromiter(map(math.exp, x.tolist()), dtype=np.float64, count=len(x))


def _ndtrs(x: np.ndarray) -> np.ndarray:
    x = x * math.sqrt(0.5)
    size, square = np.abs(x), x * x
    found = 0.5 + 0.5 * (x * _power(ERF[0], square) / _power(ERF[1], square))
    for beyond, (above, under) in ((size >= 1, ERFC), (size >= 8, FAR)):
        if beyond.any():
            far, power = size[beyond], square[beyond]
            tail = _exp(-np.minimum(power, UNDERFLOW)) * _power(above, far) / _power(under, far)
            tail = np.where(power > UNDERFLOW, 0.0, 0.5 * tail)
            found[beyond] = np.where(x[beyond] > 0, 1 - tail, tail)
    return found


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


def _power(coefficients: Sequence[float], x: N) -> N:
    """A polynomial in x, by Horner."""
    total = x * 0 + coefficients[0]
    for coefficient in coefficients[1:]:
        total = total * x + coefficient
    return total
