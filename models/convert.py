#!/usr/bin/env python3
"""Converts spaCy's en_core_web_sm 3.8.0 into the one file that demarche-language embeds.

usage: convert.py MODEL_FOLDER OUT.bin [small|f32]     (small, the default: weights as scaled whole numbers; f32: as they are)
needs: Python 3.11, spacy 3.8.18, and the unpacked model; `cargo xtask model` sees to all of it

The model's files are checked against en_core_web_sm/SHA256SUMS first. The output is the same, byte for byte, on every run.
Layout (little endian):

    magic "demarche-language 1\\n", u32 count, then for each section
        u8 length of name, name, u8 kind (0 bytes, 1 scaled, 2 f32), u32 offset, u32 length in bytes
    then the sections, each aligned to 4 bytes, offsets from the start of the file.

A scaled section holds u32 numbers in a row, u32 bits of a number above 16 (0 or 2), a scale (f32) for each row, the low 16 bits
of each number, then the high bits, four numbers a byte, the first lowest. The value is (number - half the range) * scale.
Embeddings take 16 bits and matrices 18; with these, heads, labels and entities equal those of the full weights (half precision,
of the same size, errs ten times as often).

Character classes are not read from spaCy's regular expressions but probed: each code point is put to the compiled
expression in a neutral context, and the answer is stored as ranges. Python's own idea of letters goes with its version of
Unicode, so the version is fixed.
"""
import hashlib
import re
import struct
import sys
import unicodedata
from pathlib import Path

import numpy
import spacy
import srsly
from spacy.lang import char_classes
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.strings import StringStore
from spacy.symbols import IDS

NEUTRAL = "\x01"
POINTS = [chr(point) for point in range(1, 0x110000) if not 0xD800 <= point < 0xE000]


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def ranges(test):
    """Code points for which `test` holds: count, then gap and length of each range, as variable-length integers."""
    found, last = [], None
    for char in POINTS:
        if test(char):
            point = ord(char)
            if last is not None and point == last + 1:
                found[-1][1] = point
            else:
                found.append([point, point])
            last = point
    out, at = [varint(len(found))], 0
    for first, final in found:
        out += [varint(first - at), varint(final - first)]
        at = final
    return b"".join(out)


def strings(words):
    """A sorted list of words, each as shared prefix length, rest length, rest."""
    words = sorted(words, key=lambda word: word.encode())
    out, before = [varint(len(words))], b""
    for word in words:
        word = word.encode()
        shared = 0
        while shared < min(len(word), len(before)) and word[shared] == before[shared]:
            shared += 1
        out += [varint(shared), varint(len(word) - shared), word[shared:]]
        before = word
    return b"".join(out)


def scaled(array, bits):
    """The numbers of a matrix, each row scaled so that its largest fills the range."""
    rows = array.reshape(-1, array.shape[-1])
    largest = (1 << bits - 1) - 1
    scales = numpy.abs(rows).max(axis=1, keepdims=True) / numpy.float32(largest)
    scales[scales == 0] = 1
    codes = (numpy.rint(rows / scales).clip(-largest, largest).astype("<i4") + (1 << bits - 1)).ravel()
    parts = [struct.pack("<II", rows.shape[1], bits - 16), scales.astype("<f4").tobytes(), (codes & 0xFFFF).astype("<u2").tobytes()]
    if bits > 16:
        high = (codes >> 16).reshape(-1, 4)
        parts.append((high[:, 0] | high[:, 1] << 2 | high[:, 2] << 4 | high[:, 3] << 6).astype("u1").tobytes())
    return b"".join(parts)


def text(lines):
    lines = list(lines)
    assert all("\n" not in line for line in lines)
    return "\n".join(lines).encode()


def classes(tokenizer):
    prefix, suffix, infix = tokenizer.prefix_search, tokenizer.suffix_search, tokenizer.infix_finditer

    def at(match, start, end):
        return match is not None and match.span() == (start, end)

    def splits(string, start, end):
        return any(match.span() == (start, end) for match in infix(string))

    return {
        "space": str.isspace,
        "alpha": str.isalpha,
        "upper": lambda c: c.isalpha() and c.isupper(),
        "digit": str.isdigit,
        "decimal": re.compile(r"\d").match,
        "word": re.compile(r"\w").match,
        "prefix": lambda c: c != "+" and at(prefix(c + NEUTRAL), 0, 1),
        "suffix": lambda c: at(suffix(NEUTRAL + c), 1, 2),
        "before_stop": lambda c: at(suffix(c + "."), 1, 2),
        "capital": lambda c: at(suffix(c + "A."), 2, 3),
        "infix": lambda c: splits(NEUTRAL + c + NEUTRAL, 1, 2),
        "infix_letter": lambda c: splits(c + ",a", 1, 2),
        "infix_before_stop": lambda c: splits(c + ".A", 1, 2),
        "infix_after_stop": lambda c: splits("a." + c, 1, 2),
        "domain": lambda c: bool(tokenizer.url_match("a.a" + c)),
    }


