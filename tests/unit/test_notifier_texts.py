"""The texts buyers read, in every language: each says what the English one says, and passes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from schemas.action import Option, RemedyKind
from schemas.order import Buyer, Destination
from schemas.parcel import HoldKind, Stage
from services.connectors.manners import SHORTEST_LIMIT, Manners
from services.notifier.case import Case
from services.notifier.gate import refusal
from services.notifier.messages import values
from services.notifier.plan import PlannedAction, plan
from services.notifier.sample import OFFER
from services.notifier.speech import numbers_of
from services.notifier.texts import DIRECTORY, FALLBACK, Variant, compile_all, default
from tests.support.notifier import AROUND, DEFAULT, NOW, D, case_of, hold, order, parcel

CUSTOMS = OFFER.model_copy(
    update={"options": tuple(Option(kind=one) for one in (RemedyKind.PAPERS, RemedyKind.CLEARANCE))}
)
NAMED = replace(AROUND, shop=replace(AROUND.shop, contact_name="Maximiliana Featherstonehaugh"))
LANGUAGES = sorted(default().languages)
LONGEST = {Variant.FULL: 800, Variant.PLAIN: 500, Variant.SHORT: SHORTEST_LIMIT}
"""Characters once filled with long values: what a mail, every chat and the narrowest chat take."""


_VALUE = re.compile(r"\{\{-?\s*([a-z_.]+)")
_TAG = re.compile(r"\{%-?\s*(\w+)\s*([^%]*?)\s*-?%\}")
_SCRIPTS = {
    "ar": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7af",
    "ru": "\u0400-\u04ff",
    "th": "\u0e00-\u0e7f",
    "uk": "\u0400-\u04ff",
    "zh-Hant": "\u4e00-\u9fff",
}
"""Languages that no other script writes."""


def cases(language: str, kind: HoldKind) -> Iterator[tuple[PlannedAction, Case]]:
    """A hold with everything known and long, and one with little known."""
    for known in (True, False):
        where = order(
            destination=Destination(country="BA" if known else "AE"),
            buyer=Buyer(reference="b", language=language),
        )
        ours = parcel(
            hold(kind=kind, since=NOW - 8 * D),
            number="LX123456789012345678CN" if known else "RR123456789CN",
            carrier="Deutsche Post International" if known else "",
            last_movement=NOW - 2 * D if known else None,
        )
        case = case_of(where, ours)
        (action,) = [
            one
            for one in plan(case, DEFAULT, AROUND, NOW).actions
            if one.rule == "hold-buyer-must-act"
        ]
        chosen = OFFER.options[0].named()
        args = {**action.args, **chosen} | ({"commitment": "18:00"} if known else {})
        for offered in (OFFER, CUSTOMS) if known else (OFFER,):
            yield replace(action, args=args, offer=offered), case
        if known:
            # A part of the order has come, and the rest is on its way.
            came = parcel(id="17track/B", number="B", stage=Stage.DELIVERED)
            yield replace(action, args=args, offer=OFFER), case_of(where, ours, came)


def source(language: str, name: str) -> str:
    """A file as it stands."""
    return (DIRECTORY / language / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_in_every_variant_with_the_same_values(language: str) -> None:
    """Nothing is left out in translation, and nothing asks for what the English does not."""
    for name in sorted(default().spoken):
        ours, english = default().file(language, name), default().file(FALLBACK, name)
        assert ours.variants.keys() == english.variants.keys(), name
        told, wanted = source(language, name), source(FALLBACK, name)
        assert set(_VALUE.findall(told)) == set(_VALUE.findall(wanted)), name
        assert sorted(_TAG.findall(told)) == sorted(_TAG.findall(wanted)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_short_enough_and_passes_the_gate(language: str) -> None:
    """Whatever is known: no gap, no doubled space, no brace; only ``full`` brings an address."""
    no_link = Manners(longest=LONGEST[Variant.PLAIN])
    for name, kind in product(sorted(default().spoken), HoldKind):
        for action, case in cases(language, kind):
            for variant in default().file(language, name).variants:
                around = NAMED if case.parcels[action.args["parcel"]].carrier else AROUND
                filled = values(action, case, around, language)
                text = default().fill(language, name, filled, variant)
                where = f"{language}/{name} {variant}: {text}"
                assert len(text) <= LONGEST[variant], where
                assert not re.search(r"[{}]|  |\n\n|None|\(\)| [.,;:!?](?!\w)", text), where
                if variant is not Variant.FULL:
                    assert not refusal(text, no_link, numbers_of(case)), where


@pytest.mark.parametrize("language", sorted(_SCRIPTS.keys() & set(LANGUAGES)))
def test_a_text_is_in_its_languages_script(language: str) -> None:
    """Most of its letters are."""
    for name in sorted(default().spoken):
        bare = re.sub(r"\{[{%].*?[}%]\}|reviewed_\w+:.*|--- \w+", "", source(language, name))
        own = len(re.findall(f"[{_SCRIPTS[language]}]", bare))
        assert own > len(re.findall(r"[A-Za-z]", bare)) * 4, name


def test_every_text_compiles() -> None:
    """The program's own are compiled when they are needed: here first."""
    for folder, name in default().files:
        compile_all(default().file(folder, name))


def test_no_text_is_a_copy_of_another_languages() -> None:
    """A file that was never translated is none."""
    for name in sorted(default().spoken):
        bodies = [source(language, name).split("--- ", 1)[-1] for language in LANGUAGES]
        assert len(set(bodies)) == len(bodies), name
