"""The map as values: kept as text and read back, edited, and who of it may be named elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.network_map import (
    MOST,
    Helper,
    NetworkMap,
    Ring,
    Role,
    Support,
    dump,
    helper_at,
    parse,
    turned,
    who_can_help,
    with_helper,
    without_helper,
)

HELPERS = st.builds(
    Helper,
    st.sampled_from(Role),
    st.sampled_from(Ring),
    st.lists(st.sampled_from(Support), unique=True).map(tuple),
    st.booleans(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from([None, True, False]),
)
MAPS = st.builds(NetworkMap, st.lists(HELPERS, max_size=MOST).map(tuple), st.booleans())


@given(MAPS)
def test_what_is_kept_is_read_back(network: NetworkMap) -> None:
    assert parse(dump(network)) == network


@pytest.mark.parametrize("kept", ["", "{", "[]", "null", '{"helpers":[{"role":"tante"}]}', '{"helpers":1}'])
def test_what_cannot_be_read_is_an_empty_map(kept: str) -> None:
    assert parse(kept) == NetworkMap()


@given(MAPS, st.integers(-2, MOST + 2), HELPERS)
def test_edits_touch_one_place(network: NetworkMap, place: int, helper: Helper) -> None:
    there = helper_at(network, place)
    put = with_helper(network, place, helper)
    if there:
        assert put.helpers == (*network.helpers[:place], helper, *network.helpers[place + 1 :])
        left = without_helper(network, place)
        assert left.helpers == network.helpers[:place] + network.helpers[place + 1 :]
    else:
        assert put.helpers == (*network.helpers, helper)[:MOST]
        assert without_helper(network, place) == network


@given(st.lists(st.sampled_from(Support), unique=True), st.sampled_from(Support))
def test_a_picture_turned_twice_is_as_it_was(supports: list[Support], which: Support) -> None:
    once = turned(supports, which)
    assert (which in once) != (which in supports)
    assert turned(once, which) == tuple(one for one in Support if one in supports)


def test_a_partner_counts_as_help_only_when_she_said_so() -> None:
    partners = [Helper(Role.PARTNER, good_to_call=good) for good in (None, False, True)]
    sister = Helper(Role.SISTER)
    assert who_can_help(NetworkMap((*partners, sister))) == (partners[2], sister)
