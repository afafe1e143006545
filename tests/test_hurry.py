"""The window in which her messages are counted."""

from bot.hurry import MINUTE, Window
from bot.model import Address, ChannelName

ANNA, BEA = (Address(ChannelName.SMS, value) for value in ("1", "2"))


def let_in(window, clock, moments, address=ANNA):
    found = []
    for moment in moments:
        clock[0] = moment
        found.append(window.lets_in(address))
    return found


def test_the_window_moves_with_the_clock_and_refused_ones_do_not_count():
    clock = [0.0]
    window = Window(2, lambda: clock[0])
    assert let_in(window, clock, [0, 10, 20, 59]) == [True, True, False, False]
    assert let_in(window, clock, [MINUTE, 61, 70, 71]) == [True, False, True, False]


def test_everybody_is_counted_apart_and_forgotten_after_a_minute():
    clock = [0.0]
    window = Window(1, lambda: clock[0])
    assert let_in(window, clock, [0, 1]) == [True, False]
    assert let_in(window, clock, [30, 31], BEA) == [True, False]
    assert let_in(window, clock, [MINUTE], ANNA) == [True]
    assert let_in(window, clock, [3 * MINUTE], BEA) == [True]
    assert list(window._let_in) == [BEA]
