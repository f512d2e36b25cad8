"""Privacy requests of marketplaces that nobody has carried out."""

from collections.abc import Iterable
from datetime import datetime

from services.cli.checks.finding import Finding, problem, warning
from services.ingest import requests
from services.runtime.postgres.pool import Pool, one_statement

_DO = "`forestall privacy requests` lists them; with --carry-out it does them"


async def standing(pool: Pool, now: datetime) -> Iterable[Finding]:
    """Those that have stood for 20 days, and those that were due."""
    async with one_statement(pool) as conn:
        found = await requests.ages(conn, now)
    findings = []
    if count := found["overdue"]:
        what = f"privacy requests of marketplaces, past the day on which they were due: {count}"
        findings.append(problem(what, _DO))
    if count := found["late"]:
        what = f"privacy requests of marketplaces, older than {requests.LATE.days} days: {count}"
        findings.append(warning(what, _DO))
    return findings
