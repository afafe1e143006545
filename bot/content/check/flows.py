"""Do flows go somewhere: steps, names of rules, number of choices."""

from collections.abc import Iterator

from bot.content.check.case import Case
from bot.content.flows import Flow, Step, StepKind
from bot.content.problem import Problem, did_you_mean, problem
from bot.content.questions import flow_owner

MOST_CHOICES = 4
EXTRA_CHOICES = frozenset({"iets_anders", "anders", "weet_niet", "geen"})  # may come on top of the four


def missing_step(case: Case) -> Iterator[Problem]:
    """Een stap of gesprek waar iets naartoe gaat, bestaat niet; of een stap gaat nergens heen."""
    for flow in case.library.flows.values():
        if flow.begin not in flow.steps:
            yield _no_step(case, flow_owner(flow.id), flow.begin, flow)
        if flow.scripted:
            yield from _unworded(case, flow)
            continue
        for step in flow.steps.values():
            key = f"{flow_owner(flow.id)}#{step.id}"
            lost = (name for name in _next_steps(step) if name not in flow.steps)
            yield from (_no_step(case, f"{key}@naar {name}", name, flow) for name in lost)
            if step.start and step.start not in case.library.flows:
                tip = did_you_mean(step.start, case.library.flows)
                yield problem(case.place(key), "stap-bestaat-niet", f"Het gesprek '{step.start}' bestaat niet.", tip)
            if _is_dead_end(step):
                message = f"Na de stap '{step.id}' gebeurt er niets."
                yield problem(case.place(key), "stap-bestaat-niet", message, "Zet erbij: 'naar: ...' of 'klaar: ja'.")


def unreachable_step(case: Case) -> Iterator[Problem]:
    """Een stap waar niemand kan komen."""
    for flow in case.library.flows.values():
        reached = _worded(case, flow) if flow.scripted else _reached(flow)
        for name in sorted(flow.steps.keys() - reached):
            tip = "Laat een andere stap ernaartoe gaan, of haal hem weg."
            place = case.place(f"{flow_owner(flow.id)}#{name}")
            yield problem(place, "stap-onbereikbaar", f"Niemand kan bij de stap '{name}' komen.", tip)


def unknown_rule(case: Case) -> Iterator[Problem]:
    """Een naam achter doe, moet of als bestaat niet in het programma."""
    known = {"doe": case.names.actions, "moet": case.names.checks, "als": case.names.rules}
    for flow in case.library.flows.values():
        for step in flow.steps.values():
            for field, name in _rule_names(step):
                if name not in known[field]:
                    tip = did_you_mean(name, known[field])
                    place = case.place(f"{flow_owner(flow.id)}#{step.id}@{field} {name}")
                    yield problem(place, "onbekende-regel", f"'{field}: {name}' bestaat niet.", tip)


def too_many_choices(case: Case) -> Iterator[Problem]:
    """Meer dan vier antwoorden, naast 'iets anders'."""
    for flow in case.library.flows.values():
        for step in flow.steps.values():
            if flow.scripted:  # it shows a few of them at a time
                continue
            choices = [answer.id for answer in step.answers if answer.id not in EXTRA_CHOICES]
            if len(choices) > MOST_CHOICES:
                message = f"Deze vraag heeft {len(choices)} antwoorden; {MOST_CHOICES} is het meeste."
                place = case.place(f"{flow_owner(flow.id)}#{step.id}")
                yield problem(place, "te-veel-keuzes", message, "Maak er twee vragen van, of voeg antwoorden samen.")


def _unworded(case: Case, flow: Flow) -> Iterator[Problem]:
    """What the script says and the file has no words for."""
    place, named = case.place(f"flows/{flow.id}@script"), case.names.scripts.get(flow.id)
    if named is None:
        tip = did_you_mean(flow.id, case.names.scripts)
        yield problem(place, "stap-bestaat-niet", f"Het programma heeft geen script '{flow.id}'.", tip)
    for name in sorted(named or ()):
        if name not in flow.steps and f"flows/{flow.id}#{name}" not in case.library.texts:
            tip = did_you_mean(name.partition(".")[0], flow.steps)
            message = f"Het script zegt '{name}', en die tekst bestaat niet."
            yield problem(place, "stap-bestaat-niet", message, tip)


def _worded(case: Case, flow: Flow) -> set[str]:
    """Steps whose words the script says."""
    return {name.partition(".")[0] for name in case.names.scripts.get(flow.id, ())}


def _no_step(case: Case, key: str, name: str, flow: Flow) -> Problem:
    tip = did_you_mean(name, flow.steps)
    return problem(case.place(key), "stap-bestaat-niet", f"De stap '{name}' bestaat niet.", tip)


def _next_steps(step: Step) -> Iterator[str]:
    named = (step.next, *(answer.next for answer in step.answers), *(route.next for route in step.routes))
    return (name for name in named if name)


def _is_dead_end(step: Step) -> bool:
    if step.ends or step.next:
        return False
    if step.kind is StepKind.CHOOSE:
        return not step.routes or bool(step.routes[-1].rule)
    return not step.answers or not all(answer.next for answer in step.answers)


def _reached(flow: Flow) -> set[str]:
    reached: set[str] = set()
    waiting = [flow.begin]
    while waiting:
        name = waiting.pop()
        if name in flow.steps and name not in reached:
            reached.add(name)
            waiting.extend(_next_steps(flow.steps[name]))
    return reached


def _rule_names(step: Step) -> Iterator[tuple[str, str]]:
    pairs = [("doe", step.action), ("moet", step.check)]
    pairs += [("doe", answer.action) for answer in step.answers]
    pairs += [("als", route.rule) for route in step.routes]
    return ((field, name) for field, name in pairs if name)
