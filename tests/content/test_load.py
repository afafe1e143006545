"""Reading the files: what is in them, and what an editor hears when something is wrong."""

import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from bot.content.flows import Answer, Route, StepKind
from bot.content.load import load, survey
from bot.content.manuscript import Manuscript
from bot.content.schema import Library, Place, Status
from bot.content.signoff import fingerprint
from bot.errors import ContentBroken
from bot.model import AnswerKind

SMALL = Path(__file__).parent / "small"


def test_small_content_has_nothing_wrong(small: Manuscript) -> None:
    assert small.problems == ()


def test_topic(library: Library) -> None:
    topic = library.topics["foliumzuur"]
    assert topic.audience == ("kinderwens", "zwanger")
    assert topic.high_risk
    assert topic.related == ("lang",)
    assert topic.sections == {"antwoord", "sms", "audio"}
    assert topic.sources[0].seen == date(2026, 1, 2)
    assert topic.teach_back is not None
    assert topic.teach_back.meant == "topics/foliumzuur#uitleg.1"
    assert library.texts["topics/foliumzuur#uitleg.2"].words == "elke week"
    assert library.texts["topics/foliumzuur#uitleg.anders"].words == "Een tablet per dag is genoeg."


def test_text_knows_its_place_and_its_hint(library: Library) -> None:
    text = library.texts["topics/foliumzuur#sms"]
    assert text.place == Place("content/nl/topics/foliumzuur.md", 21)
    assert text.hint == "Foliumzuur is een vitamine."
    lines = (SMALL / text.place.path).read_text("utf-8").splitlines()
    assert lines[text.place.line - 1] == text.words


def test_scalars_stay_text(library: Library) -> None:
    assert library.texts["ui#nee"].words == "no"
    assert library.facts["hulplijn"].value == "0800-2000"


def test_nested_and_block_phrases(library: Library) -> None:
    assert library.texts["ui#groep.kinderwens"].words == "Ik wil zwanger worden"
    kept = library.texts["ui#gegevens"]
    lines = (SMALL / kept.place.path).read_text("utf-8").splitlines()
    assert lines[kept.place.line - 1].strip() == "Dit bewaar ik: {antwoorden}."
    assert kept.words.splitlines() == ["Dit bewaar ik: {antwoorden}.", "Alles weg? Stuur WISSEN."]


def test_facts_with_words_are_texts_numbers_are_not(library: Library) -> None:
    assert library.texts["feiten#dosis"].words == "400 microgram"
    assert "feiten#hulplijn" not in library.texts
    assert library.facts["stopweek"].valid_from == date(2026, 1, 1)


def test_flow(library: Library) -> None:
    flow = library.flows["kennismaking"]
    assert flow.begin == "waarheen"
    assert flow.steps["waarheen"].routes == (Route("via_sms", "situatie"), Route("", "welkom"))
    asked = flow.steps["situatie"]
    assert (asked.kind, asked.answer_kind, asked.keep, asked.explains) == (
        StepKind.ASK,
        AnswerKind.CHOICE,
        "situatie",
        True,
    )
    assert [answer.id for answer in asked.answers] == ["zwanger", "kijken"]
    assert (asked.answers[1].action, asked.answers[1].next) == ("geef_toestemming", "oud")
    assert (flow.steps["datum"].check, flow.steps["datum"].answer_kind) == ("uitgerekende_datum", AnswerKind.DATE)
    assert flow.steps["ander"].start == "weken"
    assert flow.steps["klaar"].ends
    assert library.texts["flows/kennismaking#situatie.zwanger"].words == "Ik ben zwanger"


