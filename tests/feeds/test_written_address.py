"""Addresses as people and programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from monitor.config.shapes.values import Address
from monitor.feeds.written_address import http_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/rss?x=%20&y=1+2#z", "https://a.example/rss?x=%20&y=1+2#z"),
        ("  https://a.example/rss\n", "https://a.example/rss"),
        ("https://a.example/a\tb", "https://a.example/ab"),
        ("feed://a.example/rss", "http://a.example/rss"),
        ("feed:https://a.example/rss", "https://a.example/rss"),
        ("FEED://https://a.example/rss", "https://a.example/rss"),
        ("feed://https//a.example/rss", "https://a.example/rss"),
        ("feed:a.example/rss", "http://a.example/rss"),
        ("itpc://a.example/pod", "http://a.example/pod"),
        ("https://a.example/rss feed.xml", "https://a.example/rss%20feed.xml"),
        ('https://a.example/?q=a|b "c"', "https://a.example/?q=a%7Cb%20%22c%22"),
        ("https://bücher.example:8080/ä?ö", "https://xn--bcher-kva.example:8080/%C3%A4?%C3%B6"),
        ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&b=2"),
        ("http://[2001:db8::1]:8080/rss", "http://[2001:db8::1]:8080/rss"),
    ],
)
def test_an_address_means_what_a_browser_would_open(written: str, address: str) -> None:
    assert http_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "/rss.xml",
        "//a.example/rss",
        "a.example/rss",
        "ftp://a.example/rss",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "feed:///rss",
        "https://",
        "https://[::1",
        "https://a.example:0/",
        "https://a.example:99999/",
        "https://a b.example/",
        "https://a.example/" + "x" * 5_000,
    ],
)
def test_what_is_no_address_of_the_web_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"^the address is|^expected an address"):
        http_address(written)


@pytest.mark.parametrize("written", ["https://desk:hunter2@a.example/", "feed://hunter2@a.example/"])
def test_a_password_is_refused_and_not_repeated(written: str) -> None:
    with pytest.raises(ValueError, match="holds a user or password") as refused:
        http_address(written)
    assert "hunter2" not in str(refused.value)


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_taken_may_stand_in_feeds_yaml(host: str, path: str) -> None:
    try:
        address = http_address(f"https://{host}/{path}")
    except ValueError:
        return
    assert TypeAdapter(Address).validate_python(address) == address
    assert http_address(address) == address
