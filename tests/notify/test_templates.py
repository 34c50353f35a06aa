"""Templates of the user's: what they can say, what is refused at load, and what happens where one fails later."""

import logging
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from monitor.alerting.messages.pieces import Action, Replies, Reply
from monitor.notify.apprise import AppriseReceiver
from monitor.notify.forms.channels import TEXT, Form, form_of
from monitor.notify.forms.writing import BuiltIn
from monitor.notify.open import open_receiver
from monitor.notify.spec import Console, Format, Template
from monitor.notify.templates.checking import problems
from monitor.notify.templates.variables import MEANINGS, of_alert, of_bundle
from monitor.notify.templates.writing import Templated
from monitor.records import Alert, AlertKind, Bundle, Change, ChangeKind
from monitor.secret import Secret
from tests.config.builders import directory, mistakes
from tests.notify import grammars
from tests.notify.builders import alert, bundle, release, sanctions
from tests.notify.captured import ADDRESSES, edge, strings
from tests.notify.test_payloads import HOSTILE

REPLY = Reply("https://desk.example/a/t", (Action("Acknowledge", "https://desk.example/a/ack"),))
HTML = form_of("NotifyEmail", is_html=True, is_markdown=False, title=0, text=0)
MARKDOWN = form_of("NotifyDiscord", is_html=False, is_markdown=False, title=0, text=0)
EVERYTHING = "\n".join(
    f"{name}: {{% if {name} is string or {name} is number %}}{{{{ {name} }}}}"
    f"{{% else %}}{{% for each in {name} %}}{{{{ each }}}}{{% endfor %}}{{% endif %}}"
    for name in MEANINGS
)


def written(
    text: str, what: Alert | Bundle | None = None, form: Form = TEXT, replies: Replies = lambda _: REPLY
) -> str:
    made = Templated("desk", Template(name="desk.txt", text=text), form, replies)
    shown = made.bundle(what) if isinstance(what, Bundle) else made.alert(what or alert())
    return shown.body.replace("\u200b", "")


def test_a_template_says_what_it_wants_of_a_message_and_no_more() -> None:
    template = "{{ heading }} ({{ severity }})\n{{ source }}\n{{ link }}"
    assert written(template).splitlines() == [
        "EU agrees sanctions (high)",
        "news.example, 2026-03-02 12:00 UTC; no other publisher so far",
        "https://news.example/eu",
    ]


def test_lines_items_and_links_are_looped_over() -> None:
    lines = "{% for line in event %}{{ line.name }} = {{ line.text }}\n{% endfor %}"
    assert written(lines, replace(alert(), event=sanctions())).splitlines() == [
        "What = sanctions or cut in ties, Ministers → Russia",
        "Status = reported as fact; certainty high (1.00)",
    ]
    items = "{% for item in items %}{{ loop.index }} {{ item.title }} {{ item.link }}\n{% endfor %}+{{ more }}"
    assert written(items, release(22)).splitlines()[-2:] == ["20 Held 20 https://news.example/held/20", "+2"]
    links = "{% for each in actions %}{{ each.label }}: {{ each.url }}{% endfor %} {{ page }}"
    assert written(links) == "Acknowledge: https://desk.example/a/ack https://desk.example/a/t"


def test_one_template_serves_alerts_and_bundles() -> None:
    template = "{% if about == 'bundle' %}{{ intro }}{% else %}{{ reason }}{% endif %}"
    assert written(template, bundle(alert())).startswith("1 alert, in 1 story, from ")
    assert written(template) == alert().reason


def test_what_changed_has_names_and_texts() -> None:
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    changed = replace(alert(), kind=AlertKind.CHANGE, changes=(change,))
    assert written("{% for line in changes %}{{ line.text }}{% endfor %}", changed) == "dead: 3 → 40"


def test_a_template_may_set_the_title() -> None:
    template = Template(name="t", text="{% set subject %}{{ watch|upper }}: {{ heading }}{% endset %}{{ link }}")
    shown = Templated("desk", template, TEXT, lambda _: REPLY).alert(alert(title="A\r\nB"))
    assert (shown.title, shown.body) == ("EU-SANCTIONS: A B", "https://news.example/eu")
    plain = Templated("desk", Template(name="t", text="{{ link }}"), TEXT, lambda _: REPLY).alert(alert())
    assert plain.title == "[high] EU agrees sanctions"


