"""From text ids to provider messages, at the moment of delivery. Pure: the hour comes in with the reader."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.content.buttons import asking
from bot.content.library import DUTCH, is_fresh, wording
from bot.content.opening import AMSTERDAM
from bot.content.scene import Piece, Scene, Sight, dressed, dutch_scene, filled, lasting_piece, long_piece, plain_piece
from bot.content.schema import Library
from bot.content.sentences import paragraphs, sentences
from bot.content.sms import Room, pages
from bot.content.urgent import Moment, urgent_pieces
from bot.errors import ContentBroken
from bot.model import Address, Care, Form, Outgoing, Say

LONG_ANSWER = 600  # characters; a longer answer comes in several bubbles
TELEGRAM_LIMIT = 4096
WHOLE_LIMIT = 1024  # the caption of a picture on Telegram; and with its choices an SMS stays below the carrier's 1600
NOT_TRANSLATED = "ui#niet_vertaald"
CALL_SOMEONE = "ui#mens_bellen"
MORE_HINT = "ui#meer_hint"
MORE_WORD = "ui#woord.meer"
SECTIONS = {Form.TELEGRAM: ("antwoord",), Form.SMS: ("sms", "antwoord")}
VARIANTS = ("makkelijker", "partner")  # of a topic, one wording for every channel, so it has to fit an SMS
SHORTER = tuple(f"#{part}" for part in ("sms", *VARIANTS))  # MEER brings the whole


@dataclass(frozen=True, slots=True)
class Reader:
    """Who will read it: where, in which language and form, who cares for her, and the moment (aware)."""

    address: Address
    language: str
    form: Form
    care: Care | None
    now: datetime


def render(say: Say, reader: Reader, library: Library) -> tuple[Outgoing, ...]:
    """The messages that say this, in order. Raises `ContentBroken` for a text id or value that does not exist."""
    sight = Sight(reader.form, reader.language, reader.now.astimezone(AMSTERDAM).date())
    scene = _scene(say, sight, library)
    pieces = _pieces(say, scene, Moment(reader.now, reader.care))
    texts = [(piece, text) for piece in pieces for text in _cut(scene, piece, say)]
    plain = [
        Outgoing(reader.address, text, lane=say.lane, language=piece.language, text_id=piece.text_id)
        for piece, text in texts
    ]
    return tuple(asking(plain, say.question, scene))


def has_more(say: Say, language: str, today: date, library: Library) -> bool:
    """True when this text, by SMS, has a page after `say.page` that MEER can bring."""
    scene = _scene(say, Sight(Form.SMS, language, today), library)
    if say.text.startswith("nood/"):
        return False
    return any(len(_pages(scene, piece)) > say.page + 1 for piece in _words(say, scene) if _pageable(piece, say))


def _scene(say: Say, sight: Sight, library: Library) -> Scene:
    asked = say.language or sight.language
    language = asked if asked in library.languages else DUTCH
    return Scene(library, language, sight.form, sight.today, dict(say.values))


def _pieces(say: Say, scene: Scene, moment: Moment) -> list[Piece]:
    kind, _, name = say.text.partition("/")
    if kind == "nood" and "#" not in name:
        return urgent_pieces(scene, name, moment)
    pieces = _words(say, scene)
    return [piece for piece in pieces if piece.long] if say.page and len(pieces) > 1 else pieces


def _words(say: Say, scene: Scene) -> list[Piece]:
    if asked := whole_topic(say.text):
        topic, variant = asked
        return topic_pieces(scene, topic, (*variant, *SECTIONS[scene.form]))
    return [plain_piece(scene, say.text)]


def whole_topic(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The topic that this id tells, and the variant of it if one is asked; None for a single text."""
    kind, _, name = text.partition("/")
    topic, _, variant = name.partition("#")
    is_whole = kind == "topics" and variant in ("", *VARIANTS)
    return (topic, (variant,) if variant else ()) if is_whole else None


def topic_pieces(scene: Scene, topic: str, parts: tuple[str, ...]) -> list[Piece]:
    """The first of `parts` in her own language; without a translation of today one line that says so, the Dutch, and
    whom to call."""
    written = scene.library.topics[topic].sections if topic in scene.library.topics else frozenset()
    ids = [f"topics/{topic}#{part}" for part in parts if part in written]
    if not ids:
        raise ContentBroken(f"Het onderwerp '{topic}' heeft geen tekst.")
    for text_id in ids:
        if is_fresh(scene.library, text_id, scene.language):
            whole = is_fresh(scene.library, f"topics/{topic}#antwoord", scene.language)
            return [replace(long_piece(scene, text_id), short=text_id.endswith(SHORTER) and whole)]
    return [
        lasting_piece(scene, NOT_TRANSLATED),
        long_piece(dutch_scene(scene), ids[0]),
        lasting_piece(scene, CALL_SOMEONE),
    ]


def _cut(scene: Scene, piece: Piece, say: Say) -> Iterable[str]:
    if scene.form is Form.SMS:
        if not _pageable(piece, say):
            return _by_lines(dressed(scene, piece))
        all_pages = _pages(scene, piece)
        return [all_pages[min(say.page, len(all_pages) - 1)]]
    text = dressed(scene, piece)
    if say.picture:
        return _by_lines(text)
    return _bubbles(text, LONG_ANSWER if piece.long else TELEGRAM_LIMIT)


def _pageable(piece: Piece, say: Say) -> bool:
    """A question is shown whole, and so are an urgent text and her map; what she asks to read on comes in pages."""
    whole = say.question is not None or say.picture or piece.text_id.startswith("nood/")
    return piece.long or not whole


def _pages(scene: Scene, piece: Piece) -> tuple[str, ...]:
    library = scene.library
    word = wording(library, MORE_WORD, piece.language).words if MORE_WORD in library.texts else ""
    hint = wording(library, MORE_HINT, piece.language).words if MORE_HINT in library.texts else ""
    named = replace(scene, values={**scene.values, "woord": word})
    full = replace(piece, words=filled(named, hint, piece.language))
    most = library.languages[piece.language].sms_parts
    return pages(dressed(scene, piece), Room(most, dressed(scene, full), piece.short))


def _bubbles(text: str, limit: int) -> Iterator[str]:
    """Paragraphs together up to the limit; a paragraph that no message can hold falls apart in sentences."""
    return iter((text,)) if len(text) <= limit else _joined(_bricks(text), limit)


def _by_lines(text: str) -> Iterator[str]:
    """All of it, over as many messages as it takes, cut between lines."""
    return (
        iter((text,))
        if len(text) <= WHOLE_LIMIT
        else _joined(((line, "\n") for line in text.splitlines()), WHOLE_LIMIT)
    )


def _joined(pieces: Iterable[tuple[str, str]], limit: int) -> Iterator[str]:
    """Pieces with the glue before each, together up to the limit."""
    bubble = ""
    for piece, glue in pieces:
        if bubble and len(bubble) + len(glue) + len(piece) > limit:
            yield bubble
            bubble = piece
        else:
            bubble = f"{bubble}{glue}{piece}" if bubble else piece
    yield bubble


def _bricks(text: str) -> Iterator[tuple[str, str]]:
    for paragraph in paragraphs(text):
        if len(paragraph) <= TELEGRAM_LIMIT:
            yield paragraph, "\n\n"
        else:
            yield from ((part[:TELEGRAM_LIMIT], " ") for line in paragraph.splitlines() for part in sentences(line))
