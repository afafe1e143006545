"""Sounds as numbers and as files."""

import io

import av
import numpy as np
import pytest

from bot.errors import SpeechError
from bot.speech.decode import decoded
from bot.speech.encode import encoded, wav
from bot.speech.loudness import LOUD, PEAK, SILENCE, TARGET, levelled, loudness
from bot.speech.sound import Container, Sound
from bot.speech.splice import spliced
from bot.speech.tracks import PAUSE, joined, seconds, trimmed
from bot.speech.voice import RATE, Samples, Voice

VOICE = Voice("espeak", "nl", "1")


def tone(length: float, loud: float = 0.1, hertz: float = 300) -> Samples:
    at = np.arange(int(length * RATE)) / RATE
    syllables = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * at)
    return (loud * syllables * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def silence(length: float) -> Samples:
    return np.zeros(int(length * RATE), np.float32)


@pytest.mark.parametrize("volume", [0.01, 0.1, 0.9])
@pytest.mark.parametrize("length", [0.15, 0.55, 7.3])
@pytest.mark.parametrize("target", [TARGET, LOUD])
def test_everything_is_equally_loud(volume: float, length: float, target: float) -> None:
    made = levelled(tone(length, volume), target)
    assert loudness(made) == pytest.approx(target, abs=1)
    assert np.abs(made).max() <= PEAK
    assert len(made) == int(length * RATE)


def test_loudness_is_that_of_the_standard() -> None:
    """EBU Tech 3341, first signal: a sine of 1 kHz at -23 dB in both channels is -23 LUFS; in one, 3 LU less."""
    at = np.arange(20 * RATE) / RATE
    sine = (10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * at)).astype(np.float32)
    assert loudness(sine) == pytest.approx(-26.0, abs=0.1)


def test_loud_moments_are_held_down_without_making_the_rest_soft() -> None:
    shout = np.concatenate([tone(2, 0.05), tone(0.1, 0.9), tone(2, 0.05)])
    made = levelled(shout)
    assert loudness(made) == pytest.approx(TARGET, abs=1)
    assert np.abs(made).max() <= PEAK


def test_silence_stays_silence() -> None:
    assert loudness(silence(1)) == loudness(silence(0)) == SILENCE
    assert not levelled(silence(1)).any()


def test_silence_around_goes_and_sentences_stand_apart() -> None:
    first, second = (trimmed(np.concatenate([silence(0.8), tone(length), silence(0.3)])) for length in (1.0, 0.5))
    whole, times = joined([first, second])
    assert seconds(first) == pytest.approx(1.1, abs=0.03)
    assert times[1][0] - times[0][1] == pytest.approx(PAUSE, abs=0.002)
    assert times[1][1] == pytest.approx(seconds(whole), abs=0.002)
    assert not whole[int(times[0][1] * RATE) + 9 : int(times[1][0] * RATE) - 9].any()
    assert len(trimmed(silence(1))) == 0


@pytest.mark.parametrize(
    ("container", "codec", "rate", "most"),
    [(Container.OGG, "opus", 48_000, 30_000), (Container.MP3, "mp3float", 24_000, 49_500)],
)
def test_files_are_what_players_expect(container: Container, codec: str, rate: int, most: int) -> None:
    content = encoded(tone(5), container)
    with av.open(io.BytesIO(content)) as file:
        [stream] = file.streams
        assert (stream.codec_context.name, stream.codec_context.sample_rate) == (codec, rate)
        assert stream.codec_context.layout.nb_channels == 1
    assert len(content) * 8 / 5 <= most
    assert content == encoded(tone(5), container)
    assert loudness(decoded(content)) == pytest.approx(loudness(tone(5)), abs=1)
    assert content[:4] == b"OggS" or container is Container.MP3


def test_a_telephone_gets_eight_thousand_samples_a_second() -> None:
    sound = Sound("k", "nl", VOICE, 2.0, (), held={Container.OGG: encoded(tone(2), Container.OGG)})
    with av.open(io.BytesIO(wav(sound))) as file:
        context = file.streams.audio[0].codec_context
        assert (context.name, context.sample_rate, context.layout.nb_channels) == ("pcm_s16le", 8000, 1)
        assert float(file.duration / av.time_base) == pytest.approx(2, abs=0.05)


@pytest.mark.parametrize("container", Container)
def test_files_are_joined_without_being_made_again(container: Container) -> None:
    parts = [encoded(tone(length, hertz=hertz), container) for length, hertz in ((1.0, 300), (0.6, 500), (1.4, 400))]
    whole, begins = spliced(parts, container)
    heard = decoded(whole)
    assert seconds(heard) == pytest.approx(3.0 + 2 * PAUSE, abs=0.35)
    assert whole == spliced(parts, container)[0]
    for at, hertz in zip(begins, (300, 500, 400), strict=True):
        piece = heard[int((at + 0.2) * RATE) : int((at + 0.5) * RATE)]
        found = np.argmax(np.abs(np.fft.rfft(piece))) * RATE / len(piece)
        assert found == pytest.approx(hertz, abs=5)


@pytest.mark.parametrize(
    "content", [b"", b"no sound at all", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"RIFF\xff\xff\xff\xffWAVE"]
)
def test_what_is_no_sound_is_refused(content: bytes) -> None:
    with pytest.raises(SpeechError):
        decoded(content)


def test_a_file_cut_off_is_read_as_far_as_it_goes() -> None:
    content = encoded(tone(4), Container.MP3)
    assert 1 < seconds(decoded(content[: len(content) // 2])) < 3
