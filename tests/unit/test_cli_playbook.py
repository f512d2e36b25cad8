"""``forestall playbook`` and ``forestall backtest``, as a seller runs them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.main import main
from services.connectors.marketplaces.bazaar.connector import CONNECTOR as BAZAAR
from services.notifier.mute import mutes
from services.notifier.playbook import load
from services.notifier.texts import default

ORDERS = """order_id,purchased_at,shipped_at,promised_at,delivered_at,status,country
a,2026-01-01T10:00:00+00:00,2026-01-02T10:00:00+00:00,2026-01-20T23:59:59+00:00,,shipped,ES
b,2026-01-01T10:00:00+00:00,2026-01-02T10:00:00+00:00,2026-01-20T23:59:59+00:00,2026-01-10T10:00:00+00:00,delivered,ES
c,2026-01-01T10:00:00+00:00,2026-01-02T10:00:00+00:00,2026-01-20T23:59:59+00:00,2026-02-20T10:00:00+00:00,delivered,ES
"""
SCANS = """order_id,at,text,country,sub_code
b,2026-01-05T10:00:00+00:00,Held by customs,ES,InTransit_CustomsRequiringInformation
"""


def run(*args: str | Path) -> Result:
    """The command, without a settings file."""
    with CliRunner().isolated_filesystem():
        return CliRunner().invoke(main, [str(one) for one in args])


def test_check_names_every_mistake_by_line_and_column(tmp_path: Path) -> None:
    """The default passes; a wrong one ends with exit code 2 and says where."""
    assert run("playbook", "check").exit_code == 0
    own = tmp_path / "own.yaml"
    own.write_text("extends: default\nchange:\n  runing-late: { at: promise - 3d }\n")
    wrong = run("playbook", "check", "--playbook", own)
    assert wrong.exit_code == 2
    assert "own.yaml:3:16: there is no rule runing-late" in wrong.output


def test_check_passes_on_every_kind_of_channel() -> None:
    """Templated, short and unreadable: each text is said there, or is a task by intention."""
    assert mutes(load(), default(), BAZAAR.sites) == []


def test_check_refuses_a_rule_that_no_marketplace_would_let_speak(tmp_path: Path) -> None:
    """A text that brings a link is said nowhere, and that is a mistake."""
    (tmp_path / "texts" / "en").mkdir(parents=True)
    (tmp_path / "texts" / "en" / "running_late.txt").write_text("See evil.com")
    settings = tmp_path / "forestall.yaml"
    settings.write_text(f"templates: {tmp_path / 'texts'}\n")
    wrong = run("playbook", "check", "--config", settings)
    assert wrong.exit_code == 2
    assert "rule silent-before-promise: templates/en/running_late.txt on lazada" in wrong.output


def test_a_change_of_one_rule_leaves_the_others(tmp_path: Path) -> None:
    """What is overridden is, and the cases beside the playbook show what that changes."""
    own = tmp_path / "own.yaml"
    own.write_text("extends: default\nchange:\n  pickup-waiting: { mode: 'off' }\n")
    told = run("playbook", "test", "--playbook", own)
    assert told.exit_code == 1
    assert "pickup-waiting was to message" in told.output
    assert run("playbook", "test").exit_code == 0


def test_preview_shows_every_text_on_one_page(tmp_path: Path) -> None:
    """Each text, its language marked for the reader's browser, and who would read it."""
    page = tmp_path / "page.html"
    assert run("playbook", "preview", "--out", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert 'id="hold_needs_buyer"' in text
    assert 'lang="es"' in text
    assert "lazada" in text
    assert "<script" not in text


def test_backtest_tells_what_would_have_left_and_how_rightly(tmp_path: Path) -> None:
    """Late and never-delivered orders are warned of before the promise; one in time is not."""
    orders, scans, out = tmp_path / "orders.csv", tmp_path / "scans.csv", tmp_path / "out"
    orders.write_text(ORDERS)
    scans.write_text(SCANS)
    told = run("backtest", "--orders", orders, "--scans", scans, "--out", out)
    assert told.exit_code == 0, told.output
    assert "3 orders, 2 late, 1 of them never" in told.output
    rules = (out / "rules.csv").read_text()
    assert "silent-before-promise,message,2,2,2,1.000,1.000" in rules
    assert "hold-buyer-must-act,message,1,1,0" in rules
    actions = (out / "actions.csv").read_text().splitlines()
    assert any(
        line.startswith("b,2026-01-05") and "hold-buyer-must-act" in line for line in actions
    )
    assert "<svg" in (out / "report.html").read_text()


@pytest.mark.parametrize(
    ("orders", "words"),
    [
        ("order_id,purchased_at\n", "orders.csv:1: there is no column shipped_at"),
        (ORDERS.replace("2026-01-02T10:00:00+00:00", "2026-01-02T10:00:00", 1), "says no offset"),
        (ORDERS.replace("2026-01-02T10:00:00+00:00", "yesterday", 1), "orders.csv:2: "),
        (ORDERS.replace("2026-01-20", "9999-12-31", 1), "orders.csv:2: promised_at 9999-12-31"),
        (ORDERS.replace(",ES", ",es", 1), "there is no country es in ISO 3166-1; did you mean ES?"),
        (ORDERS.replace("\na,", "\n" + "a" * 61 + ","), "orders.csv:2: order_id has 61"),
    ],
)
def test_backtest_names_the_line_of_a_mistake(tmp_path: Path, orders: str, words: str) -> None:
    """A missing column, a time that is none, no country, a number that is none."""
    file = tmp_path / "orders.csv"
    file.write_text(orders)
    told = run("backtest", "--orders", file, "--out", tmp_path / "out")
    assert told.exit_code == 2
    assert words in told.output


def test_backtest_takes_order_numbers_as_they_are_and_knows_its_zones(tmp_path: Path) -> None:
    """A slash or a blank in a number is no matter; a zone that does not exist is told."""
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS.replace("\na,", "\n2026/7 é,"))
    assert run("backtest", "--orders", file, "--out", tmp_path / "out").exit_code == 0
    told = run("backtest", "--orders", file, "--out", tmp_path / "out", "--zone", "Mars/Base")
    assert (told.exit_code, told.output) == (
        2,
        "forestall: --zone: there is no time zone Mars/Base\n",
    )
