"""Texts that only lead to the article: "Read more", "Continue reading …", a link and nothing else."""

import re
from typing import Final

LONGEST: Final = 300  # characters of a text that may be one
_LOOKED_AT: Final = 5_000  # characters of its markup

_LINK = re.compile(r"<a\b[^>]*>.*?</a\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W_]")
_PHRASES = re.compile(
    r"\b(?:read (?:the )?(?:more|full|whole|rest|article|story|on)|continue reading|keep reading|more (?:at|on|here)"
    r"|(?:click|tap) (?:here|to|through)|(?:full|whole) (?:story|article|text)"
    r"|view (?:the )?(?:article|story|post|full)|see more|learn more|find out more|subscribe|sign (?:in|up)|log in"
    r"|weiterlesen|mehr lesen|lesen sie|zum artikel|lire (?:la suite|plus|l.article)|en savoir plus|suite de"
    r"|leer (?:m[aá]s|art[ií]culo|la noticia)|seguir leyendo|ver m[aá]s|leggi|continua a leggere"
    r"|l[eê]r? mais|leia|saiba mais|lees (?:meer|verder)|l[aä]s mer|les mer|l[aæ]s mere|lue lisää"
    r"|czytaj|devamı|читать|подробнее|далее|читати|докладніше|číst|tovább|citeşte|citește|διαβάστε)",
    re.IGNORECASE,
)
_OTHER = re.compile(r"اقرأ المزيد|المزيد|ادامه|קרא עוד|阅读全文|閱讀全文|閱讀更多|查看更多|続きを読む|더 ?보기|आगे पढ़ें")


def is_stub(markup: str, text: str) -> bool:
    """Whether `text` of at most LONGEST characters, which is what `markup` says, only leads to the article.

    That is so where it has no words outside of links, or says so, or breaks off.
    """
    outside = _ADDRESS.sub("", _TAG.sub("", _LINK.sub("", markup[:_LOOKED_AT])))
    if not _WORD.search(outside):
        return True
    return bool(_PHRASES.search(text) or _OTHER.search(text) or text.endswith(("…", "...", "[…]", "[...]")))
