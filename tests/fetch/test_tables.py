"""Each row of the tables by which feeds are read, on an example that needs it."""

import pytest

from monitor.identity import without_tracking
from tests.fetch.test_links import atom
from tests.fetch.test_parse import first, rss
from tests.fetch.test_texts import TITLE, described, item

GUESSED = {
    "cp1251": "Совет утвердил бюджет города, депутаты спорили до вечера",
    "koi8_r": "Совет утвердил бюджет города, депутаты спорили до вечера",
    "cp1253": "Το συμβούλιο ενέκρινε τον προϋπολογισμό της πόλης μετά από συζήτηση",
    "cp1255": "המועצה אישרה את תקציב העיר לאחר דיון ארוך שנמשך עד הערב",
    "cp1256": "وافق المجلس على ميزانية المدينة بعد نقاش طويل استمر حتى المساء",
    "cp874": "สภาเมืองอนุมัติงบประมาณหลังจากการอภิปรายอันยาวนานจนถึงค่ำ",
    "gb18030": "市议会通过了预算，代表们争论到晚上，最后以多数票通过了这个决定",
    "big5": "市議會通過了預算，代表們爭論到晚上，最後以多數票通過了這個決定",
    "cp932": "市議会は予算案を可決した。議員たちは夜まで議論を続け、賛成多数で決まった",
    "euc_jp": "市議会は木曜日、予算案を賛成多数で可決しました。市長は「暮らしを守る」と述べ、カメラの前で頭を下げた",
    "cp949": "시의회가 예산안을 통과시켰다. 의원들은 저녁까지 토론을 계속했고 찬성 다수로 결정되었다",
}
STUBS = (
    "Read the full report at the Herald|Continue reading at the Herald|Keep reading at the Herald|"
    "More at the Herald site|Click here for the Herald|Full story at the Herald|"
    "View the article at the Herald|See more at the Herald|Learn more at the Herald|"
    "Find out more at the Herald|Subscribe at the Herald|Sign in at the Herald|Log in, Herald|"
    "Weiterlesen beim Herald|Mehr lesen beim Herald|Lesen Sie den Herald|Zum Artikel im Herald|"
    "Lire la suite du Herald|En savoir plus, Herald|La suite de ce Herald|Leer más en el Herald|"
    "Seguir leyendo, Herald|Ver más en el Herald|Leggi nel Herald, ecco|Continua a leggere, Herald|"
    "Ler mais no Herald|Leia no Herald, aqui|Saiba mais no Herald|Lees meer in de Herald|"
    "Läs mer i Herald, här|Les mer i Herald, her|Læs mere i Herald|Lue lisää Herald, nyt|"
    "Czytaj dalej w Herald|Devamı Herald gazetesi|Читать в газете Herald|Подробнее в газете|"
    "Далее в газете Herald|Читати в газеті Herald|Докладніше в газеті|Číst dál v Heraldu|"
    "Tovább a Herald oldalán|Citeşte în Herald, tot|Citește în Herald, tot|Διαβάστε στο Herald|"
    "اقرأ المزيد في الصحيفة|ادامه در روزنامه هرالد|קרא עוד בעיתון הרלד|阅读全文请到先驱报网站去看吧|"
    "閱讀全文請到先驅報網站去看吧|查看更多请到先驱报网站去看吧|続きを読むならヘラルドへどうぞ|"
    "더 보기는 헤럴드 신문에서|आगे पढ़ें हेराल्ड में"
).split("|")
BLOCKS = (
    "section dt dd details summary center fieldset legend form option p div li h1 h4 blockquote pre article header tr"
)
ASIDE = "audio video object iframe noscript template button svg figcaption caption"
TRACKING = (
    "utm_source utm_id utm_anything mtm_campaign matomo_kwd hsa_acc pk_campaign pk_kwd piwik_source "
    "itm_source itm_term sc_campaign sc_country at_medium at_campaign at_campaign_type at_format at_ptr_name "
    "at_bbc_team at_link_origin at_custom1 at_creation at_variant fbclid gclid dclid yclid ysclid twclid "
    "ttclid msclkid irclickid wickedid srsltid igshid gclsrc gbraid wbraid igsh epik li_fat_id rdt_cid mc_cid "
    "mc_eid _hsenc _hsmi __s __hstc hsCtaTracking mkt_tok oly_anon_id oly_enc_id vero_id vero_conv ref_src "
    "ref_url s_cid s_kwcid cmpid ocid ns_mchannel ns_fee _openstat dicbo xtor xtref traffic_source smtyp "
    "guccounter guce_referrer guce_referrer_sig wtrid wt_mc wt_zmc wt.mc_ev __twitter_impression echobox "
    "intcmp int_cmp trkCampaign cmp CMP sref smid ftag partner feedType feedName spm rss ito"
).split()


def _with_summary(stub: str) -> str:
    content = f"<content:encoded>{stub}</content:encoded>"
    return item(TITLE, f"<description>{'x' * (len(stub) + 9)}</description>", content).text


@pytest.mark.parametrize(("encoding", "text"), GUESSED.items(), ids=GUESSED)
def test_letters_of_this_encoding_are_told_from_others(encoding: str, text: str) -> None:
    assert first(rss(f"<title>{text}</title>").encode(encoding)).title == text