def test_an_answer_may_be_just_its_words(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    file = tmp_path / "small/content/nl/flows/kennismaking.yaml"
    source = file.read_text("utf-8")
    file.write_text(source.replace("{tekst: Ik ben zwanger, naar: datum}", "Ik ben zwanger"), "utf-8")
    changed = load(tmp_path / "small")
    assert changed.flows["kennismaking"].steps["situatie"].answers[0] == Answer("zwanger")
    assert changed.texts["flows/kennismaking#situatie.zwanger"].words == "Ik ben zwanger"


def test_yes_no_brings_its_own_answers(library: Library) -> None:
    step = library.flows["kennismaking"].steps["oud"]
    assert [answer.id for answer in step.answers] == ["ja", "nee"]
    assert library.texts["flows/kennismaking#oud.nee"].words == "Nee"


def test_languages_and_translations(library: Library) -> None:
    assert library.languages["ar"].rtl
    assert library.languages["tr"].status is Status.CONCEPT
    assert library.languages["tr"].spoken_in_dutch == "Turks"
    assert library.menu == {"kinderwens": ("foliumzuur", "lang")}
    made = library.translations["en"]["topics/foliumzuur#titel"]
    assert (made.words, made.source, made.fuzzy) == ("Folic acid", "Foliumzuur", False)
    lines = (SMALL / made.place.path).read_text("utf-8").splitlines()
    assert 'msgctxt "topics/foliumzuur#titel"' in lines[made.place.line - 1 : made.place.line + 3]


BOOK = "bronnen:\n  - {titel: Boek, van: Schrijver, gezien: 2026-01-02}"
BROKEN = [  # file, words to replace, by, what the editor must hear
    ("nl/topics/lang.md", "beeld:", "beelt:", ["lang.md:5: [onbekend-veld]", "Bedoel je 'beeld'?"]),
    ("nl/topics/lang.md", "## Antwoord", "## Antword", ["lang.md:14: [onbekend-veld]", "Bedoel je 'Antwoord'?"]),
    ("nl/topics/lang.md", "titel: Een", "# Een", ["[veld-ontbreekt] Het veld 'titel' ontbreekt."]),
    ("nl/topics/lang.md", "risico: gewoon", "risico: matig", ["lang.md:6: [leesfout]", "gewoon"]),
    (
        "nl/topics/lang.md",
        "bronnen:\n  - {titel: Boek, van: Schrijver, gezien: 2026-01-02}",
        "bronnen: geen",
        ["Bij 'bronnen' hoort een lijst"],
    ),
    ("nl/topics/lang.md", "---\n", "", ["lang.md:1: [leesfout]"]),
    ("nl/topics/lang.md", "voor: [alle]", "voor: [alle", ["lang.md:", "[leesfout] Tussen [ en ] klopt iets niet"]),
    ("nl/topics/lang.md", "voor: [alle]", "voor: alle", ["lang.md:3: [leesfout] Bij 'voor' hoort een lijst"]),
    ("nl/topics/foliumzuur.md", "→ bedoeld: elke dag", "→ bedoeld: nooit", ["Het bedoelde antwoord staat niet bij"]),
    ("nl/topics/foliumzuur.md", " → bedoeld: elke dag", "", ["Deze vraag kan ik niet lezen"]),
    ("nl/topics/foliumzuur.md", "{feit:dosis} foliumzuur. Ga", "{feit:doses} foliumzuur. Ga", ["Bedoel je 'dosis'?"]),
    ("nl/topics/foliumzuur.md", "## Sms\n", "## Audio\n", ["staat er twee keer"]),
    (
        "nl/topics/foliumzuur.md",
        "---\n\n## Antwoord",
        "---\n\nLos\n\n## Antwoord",
        [":15: [leesfout] Deze tekst staat onder"],
    ),
    ("nl/nood/nood-112.md", "## Belzin\n", "## Belzinnen\n", ["Bedoel je 'Belzin'?"]),
    ("nl/nood/nood-112.md", "Dit is een noodgeval. Stuur een ambulance.", "", ["Onder deze kop staat niets."]),
    (
        "nl/flows/weken.yaml",
        "zeg: ",
        "zegt: ",
        ["weken.yaml:4: [onbekend-veld]", "Bedoel je 'zeg'?", "precies een van"],
    ),
    ("nl/flows/weken.yaml", "klaar: ja", "klaar: ooit", ["'klaar: ooit' kan niet"]),
    ("nl/flows/kennismaking.yaml", "soort: datum", "soort: keuze", ["Deze vraag heeft geen antwoorden."]),
    ("nl/flows/kennismaking.yaml", "      kijken:", "      fout:", ["mag niet 'fout' heten"]),
    ("nl/flows/kennismaking.yaml", "{als: via_sms,", "{alls: via_sms,", ["Bedoel je 'als'?"]),
    ("nl/flows/kennismaking.yaml", "stappen:", "stappen: [", ["kennismaking.yaml:", "Tussen [ en ] klopt iets niet"]),
    ("nl/flows/weken.yaml", "  eerste: {", "  eerste:\n  tweede: {", ["weken.yaml:4: [leesfout] Hier horen velden"]),
    ("nl/flows/kennismaking.yaml", "vraag: Wanneer ben je uitgerekend?", "vraag: [Wanneer]", ["hoort een tekst"]),
    ("nl/topics/lang.md", "verder: []", "verder: [[a]]", ["Bij 'verder' hoort een lijst"]),
    ("nl/nood/nood-112.md", "---\n", "", ["nood-112.md:1: [leesfout] De kop van dit bestand ontbreekt."]),
    ("nl/menu.yaml", "kinderwens: [foliumzuur, lang]", "- los", ["Hier horen namen met waarden te staan."]),
    ("nl/feiten.yaml", "gezien: 2026-01-02", "gezien: gisteren", ["Bij 'gezien' hoort een datum zoals 2026-11-21"]),
    ("nl/feiten.yaml", "waarde: ", "bedrag: ", ["Het veld 'waarde' ontbreekt."]),
    ("nl/ui.yaml", "ja: Ja", "ja: [Ja]", ["ui.yaml:2: [leesfout] Bij 'ja' hoort een tekst."]),
    ("nl/ui.yaml", "nee: no", "ja: no", ["'ja' staat hier twee keer."]),
    ("multilingual/languages.yaml", "richting: rtl", "richting: rechts", ["'richting: rechts' kan niet"]),
    ("multilingual/languages.yaml", "sms_delen: 6", "sms_delen: veel", ["Bij 'sms_delen' hoort een getal."]),
    (
        "multilingual/en/ui.po",
        'msgstr "Yes"',
        'msgstr "Ye"s"',
        ["en/ui.po:20: [leesfout] Vanaf hier is dit PO-bestand niet te lezen"],
    ),
]


@pytest.mark.parametrize(("path", "words", "by", "heard"), BROKEN, ids=[f"{row[0]}: {row[2]}" for row in BROKEN])
def test_broken_content_is_refused_with_place_and_remedy(
    tmp_path: Path, path: str, words: str, by: str, heard: list[str]
) -> None:
    root = tmp_path / "small"
    shutil.copytree(SMALL, root)
    file = root / "content" / path
    source = file.read_text("utf-8")
    assert words in source
    file.write_text(source.replace(words, by, 1), "utf-8")
    with pytest.raises(ContentBroken) as refused:
        load(root)
    for part in heard:
        assert part in str(refused.value)


def test_files_that_are_not_utf8_and_empty_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentBroken, match="Hier staat geen inhoud"):
        load(tmp_path)
    (tmp_path / "content/nl").mkdir(parents=True)
    (tmp_path / "content/nl/ui.yaml").write_bytes(b"ja: J\xe1")
    assert next(found.message for found in survey(tmp_path).problems) == "Dit bestand is geen UTF-8."


