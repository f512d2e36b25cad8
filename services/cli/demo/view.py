"""The demo's live view, drawn from a ``Board``."""

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from schemas.action import ActionKind
from schemas.dispute import DisputeState
from services.cli.demo.board import Board

_COLOURS = {
    "hold": "yellow",
    "dispute": "red",
    "buyer": "cyan",
    "message": "green",
    "extend": "green",
    "task": "blue",
    "notice": "magenta",
    "page": "bold red",
    "fault": "bright_black",
}


def render(board: Board) -> RenderableType:
    """The whole screen."""
    return Group(_head(board), _figures(board), _news(board))


def _head(board: Board) -> RenderableType:
    grid = Table.grid(expand=True, padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(no_wrap=True, justify="right")
    bar = ProgressBar(total=1.0, completed=min(board.progress, 1.0))
    grid.add_row(f"[b]{board.now:%a %d %b %H:%M}[/] UTC", bar, f"{board.progress:4.0%}")
    return grid


def _figures(board: Board) -> RenderableType:
    open_disputes = sum(state is not DisputeState.CLOSED for state in board.disputes.values())
    figures = (
        ("orders", len(board.orders)),
        ("parcels", len(board.parcels)),
        ("holds", len(board.holds)),
        ("buyers told", board.counted(ActionKind.MESSAGE)),
        ("tasks", board.counted(ActionKind.TASK)),
        ("notices", board.counted(ActionKind.NOTICE)),
        ("pages", board.counted(ActionKind.PAGE)),
        ("disputes", f"{len(board.disputes)} ({open_disputes} open)"),
        ("faults", board.faults.total()),
    )
    table = Table(expand=True, box=None)
    for name, _ in figures:
        table.add_column(name, justify="center", style="bold")
    table.add_row(*(str(value) for _, value in figures))
    return table


def _news(board: Board) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for news in board.news:
        style = _COLOURS.get(news.kind, "white")
        table.add_row(
            Text(f"{news.at:%d %H:%M}", style="bright_black"),
            Text(news.kind, style=style),
            Text(news.order),
            Text(news.words),
        )
    return Panel(table, title="as it happens", border_style="bright_black")