def test_every_variable_is_there_in_every_message() -> None:
    for is_html in (False, True):
        for each in (alert(), release(), replace(alert(), kind=AlertKind.SPIKE)):
            assert set(of_alert(each, lambda _: REPLY, is_html=is_html)) == set(MEANINGS)
        assert set(of_bundle(bundle(alert()), lambda _: REPLY, is_html=is_html)) == set(MEANINGS)
    assert problems(EVERYTHING, Format.TEXT) == problems(EVERYTHING, Format.HTML) == ()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_of_a_feeds_text_acts_in_a_template_of_any_format(text: str) -> None:
    hostile = replace(alert(title=text[:300], sentence=text[:300]), publisher=text[:100], reason=text[:300])
    template = "{{ heading }}\n{{ sentence }}\n{{ source }}\n{{ reason }}\n{{ title|upper }}"
    for form, found in ((TEXT, grammars.found_in_text), (MARKDOWN, grammars.found_in_markdown)):
        made = Templated("desk", Template(name="t", text=template), form, lambda _: REPLY)
        assert list(found(made.alert(hostile).body)) == []
    html = Templated(
        "desk", Template(name="t", text=f"<p title='{{{{ title }}}}'>{template}</p>"), HTML, lambda _: REPLY
    )
    body = html.alert(hostile).body
    assert set(re.findall(r"<(\w+)", body)) == {"p"}
    assert body.count("'") == 2


def test_a_digest_in_html_may_be_long() -> None:
    stories = [replace(alert(number), story=f"s-{number}") for number in range(50)]
    shown = written(
        "{% for item in items %}<p>{{ item.title }}</p>" + "<hr>" * 250 + "{% endfor %}", bundle(*stories), HTML
    )
    assert shown.count("<p>") == 50


def test_html_is_escaped_once() -> None:
    assert written("<b>{{ heading }}</b>", alert(title="R&D < 5"), HTML) == "<b>R&amp;D &lt; 5</b>"
    assert written('<a href="{{ link }}">x</a>', alert(url="https://news.example/?a=1&b=2"), HTML) == (
        '<a href="https://news.example/?a=1&amp;b=2">x</a>'
    )


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("fine\n{{ nosuch }}", 2, "no message has a variable 'nosuch'"),
        ("{{ title }\n", 1, "unexpected '}'"),
        ("a\n\n{% for x in items %}", 3, "Unexpected end of template"),
        ("a\n{% for i in items %}{{ i.titel }}{% endfor %}", 2, "has no attribute 'titel'"),
        ("a\n{% if about == 'bundle' %}{{ items.0.nosuch }}{% endif %}", 2, "has no attribute 'nosuch'"),
        ("{% include 'x' %}", 1, "'include' is more than templates can say"),
        ("{% extends 'x' %}", 1, "'extends' is more than templates can say"),
        ("{% import 'x' as y %}", 1, "'import' is more than templates can say"),
        ("{% macro m() %}{% endmacro %}", 1, "'macro' is more than templates can say"),
        ("a\n{{ range(9) }}", 2, "'call' is more than templates can say"),
        ("{{ title.upper() }}", 1, "'call' is more than templates can say"),
        ("{{ title ~ title }}", 1, "'concat' is more than templates can say"),
        ("{{ title * 99 }}", 1, "'mul' is more than templates can say"),
        ("{{ [title, title] }}", 1, "'list' is more than templates can say"),
        ("{% set x = 1 %}", 1, "'assign' is more than templates can say"),
        ("{% set x %}{% endset %}", 1, "only 'subject' can be set"),
        ("{{ title|safe }}", 1, "No filter named 'safe'"),
        ("{{ title|center(9) }}", 1, "No filter named 'center'"),
        ("{{ title.__class__ }}", 1, "unsafe"),
        (
            "{% for a in items %}{% for b in items %}{% for c in items %}{% endfor %}{% endfor %}{% endfor %}",
            1,
            "loops may stand in loops 2 deep",
        ),
        ("x" * 20_001, 1, "it has 20,001 characters, of at most 20,000"),
    ],
)
def test_what_a_template_cannot_say_is_told_with_its_line(template: str, line: int, said: str) -> None:
    for wanted in (None, *Format):
        found = problems(template, wanted)
        assert found, template
        assert found[0].line == line
        assert said in found[0].text


def test_all_mistakes_of_a_template_are_told_at_once() -> None:
    assert [found.line for found in problems("{{ a }}\n{{ b }}\n{{ title() }}", None)] == [1, 2, 3]


