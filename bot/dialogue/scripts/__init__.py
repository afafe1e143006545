"""The dialogues that are Python: their registry. The contract is in `script.py`."""

from bot.dialogue.scripts import network, pincode, summary, telephone
from bot.dialogue.scripts.script import Script
from bot.network_map import FLOW as NETWORK_MAP
from bot.phone import FLOW as TELEPHONE
from bot.summary import FLOW as SUMMARY

SCRIPTS: dict[str, Script] = {
    NETWORK_MAP: network.SCRIPT,
    SUMMARY: summary.SCRIPT,
    "pincode": pincode.SCRIPT,
    TELEPHONE: telephone.SCRIPT,
}
