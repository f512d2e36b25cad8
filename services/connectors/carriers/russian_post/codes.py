"""Russian Post: its name, and what a fault of its service means.

Source: the service's own description of single access (facts, section 4.6, names the service) and
the clients of it that are in use: a fault's detail holds one of three reasons.
"""

PROVIDER = "russian_post"

ACCOUNT = "AuthorizationFaultReason"
"""Login or password are not accepted: a person must act."""

OF_NUMBER = "OperationHistoryFaultReason"
"""The history of this number cannot be given; in what cases no source lists."""
