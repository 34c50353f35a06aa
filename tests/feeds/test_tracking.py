"""Addresses without what only tells where readers come from, and no article taken for another by that."""

import pytest

from monitor.identity import canonical_url, without_tracking

PAGE = "https://herald.example/world/a"


@pytest.mark.parametrize(
    "tracking",
    [
        "utm_source=rss&utm_medium=feed&utm_campaign=x",
        "UTM_Source=rss",
        "fbclid=1&gclid=2&dclid=3&msclkid=4&yclid=5&twclid=6&igshid=7&srsltid=8",
        "at_medium=RSS&at_campaign=x&at_link_id=1&at_ptr_name=y&at_bbc_team=z",
        "mc_cid=1&mc_eid=2&_hsenc=x&mkt_tok=y&oly_enc_id=z&s_cid=w",
        "ns_mchannel=rss&ns_source=x&wt_mc=rss&WT.mc_id=1&xtor=RSS-1",
        "ref=rss",
        "source=rssfeed",
        "mod=rss_world",
        "rss=1&partner=rss&ito=1490&smid=x",
    ],
)
def test_parameters_of_campaigns_leave_an_address(tracking: str) -> None:
    assert without_tracking(f"{PAGE}?{tracking}") == PAGE
    assert without_tracking(f"{PAGE}?id=5&{tracking}&b=%C3%A4&c#part") == f"{PAGE}?id=5&b=%C3%A4&c#part"
    assert canonical_url(f"{PAGE}?{tracking}&id=5") == canonical_url(f"{PAGE}?id=5")


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (f"{PAGE}#xtor=RSS-1", PAGE),
        (f"{PAGE}#utm_source=rss", PAGE),
        (f"{PAGE}#part-2", f"{PAGE}#part-2"),
        (f"{PAGE}&utm_source=rss", PAGE),
        (f"{PAGE}?id=1?utm_source=rss", f"{PAGE}?id=1"),
        (f"{PAGE}?utm_source=rss;id=1", f"{PAGE}?id=1"),
        (f"{PAGE};v=1?utm_id=2", f"{PAGE};v=1"),
        ("https://herald.example", "https://herald.example"),
        ("no address?", "no address?"),
    ],
)
def test_all_else_of_an_address_stays(given: str, left: str) -> None:
    assert without_tracking(given) == left


@pytest.mark.parametrize(
    "query",
    [
        "id={}", "p={}", "ref={}", "source={}", "dcid={}", "gcid={}", "sc_itemid={}", "pk_id={}", "cid={}",
        "article={}", "t={}", "ncid={}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("page", ["https://h.example/", "https://h.example/index.php", "https://h.example/news/view"])
def test_what_may_name_the_article_stays(query: str, page: str) -> None:
    first, second = (canonical_url(f"{page}?{query.format(number)}") for number in (1, 2))
    assert first != second
    assert without_tracking(f"{page}?{query.format(1)}") == f"{page}?{query.format(1)}"


@pytest.mark.parametrize("page", ["https://h.example/", "https://h.example/a/index.php", "https://h.example/view.aspx"])
def test_where_no_path_names_the_page_only_what_nobody_else_uses_is_left_out(page: str) -> None:
    assert without_tracking(f"{page}?rss=12&utm_source=x") == f"{page}?rss=12"
    assert canonical_url(f"{page}?rss=12") != canonical_url(f"{page}?rss=13")
