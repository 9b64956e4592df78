//! Whole reports through the cleaning, and what must hold for any text.

use super::*;
use proptest::prelude::*;

fn read(text: &str, declared: Declared, as_is: bool) -> (Article, Vec<Note>) {
    let document = RawDocument {
        origin: "report.txt".to_owned(),
        declared,
        body: Body::Text(text.to_owned()),
        ..RawDocument::default()
    };
    clean(document, Lexicon::embedded(), Options { as_is })
}

fn cleaned(text: &str) -> Article {
    read(text, Declared::default(), false).0
}

fn titled(title: &str) -> Declared {
    Declared { title: Some(title.to_owned()), ..Declared::default() }
}

/// Blocks as "kind: words".
fn blocks(article: &Article) -> Vec<String> {
    article.blocks.iter().map(|block| format!("{:?}: {}", block.kind, block.span.of(&article.text))).collect()
}

const REPORT: &str = "Envoys return to Muscat after strike on consulate\n2 mins read\n\n\
    Envoys return to Muscat after strike on consulate\n\n\
    (Gulf Courier) – Envoys of both sides returned to Muscat on Thursday, a mediator said.\n\n\
    The mediator speaks to reporters (Photo: Sputnik).\n\n\
    `We have asked both sides to stop. They have heard us, and they do not want\n\n\
    The mediator saidĀ\u{a0}more talks would follow.\n\n\
    Leave a Reply\n\nYour email address will not be published. Required fields are marked *";

#[test]
fn a_dirty_report_comes_out_clean() {
    let (article, notes) = read(REPORT, Declared::default(), false);
    assert_eq!(
        blocks(&article),
        [
            "Headline: Envoys return to Muscat after strike on consulate",
            "Body: (Gulf Courier) – Envoys of both sides returned to Muscat on Thursday, a mediator said.",
            "Caption: The mediator speaks to reporters (Photo: Sputnik).",
            "Body: `We have asked both sides to stop. They have heard us, and they do not want",
            "Body: The mediator said more talks would follow.",
        ]
    );
    let removed: Vec<&str> = article.removed.iter().map(|removed| removed.rule.as_str()).collect();
    assert_eq!(
        removed,
        [
            "furniture en.furniture.n-mins-read",
            "doubled-headline",
            "furniture en.furniture.leave-a-reply",
            "furniture en.furniture.your-email-address-will-not-be-published"
        ]
    );
    assert_eq!(article.repairs.len(), 1);
    assert_eq!(article.repairs[0].was, "saidĀ\u{a0}more");
    assert_eq!(article.repairs[0].span.of(&article.text), "said more");
    assert_eq!(article.repairs[0].rule, "mojibake:windows-1257");
    assert_eq!(article.outlet.map(|outlet| outlet.name).as_deref(), Some("Gulf Courier"));
    assert_eq!(article.published, None);
    assert_eq!(article.blocks.iter().filter(|block| block.cut_short).count(), 1);
    assert_eq!(notes.iter().filter(|note| note.code == NoteCode::CUT_SHORT).count(), 1);
}

#[test]
fn a_standfirst_is_parted_from_the_report() {
    let article = cleaned(
        "Envoys meet in Muscat\nThe mediator warns of “a wider war” as talks resume.\n-\n\
         The mediator attends a meeting in Muscat, Oman, Wednesday, May 7, 2025 (AP)\n\
         Envoys of both sides met in Muscat on Thursday.\nTalks and threats\nThey agreed to meet again.",
    );
    assert_eq!(
        blocks(&article),
        [
            "Headline: Envoys meet in Muscat",
            "Standfirst: The mediator warns of “a wider war” as talks resume.",
            "Caption: The mediator attends a meeting in Muscat, Oman, Wednesday, May 7, 2025 (AP)",
            "Body: Envoys of both sides met in Muscat on Thursday.",
            "Subheading: Talks and threats",
            "Body: They agreed to meet again.",
        ]
    );
}

#[test]
fn a_lead_is_no_standfirst() {
    let article = cleaned(
        "Envoys meet in Muscat\n\nEnvoys of both sides met in Muscat on Thursday.\n\nThey agreed to meet again.",
    );
    assert_eq!(article.blocks[1].kind, BlockKind::Body);
}

