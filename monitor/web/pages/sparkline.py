"""Numbers, one a day, as bars."""

from collections.abc import Sequence

from markupsafe import Markup

_WIDTH, _HEIGHT = 4, 24  # pixels: of a day, of the chart


def bars(told: Sequence[int], held: Sequence[int], label: str) -> Markup:
    """An SVG of a bar a day, what was told below what was held; `label` says the same in words."""
    highest = max((low + high for low, high in zip(told, held, strict=True)), default=0)
    size = {"w": _WIDTH * len(told), "h": _HEIGHT}
    made = Markup('<svg class="bars" role="img" width="{w}" height="{h}" viewBox="0 0 {w} {h}">').format(**size)
    made += Markup("<title>{}</title>").format(label)
    for day, (low, high) in enumerate(zip(told, held, strict=True)):
        made += _bar(day, 0, low, highest, "told") + _bar(day, low, high, highest, "held")
    return made + Markup("</svg>")


def _bar(day: int, above: int, number: int, highest: int, kind: str) -> Markup:
    if not number:
        return Markup()
    height, top = _HEIGHT * number / highest, _HEIGHT * (highest - above - number) / highest
    return Markup('<rect class="{}" x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>').format(
        kind, day * _WIDTH, top, _WIDTH - 1, height
    )
