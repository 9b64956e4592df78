//! `demarche tokens`: what the language engine makes of texts, a token a line.
//!
//! In: reports as `demarche read` takes them. Out: for "Moscow sent a message." four words and a full stop with tag, lemma, head,
//! label and entity, as a table (the columns of spaCy's tokens) or as CoNLL-U. Nothing is analysed further. A page of HTML is
//! refused: its text is `demarche read`'s to find.

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use demarche_analyse::{Options, standings};
use demarche_export::{CodePoints, occurrence, stance};
use demarche_language::{Input, Kernel, Model, Parse, Pos, Token};
use demarche_lexicon::Lexicon;
use demarche_model::{Body, RawDocument};
use demarche_read::ReadOptions;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Texts that one thread reads together.
const BATCH: usize = 32;
/// Bytes of text after which a round of batches is read and printed.
const ROUND_BYTES: usize = 2 << 20;

/// What `demarche tokens` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche tokens report.txt                          a table of tokens
  demarche tokens --format conllu pile.jsonl          CoNLL-U, for other tools
  demarche tokens --as-is --format tsv pile.jsonl     the plain model, comparable with spaCy's en_core_web_sm 3.8.0")]
pub(crate) struct Arguments {
    /// Files or folders: text, JSON Lines (.jsonl); `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The plain model: line breaks do not force a sentence to end
    #[arg(long)]
    as_is: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Tsv)]
    format: Format,
    /// Another model file (`cargo xtask model --f32` writes one with the full weights)
    #[arg(long, value_name = "FILE", hide = true)]
    model: Option<PathBuf>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// `#D`, key; then number, offset (code points), text, space after, norm, tag, pos, morph, lemma, head, label, sentence start, entity
    Tsv,
    /// Universal Dependencies' ten columns, entities under MISC
    Conllu,
    /// `#D`, key; then for each verb, noun and adjective offset and end (code points), text, occurrence, stance, rows: whether what it names is told to
    /// have happened, as events are read
    Status,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut sink = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let model = model(arguments)?;
    let (mut read, mut failed) = (0, 0);
    let (mut round, mut bytes) = (Vec::new(), 0);
    for item in demarche_read::open(arguments.paths.clone(), ReadOptions::default()) {
        match item.map_err(|error| error.to_string()).and_then(|document| text_of(document, read + 1)) {
            Ok(text) => {
                read += 1;
                bytes += text.1.len();
                round.push(text);
            }
            Err(message) => {
                failed += 1;
                anstream::eprintln!("{}error:{} {message}", crate::view::ERROR, crate::view::ERROR.render_reset());
            }
        }
        if bytes > ROUND_BYTES {
            print(&round, arguments, model, &mut sink)?;
            round.clear();
            bytes = 0;
        }
    }
    print(&round, arguments, model, &mut sink)?;
    sink.flush().context("cannot write the tokens")?;
    Ok(match (read, failed) {
        (0, _) => ExitCode::from(1),
        (_, 0) => ExitCode::SUCCESS,
        _ => ExitCode::from(3),
    })
}

/// The embedded model, or the one that the user names.
fn model(arguments: &Arguments) -> Result<&'static Model> {
    let Some(path) = &arguments.model else { return Ok(Model::english()) };
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let model = Model::from_bytes(&bytes, Kernel::fastest()).with_context(|| format!("in {}", path.display()))?;
    // One model lives as long as the program.
    Ok(Box::leak(Box::new(model)))
}

/// Key and text of a report.
fn text_of(document: RawDocument, number: usize) -> Result<(String, String), String> {
    match document.body {
        Body::Text(text) => Ok((document.key.unwrap_or_else(|| number.to_string()), text)),
        Body::Html(_) => Err(format!("{}: is HTML; expected text", document.origin)),
    }
}

/// Reads the texts on all cores and prints them in order.
fn print(texts: &[(String, String)], arguments: &Arguments, model: &Model, sink: &mut impl Write) -> Result<()> {
    let batches: Vec<_> = texts.chunks(BATCH).collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(batches.len());
    let share = &|first: usize| -> Vec<String> {
        batches.iter().skip(first).step_by(threads).map(|texts| print_batch(texts, arguments, model)).collect()
    };
    let mut shares: Vec<std::vec::IntoIter<String>> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..threads).map(|first| scope.spawn(move || share(first))).collect();
        started.into_iter().map(|thread| thread.join().unwrap_or_default().into_iter()).collect()
    });
    for number in 0..batches.len() {
        let lines =
            shares[number % threads].next().context("a batch of texts could not be read: a defect in demarche")?;
        sink.write_all(lines.as_bytes()).context("cannot write the tokens")?;
    }
    Ok(())
}

