"""The rules of the self-check. Each docstring is for midwives: when the suggestion comes, why, which fact it follows.

A rule looks at signals, weighs them against who helps her and whether she wants help, and says yes or no. The order is
the order in which suggestions are offered. KWE-, MEN-, … are facts of the project's list of facts with their sources.
"""

from typing import Final

from bot.selfcheck.answers import Her, Situation
from bot.selfcheck.named import Contact, rule

FOLIC_UNTIL: Final = 10  # weeks pregnant (FOL-02)


@rule(contact=Contact.TODAY)
def klacht_nu(her: Her) -> bool:
    """Zij zei voor de vragen dat zij een klacht heeft die haar zorgen geeft, of schreef in dit gesprek iets waarop een
    noodtekst kwam. Zij hoorde toen meteen wie zij belt; de uitkomst zegt het nog eens: vandaag bellen. Een klacht
    wordt nooit door ons beoordeeld. Volgt RED-01 (bij twijfel bellen) en KWE-10 (niet weten wat je doet)."""
    return her.complaint


@rule("nog_geen_zorg", tip="eerste_afspraak", contact=Contact.TODAY, first=True)
def nog_geen_zorg(her: Her) -> bool:
    """Zij is zwanger en nog niemand zorgt voor haar. Altijd, en voor alle andere tips: vandaag bellen voor een eerste
    afspraak, zonder verwijt. Volgt KWE-10 en BOO-01; dat bellen op elk moment kan (BOO-04) moet een verloskundige nog
    goedkeuren."""
    return her.pregnant


@rule("niet_veilig", tip="veilig", contact=Contact.TODAY, first=True)
def niet_veilig(her: Her) -> bool:
    """Het is thuis niet veilig. Zij kreeg meteen de noodtekst en de vragen stopten; vraagt zij later om de uitkomst,
    dan staat Veilig Thuis vooraan. Ook als zij verder geen hulp wil. Volgt KWE-04 (direct hulp, samen met de vrouw),
    KWE-09 (huiselijk geweld) en VIO-01."""
    return True


@rule("niet_altijd_veilig", tip="veilig", contact=Contact.THIS_WEEK, first=True)
def niet_altijd_veilig(her: Her) -> bool:
    """Het is thuis niet altijd veilig: Veilig Thuis, en vragen om een gesprek alleen. Altijd, want zij antwoordde op
    een vraag die zij mocht overslaan. Volgt KWE-09 (relatieproblemen, huiselijk geweld) en VIO-01."""
    return True


@rule("somber_of_bang", tip="gevoel", contact=Contact.THIS_WEEK, first=True)
def vaak_somber_of_bang(her: Her) -> bool:
    """Zij is vaak somber of bang. De tip komt, tenzij zij geen hulp wil en er altijd iemand is die helpt. Wie bijna
    alleen staat, krijgt hem altijd: gewicht tegen wat haar helpt. Volgt KWE-07 (disbalans tussen wat zwaar is en wat
    helpt), KWE-08 (steunend netwerk) en MEN-01, MEN-06."""
    return not (her.declines_help("gevoel") and her.never_alone)


@rule("nog_niet_besproken", tip="medicijnen", contact=Contact.THIS_WEEK)
def medicijnen_bespreken(her: Her) -> bool:
    """Zij heeft een ziekte of slikt medicijnen en besprak dat nog niet. Bij een zwangerschap of een kinderwens: deze
    week bellen en niets zelf stoppen. Weten wij niet of dat speelt, dan ook. Volgt KWE-03 (een medisch onderwerp
    zonder overleg) en MED-01, CHR-01."""
    return her.situation is not Situation.PARTNER


@rule("drinkt_vaak", tip="alcohol_plan", contact=Contact.THIS_WEEK)
def drinkt_bijna_elke_dag(her: Her) -> bool:
    """Zij drinkt bijna elke dag. Wij zeggen niet "stop nu": te snel stoppen kan gevaar geven (ALC-08, uit het hoofd,
    een arts moet dit bevestigen). Daarom eerst de huisarts. Niet als zij hier geen hulp bij wil. Volgt KWE-09
    (leefstijl) en ALC-01."""
    return not her.declines_help("alcohol")