def test_a_template_that_fails_later_gives_way_to_the_built_in_form(caplog: pytest.LogCaptureFixture) -> None:
    template = "{{ words.0 }}"  # every sample has matched words but for one, where Jinja finds nothing
    assert problems("{{ words.3 }}", None) != ()
    made = Templated("desk", Template(name="desk.txt", text=template), TEXT, lambda _: REPLY)
    with caplog.at_level(logging.ERROR):
        shown = made.alert(replace(alert(), matched=()))
    assert shown == BuiltIn(TEXT, lambda _: REPLY).alert(replace(alert(), matched=()))
    assert "template_failed receiver=desk template=desk.txt error=" in caplog.text


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% for a in items %}{{ title }}" + "x" * 200 + "{% endfor %}", "of at most 2,000"),
        ("{% for a in items %}{% for b in items %}" + "x" * 200 + "{% endfor %}{% endfor %}", "more than 8,000"),
        ("{{ intro }}", "nothing"),
    ],
)
def test_a_template_that_writes_too_much_or_nothing_gives_way_too(
    template: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    made = Templated("desk", Template(name="desk.txt", text=template), TEXT, lambda _: REPLY)
    shown = made.alert(release(20))
    assert shown == BuiltIn(TEXT, lambda _: REPLY).alert(release(20))
    assert said in caplog.text


@pytest.mark.parametrize("channel", ["discord", "mail-html", "telegram", "ntfy"])
async def test_a_template_is_what_the_channel_gets(channel: str) -> None:
    template = Template(name="t", text="{{ heading }} / {{ watch }}")
    receiver = AppriseReceiver(channel, Secret(ADDRESSES[channel]), template=template)
    with edge() as sent:
        await receiver.send(alert())
    await receiver.close()
    assert "EU agrees sanctions / eu-sanctions" in str(sent[0]).replace("\u200b", "")


MAIL = "mailtos://user:pass@mail.example/?to=desk@desk.example&from=bot@desk.example"
MAILGUN = "mailgun://bot@desk.example/a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4-1a2b3c4d-5e6f7a8b/desk@desk.example"


@pytest.mark.parametrize(
    ("url", "wanted", "shown"),
    [
        (MAIL, None, "R&D < 5\n*"),
        (MAIL, Format.TEXT, "R&D < 5\n*"),
        (MAIL, Format.HTML, "R&amp;D &lt; 5\n*"),
        (MAILGUN, None, "R&amp;D&nbsp;&lt;&nbsp;5<br/>*"),
        (MAILGUN, Format.HTML, "R&amp;D &lt; 5\n*"),
    ],
)
async def test_a_template_for_mail_is_text_unless_the_format_is_html(
    url: str, wanted: Format | None, shown: str
) -> None:
    template = Template(name="t", text="{{ heading }}\n*")
    receiver = AppriseReceiver("desk", Secret(url), wanted=wanted, template=template)
    with edge() as sent:
        await receiver.send(alert(title="R&D < 5"))
    await receiver.close()
    texts = dict(strings(sent[0]))
    assert (texts.get("text/html") or texts.get("html") or texts["text/plain"]).replace("\u200b", "").strip() == shown


def test_a_template_in_html_is_refused_where_the_service_gets_text() -> None:
    with pytest.raises(ValueError, match="a template in HTML is for mail"):
        AppriseReceiver(
            "desk",
            Secret(ADDRESSES["telegram"]),
            wanted=Format.HTML,
            template=Template(name="t", text="{{ heading }}"),
        )


async def test_a_console_prints_what_the_template_says(capsys: pytest.CaptureFixture[str]) -> None:
    receiver = open_receiver(
        Console(name="desk", template=Template(name="t", text="{{ heading }} [red]{{ watch }}[/]"))
    )
    await receiver.send(alert(title="\x1b[31mEU\u202e agrees"))
    await receiver.send_bundle(bundle(alert()))
    await receiver.close()
    shown = capsys.readouterr().out
    assert "EU agrees [red]eu-sanctions[/]" in shown
    assert not set(shown) & set("\x1b\u202e")


def test_a_mistake_in_a_template_is_told_with_its_file_and_line_when_the_configuration_is_read(tmp_path: Path) -> None:
    receivers = "receivers:\n  console:\n    type: console\n    template: desk.txt\n"
    made = directory(tmp_path, receivers=receivers)
    (made / "desk.txt").write_text("{{ title }}\n{{ nosuch }}\n")
    (mistake,) = mistakes(made)
    assert "receivers.yaml:" in mistake
    assert "desk.txt:2: no message has a variable 'nosuch'" in mistake
    (made / "desk.txt").write_text("{{ title }}\n")
    assert mistakes(made) == []


def test_an_entry_of_a_bundle_has_what_was_held_and_its_command() -> None:
    each = "{% for each in items[0].articles %}{{ each.title }} {{ each.link }}\n{% endfor %}"
    shown = written(each + "{{ items[0].more }} more; {{ items[0].silence }}", bundle(release(count=5)))
    assert shown.splitlines() == [
        "Held 1 https://news.example/held/1",
        "Held 2 https://news.example/held/2",
        "Held 3 https://news.example/held/3",
        "2 more; wirewatch mute al-1",
    ]
