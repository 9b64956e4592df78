//! Tokenizer rules on small texts; what is expected is what spaCy makes of them.

use super::*;
use crate::model::MODEL_FILE;

struct Cutter {
    lexicon: Lexicon,
    tokenizer: Tokenizer,
}

fn cutter() -> Cutter {
    let archive = Archive::open(MODEL_FILE).expect("a model file");
    let lexicon = Lexicon::load(&archive).expect("a lexicon");
    let tokenizer = Tokenizer::load(&archive, &lexicon).expect("a tokenizer");
    Cutter { lexicon, tokenizer }
}

impl Cutter {
    /// The tokens, with `_` for each blank that belongs to the token before.
    fn cut(&self, text: &str) -> String {
        let (mut words, mut cache) = (Words::default(), RunCache::default());
        let pieces = self.tokenizer.tokenize(&self.lexicon, text, &mut words, &mut cache);
        let shown = |piece: &Piece| {
            let word = &text[piece.start as usize..piece.end as usize];
            assert_eq!(word, words[piece.word].text);
            format!("{word}{}", if piece.space_after { "_" } else { "" })
        };
        pieces.iter().map(shown).collect::<Vec<_>>().join("|")
    }

    fn norms(&self, text: &str) -> Vec<String> {
        let (mut words, mut cache) = (Words::default(), RunCache::default());
        let pieces = self.tokenizer.tokenize(&self.lexicon, text, &mut words, &mut cache);
        pieces.iter().map(|piece| words[piece.word].norm.to_string()).collect()
    }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let cutter = cutter();
    for (text, want) in cases {
        assert_eq!(cutter.cut(text), *want, "{text:?}");
    }
}

#[test]
fn one_blank_belongs_to_the_token_before() {
    check(&[
        ("", ""),
        (" ", " "),
        ("a b", "a_|b"),
        ("a  b ", "a_| |b_"),
        (" a", " |a"),
        ("a \n b", "a_|\n |b"),
        ("a\u{a0}b", "a|\u{a0}|b"),
        ("a  ", "a_| "),
    ]);
}

#[test]
fn prefixes_and_suffixes_come_off() {
    check(&[
        ("(\"We\").", "(|\"|We|\"|)|."),
        ("US$5.2bn…", "US$|5.2bn|…"),
        ("+1 1+ +a", "+1_|1|+_|+|a"),
        ("5km/h, 12m, £5m", "5|km/h|,_|12|m|,_|£|5|m"),
        ("army's U.S.'s ’s", "army|'s_|U.S.|'s_|’s"),
        ("20°F. AB. B. ab.", "20|°|F|._|AB|._|B._|ab|."),
        ("so... ..so", "so|..._|..|so"),
    ]);
}

#[test]
fn infixes_divide() {
    check(&[
        ("pro-Kremlin 1-1 a-1 1-a", "pro|-|Kremlin_|1|-|1_|a-1_|1|-|a"),
        ("end.Then end.then 1,2 a,b", "end|.|Then_|end.then_|1,2_|a|,|b"),
        ("a--b a—b a...b he/she", "a|--|b_|a|—|b_|a|...|b_|he|/|she"),
        ("Homs🎉🎉 ok", "Homs|🎉|🎉_|ok"),
    ]);
}

#[test]
fn exceptions_come_first() {
    check(&[
        ("don't DON'T can't", "do|n't_|DON'T_|ca|n't"),
        ("(don't)", "(|do|n't|)"),
        ("a.m. 9a.m. e.g.", "a.m._|9|a.m._|e.g."),
        (":) (:), ;-)", ":)_|(|:)|,_|;-)"),
        ("O'Brien o'clock", "O'Brien_|o'clock"),
    ]);
    assert_eq!(cutter().norms("We can't, don't"), ["we", "can", "not", ",", "do", "not"]);
}

#[test]
fn addresses_stay_whole() {
    check(&[
        ("https://www.un.org/a?b=1#c.", "https://www.un.org/a?b=1#c|."),
        ("(user@mfa.gov.ir)", "(|user@mfa.gov.ir|)"),
        ("9.9.9.9:8080", "9.9.9.9:8080"),
    ]);
    let cutter = cutter();
    for (run, want) in [
        ("203.0.113.9", true),
        ("127.0.0.1", false),
        ("192.168.0.1", false),
        ("172.20.1.1", false),
        ("172.32.1.1", true),
        ("1.2.3.255", false),
        ("example.org:80", true),
        ("example.org:8", false),
        ("a.b", false),
        ("a_b.com", true),
        ("_a.com", false),
        ("end.Next", false),
        ("ftp://x.example.net:2121/a", true),
        ("@example.org", false),
        ("a@b@example.org", true),
        ("://example.org", false),
    ] {
        assert_eq!(url::is_url(&cutter.lexicon, run), want, "{run}");
    }
}
