"""Every word that the companion tells her to send is understood, however she types it."""

import pytest

from bot.content.library import last_wording
from bot.content.schema import Library
from bot.understanding.ears import Ears
from bot.understanding.words import fold

# Words the texts name ("Stuur MENU"), by the command they stand for.
NAMED = {
    "nl": "meer:MEER hulp:MENU stop:STOP start:START terug:TERUG taal:TAAL wissen:WISSEN mens:MENS waarom:WAAROM",
    "en": "meer:MORE hulp:MENU stop:STOP start:START terug:BACK taal:LANGUAGE wissen:DELETE mens:PERSON waarom:WHY",
    "tr": "meer:DEVAM hulp:MENÜ stop:DURDUR start:BAŞLA terug:GERİ taal:DİL wissen:SİL mens:İNSAN waarom:NEDEN",
    "ar": "meer:المزيد hulp:القائمة stop:إيقاف start:بداية terug:رجوع taal:لغة wissen:حذف mens:شخص waarom:لماذا",
    "pl": "meer:WIĘCEJ hulp:MENU stop:STOP start:START terug:WSTECZ taal:JĘZYK wissen:USUŃ mens:CZŁOWIEK"
    " waarom:DLACZEGO",
    "uk": "meer:БІЛЬШЕ hulp:МЕНЮ stop:СТОП start:СТАРТ terug:НАЗАД taal:МОВА wissen:ВИДАЛИТИ mens:ЛЮДИНА waarom:ЧОМУ",
    "fa": "meer:بیشتر hulp:منو stop:توقف start:شروع terug:برگشت taal:زبان wissen:حذف mens:انسان waarom:چرا",
    "so": "meer:DHEERAAD hulp:CAAWI stop:JOOJI start:BILOW terug:DIB taal:LUQAD wissen:TIRTIR mens:QOF waarom:WAAYO",
    "ti": "meer:ተወሳኺ hulp:ሓገዝ stop:ኣቋርጽ start:ጀምር terug:ተመለስ taal:ቋንቋ wissen:ደምስስ mens:ሰብ waarom:ስለምንታይ",
}
SKIP = {
    "nl": "SLA OVER",
    "en": "SKIP",
    "tr": "ATLA",
    "ar": "تخطي",
    "pl": "POMIŃ",
    "uk": "ПРОПУСТИТИ",
    "fa": "رد کن",
    "so": "KA BOOD",
    "ti": "ሕለፍ",
}
ELSEWHERE = {"menu": "hulp", "sla_over": "sla-over"}  # ids of the texts that are not the id of the command
FROM_LIBRARY = "ui#woord."


def words(library: Library, language: str) -> set[tuple[str, str]]:
    """(command, word as shown)."""
    named = {tuple(pair.split(":")) for pair in NAMED[language].split()} | {("sla-over", SKIP[language])}
    ids = [name.removeprefix(FROM_LIBRARY) for name in library.texts if name.startswith(FROM_LIBRARY)]
    shown = {(ELSEWHERE.get(each, each), last_wording(library, FROM_LIBRARY + each, language).words) for each in ids}
    return {(command, word) for command, word in named} | shown


@pytest.mark.parametrize("language", NAMED)
def test_each_shown_word_means_its_own_command(ears: Ears, library: Library, language: str) -> None:
    for command, written in words(library, language):
        for typed in {written, written.lower(), written.upper(), fold(written), fold(written).upper(), f" {written}. "}:
            for known in (language, ""):  # also before we know her language
                assert ears.commands.find(typed, known) == command, (written, typed, known)
            assert (command == "start") is ears.commands.resumes(typed), typed
