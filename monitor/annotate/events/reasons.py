"""Why a sentence gave no event."""

from enum import StrEnum


class NoEvent(StrEnum):
    """Why a sentence gave no event: what the gates before the parse refuse, then what the coder finds no event in."""

    TOPIC = "the article is too little about politics"
    LENGTH = "it is too short or too long to be a sentence of news"
    NOBODY = "it has no name, nor an unnamed party such as police or rebels"
    NO_TRIGGER = "no word of it can make an event"

    TOLD_AGAIN = "it tells again what another sentence tells"
    NO_PARTY = "nobody in it is said to do this, or to suffer it"
    UNREAL = "what it names is only feared, prevented or asked for, or says what kind a thing is"
    IDIOM = "with this object it is no event"
    NO_ENTRY = "no verb or noun of it makes an event by the lexicon"
