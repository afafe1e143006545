"""`wiegwijzer nlu …`: train, test and explain how messages are understood. The measuring is in `benchmarks/`."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.understanding.engines import Engine

if TYPE_CHECKING:
    from bot.understanding.understander import LoadedUnderstander

ROOT: Final = Path(__file__).resolve().parents[2]
MODEL_SECONDS: Final = 1800.0
CACHE: Final = ROOT / "local" / "cache"
app = typer.Typer(no_args_is_help=True, help="How messages are understood: train, test, explain.")


class PartOfSentences(StrEnum):
    """`dev` may be looked at while working; `final` is only measured."""

    DEV = "dev"
    FINAL = "final"


@app.command()
def train(cache: Annotated[Path, typer.Option(help="Where the trained model is kept.")] = CACHE) -> None:
    """Train the model from nlu/data, when the sentences changed. It happens by itself at the first start too.

    Example:  wiegwijzer nlu train
    """
    from rich.progress import Progress  # noqa: PLC0415 - heavy

    from bot.understanding.kept import Kept, models  # noqa: PLC0415 - heavy

    with Progress() as progress:
        bars = {what: progress.add_task(what, total=1) for what in ("letters", "vectors", "meanings")}

        def told(what: str, done: int, of: int) -> None:
            progress.update(bars[what], completed=done, total=of)

        for _model in models(ROOT / "nlu" / "data", cache, told):
            pass
        for bar in bars.values():
            progress.update(bar, completed=1, total=1)
    typer.echo(f"The model is in {Kept.of(ROOT / 'nlu' / 'data', cache).letters.parent}")


@app.command("try")
def explain(
    text: Annotated[str, typer.Argument(help="What somebody types.")],
    language: Annotated[str, typer.Option(help="Language of the conversation.")] = "nl",
) -> None:
    """Explain one message: what was read, which layers spoke, with which scores, and what was decided.

    Example:  wiegwijzer nlu try "swanger 8 weke wnr bellen"
    """
    from bot.cli.tried import tried  # noqa: PLC0415

    for line in tried(_ready(Engine.EMBEDDED), text, language, date.today()):  # noqa: DTZ011 – the day of who tries
        typer.echo(line)


@app.command("test")
def measure(
    part: Annotated[PartOfSentences, typer.Option(help="Which held-out sentences.")] = PartOfSentences.DEV,
    language: Annotated[list[str] | None, typer.Option(help="Only these languages.")] = None,
    engine: Annotated[list[Engine] | None, typer.Option(help="One or both engines, side by side.")] = None,
    noise: Annotated[bool, typer.Option(help="Also with typing errors of every kind.")] = True,
    write: Annotated[bool, typer.Option(help="Write nlu/RESULTS.md and nlu/confusion.svg.")] = False,
) -> None:
    """Accuracy, warning signs, stops, latency and memory on sentences that training has never seen.

    Examples:  wiegwijzer nlu test --language nl
               wiegwijzer nlu test --part final --engine embedded --engine rasa --write
    """
    from benchmarks.understanding.report import heading, markdown, picture  # noqa: PLC0415
    from benchmarks.understanding.run import run  # noqa: PLC0415

    pages, measured = [heading(part, datetime.now().date())], []  # noqa: DTZ005
    for each in engine or [Engine.EMBEDDED]:
        measured = run(_ready(each), part, language, noise)
        pages.append(markdown(each, measured))
    page = "\n".join(pages)
    typer.echo(page)
    if write:
        shown = f"{page}\n![What is taken for what](confusion.svg)\n"
        (ROOT / "nlu" / "RESULTS.md").write_text(shown, encoding="utf-8")
        (ROOT / "nlu" / "confusion.svg").write_text(picture(measured), encoding="utf-8")


@app.command("inbox")
def show_inbox(
    language: Annotated[str, typer.Option(help="Only this language, such as tr.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write a training file to label; needs --language.")] = None,
    done: Annotated[bool, typer.Option("--done", help="Remove what was written from the database.")] = False,
) -> None:
    """Messages we did not understand, newest first: only of people who agreed to it, names and numbers masked.

    With --out each stands under our best guess, for a native speaker to move. Then --done removes exactly these.

    Examples:  wiegwijzer nlu inbox
               wiegwijzer nlu inbox --language tr --out tr-new.yml --done
    """
    from bot.cli.data import open_store  # noqa: PLC0415 - heavy
    from bot.cli.inbox import shown, skeleton  # noqa: PLC0415

    if (out and not language) or (done and not out):
        raise typer.BadParameter("--out needs --language, and --done needs --out")
    if out and out.exists():
        raise typer.BadParameter(f"{out} is there already; somebody's labels may be in it")
    with open_store() as store:
        messages = store.unclear(language)
        if out and messages:
            out.write_text(skeleton(messages, language), encoding="utf-8")
        if done:
            store.labelled(messages)
    for line in () if out else shown(messages):
        typer.echo(line)
    typer.echo(f"{len(messages)} messages{f' written to {out}' if out and messages else ''}.", err=True)


def _ready(engine: Engine) -> "LoadedUnderstander":
    from bot.cli.learning import learnt  # noqa: PLC0415 - heavy
    from bot.content.load import load  # noqa: PLC0415
    from bot.logs import configure  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415
    from bot.understanding.understander import load_understander  # noqa: PLC0415

    configure()
    rasa = Settings(local=ROOT / "local", understanding=engine).rasa() if engine is Engine.RASA else None
    ready = load_understander(ROOT / "nlu", CACHE, load(ROOT), rasa)
    learnt(ready, MODEL_SECONDS)
    return ready
