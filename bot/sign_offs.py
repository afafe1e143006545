"""What keeps production from starting: words that have to be signed and are not."""

from datetime import date

from bot.content.schema import Library
from bot.content.signoff import lacking
from bot.dialogue.consents import consent_flows
from bot.errors import UnsafeSettings


def refuse_unsigned(library: Library, today: date) -> None:
    """Production says nothing that has to be signed and is not: see `unsigned`. Raises UnsafeSettings."""
    if missing := unsigned(library, today):
        raise UnsafeSettings(
            f"ENVIRONMENT=production needs sign-offs: {'; '.join(missing)}. Use ENVIRONMENT=pilot or demo until then."
        )


def unsigned(library: Library, today: date) -> list[str]:
    """What keeps production from starting, in words: Dutch texts, offered translations, words that ask consent."""
    lack = lacking(library, consent_flows(library), today)
    missing = []
    if lack.pages:
        missing.append(f"{len(lack.pages)} texts without a clinician's, such as {', '.join(lack.pages[:3])}")
    if lack.languages:
        missing.append(f"translations that are offered: {', '.join(lack.languages)}")
    if lack.flows:
        missing.append(f"flows that ask consent: {', '.join(lack.flows)}")
    return missing
