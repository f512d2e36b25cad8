"""What every test of the chart is given."""

import pytest

from tests.deploy import chart
from tests.deploy.chart import Release


@pytest.fixture(params=chart.CASES)
def release(request: pytest.FixtureRequest) -> Release:
    """The chart, rendered with each of its values files."""
    return chart.of_case(request.param)
