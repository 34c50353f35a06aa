"""Every way to a forbidden address, on a DNS server and web servers of our own."""

from benchmarks.ssrf import FORBIDDEN, suite


async def test_no_way_leads_to_an_address_that_is_not_public() -> None:
    figures = await suite()
    assert figures["forbidden connections"] == 0
    assert figures["control answered"] == 1
    assert figures["addresses"] >= 40
    assert figures["answered"] == len(FORBIDDEN)  # the allowed answer of each name that changes afterwards
    assert figures["refused"] + figures["failed"] + figures["answered"] == figures["forms"]
    assert figures["refused"] > 200
