"""SQL that answers insight's questions: along the sums of weeks, or the orders of some of them."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

from services.desk.insight import carriers, heldout, together
from services.desk.insight.asked import Asked
from services.desk.insight.carriers import STEP_HOURS, Way
from services.desk.insight.compare import (
    COMPARED,
    MOST,
    Compared,
    Sums,
    Weeks,
    weeks_of,
)
from services.desk.insight.compare import (
    MEASURED as TROUBLE,
)
from services.desk.insight.funnel import Steps
from services.desk.insight.heldout import Arm
from services.desk.insight.remedies import Spent
from services.desk.insight.store import DIMENSIONS, MEASURES
from services.desk.insight.together import Orders
from services.desk.insight.trend import weeks_to
from services.desk.insight.weeks import WEEK, year_before
from services.notifier.faults import ComplaintType
from services.runtime.postgres.pool import Connection

_SUMS = ", ".join(f"sum({name})::integer AS {name}" for name in MEASURES)

_COMPARED = ", ".join(
    f"coalesce(sum({name}) FILTER (WHERE week = ${place}), 0)::integer AS {name}_{when}"
    for place, when in enumerate(COMPARED, start=3)
    for name in MEASURES
)
_TROUBLE = " + ".join(f"{name}_now" for name in TROUBLE)


def _compared(value: str, by: str) -> str:
    """Three weeks of some shops by something, those with the most trouble now.

    Grouped where it lies: what comes back is bounded, however many products a shop sells.
    """
    return f"""
        WITH told AS (
            SELECT {value} AS value, {_COMPARED} FROM desk.weeks
            WHERE by = {by} AND shop = ANY($2) AND week IN ($3, $4, $5) GROUP BY 1
        )
        SELECT *, count(*) OVER () AS among FROM told
        ORDER BY {_TROUBLE} DESC, sent_now DESC, value COLLATE "C" LIMIT $6
    """  # noqa: S608 - constants


WEEKS = _compared("value", "$1")

# Of whole shops, by the shop or by its marketplace.
BY_SHOP = _compared("CASE WHEN $1 = 'shop' THEN shop ELSE split_part(shop, '/', 1) END", "''")

TREND = f"""
    SELECT week, {_SUMS} FROM desk.weeks
    WHERE by = '' AND shop = ANY($1) AND week >= $2 AND week <= $3 GROUP BY week
"""  # noqa: S608 - constants

# The orders sent in some weeks, along orders_sent: each shop's are read, and no others.
SENT = "FROM desk.orders WHERE shop = ANY($1) AND sent_week > $2 AND sent_week <= $3"

# In steps of six hours, so that the rows that come back are few however many the orders are.
WAYS = f"""
    SELECT carrier, service, lane,
        CASE WHEN moved_at IS NOT NULL THEN greatest((extract(epoch FROM
            coalesce(arrived_at, $4) - moved_at) / {STEP_HOURS * 3600})::integer, 0) END AS way,
        arrived_at IS NOT NULL AS arrived,
        CASE WHEN sent_at IS NOT NULL THEN greatest((extract(epoch FROM
            coalesce(moved_at, arrived_at, $4) - sent_at) / {STEP_HOURS * 3600})::integer, 0)
        END AS wait,
        count(*) AS orders, count(hold_at) AS held, count(dispute_at) AS disputed
    {SENT} GROUP BY 1, 2, 3, 4, 5, 6
"""  # noqa: S608 - constants

THINGS = f"""
    SELECT country, carrier, service, hold_kind AS held, reason AS complaint,
        late_at <= $4 AS late, lost_at IS NOT NULL AS lost, dispute_at IS NOT NULL AS disputed,
        count(*) AS orders
    {SENT} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""

ARMS = f"""
    SELECT shop, arm, count(*) AS orders, count(dispute_at) AS disputed, count(contact_at) AS wrote
    {SENT} AND arm <> '' GROUP BY shop, arm
"""

FUNNEL = """
    SELECT contact_week AS week, count(*) AS contact,
        count(*) FILTER (WHERE swift) AS answered,
        count(*) FILTER (WHERE swift AND settled) AS settled,
        count(*) FILTER (WHERE swift AND settled AND dispute_at IS NULL) AS undisputed,
        count(*) FILTER (
            WHERE answered_at IS NULL AND contact_at > $3::timestamptz - interval '24 hours'
        ) AS pending
    FROM desk.orders
    CROSS JOIN LATERAL (
        SELECT coalesce(answered_at <= contact_at + interval '24 hours', false) AS swift
    ) AS first
    WHERE shop = ANY($1) AND contact_week = ANY($2) GROUP BY contact_week
"""

