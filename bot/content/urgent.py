"""The words for a warning sign: by who cares for her and the hour, then what she can say on the phone.

Urgent words never hide, expire or fall back to silence: a stale translation, else the Dutch, is always said.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.bidi import isolated
from bot.content.library import DUTCH, last_wording, translation
from bot.content.opening import is_office_hours
from bot.content.scene import Piece, Scene, dressed, dutch_scene, filled, lasting_piece
from bot.content.schema import Urgent
from bot.content.sms import sms_parts
from bot.errors import ContentBroken
from bot.model import Care, Form

URGENT = "nood/"  # with the sign: the text that answers it
ALWAYS = "altijd"
PHONE_SENTENCE = "belzin"
LET_HEAR = "ui#laat_horen"  # under the sentence, where it can be heard
ALOUD = "belzin."  # what that button says, with the sign
CHECK = "vraag"  # asked when it may be this sign
CARE_UNKNOWN = "zorg_onbekend"  # `.dag` and `.nacht`: said after the midwife's variant to whom we know nothing of
CARE_VALUE = "zorg"
PRACTICE_NAME = "praktijk"  # values of the Say: the practice she came by, and its number by day and night
PRACTICE_NUMBER = "nummer"
NUMBER_LINES = ("ui#praktijk.nummer", "ui#praktijk.nummer_kort")  # the second where the first costs too much by SMS
MIDWIFE = "verloskundige"  # a Dutch text that names her sends the reader to her
UNTRANSLATED = "ui#nood_onvertaald"
READ_ALOUD = "ui#belzin"
READ_ALOUD_FOREIGN = "ui#belzin_vertaald"
INTERPRETER = "Ik spreek {taal}. Graag een tolk."


@dataclass(frozen=True, slots=True)
class Moment:
    """When she reads it, and who looks after her as far as we know."""

    now: datetime
    care: Care | None


def urgent_pieces(scene: Scene, sign: str, moment: Moment) -> list[Piece]:
    """What to do now and whom to call, then the sentence for the phone. Raises `ContentBroken` for an unknown sign."""
    urgent = scene.library.urgents.get(sign)
    if urgent is None:
        raise ContentBroken(f"De noodtekst '{sign}' bestaat niet.")
    care = _told(scene) or moment.care
    hour = "dag" if is_office_hours(moment.now) else "nacht"
    first = lasting_piece(scene, f"{URGENT}{sign}#{_variant(urgent, care, hour)}")
    said = [first] if care else _with_unknown_care(scene, first, hour)
    return [*_untranslated(scene, first), *_with_number(scene, said, care), *_phone_pieces(scene, sign)]


def _told(scene: Scene) -> Care | None:
    """Who cares for her, as she said it in this very turn."""
    told = scene.values.get(CARE_VALUE, "")
    return Care(told) if told in set(Care) else None


def _variant(urgent: Urgent, care: Care | None, hour: str) -> str:
    """Her own variant, else the one that is always true, else the one for who has a midwife."""
    whatever_there_is = sorted(
        urgent.sections - {PHONE_SENTENCE, CHECK}
    )  # the checker refuses this; silence would be worse
    for part in (f"{care or Care.MIDWIFE}.{hour}", ALWAYS, f"{Care.MIDWIFE}.{hour}", *whatever_there_is):
        if part in urgent.sections:
            return part
    raise ContentBroken(f"De noodtekst '{urgent.id}' heeft geen tekst.")


def _with_unknown_care(scene: Scene, first: Piece, hour: str) -> list[Piece]:
    """While we do not know who cares for her: also whom to call without a midwife, in the same message."""
    text_id = f"{first.text_id.partition('#')[0]}#{CARE_UNKNOWN}.{hour}"
    if text_id not in scene.library.texts:
        return [first]
    also = lasting_piece(scene, text_id)
    if also.language != first.language:
        return [first, also]
    return [replace(first, words=f"{first.words}\n{also.words}")]


def _with_number(scene: Scene, said: list[Piece], care: Care | None) -> list[Piece]:
    """The number of her own midwives as a last line, where the text sends her to them; all else stays as it is."""
    sends = any(MIDWIFE in scene.library.texts[piece.text_id].words for piece in said)
    if not scene.values.get(PRACTICE_NUMBER) or care not in (None, Care.MIDWIFE) or not sends:
        return said
    fitting = (_with_line(scene, said[-1], line) for line in NUMBER_LINES if line in scene.library.texts)
    last = next((pieces for pieces in fitting if _fits(scene, pieces[0])), [said[-1]])
    return [*said[:-1], *last]


def _with_line(scene: Scene, piece: Piece, text_id: str) -> list[Piece]:
    """Under the words, or as a message of its own when it is in another language."""
    line = _framed(scene, text_id, (PRACTICE_NAME, PRACTICE_NUMBER))
    return [replace(piece, words=f"{piece.words}\n{line.words}")] if line.language == piece.language else [piece, line]


def _framed(scene: Scene, frame: str, alone: tuple[str, ...]) -> Piece:
    """A frame filled; each of `alone` stays one unit: in a right-to-left line `De Wieg (Noord)` would fall apart."""
    found = last_wording(scene.library, frame, scene.language)
    language = scene.library.languages.get(found.language)
    if language and language.rtl:
        apart = {name: isolated(scene.values.get(name, "")) for name in alone}
        scene = replace(scene, values={**scene.values, **apart})
    return Piece(frame, filled(scene, found.words, found.language), found.language)


def _fits(scene: Scene, piece: Piece) -> bool:
    """An urgent text comes in one SMS, without MEER."""
    most = scene.library.languages[piece.language].urgent_parts
    return scene.form is not Form.SMS or sms_parts(dressed(scene, piece)) <= most


def _untranslated(scene: Scene, first: Piece) -> list[Piece]:
    """One line in her own language above a Dutch text, when we have that line."""
    if first.language == scene.language or UNTRANSLATED not in scene.library.texts:
        return []
    line = lasting_piece(scene, UNTRANSLATED)
    return [line] if line.language == scene.language else []


@dataclass(frozen=True, slots=True)
class PhoneSentence:
    """What is read to who answers the phone, in Dutch; its `meaning` for her; and the text it stands in."""

    text_id: str
    frame: str
    dutch: str
    meaning: str = ""


def phone_sentence_id(sign: str) -> str:
    return f"{URGENT}{sign}#{PHONE_SENTENCE}"


def phone_sentence(scene: Scene, sign: str) -> PhoneSentence | None:
    """None for a sign without one. Who speaks another language asks for an interpreter with it."""
    text_id = phone_sentence_id(sign)
    if text_id not in scene.library.texts:
        return None
    zin = lasting_piece(dutch_scene(scene), text_id).words
    if scene.language == DUTCH:
        return PhoneSentence(text_id, READ_ALOUD, zin)
    zin = f"{zin} {INTERPRETER.format(taal=scene.library.languages[scene.language].spoken_in_dutch)}"
    if translation(scene.library, text_id, scene.language) is None:
        return PhoneSentence(text_id, READ_ALOUD, zin)
    return PhoneSentence(text_id, READ_ALOUD_FOREIGN, zin, lasting_piece(scene, text_id).words)


def _phone_pieces(scene: Scene, sign: str) -> list[Piece]:
    said = phone_sentence(scene, sign)
    if said is None:
        return []
    return [_around(scene, said.text_id, said.frame, {"zin": said.dutch, "betekenis": said.meaning})]


def _around(scene: Scene, text_id: str, frame: str, values: dict[str, str]) -> Piece:
    """The sentence inside its own-language frame; without a frame the bare sentence is still said."""
    if frame not in scene.library.texts:
        return Piece(text_id, values["zin"], DUTCH)
    return replace(_framed(replace(scene, values=values), frame, ("zin",)), text_id=text_id)