@rule("gebruikt_vaak", tip="drugs", contact=Contact.THIS_WEEK)
def gebruikt_bijna_elke_dag(her: Her) -> bool:
    """Zij gebruikt bijna elke dag drugs. Samen een plan maken, niet alleen stoppen met harddrugs. Niet als zij hier
    geen hulp bij wil. Volgt KWE-09 (leefstijl) en DRU-03, DRU-04."""
    return not her.declines_help("drugs")


@rule("geen_plek", tip="plek", contact=Contact.THIS_WEEK)
def geen_vaste_plek(her: Her) -> bool:
    """Zij heeft geen vaste plek. Naar gemeente of wijkteam, tenzij zij geen hulp wil. Volgt KWE-09 en KWE-10 (wonen)
    en WHO-04."""
    return not her.declines_help("wonen")


@rule("geen_steun", tip="steun_zoeken")
def bijna_niemand(her: Her) -> bool:
    """Er is bijna niemand die haar helpt. Een steunend netwerk beschermt; zonder wordt al het andere zwaarder. De tip
    komt, tenzij zij geen hulp wil. Volgt KWE-08 (steunend netwerk) en KWE-10 (alleen staan)."""
    return not her.declines_help("steun")


@rule("geld_lukt_niet", tip="geld")
def betalen_lukt_niet(her: Her) -> bool:
    """Betalen lukt niet. Geldfit, gratis, tenzij zij geen hulp wil. Volgt KWE-09 (schulden, armoede), KWE-10 (geen
    vast inkomen) en MON-01."""
    return not her.declines_help("geld")


@rule("geld_krap", tip="geld")
def geld_is_krap(her: Her) -> bool:
    """Geld is krap. Zij redt het nog, dus alleen als zij zelf hulp wil. Volgt KWE-01 (wie het redt, heeft genoeg aan
    gewone zorg), KWE-09 en MON-01."""
    return her.wants_help("geld")


@rule("wonen_onzeker", tip="plek")
def misschien_weg(her: Her) -> bool:
    """Zij moet misschien weg uit haar huis. Op tijd naar gemeente of wijkteam, tenzij zij geen hulp wil. Volgt KWE-09
    en KWE-10 (wonen) en WHO-04."""
    return not her.declines_help("wonen")


@rule("veel_stress", tip="stress")
def veel_stress(her: Her) -> bool:
    """Zij heeft veel stress. De tip komt als zij hulp wil, of als er niet altijd iemand is die helpt; wie steun heeft
    en geen hulp vraagt, laten wij met rust. Volgt KWE-07 (samen wegen), KWE-01 (stress die zij zelf aankan) en
    KWE-08."""
    return her.wants_help("gevoel") or not (her.never_alone or her.declines_help("gevoel"))


@rule("rookt", tip="roken")
def rookt(her: Her) -> bool:
    """Zij rookt of vapet. Gratis hulp bij stoppen, tenzij zij die niet wil. Volgt KWE-09 (leefstijl), QUI-01 en QUI-07
    (hulp aanbieden aan iedere zwangere die rookt)."""
    return not her.declines_help("roken")


@rule("drinkt_soms", tip="alcohol")
def drinkt_soms(her: Her) -> bool:
    """Zij drinkt soms. Geen alcohol is het beste; hulp vragen kan. Niet als zij hier geen hulp bij wil. Volgt KWE-09
    (leefstijl), ALC-01 en ALC-02."""
    return not her.declines_help("alcohol")


@rule("gebruikt_soms", tip="drugs")
def gebruikt_soms(her: Her) -> bool:
    """Zij gebruikt soms drugs. Vertellen en samen een plan maken, tenzij zij hier geen hulp bij wil. Volgt KWE-09
    (leefstijl) en DRU-01, DRU-03."""
    return not her.declines_help("drugs")


@rule("geen_foliumzuur", tip="foliumzuur")
def foliumzuur_beginnen(her: Her) -> bool:
    """Zij wil zwanger worden, of is nog geen tien weken zwanger (of weet haar weken niet), en slikt niet elke dag
    foliumzuur. Na tien weken komt de tip niet meer. Volgt KWE-10 (weten wat gezond is), FOL-01 en FOL-02."""
    return her.weeks is None or not her.pregnant or her.weeks < FOLIC_UNTIL


