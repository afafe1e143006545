#!/usr/bin/env bash
# Fetches better offline voices from Debian (contrib and non-free) into a folder: MBROLA, RHVoice, and what they need.
# Nothing is installed, root is not needed, and the machine's own package sources stay as they are.
set -euo pipefail
into=${1:?usage: fetch_voices.sh FOLDER}
packages=(espeak-ng mbrola mbrola-nl2 mbrola-tr2 mbrola-pl1 mbrola-ar1 mbrola-ir1
  rhvoice rhvoice-english rhvoice-polish rhvoice-ukrainian)

command -v apt-get >/dev/null && command -v dpkg >/dev/null || {
  echo "These voices come as Debian packages, and this machine has no apt-get. Everything works without them," >&2
  echo "with a voice that is harder to understand. Elsewhere: install espeak-ng with MBROLA, and RHVoice." >&2
  exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -p "$work"/{lists/partial,cache/archives/partial,sources,voices}
# The machine's own Debian sources, with the two components that hold the voices.
cat /etc/apt/sources.list.d/debian.sources 2>/dev/null | sed 's/^Components:.*/Components: main contrib non-free/' \
  >"$work/sources/voices.sources"
[ -s "$work/sources/voices.sources" ] || grep -hE '^deb ' /etc/apt/sources.list | grep -E 'debian' \
  | sed -E 's/ main.*$/ main contrib non-free/' >"$work/sources/voices.list"
cat >"$work/apt.conf" <<CONF
Dir::State::lists "$work/lists";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "$work/cache";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$work/sources";
Debug::NoLocking "true";
CONF
export APT_CONFIG="$work/apt.conf"
echo "Fetching voices (125 MB) ..."
apt-get update -qq
# Also what these packages need and this machine has not got: apt works that out.
apt-get install -qq -y --download-only --no-install-recommends --reinstall "${packages[@]}" >/dev/null
for package in "$work"/cache/archives/*.deb; do dpkg -x "$package" "$work/voices"; done
# espeak-ng looks for MBROLA voices beside its own data.
for data in "$work"/voices/usr/lib/*/espeak-ng-data; do
  mkdir -p "$data/mbrola"
  for voice in "$work"/voices/usr/share/mbrola/*/*; do
    ln -sf "../../../../share/mbrola/$(basename "$(dirname "$voice")")/$(basename "$voice")" "$data/mbrola/"
  done
done
rm -rf "$into.old"
[ ! -e "$into" ] || mv "$into" "$into.old"
mkdir -p "$(dirname "$into")"
mv "$work/voices" "$into"
rm -rf "$into.old"
echo "The voices are in $into ($(du -sh "$into" | cut -f1)); their licences in $into/usr/share/doc."
