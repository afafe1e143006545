"""Pictures of the preview for content/README.md, made from the real texts by a real browser. Its words are Dutch."""

import shutil
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polib

from bot.content.exchange.lines import COLUMNS, STATE, STILL_GOOD, WORDS, lines
from bot.content.exchange.tables import to_csv
from bot.content.load import load, po_files
from bot.content.sync import FUZZY, po_path

if TYPE_CHECKING:
    from playwright.sync_api import Page

STALE: Final = "topics/foliumzuur#sms"  # in a copy of the texts: as if its last sentence was written today
DAMAGED: Final = "topics/foliumzuur#antwoord"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page and how it is taken."""

    name: str
    path: str
    width: int = 900
    height: int = 700


PICTURES: Final = (
    Picture("lijst", "?q=foliumzuur&soort=topics", height=620),
    Picture("tekst", "/t/topics/foliumzuur/makkelijker?taal=tr", height=1000),
    Picture("verschil", f"/t/{STALE.replace('#', '/')}?taal=tr", height=960),
    Picture("arabisch", "/t/nood/nood-112/altijd?taal=ar", height=860),
)


def as_edited(root: Path, folder: Path) -> Path:
    """A copy of the texts in which one Turkish text is stale, as after a day's work."""
    copy = folder / "wiegwijzer"
    shutil.copytree(root / "content", copy / "content")
    file = copy / po_path("tr", "topics")
    po = polib.pofile(str(file), wrapwidth=100)
    entry = next(one for one in po if one.msgctxt == STALE)
    entry.previous_msgid = entry.msgid.rpartition(". ")[0] + "."
    entry.flags = [FUZZY]
    po.save(str(file))
    return copy


def handed_in(copy: Path, folder: Path) -> Path:
    """A translator's file: one text is still good, in another a placeholder got lost."""
    library = load(copy)
    rows = [list(astuple(line)) for line in lines(library, "tr", dict(po_files(copy)))]
    for row in rows:
        if row[0] == STALE:
            row[COLUMNS.index(STATE)] = STILL_GOOD
        if row[0] == DAMAGED:
            row[COLUMNS.index(WORDS)] = row[COLUMNS.index(WORDS)].replace("{feit:", "{")
    file = folder / "wiegwijzer-tr.csv"
    file.write_bytes(to_csv(rows))
    return file


def taken(address: str, file: Path, folder: Path) -> list[Path]:
    """All pictures as PNG. `address` is where the preview runs."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the test tools

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(color_scheme="light")
        made = [_taken(page, picture, address, folder) for picture in PICTURES]
        page.set_viewport_size({"width": 900, "height": 480})
        page.goto(f"{address}/preview/bestanden")
        made.append(_of_upload(page, file, folder))
        browser.close()
    return made


def _taken(page: "Page", picture: Picture, address: str, folder: Path) -> Path:
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(f"{address}/preview{picture.path}")
    to = folder / f"{picture.name}.png"
    page.screenshot(path=to)
    return to


def _of_upload(page: "Page", file: Path, folder: Path) -> Path:
    """On the page with files: what comes of one that is handed in."""
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_role("button", name="Lever in").click()
    page.locator("#uitkomst").wait_for()
    to = folder / "ingeleverd.png"
    page.screenshot(path=to)
    return to