@rule("geen_kraamzorg", tip="kraamzorg")
def kraamzorg_regelen(her: Her) -> bool:
    """Zij is veertien weken of langer zwanger en heeft nog geen kraamzorg. Volgt KWE-10 (weten hoe de zorg werkt) en
    KRA-06; het bedrag verandert elk jaar, dus zij vraagt ernaar."""
    return her.pregnant


@rule("niemand_erbij", tip="erbij")
def niemand_bij_de_bevalling(her: Her) -> bool:
    """Het laatste deel van de zwangerschap, en zij weet nog niet wie bij de bevalling is. Iemand vragen, of het de
    verloskundige zeggen. Volgt KWE-08 (steunend netwerk)."""
    return her.pregnant


@rule("praten_lastig", "taal_lastig", tip="tolk")
def tolk_vragen(her: Her) -> bool:
    """Praten in het Nederlands is lastig. Een tolk bij de verloskundige kost haar niets. Volgt KWE-10 (kennis en
    vaardigheden) en TOL-03."""
    return True


@rule("lezen_lastig", tip="lezen")
def lezen_is_lastig(her: Her) -> bool:
    """Lezen is lastig. Vragen om uitleg in makkelijke woorden; leren kan bij het Taalhuis. Volgt KWE-10 (opleiding,
    vaardigheden) en TXT-08, LAN-01."""
    return True


@rule("eerder_moeilijk", tip="eerder")
def eerdere_zwangerschap_moeilijk(her: Her) -> bool:
    """Een eerdere zwangerschap was moeilijk. Het vertellen, zodat de verloskundige mee kan denken. Wij vragen niet wat
    er was. Volgt KWE-07 (samen wegen) en SIG-03 (eerdere zwangerschappen)."""
    return True


@rule("rook_in_huis", tip="rook_in_huis")
def rook_in_huis(her: Her) -> bool:
    """Iemand thuis rookt. Buiten roken, of samen stoppen. Volgt KWE-09 (leefomgeving), SMO-07 en SMO-10."""
    return True


@rule("gebruik_in_huis", tip="thuis_gebruik")
def gebruik_in_huis(her: Her) -> bool:
    """Iemand thuis drinkt veel of gebruikt drugs. Zij hoeft het niet alleen op te lossen. Volgt KWE-09 (leefomgeving)
    en KWE-08 (een rustig gezin beschermt)."""
    return True


@rule("werk_zwaar", tip="werk")
def werk_is_zwaar(her: Her) -> bool:
    """Zij is zwanger en haar werk is zwaar. Vertellen op het werk, want dan moet de werkgever zeggen wat veilig is.
    Niet als zij hier geen hulp bij wil. Volgt KWE-09 (leefomgeving), WRK-08 en WRK-09."""
    return her.pregnant and not her.declines_help("werk")


@rule("geen_werk", tip="inkomen")
def geen_werk_of_school(her: Her) -> bool:
    """Zij heeft geen werk of school. Geen werk is voor velen gewoon; dus alleen als zij hulp wil. Volgt KWE-09
    (werkloosheid), KWE-10 (geen vast inkomen) en KWE-02 (genoeg wat helpt)."""
    return her.wants_help("werk")


@rule("huis_past_niet", tip="wonen")
def huis_past_niet(her: Her) -> bool:
    """Haar huis past niet goed. Alleen als zij hulp wil. Volgt KWE-09 en KWE-10 (wonen) en WHO-04."""
    return her.wants_help("wonen")


@rule("soms_steun", tip="steun_vragen")
def soms_iemand(her: Her) -> bool:
    """Soms is er iemand die helpt. Iemand om iets kleins vragen maakt een netwerk sterker; tenzij zij geen hulp wil.
    Volgt KWE-08 (steunend netwerk)."""
    return not her.declines_help("steun")


@rule("wil_meer_doen", tip="samen")
def partner_wil_meer_doen(her: Her) -> bool:
    """De partner wil meer doen, of kan door werk niet. Meegaan, en vragen naar partnerverlof. Volgt KWE-08 (stabiel
    gezin) en WRK-06."""
    return her.situation is Situation.PARTNER