fn print_batch(texts: &[(String, String)], arguments: &Arguments, model: &Model) -> String {
    if arguments.format == Format::Status {
        return statuses(texts, model);
    }
    let breaks: Vec<Vec<u32>> =
        texts.iter().map(|(_, text)| if arguments.as_is { Vec::new() } else { line_starts(text) }).collect();
    let inputs: Vec<Input<'_>> = texts.iter().zip(&breaks).map(|((_, text), breaks)| Input { text, breaks }).collect();
    let mut out = String::new();
    for ((key, text), parse) in texts.iter().zip(model.read(&inputs)) {
        match arguments.format {
            Format::Tsv => tsv(key, text, &parse, &mut out),
            Format::Conllu => conllu(key, text, &parse, &mut out),
            Format::Status => {}
        }
    }
    out
}

/// What is told of each word that can name a happening; the texts are taken as they are.
fn statuses(texts: &[(String, String)], model: &Model) -> String {
    let documents = texts
        .iter()
        .map(|(_, text)| RawDocument { body: Body::Text(text.clone()), ..RawDocument::default() })
        .collect();
    let mut out = String::new();
    let found = standings(documents, model, Lexicon::embedded(), Options { as_is: true });
    for ((key, text), found) in texts.iter().zip(found) {
        let _ = writeln!(out, "#D\t{key}");
        let points = CodePoints::new(text);
        for standing in found {
            let [start, end] = points.span(standing.span);
            let (told, stance) = (occurrence(standing.occurrence), stance(standing.stance));
            let (word, rows) = (standing.span.of(text), standing.rows.join(" "));
            let _ = writeln!(out, "{start}\t{end}\t{word}\t{told}\t{stance}\t{rows}");
        }
    }
    out
}

/// Where lines begin that hold something, but for the first.
fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && !line.trim().is_empty() {
            starts.push((at + line.len() - line.trim_start().len()) as u32);
        }
        at += line.len();
    }
    starts
}

fn tsv(key: &str, text: &str, parse: &Parse, out: &mut String) {
    let _ = writeln!(out, "#D\t{key}");
    let (mut offset, mut byte) = (0, 0);
    for (i, (token, entity)) in parse.tokens.iter().zip(entities(parse)).enumerate() {
        offset += text[byte..token.start as usize].chars().count();
        byte = token.start as usize;
        let word = parse.word(text, i);
        let is_space = token.pos == Pos::Space;
        let shown = if is_space { escape(word) } else { word.to_owned() };
        let (norm, lemma) = if is_space { ("_", "_") } else { (&*token.norm, &*token.lemma) };
        let (space, start) = (u8::from(token.space_after), u8::from(token.sentence_start));
        let Token { tag, pos, morph, head, dep, .. } = token;
        let (pos, dep) = (pos.as_str(), dep.as_str());
        let _ = writeln!(
            out,
            "{i}\t{offset}\t{shown}\t{space}\t{norm}\t{tag}\t{pos}\t{morph}\t{lemma}\t{head}\t{dep}\t{start}\t{entity}"
        );
    }
}

/// `O`, `B-GPE` or `I-GPE` for each token.
fn entities(parse: &Parse) -> Vec<String> {
    let mut marks = vec!["O".to_owned(); parse.tokens.len()];
    for entity in &parse.entities {
        for at in entity.first..entity.end {
            let mark = if at == entity.first { 'B' } else { 'I' };
            marks[at as usize] = format!("{mark}-{}", entity.kind.as_str());
        }
    }
    marks
}

/// White space as Python shows it: `\n`, `\xa0`, `\u2003`.
fn escape(word: &str) -> String {
    let mut shown = String::new();
    for c in word.chars() {
        let _ = match (c, c as u32) {
            (' ', _) => write!(shown, " "),
            ('\n', _) => write!(shown, "\\n"),
            ('\t', _) => write!(shown, "\\t"),
            ('\r', _) => write!(shown, "\\r"),
            (_, point @ ..0x100) => write!(shown, "\\x{point:02x}"),
            (_, point) => write!(shown, "\\u{point:04x}"),
        };
    }
    shown
}

