//! JSON Lines in, one document a line out; a line that is none is an error item with its number, and reading goes on.
//!
//! `{"id": "a1", "outlet": "Dan Tri", "published": "2024-04-19", "text": "(Dan Tri) – Russian Foreign Minister …"}`. Names of fields,
//! the first that is there: `text` or `html`; `id` or `key`; `title`; `published`, `date`, `dct` or `time`; `outlet`, `source` or
//! `publisher`; `url`; `language`.

use crate::{Documents, Item, ReadError, ReadOptions, day, text};
use demarche_model::{Body, Declared, Note, NoteCode, RawDocument};
use serde_json::{Map, Value};
use std::io::{BufRead, Read};

/// The documents of a JSON Lines file; holds one line at a time.
pub(crate) struct Lines<R> {
    origin: String,
    input: R,
    number: u64,
    line: Vec<u8>,
    options: ReadOptions,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(origin: String, input: R, options: ReadOptions) -> Self {
        Self { origin, input, number: 0, line: Vec::new(), options, ended: false }
    }

    /// Reads one line into `self.line`: whether there was one, and whether it kept within the limit. The rest of a longer line is
    /// passed over without being held.
    fn read_line(&mut self) -> std::io::Result<Option<bool>> {
        self.line.clear();
        let limit = self.options.line_limit as u64 + 1;
        if (&mut self.input).take(limit).read_until(b'\n', &mut self.line)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let whole = self.line.len() <= self.options.line_limit || self.line.ends_with(b"\n");
        if !whole {
            self.input.skip_until(b'\n')?;
        }
        Ok(Some(whole))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.ended {
            match self.read_line() {
                Ok(None) => self.ended = true,
                Ok(Some(true)) => {
                    let line = self.line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.line).trim_ascii();
                    if !line.is_empty() {
                        return Some(read_line(&self.origin, self.number, line, self.options));
                    }
                }
                Ok(Some(false)) => {
                    let message = format!(
                        "longer than {} bytes; expected one report on a line: skipped",
                        self.options.line_limit
                    );
                    return Some(Err(ReadError::at(&self.origin, self.number, message)));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(ReadError::at(&self.origin, self.number + 1, format!("cannot be read: {error}"))));
                }
            }
        }
        None
    }
}

/// One line.
fn read_line(origin: &str, number: u64, line: &[u8], options: ReadOptions) -> Item {
    let fail = |message: String| ReadError::at(origin, number, message);
    let mut notes = Vec::new();
    let line = match std::str::from_utf8(line) {
        Ok(line) => line.into(),
        Err(_) => {
            notes.push(undecodable());
            String::from_utf8_lossy(line)
        }
    };
    let value: Value = serde_json::from_str(&line).map_err(|error| fail(not_json(&error)))?;
    document(value, format!("{origin}:{number}"), notes, options).map_err(fail)
}

/// The documents of a file that is one JSON value: an object, or a list of them.
pub(crate) fn read_whole(origin: String, mut input: impl BufRead + Send + 'static, options: ReadOptions) -> Documents {
    let mut bytes = Vec::new();
    let read = (&mut input).take(options.line_limit as u64).read_to_end(&mut bytes);
    let single = |error| -> Documents { Box::new(std::iter::once(Err(error))) };
    if let Err(error) = read {
        return single(ReadError::new(&origin, format!("cannot be read: {error}")));
    }
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)).into_owned();
    match serde_json::from_str(&text) {
        Ok(Value::Array(values)) => Box::new(values.into_iter().enumerate().map(move |(index, value)| {
            let notes = Vec::new();
            let name = format!("{origin}[{index}]");
            document(value, name.clone(), notes, options).map_err(|message| ReadError::new(&name, message))
        })),
        Ok(value) => {
            let item = document(value, origin.clone(), Vec::new(), options);
            Box::new(std::iter::once(item.map_err(|message| ReadError::new(&origin, message))))
        }
        // Many files that are named .json hold a value a line; the lines then name what is wrong.
        Err(_) => {
            let rest = std::io::Cursor::new(bytes).chain(input);
            Box::new(Lines::new(origin, std::io::BufReader::new(rest), options))
        }
    }
}

fn undecodable() -> Note {
    let message = "bytes that are not UTF-8, shown as \u{FFFD}".to_owned();
    Note { code: NoteCode::UNDECODABLE, span: None, message }
}

fn not_json(error: &serde_json::Error) -> String {
    format!("not a JSON object (column {}); expected one such as {{\"text\": \"…\"}}: skipped", error.column())
}

