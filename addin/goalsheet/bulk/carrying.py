"""Makes workbooks that go on from people's last ones, which are only ever read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from goalsheet.bulk.pictures import pictures_on, with_pictures
from goalsheet.bulk.source import Source, key
from goalsheet.errors import BadSetting
from goalsheet.template.carry_forward import Legacy, carry_forward
from goalsheet.template.maker import Maker, TrackerMaker
from goalsheet.tracker.person import Person
from goalsheet.workbook.private_reading import read_own_tracker


class CarryingMaker:
    """A maker of trackers that knows the last workbook of some people, by their ids' keys."""

    def __init__(self, fresh: TrackerMaker, sources: Mapping[str, Source]) -> None:
        self._fresh, self._sources = fresh, sources
        self.name, self.version, self.digest = fresh.name, fresh.version, fresh.digest
        self.suffix, self.notes = fresh.suffix, fresh.notes

    def check(self, person: Person) -> None:
        """Fill the template in for one person; the last workbooks were looked through before."""
        self._fresh.check(person)

    def make(self, person: Person) -> bytes:
        """The person's tracker, with what goes on; CannotRead where their last workbook is gone by now."""
        own = self._fresh
        fresh = own.fill(person)
        source = self._sources.get(key(person.id))
        if source is None:
            return own.make_from(fresh)
        last = read_own_tracker(source.path)
        data = own.make_from(carry_forward(Legacy(last.tracker, own.today), fresh))
        return with_pictures(data, source.path.name, pictures_on(last))


def tracker_maker(made: Maker) -> TrackerMaker:
    """The maker if it makes goalsheet's own trackers; BadSetting if it fills in a company's design."""
    if isinstance(made, TrackerMaker):
        return made
    raise BadSetting(f"--carry-forward is for goalsheet's own trackers, and {made.name} is a design.")


def carrying(again: Callable[[], Maker], sources: Mapping[str, Source]) -> Maker:
    """Such a maker, made again in a process that cannot share one."""
    return CarryingMaker(tracker_maker(again()), sources)
