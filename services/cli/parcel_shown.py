"""A parcel on a person's terminal: its state and the grounds of it, the scans, the evidence."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from rich.console import Console
from rich.table import Table

from schemas.parcel import CustomsSignal, DecidedBy
from services.cli.parcel_followed import followed
from services.cli.shown import cell
from services.notifier.doubts import in_words
from services.notifier.told import instant
from services.tracker.view import (
    EvidenceView,
    HoldView,
    OrderView,
    ParcelView,
    ScanView,
    SecondView,
)

Line = tuple[str, str]
"""What a line is about, and what it says."""

_DECIDED: Mapping[DecidedBy, str] = {
    DecidedBy.CODE: "by the code",
    DecidedBy.SUB_CODE: "by the sub-status",
    DecidedBy.TEXT: "by the words",
    DecidedBy.TIME: "by its age",
    DecidedBy.NONE: "by nothing we understand",
}


def show(console: Console, view: ParcelView) -> None:
    """Print a parcel."""
    console.print(cell(f"{view.id}  at {instant(view.now)}"), style="bold")
    _section(console, "", _state(view))
    _section(console, "next", _next(view))
    _section(console, "scans", (line for scan in view.scans for line in _scan(scan)))
    _section(console, "evidence", (_evidence(one) for one in view.evidence))
    for one in view.evidence:
        if one.answer is not None:
            console.print(f"\n[b]the answer that showed {one.what}[/]")
            # Not folded: it is there to be copied.
            console.print(cell(one.answer), soft_wrap=True)


def _section(console: Console, title: str, lines: Iterable[Line]) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for about, said in lines:
        table.add_row(cell(about), cell(said))
    if table.row_count:
        console.print(f"\n[b]{title}[/]" if title else "", end="\n" if title else "")
        console.print(table)


def _state(view: ParcelView) -> Iterator[Line]:
    for order in view.orders:
        yield "order", _order(order)
    for key in view.lost:
        yield "no more of", key
    if not view.orders:
        kept = f": dropped on {instant(view.kept_until)}" if view.kept_until else ""
        yield "order", f"no order names it{kept}"
    yield "identity", _identity(view)
    yield "way", _way(view)
    yield "stage", f"{_plain(view.stage)}{_since(view.stage_since)}"
    moved = instant(view.last_movement) if view.last_movement else "never yet"
    expected = f", expected by {instant(view.expected_by)}" if view.expected_by else ""
    yield "moved", f"{moved}{expected}"
    yield "customs", _customs(view)
    for hold in view.holds:
        yield f"hold {hold.ordinal}", _hold(hold)
    yield "silence", _silence(view)
    feed = view.silence.feed_since
    yield "provider", f"silent on it since {instant(feed)}" if feed else "not silent on it"
    yield from followed(view)
    sent = "published" if view.published else "not published yet"
    yield "version", f"{view.version} of {instant(view.changed_at)}, {sent}"


def _order(order: OrderView) -> str:
    since = f"since {instant(order.since)}" if order.since else "since nobody knows when"
    parts = [f"{order.order_key} to {order.country}", since]
    parts += [f"shipped {instant(order.shipped_at)}"] if order.shipped_at else []
    parts += [f"protection ends {instant(order.protection_end)}"] if order.protection_end else []
    return ", ".join(parts)


def _identity(view: ParcelView) -> str:
    role = "" if view.role == "original" else f" ({view.role})"
    if view.identity == "plausible":
        return f"surely ours{role}" if view.orders else f"nobody's{role}"
    return f"doubtful{role}: {'; '.join(in_words(one) for one in view.doubts)}"


def _way(view: ParcelView) -> str:
    parts = [f"{view.origin or '?'} to {view.destination or '?'}"]
    parts += [view.carrier] if view.carrier else []
    parts += [f"service {view.service}"] if view.service else []
    handoff = view.handoff
    if handoff is not None:
        parts.append(f"handed on to {handoff.carrier or 'a local carrier'} as {handoff.number}")
    return ", ".join(parts)


def _customs(view: ParcelView) -> str:
    customs = view.customs
    duties = ", duties are due" if view.duties_due else ""
    state = "nothing" if customs.state == "none" else _plain(customs.state)
    if customs.last_signal is None or customs.last_signal_at is None:
        return f"import: {state}{duties}"
    last = f"last word: {_signal(customs.last_signal)}, {instant(customs.last_signal_at)}"
    return f"import: {state}{duties}; {last}"


def _signal(signal: CustomsSignal) -> str:
    way = "of unknown direction" if signal.direction == "unknown" else str(signal.direction)
    kind = "" if signal.kind == "unspecified" else f", {signal.kind}"
    actor = "" if signal.who_must_act == "unknown" else f", {signal.who_must_act} to act"
    return f"{way} {_plain(signal.state)}{kind}{actor}"


def _hold(hold: HoldView) -> str:
    actor = "nobody named" if hold.who_must_act == "unknown" else f"the {hold.who_must_act}"
    code = f" {hold.raw_code}" if hold.raw_code else ""
    matched = _matched(hold.matched, hold.raw_code)
    stay = f"since {instant(hold.since)}, {_ended(hold)}"
    return (
        f"{hold.direction}, {hold.kind}, to act: {actor}; {stay}\n"
        f"usual until {instant(hold.usual_until)}\n"
        f"decided {_DECIDED[hold.decided_by]}{code}{_quoted(hold.raw_text)}{matched}"
    )


def _ended(hold: HoldView) -> str:
    if hold.until is None:
        return "not over"
    if hold.until == hold.since:
        return "taken back by later scans"
    return f"until {instant(hold.until)} ({'released' if hold.released else 'not released'})"


def _silence(view: ParcelView) -> str:
    silence = view.silence
    if silence.since is not None:
        return f"since {instant(silence.since)}: no movement beyond the lane's usual"
    if silence.judged_at is None:
        begun = view.last_movement or view.stage_since
        return (
            f"none: {'nobody expects it to move at this stage' if begun else 'not under way yet'}"
        )
    if silence.judged_at <= view.now:
        told = "the provider itself is silent" if silence.feed_since else "no order waits for it"
        return f"not judged: it would be since {instant(silence.judged_at)}, but {told}"
    return f"none: judged at {instant(silence.judged_at)}, if it does not move before"


def _next(view: ParcelView) -> Iterator[Line]:
    poll = view.next_poll
    why = f"because {poll.why}" if poll.why else "no reason was noted"
    if poll.asking and poll.at:
        yield "poll", f"being asked for now; if no answer comes, again at {instant(poll.at)}"
    else:
        yield "poll", f"{instant(poll.at) if poll.at else 'no more'}, {why}"
    if view.second is not None:
        yield "second", _second(view.second)
    if view.turn_at is not None:
        yield "turn", f"{instant(view.turn_at)}: customs' words are judged anew, by their age"
    judged = view.silence.judged_at
    if judged is not None and judged > view.now:
        yield "silence", f"{instant(judged)}: judged silent, if it does not move before"


def _second(second: SecondView) -> str:
    whom = f"{second.provider} for {second.number}"
    heard = f"; it last told of it at {instant(second.heard_at)}" if second.heard_at else ""
    if second.at is None:
        return f"{whom}: no more, because {second.why}{heard}"
    if second.asking:
        return f"{whom}: being asked now; if no answer comes, again at {instant(second.at)}{heard}"
    return f"{whom} at {instant(second.at)}, because {second.why}{heard}"


def _scan(scan: ScanView) -> Iterator[Line]:
    place = ", ".join(part for part in (scan.place, scan.country or "") if part)
    local = f"local {scan.raw_time}" if scan.raw_time else "local time not told"
    seen = f", known here since {instant(scan.seen_at)}" if scan.seen_at else ""
    code = scan.sub_code or scan.code
    yield instant(scan.at), "  ".join(part for part in (place, code, scan.text) if part)
    yield "", f"{local}{seen}"
    yield "", f"read as {_reading(scan)}"


def _reading(scan: ScanView) -> str:
    parts = [_plain(scan.stage)]
    parts += [f"customs: {_signal(scan.customs)}"] if scan.customs else []
    parts += ["moved"] if scan.moved else []
    parts += ["a notice only"] if scan.advisory else []
    matched = _matched(scan.matched, scan.sub_code or scan.code)
    return f"{', '.join(parts)}; {_DECIDED[scan.decided_by]}{matched}"


def _evidence(one: EvidenceView) -> Line:
    whole = "" if one.intact else "; THE ANSWER DOES NOT HAVE THIS HASH"
    return one.what, f"{instant(one.at)}  sha256 {one.hash}{whole}"


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _since(at: datetime | None) -> str:
    return f" since {instant(at)}" if at else ""


def _quoted(text: str) -> str:
    return f', "{text}"' if text else ""


def _matched(words: str, code: str) -> str:
    """What was matched, where that is not the code, which stands beside it."""
    return f', matched "{words}"' if words not in ("", code) else ""