def test_dutch_needs_no_languages_file(tmp_path: Path) -> None:
    shutil.copytree(SMALL / "content/nl", tmp_path / "content/nl")
    loaded = load(tmp_path)
    assert loaded.offered == ("nl",)
    assert loaded.languages["nl"].name == "Nederlands"


def test_an_empty_list_is_no_error(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    (tmp_path / "small/content/nl/menu.yaml").write_text("# nog leeg\n", "utf-8")
    assert load(tmp_path / "small").menu == {}


def test_notes_for_editors_are_no_content(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    (tmp_path / "small/content/nl/nood/VRAGEN.md").write_text("Vragen voor de arts.", "utf-8")
    assert load(tmp_path / "small").urgents.keys() == {"nood-112", "nood-bloedverlies"}


def test_sign_off_holds_only_for_the_words_that_were_read(tmp_path: Path, library: Library) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    for owner in ("topics/foliumzuur", "nood/nood-112"):
        file = tmp_path / f"small/content/nl/{owner}.md"
        words = fingerprint(library, owner)
        signed = f"akkoord: {{door: Proef, op: 2026-01-02, tot: 2027-01-02, tekst: '{words}'}}"
        file.write_text(file.read_text("utf-8").replace("akkoord: null", signed), "utf-8")
    assert load(tmp_path / "small").signed.keys() == {"nood/nood-112", "topics/foliumzuur"}
    facts = tmp_path / "small/content/nl/feiten.yaml"
    facts.write_text(facts.read_text("utf-8").replace("400 microgram", "500 microgram"), "utf-8")
    assert load(tmp_path / "small").signed.keys() == {"nood/nood-112"}


def test_real_content_loads_fast() -> None:
    started = time.process_time()
    load(Path(__file__).parents[2])
    assert time.process_time() - started < 2.0  # 0.2 s on the machine it was made on; the limit leaves room for CI
