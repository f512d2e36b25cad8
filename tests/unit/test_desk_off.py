"""Who lets people in at the desk: nobody, until settings say how."""

import pytest

from services.runtime.desk import DeskSettings
from tests.support.desk import DESK


def test_the_desk_is_off_until_somebody_may_come_in() -> None:
    """No address is listened on by default, and the two ways in are not mixed."""
    assert not DeskSettings().on
    assert DESK.on
    for wrong in ({"header": "X"}, {"header": "X", "alone": "ann"}, {"peers": ["x"]}):
        with pytest.raises(ValueError, match=r"desk|peers|header|network"):
            DeskSettings.model_validate(wrong)