/// The sentences of a text. White space is no word there: it goes under `SpacesAfter`, and what hangs on it hangs on its head.
fn conllu(key: &str, text: &str, parse: &Parse, out: &mut String) {
    let _ = writeln!(out, "# newdoc id = {key}");
    let marks = entities(parse);
    for (number, sentence) in parse.sentences.iter().enumerate() {
        let words: Vec<usize> = sentence.clone().filter(|&i| parse.tokens[i].pos != Pos::Space).collect();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { continue };
        let (from, to) = parse.bytes(first..last + 1);
        let _ = writeln!(out, "# sent_id = {key}-{}", number + 1);
        let shown: Vec<&str> = text[from as usize..to as usize].split_whitespace().collect();
        let _ = writeln!(out, "# text = {}", shown.join(" "));
        let heads = heads_among(parse, &words);
        for (id, (&i, head)) in words.iter().zip(heads).enumerate() {
            let token = &parse.tokens[i];
            let dep = if head == 0 { "root" } else { token.dep.as_str() };
            let next = parse.tokens.get(i + 1).filter(|next| next.pos == Pos::Space);
            let misc = misc(token, &marks[i], next.map(|_| parse.word(text, i + 1)));
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{dep}\t_\t{misc}",
                id + 1,
                parse.word(text, i),
                token.lemma,
                token.pos.as_str(),
                token.tag,
                if token.morph.is_empty() { "_" } else { &token.morph },
            );
        }
        out.push('\n');
    }
}

/// For each word the number of its head within the sentence; 0 for the first root, whose number further roots get.
fn heads_among(parse: &Parse, words: &[usize]) -> Vec<usize> {
    let head_of = |&word: &usize| {
        let mut above = parse.ancestors(word);
        above.find(|&at| parse.tokens[at].pos != Pos::Space).and_then(|head| words.binary_search(&head).ok())
    };
    let heads: Vec<Option<usize>> = words.iter().map(head_of).collect();
    let root = heads.iter().position(Option::is_none).unwrap_or(0);
    let number = |(i, head): (usize, &Option<usize>)| match head {
        Some(head) => head + 1,
        None if i == root => 0,
        None => root + 1,
    };
    heads.iter().enumerate().map(number).collect()
}

fn misc(token: &Token, mark: &str, space: Option<&str>) -> String {
    let mut cells = Vec::new();
    if mark != "O" {
        cells.push(format!("NER={mark}"));
    }
    match space {
        Some(space) => {
            let blank = if token.space_after { " " } else { "" };
            cells.push(format!("SpacesAfter={blank}{}", escape(space)).replace(' ', "\\s"));
        }
        None if !token.space_after => cells.push("SpaceAfter=No".to_owned()),
        None => {}
    }
    if cells.is_empty() { "_".to_owned() } else { cells.join("|") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, format: Format) -> String {
        let arguments = Arguments { paths: Vec::new(), as_is: true, format, model: None };
        print_batch(&[("a".to_owned(), text.to_owned())], &arguments, Model::english())
    }

    #[test]
    fn a_line_a_token() {
        let table = shown("É. Moscow\u{a0}agreed.", Format::Tsv);
        let line = table.lines().find(|line| line.contains("\tMoscow\t")).expect("a line for Moscow");
        assert!(line.starts_with("1\t3\tMoscow\t0\tmoscow\tNNP\tPROPN\tNumber=Sing\tMoscow\t"), "{line}");
        assert!(table.contains("\t\\xa0\t0\t_\t_SP\tSPACE\t\t_\t"), "{table}");
    }

    #[test]
    fn conllu_has_one_root_a_sentence_and_no_blank_words() {
        let table = shown("Moscow sent  a message.\nTehran did not answer.", Format::Conllu);
        for sentence in table.split("\n\n").filter(|sentence| !sentence.is_empty()) {
            let words: Vec<Vec<&str>> =
                sentence.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
            assert_eq!(words.iter().filter(|word| word[6] == "0").count(), 1, "{sentence}");
            assert!(words.iter().enumerate().all(|(i, word)| word.len() == 10 && word[0] == (i + 1).to_string()));
        }
        assert!(table.contains("SpacesAfter=\\s\\s") && table.contains("NER=B-GPE"), "{table}");
    }

    #[test]
    fn breaks_stand_before_lines_that_hold_something() {
        assert_eq!(line_starts("a\n\n  b\n \nc"), vec![5, 9]);
    }
}
