"""How each of our languages says numbers, signs and abbreviations. No native speaker has checked these words yet.

Abbreviations are written as in running text, in small letters, with their full stop. None may be a word too that can
end a sentence (`no.`), and none may be a unit (`min.`): a wrong word is worse than a stumble.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.content.spoken.tongue import SMALL, Tongue

_DUTCH = {
    "mw.": "mevrouw", "mevr.": "mevrouw", "dhr.": "de heer", "dr.": "dokter", "drs.": "doctorandus",
    "bijv.": "bijvoorbeeld", "bv.": "bijvoorbeeld", "b.v.": "bijvoorbeeld", "enz.": "enzovoort", "evt.": "eventueel",
    "nr.": "nummer", "max.": "hooguit", "ca.": "ongeveer",
    "o.a.": "onder andere",     "d.w.z.": "dat wil zeggen", "i.v.m.": "in verband met", "m.b.t.": "over",
    "t/m": "tot en met", "a.u.b.": "alsjeblieft",
    "p.s.": "ook nog", "z.o.z.": "lees verder op de achterkant", "incl.": "inclusief", "excl.": "zonder", "jr.": "jaar",
    "wk.": "week", "e.d.": "en meer", "i.p.v.": "in plaats van", "t.o.v.": "vergeleken met",
    "m.a.w.": "met andere woorden", "en/of": "en of", "pag.": "bladzijde", "s.v.p.": "alsjeblieft",
}  # fmt: skip
_ENGLISH = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "dr.": "doctor", "mr.": "mister", "mrs.": "missus",
    "approx.": "about", "max.": "at most", "tel.": "telephone",
    "vs.": "versus", "and/or": "and or",
}  # fmt: skip
_TURKISH = {
    "dr.": "doktor", "vb.": "ve benzeri", "vs.": "vesaire", "örn.": "örneğin", "tel.": "telefon", "bkz.": "bakınız",
    "yy.": "yüzyıl", "ve/veya": "ve veya",
}  # fmt: skip
_POLISH = {
    "np.": "na przykład", "tzn.": "to znaczy", "tj.": "to jest", "itd.": "i tak dalej", "itp.": "i tym podobne",
    "m.in.": "między innymi", "tel.": "telefon", "ul.": "ulica", "godz.": "godzina", "dr.": "doktor",
    "nr.": "numer", "tzw.": "tak zwany", "i/lub": "i lub", "maks.": "najwyżej",
}  # fmt: skip
_UKRAINIAN = {
    "напр.": "наприклад", "тел.": "телефон", "вул.": "вулиця", "див.": "дивіться", "та ін.": "та інше",
    "год.": "година", "хв.": "хвилин", "т.д.": "так далі", "т.п.": "тому подібне", "і/або": "і або",
}  # fmt: skip
_SPANISH = {
    "p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "ej.": "ejemplo", "etc.": "etcétera", "dr.": "doctor",
    "dra.": "doctora", "sr.": "señor", "sra.": "señora", "tel.": "teléfono", "núm.": "número", "aprox.": "más o menos",
    "máx.": "como máximo", "ud.": "usted", "uds.": "ustedes", "y/o": "y o",
}  # fmt: skip
_FRENCH = {
    "p. ex.": "par exemple", "p.ex.": "par exemple", "par ex.": "par exemple", "etc.": "et cetera", "dr.": "docteur",
    "tél.": "téléphone", "env.": "environ", "max.": "au plus", "et/ou": "et ou",
    "c.-à-d.": "c'est-à-dire", "mme.": "madame",
}  # fmt: skip
_ARABIC = {"إلخ.": "إلى آخره", "و/أو": "و أو"}
_PERSIAN = {"و/یا": "و یا"}
_PAPIAMENTO = {"dr.": "dòkter", "sra.": "señora", "sr.": "señor", "tel.": "telefòn", "por eh.": "por ehèmpel"}
_SOMALI = {"dr.": "dhakhtar", "tel.": "telefoon", "tus.": "tusaale", "iwm.": "iyo wixii la mid ah"}

TONGUES: Final[Mapping[str, Tongue]] = MappingProxyType(
    {
        "nl": Tongue(
            "nl", comma="komma", dot="punt", at="apenstaartje", and_="en", plus="plus", times="keer", to="tot",
            or_="of", percent="procent", euro="euro", link="de link staat in het bericht", ticked="gekozen",
            unticked="niet gekozen", hour="uur", abbreviations=_DUTCH, ordinals=r"(?:ste|de|e)\b",
        ),
        "en": Tongue(
            "en_GB", comma="point", dot="dot", at="at", and_="and", plus="plus", times="times", to="to", or_="or",
            percent="percent", euro="euros", link="the link is in the message", ticked="chosen", unticked="not chosen",
            decimal=".", abbreviations=_ENGLISH, ordinals=r"(?:st|nd|rd|th)\b",
        ),
        "tr": Tongue(
            "tr", comma="virgül", dot="nokta", at="et", and_="ve", plus="artı", times="kere", to="ile", or_="veya",
            percent="yüzde", euro="avro", link="bağlantı mesajda", ticked="seçildi", unticked="seçilmedi",
            percent_first=True, abbreviations=_TURKISH, ordinals=rf"\.(?= {SMALL})",
        ),
        "ar": Tongue(
            "ar", comma="فاصلة", dot="نقطة", at="آت", and_="و", plus="زائد", times="مرات", to="إلى", or_="أو",
            percent="بالمئة", euro="يورو", link="الرابط موجود في الرسالة",
            ticked="تم اختياره", unticked="لم يتم اختياره", decimal=".", abbreviations=_ARABIC,
        ),
        "pl": Tongue(
            "pl", comma="przecinek", dot="kropka", at="małpa", and_="i", plus="plus", times="razy", to="do", or_="lub",
            percent="procent", euro="euro", link="link jest w wiadomości", ticked="wybrane", unticked="nie wybrane",
            abbreviations=_POLISH,
            ordinals=rf"\.(?= {SMALL})",
        ),
        "uk": Tongue(
            "uk", comma="кома", dot="крапка", at="равлик", and_="і", plus="плюс", times="рази", to="до", or_="або",
            percent="відсотків", euro="євро", link="посилання є в повідомленні",
            ticked="вибрано", unticked="не вибрано", abbreviations=_UKRAINIAN,
        ),
        "es": Tongue(
            "es", comma="coma", dot="punto", at="arroba", and_="y", plus="más", times="veces", to="a", or_="o",
            percent="por ciento", euro="euros", link="el enlace está en el mensaje", ticked="elegido",
            unticked="no elegido", abbreviations=_SPANISH,
        ),
        "fr": Tongue(
            "fr", comma="virgule", dot="point", at="arobase", and_="et", plus="plus", times="fois", to="à", or_="ou",
            percent="pour cent", euro="euros", link="le lien est dans le message", ticked="choisi",
            unticked="non choisi", hour="heures", abbreviations=_FRENCH,
        ),
        "fa": Tongue(
            "fa", comma="ممیز", dot="نقطه", at="ات", and_="و", plus="به اضافهٔ", times="بار", to="تا", or_="یا",
            percent="درصد", euro="یورو", link="پیوند در پیام است", ticked="انتخاب شده", unticked="انتخاب نشده",
            decimal=".", abbreviations=_PERSIAN,
        ),
        "ti": Tongue(
            "ti", comma="ነጥቢ", dot="ነጥቢ", at="ኣት", and_="ን", plus="ምስ", times="ግዜ", to="ክሳብ", or_="ወይ",
            percent="ሚእታዊ", euro="ዩሮ", link="እቲ መላግቦ ኣብ መልእኽቲ ኣሎ", ticked="ተመሪጹ", unticked="ኣይተመርጸን", decimal=".",
            digits=("ባዶ", "ሓደ", "ክልተ", "ሰለስተ", "ኣርባዕተ", "ሓሙሽተ", "ሽዱሽተ", "ሸውዓተ", "ሸሞንተ", "ትሽዓተ"),
        ),
        "so": Tongue(
            "so", comma="dhibic", dot="dhibic", at="at", and_="iyo", plus="iyo", times="jeer", to="ilaa", or_="ama",
            percent="boqolkiiba", euro="yuuro", link="xiriirku wuxuu ku jiraa farriinta", ticked="la doortay",
            unticked="lama dooran", percent_first=True, decimal=".", abbreviations=_SOMALI,
            digits=("eber", "kow", "laba", "saddex", "afar", "shan", "lix", "toddoba", "siddeed", "sagaal"),
        ),
        "pap": Tongue(
            "pap", comma="koma", dot="punto", at="at", and_="i", plus="mas", times="biaha", to="pa", or_="òf",
            percent="porshento", euro="euro", link="e link ta den e mensahe", ticked="skohé", unticked="no skohé",
            abbreviations=_PAPIAMENTO,
            digits=("sero", "unu", "dos", "tres", "kuater", "sinku", "seis", "shete", "ocho", "nuebe"),
        ),
    }
)  # fmt: skip
