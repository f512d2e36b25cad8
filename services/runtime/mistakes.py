"""Mistakes in the settings, told so that a person knows which key to change, and to what.

No sentence ever shows what was written: it may be a secret in the wrong place.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

Path = tuple[int | str, ...]


def merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Two trees of settings laid over one another; the upper one wins."""
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            result[key] = merged(under, value)
        else:
            result[key] = value
    return result


def sentences(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """One sentence for each mistake that pydantic found under ``model``."""
    return [
        _sentence(item["type"], item["loc"], item["msg"], model)
        for item in error.errors(include_url=False, include_context=False, include_input=False)
    ]


def _sentence(kind: str, loc: Path, message: str, model: type[BaseModel]) -> str:
    name = dotted(loc)
    if kind == "extra_forbidden":
        return f"{name}: there is no such setting{_nearest(str(loc[-1]), _keys(model, loc[:-1]))}"
    if kind == "missing":
        field = _field(model, loc)
        meaning = field.description if field is not None else None
        return f"{name}: is missing; set it{f' ({meaning})' if meaning else ''}"
    if kind == "string_pattern_mismatch":
        field = _field(model, loc)
        meaning = field.description if field is not None else None
        return f"{name}: is not of the right form{f'; write {meaning}' if meaning else ''}"
    return f"{name}: {_PLAINLY.get(kind) or f'{message[:1].lower()}{message[1:]}'}"


_PLAINLY = {
    "tuple_type": "write a list",
    "dict_type": "write keys and values under it",
    "model_type": "write keys and values under it",
    "string_type": "write a text; a number stands in quotes",
}
"""Pydantic's own words name types that no writer of YAML knows."""


def dotted(loc: Iterable[int | str]) -> str:
    """The path of a key as people write it: ``shops[0].zone``."""
    name = ""
    for part in loc:
        if isinstance(part, int):
            name += f"[{part}]"
        elif part != "[key]":
            name += f".{part}" if name else part
    return name


def _nearest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else "; take it out"


def _keys(model: type[BaseModel], loc: Path) -> list[str]:
    at = _model_at(model, loc)
    return [field.alias or name for name, field in at.model_fields.items()] if at else []


def _field(model: type[BaseModel], loc: Path) -> FieldInfo | None:
    at = _model_at(model, loc[:-1])
    return _named(at, str(loc[-1])) if at else None


def _named(model: type[BaseModel], name: str) -> FieldInfo | None:
    fields = model.model_fields
    return fields.get(name) or next((f for f in fields.values() if f.alias == name), None)


def _model_at(model: type[BaseModel] | None, loc: Path) -> type[BaseModel] | None:
    """The model that a path leads to; keys of mappings and places in lists are stepped over."""
    for part in loc:
        field = _named(model, str(part)) if model else None
        if field is not None:
            model = _model_in(field.annotation)
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def cross_check(tree: dict[str, Any]) -> list[str]:
    """What single fields cannot see: shops that name no app, or one of another marketplace.

    Looks at the values as written, so that it has its say beside every other mistake.
    """
    apps, shops = tree.get("apps") or {}, tree.get("shops") or []
    if not isinstance(apps, dict) or not isinstance(shops, list):
        return []
    problems = [
        f"apps.{name}.marketplace: canary is a name of our own; set up `canary` for it"
        for name, app in apps.items()
        if isinstance(app, dict) and app.get("marketplace") == "canary"
    ]
    seen: dict[tuple[str, ...], int] = {}
    keys = [str(shop.get("key")) for shop in shops if isinstance(shop, dict)]
    for index, shop in enumerate(shops):
        if isinstance(shop, dict):
            problems += _repeated(index, shop, seen)
            problems += _check_shop(index, shop, apps)
            problems += _check_orders(index, shop, keys)
    return problems + _check_people(tree.get("desk"), keys)


def _check_people(desk: Any, keys: list[str]) -> list[str]:
    """Somebody whose shops are not there would find an empty desk, and nobody would know why."""
    people = desk.get("people") if isinstance(desk, dict) else None
    report = desk.get("report") if isinstance(desk, dict) else None
    letters = report.get("letters") if isinstance(report, dict) else None
    return [
        f"desk.{name}[{index}].shops: `shops` has none of the key {key}{_nearest(str(key), keys)}"
        for name, some in (("people", people), ("report.letters", letters))
        for index, one in enumerate(some if isinstance(some, list) else [])
        if isinstance(one, dict) and isinstance(one.get("shops"), list)
        for key in one["shops"]
        if str(key) not in keys
    ]


def _check_orders(index: int, shop: dict[str, Any], keys: list[str]) -> list[str]:
    """A shop whose orders live in one that is not there, or in itself: it would watch none."""
    other = shop.get("orders_of")
    if not isinstance(other, str) or (other in keys and other != shop.get("key")):
        return []
    nearest = _nearest(other, [key for key in keys if key != shop.get("key")])
    return [f"shops[{index}].orders_of: `shops` has no other of that key{nearest}"]


_BY_SITE = frozenset({"amazon"})
"""Marketplaces on whose sites a seller is one and the same; pushes name the site."""


def _repeated(index: int, shop: dict[str, Any], seen: dict[tuple[str, ...], int]) -> list[str]:
    """A key, or a seller of an app, that an earlier shop has: pushes would all go to one."""
    problems: list[str] = []
    by_site = str(shop.get("key")).split("/", 1)[0] in _BY_SITE
    for names in (("key",), ("seller_id", "app", "site") if by_site else ("seller_id", "app")):
        values = [shop.get(name) for name in names]
        if not all(isinstance(value, str) and value for value in values):
            continue
        first = seen.setdefault((*names, *map(str, values)), index)
        if first != index:
            name = names[0]
            problems.append(f"shops[{index}].{name}: shops[{first}] has it too; give each its own")
    return problems


def _check_shop(index: int, shop: dict[str, Any], apps: dict[str, Any]) -> list[str]:
    problems: list[str] = []
    key, app = shop.get("key"), shop.get("app")
    if not isinstance(app, str):
        return problems
    if app not in apps:
        nearest = _nearest(app, map(str, apps)) if apps else "; describe it there"
        problems.append(f"shops[{index}].app: `apps` has no such id{nearest}")
        return problems
    entry = apps[app]
    marketplace = entry.get("marketplace") if isinstance(entry, dict) else None
    foreign = isinstance(key, str) and key.split("/", 1)[0] != marketplace
    if isinstance(marketplace, str) and foreign:
        problems.append(
            f"shops[{index}].key: must begin with {marketplace}/, the marketplace of its app"
        )
    return problems
