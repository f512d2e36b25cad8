"""The call of REST that gives the evidence pack."""

from collections.abc import Mapping

from starlette.responses import Response

from schemas.base import Model
from services.desk import cases
from services.desk.call import Call
from services.desk.evidence import FORMS
from services.desk.pack.told import PackOut
from services.desk.visit import Visit


async def _evidence(visit: Visit, _: Mapping[str, str]) -> Model | Response:
    form = visit.request.query_params.get("format", "json")
    if form == "json":
        return PackOut.of(await cases.evidence_of(visit))
    return await cases.evidence_file(visit, form)


EVIDENCE: tuple[Call, ...] = (
    Call(
        "/evidence/{order:path}",
        f"The evidence of an order; format: json, {', '.join(FORMS)}.",
        "viewer",
        None,
        PackOut,
        _evidence,
        query=("format", "language"),
        also=tuple(one.media for one in FORMS.values()),
    ),
)
