"""What `docs/messages.md` says of messages is what they say."""

import re

import pytest

from monitor.alerting.links.actions import LABELS, MUTED_FOR
from monitor.alerting.links.offer import LASTS
from monitor.alerting.links.page import DAYS
from monitor.alerting.links.settings import LISTEN
from monitor.alerting.messages.pieces import no_replies
from monitor.notify.forms.channels import TEXT
from monitor.notify.forms.rendering import Rendered
from monitor.notify.forms.writing import BuiltIn
from monitor.notify.spec import Format
from monitor.notify.templates import samples
from monitor.notify.templates.checking import problems
from monitor.notify.templates.language import FILTERS
from monitor.notify.templates.variables import MEANINGS
from monitor.records import AlertKind, BundleKind
from tests.docs.pages import page

PAGE = page("docs/messages.md")


def shown(written: Rendered) -> str:
    return f"{written.title}\n{written.body}\n".replace("\u200b", "")


def test_the_samples_are_what_messages_look_like() -> None:
    writer = BuiltIn(TEXT, no_replies)
    change = next(alert for alert in samples.alerts() if alert.kind is AlertKind.CHANGE)
    digest = next(bundle for bundle in samples.bundles() if bundle.kind is BundleKind.DIGEST)
    blocks = [block.text for block in PAGE.blocks if block.language == "text"]
    assert blocks == [shown(writer.alert(change)), shown(writer.bundle(digest))]


def test_the_variables_of_templates_are_those_that_messages_have() -> None:
    told = re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE.text, re.MULTILINE)
    assert dict(told) == MEANINGS


@pytest.mark.parametrize("wanted", Format)
def test_the_template_can_be_used(wanted: Format) -> None:
    (block,) = [block.text for block in PAGE.blocks if block.language == "jinja"]
    assert problems(block, wanted) == ()


def test_the_filters_are_those_that_templates_know() -> None:
    (listed,) = re.findall(r"and the filters (.+?)\. Nothing can be called", PAGE.text.replace("\n", " "))
    assert set(re.split(r", | and ", listed)) | {"d"} == FILTERS


def test_the_links_are_those_of_messages_and_last_as_long() -> None:
    told = re.findall(r"^\| ((?:Ack|Mute)[\w ]+) \|", PAGE.text, re.MULTILINE)
    assert told == list(LABELS.values())
    assert f"A link works for {LASTS.days} days" in PAGE.text.replace("\n", " ")
    assert LISTEN in PAGE.text
    assert (MUTED_FOR.total_seconds(), DAYS) == (8 * 3600, 7)
    assert "matches of the last seven days" in PAGE.text.replace("\n", " ")
