//! A record for people: the report's clean text with what it says and what is done beneath each paragraph.
//!
//! Readable without colour: statements begin with `says`, events with `does`, and each carries its id for `demarche why`.

use anstyle::{AnsiColor, Style};
use demarche_export as words;
use demarche_model::{
    BlockKind, Commitment, DocumentRecord, Event, Figure, Move, Occurrence, Party, Published, Span, Stance, Statement,
    When,
};
use std::io::{self, Write};

/// The word "error".
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Words pointed at.
pub(crate) const MARK: Style = Style::new().underline();
const TITLE: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
const SAYS: Style = AnsiColor::Cyan.on_default();
const DOES: Style = AnsiColor::Yellow.on_default();

/// Columns to write in: the terminal's, within reason.
pub(crate) fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.unwrap_or(100).clamp(40, 120)
}

/// Shows one record.
///
/// # Errors
/// What the sink answers.
pub(crate) fn show(record: &DocumentRecord, width: usize, out: &mut dyn Write) -> io::Result<()> {
    show_head(record, out)?;
    for (number, block) in record.article.blocks.iter().enumerate() {
        show_paragraph(record, number, width, out)?;
        for (index, made) in record.statements.iter().enumerate() {
            if paragraph_of(record, &made.evidence.spans) == Some(number) {
                show_item(&statement_line(record, index, made), SAYS, "says", width, out)?;
            }
        }
        for (index, event) in record.events.iter().enumerate() {
            if paragraph_of(record, &event.evidence.spans) == Some(number) {
                show_item(&event_line(record, index, event), DOES, "does", width, out)?;
            }
        }
        for (index, made) in record.commitments.iter().enumerate() {
            if paragraph_of(record, &made.evidence.spans) == Some(number) {
                show_item(&commitment_line(record, index, made), DOES, "binds", width, out)?;
            }
        }
        for (index, made) in record.moves.iter().enumerate() {
            if paragraph_of(record, &made.evidence.spans) == Some(number) {
                show_item(&move_line(record, index, made), DOES, "moves", width, out)?;
            }
        }
        if block.cut_short {
            writeln!(out, "    {DIM}cut short as crawled{DIM:#}")?;
        }
        writeln!(out)?;
    }
    show_tail(record, out)
}

fn show_head(record: &DocumentRecord, out: &mut dyn Write) -> io::Result<()> {
    let article = &record.article;
    let outlet = article.outlet.as_ref().map_or("outlet unknown", |outlet| outlet.name.as_str());
    let published = article.published.as_ref().map_or("day unknown".to_owned(), published_words);
    if let Some(title) = &article.title {
        writeln!(out, "{TITLE}{}{TITLE:#}", plain(title))?;
    }
    writeln!(out, "{DIM}{outlet} · {published} · {} · {}{DIM:#}\n", article.origin, article.id)
}

fn published_words(published: &Published) -> String {
    if published.from == published.to {
        published.from.to_string()
    } else {
        format!("{} to {}", published.from, published.to)
    }
}