@pytest.mark.parametrize("stub", STUBS)
def test_a_text_that_says_so_leads_to_the_article(stub: str) -> None:
    assert _with_summary(stub).startswith("xxx")
    assert _with_summary("The council closed the bridge.") == "The council closed the bridge."


@pytest.mark.parametrize("tag", BLOCKS.split())
def test_this_element_parts_words(tag: str) -> None:
    inside = f"<{tag}>two</{tag}>"
    table = f"<table>{inside.replace('two', '<td>two</td>')}{inside.replace('two', '<td>three</td>')}</table>"
    text = described(table if tag == "tr" else f"one{inside}three")
    assert "twothree" not in text
    assert "onetwo" not in text


@pytest.mark.parametrize("tag", "a b i em strong u span font big small sub sup mark abbr cite code time ins s".split())
def test_this_element_parts_no_word(tag: str) -> None:
    assert described(f"b<{tag}>rid</{tag}>ge") == "bridge"


@pytest.mark.parametrize("tag", ASIDE.split())
def test_what_stands_in_this_element_is_no_text(tag: str) -> None:
    table = f"<table><{tag}>Aside</{tag}><tr><td>Text</td></tr></table>"
    assert described(table if tag == "caption" else f"<{tag} x='y'>Aside <b>b</b></{tag}><p>Text</p>") == "Text"


@pytest.mark.parametrize("tag", "p div span small em dd".split())
def test_a_caption_by_its_class_is_no_text(tag: str) -> None:
    assert described(f"<{tag} class='photo-caption big'>Aside <i>i</i></{tag}>Text") == "Text"
    assert described(f"<{tag} class='lead'>Lead</{tag}>").strip() == "Lead"


@pytest.mark.parametrize("name", TRACKING)
def test_this_parameter_only_tells_where_readers_come_from(name: str) -> None:
    assert without_tracking(f"https://h.example/a?{name}=1&id=2") == "https://h.example/a?id=2"


@pytest.mark.parametrize("name", "ref referrer source src from via mod origin medium".split())
@pytest.mark.parametrize("channel", "rss feed atom newsletter twitter facebook social rssfeed feeds rss_world".split())
def test_this_parameter_does_where_it_names_a_channel(name: str, channel: str) -> None:
    assert without_tracking(f"https://h.example/a?{name}={channel}&id=2") == "https://h.example/a?id=2"
    assert without_tracking(f"https://h.example/a?{name}=7") == f"https://h.example/a?{name}=7"


@pytest.mark.parametrize(
    "redirect",
    [
        "https://www.google.com/url?url=",
        "https://google.de/url?q=",
        "https://www.bing.com/news/apiclick.aspx?url=",
        "http://www.bing.com/apiclick.aspx?url=",
        "https://l.facebook.com/l.php?u=",
        "https://lm.facebook.com/l.php?u=",
        "https://vk.com/away.php?to=",
        "https://www.youtube.com/redirect?q=",
        "https://out.reddit.com/t3_x?url=",
        "https://t.umblr.com/redirect?z=",
        "https://eur01.safelinks.protection.outlook.com/?url=",
    ],
)
def test_this_redirect_is_its_target(redirect: str) -> None:
    assert first(rss(f"<link>{redirect}https%3A%2F%2Fpaper.example%2Fa</link>")).link == "https://paper.example/a"


@pytest.mark.parametrize(
    ("inside", "field", "value"),
    [
        ("<content:encoded>The whole text of the article.</content:encoded>", "text", "The whole text of the article."),
        ("<dc:creator>Ada Obi</dc:creator>", "authors", ("Ada Obi",)),
        ("<dcterms:issued>2026-11-28T08:00:00Z</dcterms:issued>", "published_text", ""),
        ("<media:description>Caption</media:description>", "text", ""),
        ("<itunes:summary>About it</itunes:summary>", "text", "About it"),
        ("<atom:link rel='alternate' href='https://h.example/a'/>", "link", "https://h.example/a"),
        ("<unknown:title>Other</unknown:title>", "title", "Bridge closed"),
    ],
)
def test_a_known_prefix_needs_no_declaration(inside: str, field: str, value: object) -> None:
    assert getattr(first(rss(TITLE + inside)), field) == value


@pytest.mark.parametrize(
    ("name", "field"),
    [
        *(("title", "title"), ("link", "link"), ("description", "text"), ("summary", "text"), ("content", "text")),
        *(("guid", "guid"), ("id", "guid"), ("pubDate", "published"), ("published", "published")),
        *(("updated", "updated"), ("category", "tags")),
    ],
)
def test_a_field_of_something_inside_the_entry_is_none_of_the_entry(name: str, field: str) -> None:
    value = "2026-11-28T08:00:00Z" if field in ("published", "updated") else "https://h.example/inner"
    inner = f"<x:object xmlns:x='urn:x'><{name}>{value}</{name}></x:object>"
    assert not getattr(first(rss(f"{inner}<author>Ada</author>")), field)
    assert not getattr(first(atom(f"{inner}<author><name>Ada</name></author>")), field)
