"""Where something was: how precisely that is known, and what of it others than the visitors are shown."""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from enum import Enum

from attrs import evolve, field, frozen

from loanvisit.domain.exact import check
from loanvisit.domain.protecting import sensitive
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, say

_SHOWN = Decimal("0.01")
_BOUNDS = (("latitude", 90), ("longitude", 180))
_FARTHEST = 1_000_000


class PlacePrecision(Enum):
    """How precisely a place is known: by its district, its street, its very site, or a point measured.

    >>> PlacePrecision.POINT.text.zh
    '坐标点'
    """

    DISTRICT = "district"
    STREET = "street"
    SITE = "site"
    POINT = "point"

    @property
    def text(self) -> Text:
        """The precision's label."""
        return say(f"place.{self.value}")


@frozen(kw_only=True)
class Place:
    """Where a visit was made or a photo taken (地点): whereabouts, printed nowhere.

    Points that are compared must be on one datum. One read off a Chinese map (GCJ-02) lies up to 700 metres from where
    a receiver puts it (WGS 84): turn it into the other first, or say so in its accuracy.

    Args:
        precision: how precisely it is known; a point has a latitude and a longitude, and nothing else has.
        district: the district with its city, "深圳市南山区"; a place that is no point has one.
        address: the street, or the site itself, in words; a street or site has one, a district has none.
        latitude: degrees, north positive, -90 to 90.
        longitude: degrees, east positive, -180 to 180.
        accuracy: how far off the point may be, in metres; None where that is not known.

    Raises:
        InputError: it lacks what its precision says, or has what that does not; each is named, and no value is shown.

    Example:
        >>> from decimal import Decimal
        >>> yard = Place(
        ...     precision=PlacePrecision.POINT, latitude=Decimal("22.5429"), longitude=Decimal("114.0596"), accuracy=12
        ... )
        >>> yard
        Place(precision=<PlacePrecision.POINT: 'point'>)
        >>> yard.coarse.latitude, yard.coarse.accuracy
        (Decimal('22.54'), None)
    """

    precision: PlacePrecision
    district: str | None = field(default=None, repr=False, metadata=sensitive())
    address: str | None = field(default=None, repr=False, metadata=sensitive())
    latitude: Decimal | None = field(default=None, repr=False, metadata=sensitive())
    longitude: Decimal | None = field(default=None, repr=False, metadata=sensitive())
    accuracy: int | None = field(default=None, repr=False, metadata=sensitive())

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        is_point = self.precision is PlacePrecision.POINT
        for name, bound in _BOUNDS:
            degrees: Decimal | None = getattr(self, name)
            if (degrees is None) is is_point:
                faults.add(fault("place.point", f"Place.{name}"))
            elif degrees is not None and not -bound <= degrees <= bound:
                faults.add(fault("place.degrees", f"Place.{name}", bound=bound))
        if not is_point:
            if not self.district:
                faults.add(fault("key.missing", "Place.district", key="district"))
            if (not self.address) is not (self.precision is PlacePrecision.DISTRICT):
                faults.add(fault("place.address", "Place.address"))
        if self.accuracy is not None and not (is_point and 0 <= self.accuracy <= _FARTHEST):
            faults.add(fault("place.accuracy", "Place.accuracy", most=_FARTHEST))
        faults.raise_as(InputError)

    @property
    def coarse(self) -> "Place":
        """The place as shown outside the visit team: no address, a point to 0.01 degrees (about 1 km), else a district.

        How accurate the point was is not shown either: with the point rounded, it would say what it is not.
        """
        if self.latitude is None or self.longitude is None:
            return evolve(self, precision=PlacePrecision.DISTRICT, address=None)
        latitude, longitude = _rounded(self.latitude), _rounded(self.longitude)
        return evolve(self, address=None, latitude=latitude, longitude=longitude, accuracy=None)


def _rounded(degrees: Decimal) -> Decimal:
    with localcontext() as exact:
        exact.prec = 40
        return degrees.quantize(_SHOWN, rounding=ROUND_HALF_EVEN) + 0
