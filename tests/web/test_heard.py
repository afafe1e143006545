"""The page where a text is heard, over HTTP, and the SMS that names it: small, neutral, words stand without sound."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.content.facts import placeholders
from bot.content.schema import Library, Place, Translation
from bot.model import Address, ChannelName, Outgoing, Question, Say
from bot.model.meaning import AnswerKind
from bot.speech.addresses import Addresses, Page
from bot.speech.kept import Kept
from bot.speech.listening import Listening
from bot.speech.recordings import Recordings
from bot.speech.studio import Studio, studio
from bot.web.asgi import build
from bot.web.heard import heard_words
from bot.web.page import STATIC
from bot.web.parts import Hearing
from tests.web.running import running
from tests.web.stand_in import Companion, parts

TOPIC = "zwangerschapstest"
ARABIC = "هذا نص قصير.\nهذه جملة ثانية. وهذه جملة ثالثة."
LANGUAGES = ("nl", "en", "tr", "ar")
KEY = b"k" * 32
TODAY = datetime(2026, 6, 1, tzinfo=UTC).date()
LIMIT = 30_000  # bytes of all that a phone fetches, without the sound
SITE = "https://wiegwijzer.example"


@pytest.fixture(scope="module")
def library(library: Library) -> Library:
    """With one topic in Arabic, for a page from right to left: as long as there is none."""
    text_id = f"topics/{TOPIC}#audio"
    words = "".join(f"{{{name}}} " for name in placeholders(library.texts[text_id].words)) + ARABIC
    made = Translation(words, library.texts[text_id].words, fuzzy=False, place=Place("", 0))
    arabic = {**library.translations["ar"], text_id: made}
    return replace(library, translations={**library.translations, "ar": arabic})


@pytest.fixture(scope="module")
def listening(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listening]:
    local = tmp_path_factory.mktemp("sounds")
    opened = Listening(lambda: studio(local, local, library), library)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def addresses(library: Library, listening: Listening) -> Addresses:
    return Addresses(library, KEY, SITE, listening)


@pytest.fixture
def mute(library: Library, tmp_path: Path) -> Iterator[Listening]:
    """Nobody can say anything."""
    silent = {code: replace(language, voices=()) for code, language in library.languages.items()}
    voiceless = replace(library, languages=silent)
    opened = Listening(lambda: Studio(voiceless, {}, Recordings(tmp_path), Kept(tmp_path)), library)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def house(library: Library, addresses: Addresses, listening: Listening) -> Iterator[str]:
    app = build(parts(Companion(), library=library, simulator=False, hearing=Hearing(addresses, listening)))
    with running(app) as address:
        yield address


def outgoing(text: str, language: str = "nl", text_id: str = "topics/zwangerschapstest#sms") -> Outgoing:
    return Outgoing(Address(ChannelName.SMS, "+31600000000"), text, language=language, text_id=text_id)


def test_an_address_is_of_these_words_this_language_and_this_key(
    library: Library, addresses: Addresses, listening
) -> None:
    codes = {language: addresses.code(TOPIC, language) for language in LANGUAGES}
    assert len(set(codes.values())) == 4
    assert all(re.fullmatch("[a-z2-7]{8}", code) for code in codes.values())
    again, other = (Addresses(library, key, SITE, listening) for key in (KEY, b"o" * 32))
    assert again.code(TOPIC, "nl") == codes["nl"] != other.code(TOPIC, "nl")
    found = addresses.find(codes["tr"])
    assert found
    assert addresses.words(found, TODAY).language == "tr"


def test_what_may_not_lie_open_on_a_phone_has_no_address(library: Library, addresses: Addresses) -> None:
    delicate = {topic.id for topic in library.topics.values() if topic.high_risk or topic.delicate}
    assert {"huiselijk-geweld", "onbedoeld-zwanger"} <= delicate
    assert {addresses.code(topic, "nl") for topic in delicate} == {""}
    assert "" not in {addresses.code(topic, "nl") for topic in library.topics.keys() - delicate}


@pytest.mark.parametrize(("language", "word"), [("nl", "Luister"), ("en", "Listen"), ("tr", "Dinle"), ("ar", "استماع")])
def test_an_sms_says_where_it_is_heard(addresses: Addresses, language: str, word: str) -> None:
    told = addresses.with_line(outgoing("Doe een test.", language), Say("topics/zwangerschapstest"), TODAY)
    code = addresses.code(TOPIC, language)
    assert told.text == f"Doe een test.\n{word}: {SITE}/l/{code}"


ASKED = Question("ui#menu", 1, AnswerKind.CHOICE, ())
NO_LINE = {
    "delicate": (outgoing("Bel.", text_id="topics/huiselijk-geweld#sms"), Say("topics/huiselijk-geweld")),
    "a next page": (outgoing("En dan."), Say("topics/zwangerschapstest", page=1)),
    "a question": (outgoing("En dan?"), Say("topics/zwangerschapstest", question=ASKED)),
    "urgent": (outgoing("Bel.", text_id="nood/nood-bloedverlies#altijd"), Say("nood/nood-bloedverlies")),
    "not of the topic": (outgoing("Bel.", text_id="ui#mens_bellen"), Say("topics/zwangerschapstest")),
    "the whole after the short": (outgoing("Alles."), Say("topics/zwangerschapstest#antwoord")),
}


@pytest.mark.parametrize("why", NO_LINE)
def test_an_sms_that_says_nothing_of_it(addresses: Addresses, why: str) -> None:
    plain, say = NO_LINE[why]
    assert addresses.with_line(plain, say, TODAY) is plain


def test_an_address_that_costs_more_than_a_part_or_that_nobody_says_is_not_sent(library, listening, mute) -> None:
    far = Addresses(library, KEY, f"https://{'a' * 160}.example", listening)
    silent = Addresses(library, KEY, SITE, mute)
    plain = outgoing("é" * 150)
    assert far.with_line(plain, Say("topics/zwangerschapstest"), TODAY) is plain
    assert silent.with_line(plain, Say("topics/zwangerschapstest"), TODAY) is plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_small_neutral_and_plays_without_a_script(house: str, addresses: Addresses, language: str) -> None:
    page = httpx.get(f"{house}/l/{addresses.code(TOPIC, language)}")
    files = sorted({*re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)})
    assert len(files) == 6
    assert len(page.content) + sum(len(httpx.get(house + file).content) for file in files) < LIMIT
    assert f"<title>{heard_words()[language]['title']}</title>" in page.text
    assert re.search(r'<audio id="sound" controls preload="none" src="/l/[a-z2-7]{8}/sound"', page.text)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page.text
    assert page.headers["cache-control"] == "no-store"
    assert "unsafe" not in page.headers["content-security-policy"]


def test_the_sound_comes_whole_and_in_pieces_with_a_mark_for_each_sentence(house: str, addresses: Addresses) -> None:
    import av

    address = f"{house}/l/{addresses.code(TOPIC, 'nl')}"
    sound = httpx.get(f"{address}/sound", timeout=30)
    assert (sound.status_code, sound.headers["content-type"]) == (200, "audio/mpeg")
    piece = httpx.get(f"{address}/sound", headers={"range": "bytes=0-99"})
    assert (piece.status_code, piece.content) == (206, sound.content[:100])
    with av.open(io.BytesIO(sound.content)) as file:
        assert file.streams.audio[0].codec_context.name in ("mp3", "mp3float")
        seconds = float(file.duration or 0) / av.time_base
    marks = httpx.get(f"{address}/marks").json()
    said = re.findall(r'data-said="(\d+)"', httpx.get(address).text)
    assert said == [str(number) for number in range(len(marks))]
    assert all(start < end for start, end in marks)
    assert marks[-1][1] <= seconds + 0.1


def test_a_number_is_seen_as_it_is_dialled(house: str, addresses: Addresses, library: Library) -> None:
    page = httpx.get(f"{house}/l/{addresses.code(TOPIC, 'nl')}").text
    numbers = addresses.digits(Page(TOPIC, "nl"))
    assert numbers
    for spelt, dialled in numbers.items():
        assert dialled in page
        assert spelt not in page


def test_a_code_that_is_none_says_what_to_do_in_her_language(house: str) -> None:
    for wish, language in (("ar,en;q=0.5", "ar"), ("zh", "nl")):
        answer = httpx.get(f"{house}/l/aaaaaaaa", headers={"accept-language": wish})
        assert answer.status_code == 404
        assert heard_words()[language]["gone"] in answer.text
        assert "<audio" not in answer.text
    assert {httpx.get(f"{house}/l/aaaaaaaa/{end}").status_code for end in ("sound", "marks")} == {404}


async def test_where_nobody_speaks_the_words_stand(library: Library, addresses: Addresses, mute: Listening) -> None:
    app = build(parts(Companion(), library=library, hearing=Hearing(addresses, mute)))
    address = f"/l/{addresses.code(TOPIC, 'nl')}"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as web:
        assert (await web.get(address)).status_code == 200
        assert [(await web.get(f"{address}/{end}")).status_code for end in ("sound", "marks")] == [404, 404]


def test_words_of_the_page_are_there_in_every_language_we_offer(library: Library) -> None:
    words = heard_words()
    assert words.keys() == set(library.offered)
    assert {frozenset(one) for one in words.values()} == {frozenset(words["nl"])}


def test_its_script_makes_no_markup_and_keeps_nothing() -> None:
    script = (STATIC / "l" / "l.js").read_text("utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|localStorage|cookie|indexedDB", script
    )
