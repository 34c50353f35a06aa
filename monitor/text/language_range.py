"""Language tags (BCP 47), and which languages count as which."""


def primary(tag: str) -> str:
    """The primary language subtag of `tag`, in small letters: `en` of `en-GB`, also of `en_GB`."""
    return tag.replace("_", "-").split("-")[0].lower()


def speaks(wanted: str, language: str) -> bool:
    """Whether an article in `language` is one in `wanted` (both BCP 47): `en` is met by `en-GB`, not the reverse.

    This is basic filtering of RFC 4647, section 3.3.1. Where the language of an article is unknown (`und`), nothing
    is held against it: leaving out news because nobody told its language would be silent.
    """
    if wanted == "*":
        return True
    wanted, language = (tag.lower().replace("_", "-") for tag in (wanted, language))
    return language in {"und", wanted} or language.startswith(wanted + "-")
