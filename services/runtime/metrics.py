"""The catalogue of metrics: each is declared here, once, with a line of what it means.

Names begin with ``forestall_``, units are SI, labels have few values: no order key, no shop's
number of a buyer, nothing that grows with trade.
"""

from prometheus_client import Counter, Gauge, Histogram

from services.runtime.tally import Tallies

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 1.0)
_SLOW = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0)
_HOURS = (60.0, 300.0, 900.0, 3600.0, 14400.0, 43200.0, 86400.0, 259200.0)

RUNNING = Gauge(
    "forestall_running",
    "1 for each part of the program that a process has: edge, normaliser, reconciler, tracker, "
    "cases, dispatcher, desk.",
    ["part"],
)

WEBHOOKS = Tallies(
    (
        "forestall_webhooks_total",
        "Webhooks by their sender and by how they were answered: accepted is durable in the inbox.",
    ),
    (
        "forestall_webhook_ack_seconds",
        "From a webhook's last byte to its answer; the strictest marketplaces allow 0.5.",
    ),
    _FAST,
)
RECORDS = Counter(
    "forestall_records_total",
    "Records by group, topic and what became of them: applied, superseded, ignored, parked, dead.",
    ["group", "topic", "disposition"],
)
PARKED = Gauge(
    "forestall_parked_records",
    "Records set aside for a later try, with every later record of their key.",
    ["service"],
)
DEAD = Counter(
    "forestall_dead_letters_total",
    "Records that no retry can mend, by topic and reason.",
    ["topic", "reason"],
)
BUGS = Counter(
    "forestall_bugs_total",
    "Failures of our own code, by who met them; what they met it on is left for later.",
    ["group"],
)
CALLS = Counter(
    "forestall_calls_total",
    "Attempts of calls to outside systems: answered, or the name of the error.",
    ["system", "outcome"],
)
CALL_SECONDS = Histogram(
    "forestall_call_seconds",
    "From the start of an attempt to its whole answer, or to its failure.",
    ["system"],
    buckets=_SLOW,
)
BUDGET_WAIT_SECONDS = Histogram(
    "forestall_budget_wait_seconds",
    "How long a call waited for its slot in the provider's published limit.",
    ["provider"],
    buckets=_SLOW,
)
LOOKS = Counter(
    "forestall_looks_total",
    "Looks at parcels that were due: answered, no_word (the provider had none on it yet), put_off "
    "(no answer, or refused), quota (the account's is spent).",
    ["provider", "outcome"],
)
DEFERRED_CALLS = Counter(
    "forestall_deferred_calls_total",
    "Calls that a marketplace's budget did not reach, by what they were for: pushed, listed, past; "
    "and why: day_spent, no_slot. What they were to read is tried again later.",
    ["system", "rank", "why"],
)
CREDITS = Gauge(
    "forestall_credits",
    "Credits of a provider's month: used, waiting (numbers), expected by its end, budget.",
    ["provider", "what"],
)
ACTIONS = Counter(
    "forestall_actions_total",
    "Actions by kind, by the channel they took, and by the status they came to.",
    ["kind", "channel", "status"],
)
HOLD_TOLD_SECONDS = Histogram(
    "forestall_hold_told_seconds",
    "From when somebody was to be told of a customs hold (waking hours and a rule's own wait are "
    "counted in) to when they were: the buyer, or staff by a task or alert.",
    ["to"],
    buckets=_HOURS,
)
CAP_USED_RATIO = Gauge(
    "forestall_cap_used_ratio",
    "How much of what a shop may let leave in this clock hour or on this day (UTC), and may let "
    "cost on this day or in this month of its zone, is used: hour, day, money_day, money_month; "
    "at 1 nothing more leaves. Every replica tells the same.",
    ["shop", "cap"],
)
DEADLINES = Gauge(
    "forestall_deadlines",
    "Tasks whose deadline passed within the window before now (1h, 6h, 1d, 3d): met, closed before "
    "it; missed, closed after it or still open. Every replica tells the same.",
    ["window", "outcome"],
)
OLDEST_DUE_SECONDS = Gauge(
    "forestall_oldest_due_seconds",
    "For how long the oldest work of a kind has been due that nobody has taken: cases, actions, "
    "pages, polls; 0 where none is. Every replica tells the same.",
    ["work"],
)
TASKS_OPEN = Gauge(
    "forestall_tasks_open",
    "Tasks on the desk that nobody has finished, by kind.",
    ["kind"],
)
ALERTS_STANDING = Gauge(
    "forestall_alerts_standing",
    "Pages and notices that stand, by level.",
    ["level"],
)
LOOP_AGE_SECONDS = Gauge(
    "forestall_loop_age_seconds",
    "Since a loop last moved; the process counts as dead at 60.",
    ["loop"],
)
PUBLISH_BACKLOG = Gauge(
    "forestall_publish_backlog_objects",
    "Objects whose newest version is not on its topic yet.",
    ["service"],
)
TOKEN_LEFT_SECONDS = Gauge(
    "forestall_token_left_seconds",
    "Until the access token that is kept of a shop ends; most renew themselves at half their life.",
    ["shop"],
)
MISSED_PUSHES = Gauge(
    "forestall_missed_pushes",
    "Changes of a shop that polling has found since its last push; from 20 on its pushes stopped.",
    ["shop"],
)
LIST_AGE_SECONDS = Gauge(
    "forestall_list_age_seconds",
    "Since up to when a list has been read, domain time; the last hour of a list whose changes are "
    "pushed as well is left to the pushes. `lost_pushes` and `queue` are an app's.",
    ["shop", "listing"],
)
HEALED = Counter(
    "forestall_healed_total",
    "Changes that polling found and no push had told: lost_push, or late where it came after.",
    ["shop", "kind"],
)
HEALED_SECONDS = Histogram(
    "forestall_healed_seconds",
    "From a change that no push told to when polling had brought it, by the source's own date.",
    ["shop"],
    buckets=_HOURS,
)
PRIVACY_REQUESTS = Gauge(
    "forestall_privacy_requests_open",
    "Requests of marketplaces to erase or export a buyer's data that stand: new, late (20 days), "
    "overdue (30).",
    ["age"],
)
