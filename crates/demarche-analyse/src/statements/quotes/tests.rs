//! What [`super`] reads: the inner words of each quotation, whatever its marks.

use super::*;

fn paragraphs(text: &str) -> Vec<Span> {
    let mut at = 0;
    let mut spans = Vec::new();
    for line in text.split('\n') {
        if !line.is_empty() {
            spans.push(Span::new(at, at + line.len() as u32));
        }
        at += line.len() as u32 + 1;
    }
    spans
}

fn inner(text: &str) -> Vec<&str> {
    let says = |from: u32| text[from as usize..].starts_with(" Mr. Orlov said.");
    find_quotations(text, &paragraphs(text), &says).into_iter().map(|quotation| quotation.inner.of(text)).collect()
}

#[test]
fn curly_and_straight_marks() {
    assert_eq!(inner("He called it “a grave step” and \"a mistake\"."), ["a grave step", "a mistake"]);
}

#[test]
fn an_opening_curly_mark_may_be_closed_by_a_straight_one() {
    assert_eq!(inner("She asked for “calm\", and for “time”."), ["calm", "time"]);
}

#[test]
fn an_opening_mark_closes_where_only_a_closing_one_can_stand() {
    assert_eq!(inner("“It holds,“ the mayor said. “For now.”"), ["It holds,", "For now."]);
    assert_eq!(inner("“It holds, “she said” he wrote.”").first(), Some(&"It holds, “she said” he wrote."));
}

#[test]
fn backticks_are_marks() {
    assert_eq!(inner("The ministry spoke of a `limited` operation."), ["limited"]);
    assert_eq!(inner("The `quiet' border is quiet no more."), ["quiet"]);
}

#[test]
fn doubled_single_marks_are_one_mark() {
    assert_eq!(inner("He wrote ``we shall see'' and left; ''no comment,'' he added."), ["we shall see", "no comment,"]);
}

#[test]
fn guillemets_and_low_marks() {
    assert_eq!(inner("«Мы ждём», he wrote; „so be it“, they answered."), ["Мы ждём", "so be it"]);
}

#[test]
fn apostrophes_are_no_marks() {
    assert!(inner("The ministers' meeting wasn't Iran's idea, nor the '90s talks' heirs'.").is_empty());
    assert!(inner("‘Twas rock ’n’ roll, the officers’ mess.").len() <= 1);
}

#[test]
fn single_marks_in_a_headline() {
    assert_eq!(inner("Ministry says 'Freedonia' won't talk"), ["Freedonia"]);
    assert_eq!(inner("Kremlin: strikes were ‘a grave error’"), ["a grave error"]);
}

#[test]
fn a_possessive_inside_single_marks_does_not_close_them() {
    assert_eq!(inner("He hailed 'the workers' great march' today."), ["the workers' great march"]);
}

#[test]
fn the_same_marks_inside_a_quotation() {
    let text = "\"The court is not about \"justice\" any more,\" he wrote.";
    let found = find_quotations(text, &paragraphs(text), &|_| false);
    let inner: Vec<&str> = found.iter().map(|quotation| quotation.inner.of(text)).collect();
    assert_eq!(inner, ["The court is not about \"justice\" any more,", "justice"]);
}

#[test]
fn a_quotation_inside_a_quotation_is_deeper() {
    let text = "“They said ‘never’ to us,” she said.";
    let found = find_quotations(text, &paragraphs(text), &|_| false);
    assert_eq!(found.iter().map(|quotation| quotation.depth).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(found[1].inner.of(text), "never");
}

#[test]
fn an_unclosed_quotation_runs_to_the_end_of_its_paragraph() {
    let text = "`We have been clear. The other side knows that we do not want\nThe minister left.";
    let found = find_quotations(text, &paragraphs(text), &|_| false);
    assert_eq!(found.len(), 1);
    assert!(!found[0].closed && !found[0].continued);
    assert_eq!(found[0].inner.of(text), "We have been clear. The other side knows that we do not want");
}

#[test]
fn an_unclosed_quotation_ends_before_its_speaker() {
    assert_eq!(inner("“We will wait, Mr. Orlov said. “Then we act.”"), ["We will wait,", "Then we act."]);
    assert_eq!(inner("\"We will wait, Mr. Orlov said."), ["We will wait,"]);
}

#[test]
fn an_unclosed_fragment_ends_with_its_sentence() {
    assert_eq!(inner("He spoke of a “historic day. Then he left."), ["historic day."]);
}

#[test]
fn an_opening_mark_repeated_in_the_next_paragraph_continues() {
    let text = "“First we talk.\n“Then we act,” he said.";
    let found = find_quotations(text, &paragraphs(text), &|_| false);
    assert_eq!(
        found.iter().map(|quotation| (quotation.closed, quotation.continued)).collect::<Vec<_>>(),
        [(false, true), (true, false)]
    );
}

#[test]
fn one_quotation_over_several_paragraphs() {
    let text = "“First we talk.\nThen we sit.\nThen we sign,” he said. “Soon.”";
    let found = find_quotations(text, &paragraphs(text), &|_| false);
    let inner: Vec<&str> = found.iter().map(|quotation| quotation.inner.of(text)).collect();
    assert_eq!(inner, ["First we talk.", "Then we sit.", "Then we sign,", "Soon."]);
    assert_eq!(found.iter().map(|quotation| quotation.continued).collect::<Vec<_>>(), [true, true, false, false]);
}

#[test]
fn a_closing_mark_without_an_opening_one() {
    assert_eq!(inner("We will never leave,” the mayor told the crowd."), ["We will never leave,"]);
    assert!(inner("A 12\" gun was shown.").is_empty());
}

#[test]
fn marks_between_blanks() {
    assert_eq!(inner("\" We will act \" he said."), ["We will act"]);
}

#[test]
fn odd_texts_have_a_reading() {
    for text in ["", "\"", "“", "”", "''''''", "`", "'\"“”‘’", "“ ”", "„“„“", "é’é “é", "\u{a0}“\u{a0}"]
    {
        let _ = inner(text);
    }
}
