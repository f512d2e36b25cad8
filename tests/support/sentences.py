"""What a carrier's sentence is read as, by its words alone."""

from schemas.parcel import Classified, Direction
from services.connectors.carriers.stages import classify


def read(text: str, language: str | None = None) -> Classified:
    """What the words alone say."""
    return classify("freetext", "", "", text, language)


def state(text: str, language: str | None = None) -> str:
    """The customs state in a word, or ``-``; export has its own."""
    customs = read(text, language).customs
    if customs is None:
        return "-"
    return "export" if customs.direction is Direction.EXPORT else customs.state.value


def said(text: str, language: str | None = None) -> str:
    """The stage and, where the text speaks of customs, the state in a word."""
    customs = state(text, language)
    stage = read(text, language).stage.value
    return stage if customs == "-" else f"{stage} {customs}"


def who(text: str) -> str:
    """Who must act, or ``-`` where the text does not speak of customs."""
    customs = read(text).customs
    return "-" if customs is None else customs.who_must_act.value