/// A document from a JSON object, or what is wrong with it.
fn document(value: Value, origin: String, mut notes: Vec<Note>, options: ReadOptions) -> Result<RawDocument, String> {
    let Value::Object(mut fields) = value else {
        return Err("not a JSON object; expected one such as {\"text\": \"…\"}: skipped".to_owned());
    };
    let body = body(&mut fields)?;
    let body = match body {
        Body::Text(body) => Body::Text(text::within_limit(body, options.text_limit, &mut notes)),
        html @ Body::Html(_) => html,
    };
    let published = first(&mut fields, &["published", "date", "dct", "time"]).and_then(|words| {
        let days = day::parse_days(&words);
        if days.is_none() {
            let message = format!("declared publication day {words:?} is no date; expected one such as 2024-04-19");
            notes.push(Note { code: NoteCode::DECLARED, span: None, message });
        }
        days
    });
    let declared = Declared {
        title: first(&mut fields, &["title"]),
        outlet: first(&mut fields, &["outlet", "source", "publisher"]),
        published,
        language: first(&mut fields, &["language"]),
        url: first(&mut fields, &["url"]),
    };
    Ok(RawDocument { origin, key: first(&mut fields, &["id", "key"]), declared, body, notes })
}

fn body(fields: &mut Map<String, Value>) -> Result<Body, String> {
    match (fields.remove("text"), fields.remove("html")) {
        (Some(Value::String(text)), _) => Ok(Body::Text(text)),
        (_, Some(Value::String(_))) => Err("HTML is not read yet; give the page's \"text\": skipped".to_owned()),
        (Some(Value::Null), _) => Ok(Body::Text(String::new())),
        (None, None) => Err("no field \"text\" or \"html\"; expected the report there: skipped".to_owned()),
        _ => Err("\"text\" is not a string; expected the report there: skipped".to_owned()),
    }
}

/// The first of several fields that holds words or a number.
fn first(fields: &mut Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|&name| match fields.remove(name)? {
        Value::String(words) => Some(words.trim().to_owned()).filter(|words| !words.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_model::Date;
    use proptest::prelude::*;

    fn read(input: &str) -> Vec<Item> {
        Lines::new("x.jsonl".to_owned(), input.as_bytes(), ReadOptions::default()).collect()
    }

    #[test]
    fn a_line_is_a_document() {
        let items = read(
            "{\"id\": 7, \"title\": \"T\", \"dct\": \"20240419\", \"publisher\": \"P\", \"text\": \"Iran denied it.\"}\n",
        );
        let document = items[0].as_ref().expect("it is well formed");
        assert_eq!(document.origin, "x.jsonl:1");
        assert_eq!(document.key.as_deref(), Some("7"));
        assert_eq!(document.body, Body::Text("Iran denied it.".to_owned()));
        assert_eq!(document.declared.outlet.as_deref(), Some("P"));
        let day = Date { year: Some(2024), month: 4, day: 19 };
        assert_eq!(document.declared.published, Some((day, day)));
    }

    #[test]
    fn a_malformed_line_is_named_and_passed_over() {
        let items = read("{\"text\": \"a\"}\n\n{\"text\": \n{\"words\": 1}\n[]\n{\"text\": \"b\"}");
        assert_eq!(items.len(), 5);
        assert!(items[0].is_ok() && items[4].is_ok());
        let lines: Vec<_> = items.iter().filter_map(|item| item.as_ref().err()?.line).collect();
        assert_eq!(lines, [3, 4, 5]);
    }

    #[test]
    fn a_date_that_is_none_is_noted_not_guessed() {
        let items = read("{\"text\": \"a\", \"date\": \"yesterday\"}");
        let document = items[0].as_ref().expect("it is well formed");
        assert_eq!(document.declared.published, None);
        assert_eq!(document.notes[0].code, NoteCode::DECLARED);
    }

    #[test]
    fn an_overlong_line_is_skipped_without_losing_the_next() {
        let options = ReadOptions { line_limit: 30, ..ReadOptions::default() };
        let input = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"b\"}}\n", "a".repeat(500));
        let items: Vec<_> = Lines::new("x.jsonl".to_owned(), input.as_bytes(), options).collect();
        assert_eq!(items.len(), 2);
        assert_eq!(items[0].as_ref().expect_err("500 letters are over the limit").line, Some(1));
        assert_eq!(items[1].as_ref().expect("the second line is short").origin, "x.jsonl:2");
    }

    #[test]
    fn a_json_list_gives_a_document_an_element() {
        let input = &b"[{\"text\": \"a\"}, {\"text\": \"b\"}]"[..];
        let items: Vec<_> = read_whole("x.json".to_owned(), input, ReadOptions::default()).collect();
        assert_eq!(items.iter().filter(|item| item.is_ok()).count(), 2);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_the_end(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let lines = bytes.split(|&byte| byte == b'\n').count();
            let items = Lines::new("x".to_owned(), &bytes[..], ReadOptions::default()).count();
            prop_assert!(items <= lines);
        }
    }
}
