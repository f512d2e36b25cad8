"""Malay: a short message may be Malay or Indonesian, so both have the same words."""

from services.notifier.hearing.vocabulary import Vocabulary
from services.notifier.hearing.words.id import VOCABULARY as INDONESIAN

VOCABULARY = Vocabulary("ms", INDONESIAN.words)
