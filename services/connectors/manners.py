"""What a marketplace lets a message to a buyer say: dated configuration of each connector."""

from dataclasses import dataclass
from datetime import timedelta

from services.connectors.forms import Form

SHORTEST_LIMIT = 350
"""Characters of the ``short`` variant: the least that any marketplace we know allows."""


@dataclass(frozen=True, slots=True)
class Manners:
    """The rules of one channel.

    Attributes:
        longest: most characters of a message.
        links: whether it may bring an address of the web.
        contacts: whether it may bring an e-mail address, a telephone number, another messenger.
        incentives: whether it may speak of money or goods for a favour.
        reviews: whether it may speak of ratings.
        kinds: the texts that may be sent, by their names; None: any.
        templates: the marketplace's own texts, where it takes nothing else; None: words of ours.
        window: how long after an order was placed its buyer may be written to; None: always.
        kept: whether a conversation that was opened in the window outlives it.
        daily: most messages of the shop's in a conversation in any 24 hours; None: no such limit.
        unanswered: of them, most since the buyer last wrote.
        source: where the rules come from, and how far to trust them.
    """

    longest: int
    links: bool = False
    contacts: bool = False
    incentives: bool = False
    reviews: bool = False
    kinds: frozenset[str] | None = None
    templates: tuple[Form, ...] | None = None
    window: timedelta | None = None
    kept: bool = False
    daily: int | None = None
    unanswered: int | None = None
    source: str = ""

    def template_of(self, text: str) -> Form | None:
        """The marketplace's own text that is sent in place of ours of that name, if it has one."""
        return next((form for form in self.templates or () if form.text == text), None)

    def wording(self) -> "Manners":
        """What of it judges the words of a text: the same for most channels."""
        return Manners(
            self.longest,
            links=self.links,
            contacts=self.contacts,
            incentives=self.incentives,
            reviews=self.reviews,
            templates=self.templates,
        )


STRICT = Manners(SHORTEST_LIMIT, source="nothing is known: the strictest of all")
"""Of a channel whose rules we do not know."""