# What was paid, by the day of each payment: an order may have had two, weeks apart.
SPENT = """
    SELECT week, paid.shop, paid.currency, coalesce(reason, '') AS reason,
        coalesce(party, '') AS party, count(DISTINCT paid.order_key) AS orders,
        sum(amount) AS amount
    FROM unnest($2::date[]) AS asked (week)
    JOIN notifier.spends AS paid ON paid.day >= week AND paid.day < week + 7
    LEFT JOIN LATERAL (
        SELECT reason, party FROM desk.orders WHERE order_key = paid.order_key LIMIT 1
    ) AS held ON true
    WHERE paid.shop = ANY($1) AND paid.state = 'spent'
    GROUP BY 1, 2, 3, 4, 5
"""


async def weeks(conn: Connection, asked: Asked) -> Weeks:
    """The sums of the week that is asked for, and of those it is held against."""
    query = WEEKS if asked.by in DIMENSIONS else BY_SHOP
    rows = await conn.fetch(query, asked.by, asked.keys, *weeks_of(asked.week), MOST)
    found = tuple(
        Compared(
            _complaint(row["value"]) if asked.by == "reason" else row["value"],
            *(Sums(*(row[f"{name}_{when}"] for name in MEASURES)) for when in COMPARED),
        )
        for row in rows
    )
    return Weeks(found, rows[0]["among"] if rows else 0)


async def year(conn: Connection, asked: Asked) -> dict[date, Sums]:
    """The sums of a year's weeks, and of the one that the last is held against."""
    first, *_, last = weeks_to(asked.week)
    rows = await conn.fetch(TREND, asked.keys, min(first, year_before(last)), last)
    return {row["week"]: Sums(*(row[name] for name in MEASURES)) for row in rows}


def _sent(asked: Asked, weeks: int) -> tuple[Sequence[str], date, date]:
    """The orders that were sent in so many weeks, up to the one that is asked for."""
    return asked.keys, asked.week - WEEK * weeks, asked.week


async def ways(conn: Connection, asked: Asked) -> list[Way]:
    """The ways of orders, in steps."""
    rows = await conn.fetch(WAYS, *_sent(asked, carriers.WEEKS), asked.now)
    return [Way(**dict(row)) for row in rows]


async def things(conn: Connection, asked: Asked) -> list[Orders]:
    """What was in orders, and what happened to them."""
    rows = await conn.fetch(THINGS, *_sent(asked, together.WEEKS), asked.now)
    return [
        Orders(
            frozenset(
                (name, _which(name, value))
                for name, value in row.items()
                if name != "orders" and value
            ),
            row["orders"],
        )
        for row in rows
    ]


async def arms(conn: Connection, asked: Asked) -> list[Arm]:
    """Both sides of the comparisons."""
    rows = await conn.fetch(ARMS, *_sent(asked, heldout.WEEKS))
    return [Arm(**dict(row)) for row in rows]


async def funnels(conn: Connection, asked: Asked) -> dict[date, Steps]:
    """How far contacts came, by the week in which each began."""
    rows = await conn.fetch(FUNNEL, asked.keys, list(weeks_of(asked.week)), asked.now)
    steps = [one.name for one in fields(Steps)]
    return {row["week"]: Steps(*(row[name] for name in steps)) for row in rows}


async def spent(conn: Connection, asked: Asked) -> list[Spent]:
    """What remedies have cost."""
    rows = await conn.fetch(SPENT, asked.keys, list(weeks_of(asked.week)))
    return [Spent(**{**row, "reason": _complaint(row["reason"])}) for row in rows]


def _complaint(value: str) -> str:
    """As its type, by whose words it is told; what no type of now is stays as it is."""
    return _COMPLAINTS.get(value, value)


def _which(name: str, value: str | bool) -> str:
    """Of a thing that just happens: none."""
    if isinstance(value, bool):
        return ""
    return _complaint(value) if name == "complaint" else value


_COMPLAINTS = {str(one): one for one in ComplaintType}
