"""Feeds made from a seed, for benchmarks that need no data: the shapes that most news publishers use."""

import random
from collections.abc import Callable
from html import escape

WORDS = (
    "the minister said on Tuesday that talks in Geneva would go on until an agreement on the border was reached and "
    "both sides had signed it while protesters marched through the capital against the new law and police used tear gas"
).split()

_RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>
<title>The Herald</title><atom:link href="https://herald.example/feed/" rel="self" type="application/rss+xml"/>
<link>https://herald.example</link><description>News</description><language>en-GB</language>
<lastBuildDate>Tue, 04 Mar 2025 10:00:59 +0000</lastBuildDate><generator>https://wordpress.org/?v=6.7</generator>
"""
_ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
<title>The Herald</title><id>https://herald.example/</id><updated>2025-03-04T10:00:59Z</updated>
<link rel="self" href="https://herald.example/atom"/><link href="https://herald.example/"/>
"""


def words(chance: random.Random, number: int) -> str:
    return " ".join(chance.choices(WORDS, k=number))


def rss_summary(chance: random.Random, name: int) -> str:
    return (
        f"<item><title>{words(chance, 9)}</title><link>https://herald.example/{name}/?a=1&amp;b=2</link>"
        f"<guid isPermaLink='false'>https://herald.example/?p={name}</guid><category>World</category>"
        f"<pubDate>Tue, 04 Mar 2025 10:{name % 60:02}:00 +0000</pubDate>"
        f"<description>{words(chance, 40)}</description></item>\n"
    )


def rss_full(chance: random.Random, name: int) -> str:
    body = "".join(f"<p>{words(chance, 60)} <a href='/x'>{words(chance, 3)}</a></p>" for _ in range(5))
    return (
        f"<item><title>{words(chance, 9)}</title><link>https://herald.example/{name}/</link>"
        f"<dc:creator><![CDATA[Ada Obi]]></dc:creator><pubDate>Tue, 04 Mar 2025 10:{name % 60:02}:00 +0000</pubDate>"
        f"<category><![CDATA[World]]></category><guid isPermaLink='false'>https://herald.example/?p={name}</guid>"
        f"<description><![CDATA[<p>{words(chance, 40)}</p>]]></description>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><slash:comments>0</slash:comments></item>\n"
    )


def atom(chance: random.Random, name: int) -> str:
    return (
        f"<entry><id>tag:herald.example,2025:{name}</id><title>{words(chance, 9)}</title>"
        f"<link href='https://herald.example/{name}/'/><published>2025-03-04T10:{name % 60:02}:00Z</published>"
        f"<updated>2025-03-04T10:{name % 60:02}:30Z</updated><author><name>Ada Obi</name></author>"
        f"<category term='World'/><summary type='html'>{escape(f'<p>{words(chance, 60)}</p>')}</summary></entry>\n"
    )


Entry = Callable[[random.Random, int], str]
KINDS: dict[str, tuple[str, Entry, str]] = {
    "RSS with summaries": (_RSS, rss_summary, "</channel></rss>"),
    "RSS with full text": (_RSS, rss_full, "</channel></rss>"),
    "Atom": (_ATOM, atom, "</feed>"),
}


def made(kind: str, entries: int, seed: int) -> bytes:
    """A feed of `entries` entries."""
    opening, entry, closing = KINDS[kind]
    chance = random.Random(seed)
    return (opening + "".join(entry(chance, number) for number in range(entries)) + closing).encode()