def exceptions(rules):
    lines = []
    for chunk in sorted(rules):
        if re.search(r"[\n\t]", chunk):
            # A tab or a line break is a token of its own with or without the rule.
            assert len(rules[chunk]) == 1 and len(rules[chunk][0]) == 1, chunk
            continue
        cells = []
        for token in rules[chunk]:
            token = {str(IDS.get(key, key)): value for key, value in token.items()}
            orth, norm = token.pop(str(IDS["ORTH"])), token.pop(str(IDS["NORM"]), "")
            assert not token, token
            cells += [orth, norm]
        assert "".join(cells[::2]) == chunk
        lines.append("\t".join(cells))
    return text(lines)


def regex_words(pattern):
    words = {r"^n'?t$": ["nt", "n't"], r"^n[ou]thin'$": ["nothin'", "nuthin'"], r"^y'?$": ["y", "y'"]}[pattern]
    assert all(re.search(pattern, word) for word in words)
    return words


def ruler(component, patterns):
    """A line a rule: index of the token it changes, what it sets, then its patterns; see ruler.rs."""
    lines = []
    morphology = component.vocab.morphology
    for rule in patterns:
        sets = dict(rule["attrs"])
        if "MORPH" in sets:
            sets["MORPH"] = morphology.normalize_features(sets["MORPH"]).replace("_", "")
        alternatives = []
        for pattern in rule["patterns"]:
            tokens = []
            for token in pattern:
                tests = []
                for name, want in sorted(token.items()):
                    if isinstance(want, dict):
                        ((how, values),) = want.items()
                        if how == "REGEX":
                            how, values = "IN", regex_words(values)
                        tests.append("\x1f".join([name, how, *values]))
                    else:
                        tests.append("\x1f".join([name, "IN", str(want)]))
                tokens.append("\x1e".join(tests))
            alternatives.append("\x1d".join(tokens))
        cells = [str(rule["index"]), "\x1e".join(f"{name}\x1f{value}" for name, value in sorted(sets.items()))]
        lines.append("\t".join(cells + alternatives))
    return text(lines)


