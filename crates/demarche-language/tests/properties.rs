//! What holds for any text, however dirty.
//!
//! Tokens cover the text but for single blanks, spans and sentences ascend, heads stay in range and reach a root, edges enclose,
//! entities do not overlap, and neither neighbours nor order change a reading. "the  army`` —\u{200b}🎉" and worse goes in.

use demarche_language::{Input, Model, Parse};
use proptest::prelude::*;

/// Words, marks and white space as crawled pages have them, and any characters at all.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "Moscow", "sent", "a", "message", "to", "Israel", "said", "that", "the", "army", "can't", "U.S.", "don't", "it's",
            "5km", "US$5", "2024-04-19", "e.g.", "https://a.example/b", "@user", ":)", "pro-war", "WARNS", "said.Then",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            ".", ",", "\"", "“", "”", "``", "''", "(", ")", "--", "—", "...", "…", "'s", "€", "🎉", "\u{200b}", "\u{fffd}",
        ]).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    let gap = prop_oneof![
        6 => Just(" "),
        2 => Just(""),
        1 => prop::sample::select(vec!["  ", "\n", "\n\n", " \t ", "\u{a0}", "\r\n", "\u{2028}"]),
    ];
    prop::collection::vec((word, gap), 0..40)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| word + gap).collect())
}

fn check(text: &str, parse: &Parse) -> Result<(), TestCaseError> {
    let mut at = 0;
    for token in &parse.tokens {
        prop_assert!(token.start == at && token.end > token.start);
        prop_assert!(text.is_char_boundary(token.end as usize));
        at = token.end + u32::from(token.space_after);
        prop_assert!(!token.space_after || text.as_bytes()[token.end as usize] == b' ');
    }
    prop_assert_eq!(at as usize, text.len());
    let count = parse.tokens.len();
    for (i, token) in parse.tokens.iter().enumerate() {
        prop_assert!((token.head as usize) < count);
        prop_assert!(parse.ancestors(i).take(count + 1).count() <= count, "a cycle");
        prop_assert!(
            token.left_edge as usize <= i && i <= token.right_edge as usize && (token.right_edge as usize) < count
        );
        prop_assert!(parse.head(i).is_none_or(|head| parse.children(head).any(|child| child == i)));
    }
    let covered: Vec<usize> = parse.sentences.iter().cloned().flatten().collect();
    prop_assert_eq!(covered, (0..count).collect::<Vec<_>>());
    prop_assert!(parse.sentences.iter().all(|sentence| parse.tokens[sentence.start].sentence_start));
    let mut end = 0;
    for entity in &parse.entities {
        prop_assert!(end <= entity.first && entity.first < entity.end && entity.end as usize <= count);
        end = entity.end;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_a_reading(text in text()) {
        check(&text, &Model::english().read(&[Input::new(&text)])[0])?;
    }

    #[test]
    fn neighbours_do_not_matter(texts in prop::collection::vec(text(), 1..6), breaks in prop::collection::vec(0u32..200, 0..4)) {
        let mut breaks = breaks;
        breaks.sort_unstable();
        let inputs: Vec<Input<'_>> = texts.iter().map(|text| Input { text, breaks: &breaks }).collect();
        let together = Model::english().read(&inputs);
        let alone: Vec<Parse> = inputs.iter().rev().flat_map(|input| Model::english().read(std::slice::from_ref(input))).collect();
        prop_assert_eq!(&together, &alone.into_iter().rev().collect::<Vec<_>>());
        for (text, parse) in texts.iter().zip(&together) {
            check(text, parse)?;
            for at in &breaks {
                let token = parse.tokens.iter().find(|token| token.start >= *at);
                prop_assert!(token.is_none_or(|token| token.sentence_start));
            }
        }
    }
}