fn show_paragraph(record: &DocumentRecord, number: usize, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let block = &record.article.blocks[number];
    let text = plain(block.span.of(&record.article.text));
    let is_title =
        block.kind == BlockKind::Headline && record.article.title.as_deref().map(plain) == Some(text.clone());
    if is_title {
        // It stands above already.
        return Ok(());
    }
    let label = match block.kind {
        BlockKind::Body => String::new(),
        kind => format!("[{}] ", words::block_kind(kind)),
    };
    for line in wrap(&format!("{label}{text}"), width) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn show_item(line: &str, style: Style, word: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for (number, part) in wrap(&plain(line), width.saturating_sub(11).max(20)).into_iter().enumerate() {
        let lead = if number == 0 { word } else { "" };
        writeln!(out, "    {style}{lead:<6}{style:#} {part}")?;
    }
    Ok(())
}

fn show_tail(record: &DocumentRecord, out: &mut dyn Write) -> io::Result<()> {
    for framing in &record.framings {
        writeln!(
            out,
            "    {DIM}words  {} of {}: {} (plain: {}){DIM:#}",
            words::framing_kind(framing.kind),
            framing.about.as_deref().unwrap_or("?"),
            plain(framing.span.of(&record.article.text)),
            framing.plain
        )?;
    }
    for gone in &record.article.removed {
        writeln!(out, "    {DIM}taken out  {} ({}){DIM:#}", plain(&gone.text), gone.rule)?;
    }
    for repair in &record.article.repairs {
        let now = repair.span.of(&record.article.text);
        writeln!(out, "    {DIM}mended  {:?} was {:?} ({}){DIM:#}", now, repair.was, repair.rule)?;
    }
    for note in &record.notes {
        let words = note.span.map(|span| plain(span.of(&record.article.text))).unwrap_or_default();
        writeln!(out, "    {DIM}note {}  {} {}{DIM:#}", note.code, note.message, shortened(&words, 60))?;
    }
    writeln!(out)
}

/// One line for a statement.
pub(crate) fn statement_line(record: &DocumentRecord, index: usize, made: &Statement) -> String {
    let text = &record.article.text;
    let speaker = made.speaker.as_ref().map_or("somebody".to_owned(), |party| party_words(record, party));
    let content: Vec<String> = made.content.iter().map(|span| plain(span.of(text))).collect();
    let mut line = format!("s{}  {speaker}", index + 1);
    if let Some(cue) = made.cue.as_ref().filter(|cue| cue.lemma != ":") {
        line.push_str(&format!(" · {}", plain(cue.span.of(text))));
    }
    line.push_str(&format!(": {}", shortened(&content.join(" … "), 160)));
    let mut marks = vec![words::form(made.form).to_owned(), words::position(made.position).to_owned()];
    marks.extend(made.addressees.iter().map(|party| format!("to {}", party_words(record, party))));
    marks.extend(made.channel.as_ref().map(|channel| format!("through {}", plain(channel.span.of(text)))));
    marks.extend(made.said_on.map(|when| format!("on {}", when_words(&when))));
    if made.negated {
        marks.push("negated".to_owned());
    }
    if !made.hedges.is_empty() {
        marks.push("hedged".to_owned());
    }
    marks.extend(made.inside.map(|outer| format!("inside s{}", outer.0 + 1)));
    format!("{line}  [{}]", marks.join(", "))
}

/// One line for an event.
pub(crate) fn event_line(record: &DocumentRecord, index: usize, event: &Event) -> String {
    let actors = parties_words(record, &event.actors);
    let recipients = parties_words(record, &event.recipients);
    let mode = event.mode.as_ref().map(|mode| format!(" ({mode})")).unwrap_or_default();
    let mut line = format!("e{}  {actors} → {}{mode}", index + 1, event.plover);
    if !event.recipients.is_empty() {
        line.push_str(&format!(" → {recipients}"));
    }
    let mut marks = vec![status(event)];
    marks.extend(event.when.map(|when| when_words(&when)));
    marks.extend(event.place.as_ref().map(|(_, place)| place.name.clone()));
    if let Some(mediation) = event.mediation {
        marks.push(format!("mediation {} ({})", words::mediation_move(mediation.step), words::word_of(mediation.by)));
    }
    let on: Vec<String> = event.on_word_of.iter().map(|id| format!("s{}", id.0 + 1)).collect();
    if !on.is_empty() {
        marks.push(format!("on {}", on.join(", ")));
    }
    format!("{line}  [{}]", marks.join(", "))
}

/// The two axes of status in words: what is plain fact in the outlet's voice says so.
fn status(event: &Event) -> String {
    match (event.stance, event.occurrence) {
        (Stance::Asserted, Occurrence::Actual) => "asserted".to_owned(),
        (stance, Occurrence::Actual) => words::stance(stance).to_owned(),
        (stance, occurrence) => format!("{}, {}", words::stance(stance), words::occurrence(occurrence)),
    }
}

/// One line for a commitment.
pub(crate) fn commitment_line(record: &DocumentRecord, index: usize, made: &Commitment) -> String {
    let text = &record.article.text;
    let mut line = format!(
        "c{}  {}: {} ({})",
        index + 1,
        parties_words(record, &made.parties),
        plain(made.name.of(text)),
        words::commitment_kind(made.kind)
    );
    for provision in &made.provisions {
        let has = if provision.present { "has" } else { "lacks" };
        line.push_str(&format!("; {has} {}", plain(provision.span.of(text))));
    }
    line
}

/// One line for a figure.
pub(crate) fn figure_line(record: &DocumentRecord, index: usize, figure: &Figure) -> String {
    let text = &record.article.text;
    let mut line = format!("n{}  {}: {}", index + 1, figure.kind, plain(figure.count.span.of(text)));
    if let Some(claimant) = &figure.claimant {
        line.push_str(&format!(", says {}", parties_words(record, std::slice::from_ref(claimant))));
    }
    line
}

/// One line for a move of mediation.
pub(crate) fn move_line(record: &DocumentRecord, index: usize, made: &Move) -> String {
    let text = &record.article.text;
    let by: Vec<Party> = made.by.iter().chain(&made.with).cloned().collect();
    let step = words::mediation_move(made.step);
    let mut line = format!("x{}  {} {step}: {}", index + 1, parties_words(record, &by), words::move_topic(made.about));
    if !made.parties.is_empty() {
        line.push_str(&format!(" → {}", parties_words(record, &made.parties)));
    }
    let mut marks = vec![words::word_of(made.word).to_owned()];
    marks.extend(made.terms.map(|span| plain(span.of(text))));
    marks.extend(made.when.map(|when| when_words(&when)));
    format!("{line}  [{}]", marks.join(", "))
}

fn parties_words(record: &DocumentRecord, parties: &[Party]) -> String {
    if parties.is_empty() {
        return "somebody".to_owned();
    }
    let names: Vec<String> = parties.iter().map(|party| party_words(record, party)).collect();
    names.join(" + ")
}

/// The neutral name with its code, or the words of the text where nobody is known.
fn party_words(record: &DocumentRecord, party: &Party) -> String {
    match &party.actor {
        Some(actor) if actor.code().is_empty() => actor.name.clone(),
        Some(actor) => format!("{} ({})", actor.name, actor.code()),
        None => format!("“{}”", plain(party.span.of(&record.article.text))),
    }
}

fn when_words(when: &When) -> String {
    match (when.from, when.to) {
        (Some(from), Some(to)) if from != to => format!("{from} to {to}"),
        (Some(day), _) | (None, Some(day)) => day.to_string(),
        (None, None) => "day unknown".to_owned(),
    }
}

/// The paragraph that holds the first span.
fn paragraph_of(record: &DocumentRecord, spans: &[Span]) -> Option<usize> {
    let first = spans.first()?;
    record.article.blocks.iter().position(|block| first.start < block.span.end)
}

/// One line, without control characters: a hostile report must not steer the reader's terminal.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|character| !character.is_control() && !is_direction_mark(*character))
        .collect()
}

/// Marks that turn the direction of writing and so could disguise words.
fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// Lines of at most `width` characters, broken at blanks.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_long_words_stand_alone() {
        assert_eq!(wrap("Moscow urged restraint", 10), ["Moscow", "urged", "restraint"]);
        assert_eq!(wrap("a unpredictability b", 5), ["a", "unpredictability", "b"]);
    }

    #[test]
    fn a_report_cannot_steer_the_terminal() {
        assert_eq!(plain("Tehran\u{1b}[31m said\r\n \u{202e}no"), "Tehran[31m said no");
    }
}