def lemma_tables(lookups):
    sections = {}
    names = ["adj", "adp", "adv", "aux", "conj", "cconj", "det", "intj", "noun", "num", "part", "pron", "propn", "punct",
             "sconj", "sym", "verb", "x"]
    index, exceptions_, rules = (lookups.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    seen = 0
    for name in names:
        if name in index:
            sections[f"lemma.index.{name}"] = strings(set(index[name]))
        if name in exceptions_:
            table = exceptions_[name]
            assert all("\t" not in word for word in table)
            sections[f"lemma.exceptions.{name}"] = text("\t".join([word, *table[word]]) for word in sorted(table))
        if name in rules:
            sections[f"lemma.rules.{name}"] = text("\t".join(rule) for rule in rules[name])
        seen += (name in index) + (name in exceptions_) + (name in rules)
    assert seen == len(index) + len(exceptions_) + len(rules)
    return sections


def norms(vocab):
    """Hash of the word (u64) in ascending order, then the norms, one a line."""
    table = dict(vocab.lookups.get_table("lexeme_norm"))
    store = StringStore()
    for word, norm in BASE_NORMS.items():
        table.setdefault(store.add(word), norm)
    keys = sorted(table)
    return {"norm.keys": b"".join(struct.pack("<Q", key) for key in keys), "norm.values": text(table[key] for key in keys)}


def network(prefix, model):
    weights = {}
    embeds = [node for node in model.walk() if node.name == "hashembed"]
    for i, node in enumerate(embeds):
        assert node.attrs["seed"] == 8 + i
        weights[f"{prefix}.embed{i}"] = node.get_param("E")
    maxouts = [node for node in model.walk() if node.name == "maxout"]
    norms_ = [node for node in model.walk() if node.name == "layernorm"]
    assert len(maxouts) == len(norms_) == 5
    maxouts.sort(key=lambda node: -node.get_dim("nI"))  # stable: the mixing layer, then the four convolutions in order
    for i, (maxout, norm) in enumerate(zip(maxouts, norms_)):
        weights[f"{prefix}.layer{i}.weight"] = maxout.get_param("W")
        weights[f"{prefix}.layer{i}.bias"] = maxout.get_param("b")
        weights[f"{prefix}.layer{i}.scale"] = norm.get_param("G")
        weights[f"{prefix}.layer{i}.shift"] = norm.get_param("b")
    return weights


def transitions(prefix, model):
    linear, lower, upper = model.layers[0].layers[-1], model.layers[1], model.layers[2]
    return {
        f"{prefix}.hidden.weight": linear.get_param("W"),
        f"{prefix}.hidden.bias": linear.get_param("b"),
        f"{prefix}.lower.weight": lower.get_param("W"),
        f"{prefix}.lower.bias": lower.get_param("b"),
        f"{prefix}.lower.pad": lower.get_param("pad"),
        f"{prefix}.upper.weight": upper.get_param("W"),
        f"{prefix}.upper.bias": upper.get_param("b"),
    }


def weights(nlp):
    tagger, parser, ner = (nlp.get_pipe(name) for name in ("tagger", "parser", "ner"))
    softmax = next(node for node in tagger.model.walk() if node.name == "softmax")
    ner_tok2vec = next(node for node in ner.model.walk() if node.name.startswith("extract_features>>") and "residual" in node.name)
    return {
        **network("tok2vec", nlp.get_pipe("tok2vec").model),
        **network("ner.tok2vec", ner_tok2vec),
        "tagger.weight": softmax.get_param("W"),
        "tagger.bias": softmax.get_param("b"),
        **transitions("parser", parser.model),
        **transitions("ner", ner.model),
    }


def moves(component):
    return text(component.moves.get_class_name(i) for i in range(component.moves.n_moves))


def check(root):
    """Stops unless every file of the model has its official hash."""
    for line in open(Path(__file__).parent / "en_core_web_sm" / "SHA256SUMS", encoding="utf-8"):
        want, name = line.split()
        if hashlib.sha256((root / name).read_bytes()).hexdigest() != want:
            sys.exit(f"convert.py: {root / name} is not the file of en_core_web_sm 3.8.0")


def main():
    if unicodedata.unidata_version != "14.0.0":
        sys.exit("convert.py: needs Python 3.11 (Unicode 14), so that the file is the same for everybody")
    root, out, small = Path(sys.argv[1]), sys.argv[2], (sys.argv[3:] or ["small"]) == ["small"]
    check(root)
    nlp = spacy.load(root)
    sections = [(f"class.{name}", 0, ranges(test)) for name, test in classes(nlp.tokenizer).items()]
    plain = {
        "symbols": text(f"{name}\t{value}" for name, value in sorted(IDS.items()) if name),
        "units": text(re.sub(r"\\(.)", r"\1", char_classes.UNITS).split("|")),
        "currency": text(re.sub(r"\\(.)", r"\1", char_classes.CURRENCY).split("|")),
        "exceptions": exceptions(nlp.tokenizer.rules),
        "tags": text(nlp.get_pipe("tagger").labels),
        "parser.moves": moves(nlp.get_pipe("parser")),
        "ner.moves": moves(nlp.get_pipe("ner")),
        "ruler": ruler(nlp.get_pipe("attribute_ruler"), srsly.read_msgpack(root / "attribute_ruler" / "patterns")),
        **lemma_tables(nlp.get_pipe("lemmatizer").lookups),
        **norms(nlp.vocab),
    }
    sections += [(name, 0, data) for name, data in plain.items()]
    for name, array in weights(nlp).items():
        array = numpy.ascontiguousarray(array, dtype="<f4")
        if small and (name.endswith("weight") or "embed" in name):
            sections.append((name, 1, scaled(array, 16 if "embed" in name else 18)))
        else:
            sections.append((name, 2, array.tobytes()))
    head = 20 + 4 + sum(len(name.encode()) + 10 for name, _, _ in sections)
    at = head + -head % 4
    table, body = b"", b"\0" * (-head % 4)
    for name, kind, data in sections:
        table += bytes([len(name.encode())]) + name.encode() + struct.pack("<BII", kind, at, len(data))
        body += data + b"\0" * (-len(data) % 4)
        at += len(data) + -len(data) % 4
    with open(out, "wb") as file:
        file.write(b"demarche-language 1\n" + struct.pack("<I", len(sections)) + table + body)
    for name, kind, data in sections:
        print(f"{name:28} {('bytes', 'scaled', 'f32')[kind]:6} {len(data):9}", file=sys.stderr)


main()