#[test]
fn a_declared_title_that_the_text_lacks_becomes_the_first_block() {
    let (article, _) = read("Envoys met in Muscat.", titled("Talks resume"), false);
    assert_eq!(blocks(&article), ["Headline: Talks resume", "Body: Envoys met in Muscat."]);
    assert_eq!(article.pieces[0].clean, article.blocks[1].span);
    let (article, _) = read("TALKS RESUME\n\nEnvoys met in Muscat.", titled("Talks resume"), false);
    assert_eq!(blocks(&article), ["Headline: TALKS RESUME", "Body: Envoys met in Muscat."]);
    assert_eq!(article.title.as_deref(), Some("Talks resume"));
}

#[test]
fn as_is_changes_nothing() {
    let (article, _) = read(REPORT, titled("Envoys return to Muscat after strike on consulate"), true);
    assert_eq!(article.text, REPORT);
    assert!(article.removed.is_empty() && article.repairs.is_empty());
    assert_eq!(article.blocks[0].kind, BlockKind::Headline);
    assert_eq!(article.blocks.len(), 9);
}

#[test]
fn the_day_of_publication_is_read_where_it_stands_and_never_invented() {
    let day = |text: &str| {
        cleaned(text).published.map(|published| {
            assert_eq!(published.ground, Ground::Explicit);
            published.from.to_string()
        })
    };
    let report = "Envoys of both sides met in Muscat on April 13, 2024, the mediator said.";
    assert_eq!(
        day(&format!("Talks resume in Muscat\nPublished: 14 April 2024\n\n{report}")).as_deref(),
        Some("2024-04-14")
    );
    assert_eq!(
        day(&format!("Talks resume in Muscat\n\nMUSCAT, April 14 (Gulf Courier) - {report}")).as_deref(),
        Some("--04-14")
    );
    assert_eq!(day(&format!("Talks resume in Muscat\n\n{report}")), None);
}

#[test]
fn lists_under_a_section_heading_go_and_the_report_goes_on() {
    let article = cleaned(
        "Talks resume in Muscat\n\nEnvoys of both sides met on Thursday.\n\nRelated Articles\nOil prices rise on fear of war\n\
         Airlines avoid the Gulf\nThe envoys agreed to meet again, the mediator said.",
    );
    assert_eq!(article.removed.len(), 3);
    assert!(article.text.ends_with("the mediator said."));
}

#[test]
fn a_page_is_cut_to_its_report() {
    let menu = [
        "Home", "World", "Business", "Sport", "Weather", "Opinion", "Culture", "Travel", "Health", "Science", "Video",
        "Live TV",
    ];
    let report = "Envoys of both sides returned to the Omani capital on Thursday for talks about the strike on the consulate.\n\
        The mediator said that neither of them had asked for conditions, and that they would meet again on Sunday.\n\
        “We are ready for whatever comes,” an official of the delegation said before he left the hotel.";
    let page = format!(
        "{}\nEnvoys return to Muscat for talks on strike\nBy Jane Roe\nJune 17, 2025\n{report}\nMost read\n{}\nTerms of use",
        menu.join("\n"),
        menu.join("\n")
    );
    let article = cleaned(&page);
    let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    use BlockKind::{Body as B, Byline, Dateline, Headline};
    assert_eq!(kinds, [Headline, Byline, Dateline, B, B, B], "{:?}", blocks(&article));
    assert_eq!(article.byline.as_deref(), Some("Jane Roe"));
    assert!(article.removed.iter().any(|removed| removed.rule == "outside-report" && removed.text == "Sport"));
}

#[test]
fn nothing_to_read_is_noted() {
    for text in ["", " \n\n\t", "\0\0", "-\n-"] {
        let (article, notes) = read(text, Declared::default(), false);
        assert!(article.blocks.is_empty() && notes.iter().any(|note| note.code == NoteCode::EMPTY), "{text:?}");
    }
}

#[test]
fn the_same_input_has_the_same_id() {
    assert_eq!(cleaned("a").id, cleaned("a").id);
    assert_ne!(cleaned("a").id, cleaned("b").id);
    assert_eq!(identity("x", "y").len(), 16);
    assert_eq!(identity("", ""), "af64724c8602eb6e", "the offset basis, then one byte");
}

