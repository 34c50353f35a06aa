"""The words that say that somebody speaks, and what stands around them."""

import re

CUE = re.compile(
    r"\b(?:said|says|say|told|tells|"
    r"stated|states|added|adds|warned|warns|insisted|insists|announced|announces|claimed|claims|argued|argues|noted|"
    r"notes|remarked|stressed|stresses|declared|declares|explained|explains|replied|wrote|writes|admitted|acknowledged|"
    r"denied|denies|confirmed|confirms|promised|vowed|suggested|suggests|predicted|complained|concluded|reported|"
    r"reports|tweeted|posted|asked|asks|commented|emphasized|emphasised|urged|recalled|recalls|asserted|alleged|"
    r"responded|pledged|cautioned|affirmed|reiterated|maintained|maintains|conceded|joked|quipped|testified|shouted|"
    r"estimated|contended|protested|lamented|countered|retorted|continued|observed|disclosed|revealed|boasted|chanted)\b"
)
NO_CUE_BEHIND = ("is", "was", "are", "been", "were", "the", "these", "by", "be")
"""Words behind which "said" and "reports" are no cue: was said, the reports."""

ACCORDING = re.compile(r"\b[Aa]ccording to\b")
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ASIDE = re.compile(
    rf"(?:,? (?:on |late |early |late on )?{DAY}(?: night| morning| evening)?"
    r"|,? (?:on|in|at|late|earlier|last|from|during|to) (?:[\w’'.-]+ ){0,9}?[\w’'.-]+(?=,? that\b)"
    r"| (?:reporters|journalists|parliament|lawmakers|MPs|him|her|them|me|us|AFP|Reuters|(?:the )?BBC|CNN|(?:the )?AP"
    r"|(?:(?:the|a|his|her|its) )?(?:[\w’'-]+ ){1,4}?(?=that\b)))*(?: that\b|[,:])? +"
)
"""What stands between a cue and the reported clause: the day, the place, who was told."""

OUTSET = re.compile(
    r"^\W*(?:\w+ing|Asked|In|On|At(?! least)|After|Earlier|But|For|Before|Since|By|From|As|While|When|Late|With|"
    r"Despite|Instead|However|Also|Separately|Among|Under|Meanwhile)\b"
)
"""The first word of what only introduces a speaker: "In Manila, Marcos said"."""

CLOSING = re.compile(
    r"^(?:\W*$|, (?:while|adding|as|but|and)\b"
    rf"| (?:on|in|at|late|earlier|during|after|from|by|this|last|yesterday|before|{DAY})\b)"
)
"""What may follow "…, Jaishankar said" at the end of a sentence."""

SAYING = frozenset(
    "said says say told tells insisted insists argued argues warned warns claimed claims added adds".split()
)
"""Cues that need no "that" before what was said."""

PRONOUN = re.compile(r"(?:it|he|she|they|we|there|his|her|its|their|no|nobody)\b")
"""How a clause without "that" may begin behind any other cue: "confirmed it had left"."""

ORDERING = frozenset("urged asked asks promised vowed pledged warned told tells".split())
"""Cues that may ask for a deed instead of telling a fact: "urged Washington to stop"."""
