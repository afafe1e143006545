"""Every rule of the checker has bad samples that it must name with place and remedy (tests/content/bad/<rule>.yaml)."""

import shutil
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polib
import pytest
from ruamel.yaml import YAML

from bot.content.check import READING_RULES, RULES, Names, Ruled, check
from bot.content.load import survey
from bot.content.manuscript import Manuscript
from bot.content.problem import Problem
from bot.content.schema import Library
from bot.content.signoff import fingerprint

HERE = Path(__file__).parent
NAMES = Names(
    frozenset({"geef_toestemming"}),
    frozenset({"uitgerekende_datum"}),
    frozenset({"via_sms"}),
    pictures=frozenset({"pil", "boek"}),
    sentences={"foliumzuur": 12, "lang": 10, "open-rug": 3},
    ruled={"klein": Ruled(frozenset({"geen_steun"}), frozenset({"vragen"}))},
)
TODAY = date(2026, 6, 1)
SAMPLES = [
    (file.stem, number, sample)
    for file in sorted((HERE / "bad").glob("*.yaml"))
    for number, sample in enumerate(YAML(typ="safe").load(file.read_text("utf-8")), 1)
]


def test_every_rule_has_a_bad_sample() -> None:
    assert {rule for rule, _, _ in SAMPLES} == RULES.keys() | READING_RULES.keys()


def test_good_content_has_no_problems(small: Manuscript) -> None:
    assert check(small, NAMES, TODAY) == []


@pytest.mark.parametrize(("rule", "number", "sample"), SAMPLES, ids=[f"{rule} {number}" for rule, number, _ in SAMPLES])
def test_bad_sample_is_named(
    tmp_path: Path, library: Library, rule: str, number: int, sample: Mapping[str, object]
) -> None:
    root = tmp_path / "small"
    shutil.copytree(HERE / "small", root)
    _spoil(root, library, sample)
    day = sample.get("dag", TODAY)
    assert isinstance(day, date)
    named = [str(problem) for problem in check(survey(root), NAMES, day) if problem.rule == rule]
    heard = sample["meldt"]
    assert isinstance(heard, list)
    assert any(all(part in line for part in heard) for line in named), "\n".join(named)
    assert all("Tip: " in line for line in named)


def test_a_file_that_cannot_be_read_is_named_alone(tmp_path: Path, library: Library) -> None:
    """All that follows from it would hide it, and tell her to throw translations away."""
    root = tmp_path / "small"
    shutil.copytree(HERE / "small", root)
    _spoil(root, library, {"bestand": "nl/feiten.yaml", "van": '"112"', "naar": '"112'})
    _spoil(root, library, {"bestand": "nl/topics/lang.md", "van": "voor: [alle]", "naar": "voor: [iedereen]"})
    found = check(survey(root), NAMES, TODAY)
    assert [(problem.path, problem.rule) for problem in found] == [
        ("content/nl/feiten.yaml", "leesfout"),
        ("content/nl/topics/lang.md", "leesfout"),
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Zwemmen.md", "De naam van dit bestand kan niet"),
        ("zwemmen en baden.md", "zoals 'zwemmen-en-baden.md'"),
        ("zwemmen.md.txt", "de naam eindigt niet op '.md'"),
        ("zwemmen.docx", "de naam eindigt niet op '.md'"),
        (".zwemmen.md.swp", ""),
        ("LEESMIJ.txt", ""),
        ("Thumbs.db", ""),
    ],
)
def test_a_file_that_would_not_be_read_by_its_name_is_named(tmp_path: Path, name: str, told: str) -> None:
    root = tmp_path / "small"
    shutil.copytree(HERE / "small", root)
    topics = root / "content" / "nl" / "topics"
    shutil.copy(topics / "lang.md", topics / name)
    found = [str(problem) for problem in survey(root).problems]
    assert [told in line and f"topics/{name}:1:" in line for line in found] == ([True] if told else [])


def test_checking_everything_is_fast(small: Manuscript) -> None:
    manuscript = survey(HERE.parents[1])
    started = time.process_time()
    check(manuscript, NAMES, TODAY)
    assert time.process_time() - started < 5.0


def test_a_problem_reads_as_one_line_with_a_tip() -> None:
    found = Problem("content/nl/ui.yaml", 3, "belofte", "Dit kunnen we niet beloven: 'geheim'.", "Zeg wat er gebeurt.")
    assert str(found) == (
        "content/nl/ui.yaml:3: [belofte] Dit kunnen we niet beloven: 'geheim'.\n    Tip: Zeg wat er gebeurt."
    )


def _spoil(root: Path, library: Library, sample: Mapping[str, object]) -> None:
    file = root / "content" / str(sample["bestand"])
    source = file.read_text("utf-8")
    assert str(sample["van"]) in source
    times = sample.get("keer", 1)
    assert isinstance(times, int)
    by = " ".join([str(sample["naar"])] * (1 if "po" in sample else times))
    by = by.replace("VINGERAFDRUK", f"'{fingerprint(library, 'topics/foliumzuur')}'")
    file.write_text(source.replace(str(sample["van"]), by, 1), "utf-8")
    entry = sample.get("po")
    if isinstance(entry, Mapping):
        path = root / f"content/multilingual/{entry['taal']}/{entry['soort']}.po"
        po = polib.pofile(str(path))
        found = next(line for line in po if line.msgctxt == entry["id"])
        found.msgstr = str(entry["woorden"]) * times
        po.save(str(path))