#[test]
fn open_ends() {
    let furniture = &Lexicon::embedded().furniture;
    for text in [
        "Verania is the country that has always said it will answer any strike on",
        "Verania answered the same evening with rockets that were aimed at barracks across",
        "The minister said that the",
    ] {
        assert!(is_cut_short(text, furniture), "{text}");
    }
    for text in [
        "Talks and threats",
        "“We are ready”",
        "What the two sides have agreed on so far in Muscat:",
        "The talks ended. They will go on.",
        "Five takeaways from Minister Roe's address, from Gulf shipping lanes to \"Muscat first\" foreign policy",
        "- the release of all prisoners held by both of the sides since the war began",
    ] {
        assert!(!is_cut_short(text, furniture), "{text}");
    }
}

/// What holds for every article.
fn check(raw: &str, article: &Article, as_is: bool) {
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.span.start >= end && !block.span.is_empty());
        assert!(!block.span.of(&article.text).is_empty(), "on character boundaries");
        let between = Span::new(end, block.span.start);
        assert!(between.of(&article.text).trim().is_empty());
        end = block.span.end;
    }
    assert!(article.text.get(end as usize..).is_some_and(|rest| rest.trim().is_empty()));
    let (mut clean, mut raw_end) = (0, 0);
    for piece in &article.pieces {
        assert!(piece.clean.start >= clean && piece.raw.start >= raw_end, "in order");
        (clean, raw_end) = (piece.clean.end, piece.raw.end);
        assert!(!piece.clean.of(&article.text).is_empty() && !piece.raw.of(raw).is_empty());
    }
    for repair in &article.repairs {
        assert!(!repair.span.of(&article.text).is_empty());
    }
    for removed in &article.removed {
        assert_eq!(removed.raw.of(raw), removed.text);
    }
    if as_is {
        assert_eq!(article.text, raw);
    }
}

/// Unmended pieces say the same on both sides.
fn check_pieces(raw: &str, article: &Article) {
    for piece in &article.pieces {
        let (clean, was) = (piece.clean.of(&article.text), piece.raw.of(raw));
        let mended = article.repairs.iter().any(|repair| repair.span.overlaps(piece.clean));
        assert!(clean == was || clean == " " || mended, "{clean:?} was {was:?}");
    }
}

/// Lines as dirty reports have them.
fn dirty_line() -> impl Strategy<Value = String> {
    let lines = [
        "Envoys return to Muscat after strike on consulate",
        "2 mins read",
        "(Gulf Courier) – Envoys of both sides returned to Muscat on Thursday, a mediator said.",
        "MUSCAT, April 14 (Gulf Courier) - Envoys met.",
        "The mediator speaks to reporters (Photo: Sputnik).",
        "`We have asked both sides to stop. They have heard us, and they do not want",
        "The mediator saidĀ\u{a0}more talks would follow.",
        "itâ€™s a “galloping escalation\".",
        "Published June 17, 2025",
        "By Jane Roe, The Example Post",
        "Related",
        "Talks and threats",
        "Leave a Reply",
        "-",
        "",
        "Home",
        "&amp;nbsp;&lt;p&gt; AT&amp;T",
        "and was carried over the end of a line,",
        "because it had been broken there",
        "\u{200b}\u{feff}Tehran \u{a0} denied it.\u{0}",
        "Взрыв в Москве. В\u{a0}Иране тихо.",
        "pic.twitter.com/a1b2",
    ];
    prop_oneof![4 => proptest::sample::select(lines.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,60}"]
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "(?s).{0,300}", title in proptest::option::of("\\PC{0,30}")) {
        let declared = Declared { title, ..Declared::default() };
        for as_is in [false, true] {
            let (article, _) = read(&text, declared.clone(), as_is);
            check(&text, &article, as_is);
        }
    }

    #[test]
    fn dirty_reports_keep_their_promises(lines in proptest::collection::vec(dirty_line(), 0..40)) {
        let text = lines.join("\n");
        let (article, _) = read(&text, Declared::default(), false);
        check(&text, &article, false);
        check_pieces(&text, &article);
        let (as_is, _) = read(&text, Declared::default(), true);
        check(&text, &as_is, true);
    }

    #[test]
    fn clean_text_stays(lines in proptest::collection::vec(dirty_line(), 0..40)) {
        let once = cleaned(&lines.join("\n")).text;
        prop_assert_eq!(&cleaned(&once).text, &once);
    }
}
