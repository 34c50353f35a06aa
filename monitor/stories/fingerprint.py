"""What a text is compared by: a digest for equality, hashed word shingles for resemblance.

Shingles are runs of four words. Of their hashes one in four is kept, by value, so that two texts keep the same ones
("mod sampling", Broder 1997: On the resemblance and containment of documents).
"""

import re
from hashlib import blake2b
from typing import Final, NamedTuple
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from monitor.records import Article

Hashes = NDArray[np.uint64]  # sorted, each once

SHINGLE_WORDS: Final = 4
KEPT_ONE_IN: Final = 4  # a power of two
LEAD_WORDS: Final = 100  # of title and text
SHINGLED_BYTES: Final = 32_768  # of the normalised text, some 5,000 words; what stands behind is only in the digest

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")  # soft hyphens, joiners, directions
_PUNCTUATION: Final = re.compile(r"[^\w\x00-\x7f]+")  # beyond ASCII
_ASCII: Final = bytes(
    byte if byte >= 0x80 or chr(byte).isalnum() else ord(" ") for byte in bytes(range(256)).lower()
)  # punctuation and white space to spaces, capitals to small letters


class Fingerprint(NamedTuple):
    """What the decisions see of a text."""

    digest: str  # 128 bits of BLAKE2b over the normalised text, in hexadecimal
    words: int
    shingles: Hashes  # one in four
    lead: Hashes  # every shingle of the first words, but those that begin in the title and end in the text


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of title and text; equal on every machine and in every process."""
    words = normalised_words(article.document)
    text = b" ".join(words)
    hashes = _every_hash(text)
    in_title = len(normalised_words(article.title))
    lead = (hashes[: max(in_title - SHINGLE_WORDS + 1, 0)], hashes[in_title : LEAD_WORDS - SHINGLE_WORDS + 1])
    return Fingerprint(
        digest=blake2b(text, digest_size=16).hexdigest(),
        words=len(words),
        shingles=_kept(hashes),
        lead=np.unique(np.concatenate(lead)[:LEAD_WORDS]),
    )


def normalised_words(text: str) -> list[bytes]:
    """The words of `text` in UTF-8: NFKC and case folded, without punctuation, white space and invisible characters."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        text = normalize("NFKC", normalize("NFKC", text).casefold())  # folding may take a text out of NFKC
        text = _PUNCTUATION.sub(" ", text)
    return text.encode("utf-8", "surrogatepass").translate(_ASCII).split()


def shingles_of(text: str) -> Hashes:
    """The shingles that are kept of `text` alone."""
    return _kept(_every_hash(b" ".join(normalised_words(text))))


def _every_hash(text: bytes) -> Hashes:
    """The hashes of all shingles in `text`, in its order; words are parted by one space each. None under four words.

    A shingle's hash is a polynomial over its bytes modulo 2**64. Sums over all prefixes of the text give every one of
    them by a subtraction (Karp and Rabin 1987), so that no shingle is ever cut out.
    """
    text = _whole_words(text)
    letters = np.frombuffer(text, np.uint8)
    spaces = np.flatnonzero(letters == ord(" "))
    starts = np.concatenate(([0], spaces + 1))[: 1 - SHINGLE_WORDS]
    ends = np.concatenate((spaces, [len(text)]))[SHINGLE_WORDS - 1 :]
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(letters * _POWERS[: len(text)])))
    return _mixed((sums[ends] - sums[starts]) * _INVERSES[starts])


def _kept(hashes: Hashes) -> Hashes:
    """One in four of `hashes`, chosen by value."""
    return np.unique(hashes[hashes % np.uint64(KEPT_ONE_IN) == 0])


def _whole_words(text: bytes) -> bytes:
    """The beginning of `text` that is shingled; it ends with a whole word."""
    if len(text) <= SHINGLED_BYTES:
        return text
    return text[: max(text.rfind(b" ", 0, SHINGLED_BYTES + 1), 0)]


def _powers(base: int) -> Hashes:
    """The powers of `base` from the 0th on, modulo 2**64, one for each byte that is shingled."""
    powers = np.full(SHINGLED_BYTES + 1, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


def _mixed(hashes: Hashes) -> Hashes:
    """`hashes` with every bit spread over all bits, by the finaliser of SplitMix64 (Steele, Lea and Flood 2014).

    The low bits of the polynomial depend on the low bits of the letters alone, and the low bits choose what is kept.
    """
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


_BASE: Final = 0x9E3779B97F4A7C15  # odd, hence invertible modulo 2**64
_POWERS: Final = _powers(_BASE)
_INVERSES: Final = _powers(pow(_BASE, -1, 2**64))
