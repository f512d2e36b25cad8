"""Where the view is shown: live in a terminal, a line a day elsewhere."""

from datetime import datetime
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.panel import Panel
from rich.table import Table

from services.cli.demo.board import Board
from services.cli.demo.view import render


class Screen:
    """The demo's screen.

    Args:
        console: where to.
        board: what to show.
    """

    def __init__(self, console: Console, board: Board) -> None:
        self._console = console
        self._board = board
        self._live: Live | None = None
        self._told: datetime | None = None

    def __enter__(self) -> Self:
        """Begin to show."""
        if self._console.is_terminal:
            self._live = Live(
                get_renderable=lambda: render(self._board),
                console=self._console,
                refresh_per_second=4,
            )
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the last state standing."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def refresh(self) -> None:
        """A step is over; without a terminal, midnight is worth a line."""
        now = self._board.now
        if self._console.is_terminal or now.hour or now == self._told:
            return
        self._told = now
        board = self._board
        self._console.print(
            f"{now:%d %b}  orders {len(board.orders)}  parcels {len(board.parcels)}  "
            f"holds {len(board.holds)}  disputes {len(board.disputes)}  "
            f"actions {len(board.actions)}",
            highlight=False,
        )

    def say(self, words: str) -> None:
        """One paragraph."""
        self._console.print(words, highlight=False)

    def table(self, table: Table, title: str) -> None:
        """One table."""
        self._console.print(Panel.fit(table, title=title))
