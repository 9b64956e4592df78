//! Recognises web addresses, which the tokenizer leaves whole.
//!
//! In: a run without white space. Out: whether all of it is an address: "www.un.org/press?x=1", "user@mfa.gov.ir",
//! "203.0.113.9:8080", but not "127.0.0.1" and not "end.Next". Facts from spaCy's `lang/tokenizer_exceptions.py`
//! (`URL_PATTERN`), whose choices are tried one after the other here.

use crate::classes::Class;
use crate::words::Lexicon;

/// Whether the whole run is a web address.
pub(crate) fn is_url(lexicon: &Lexicon, run: &str) -> bool {
    // Every address has a full stop, and most runs have none.
    if !run.contains('.') {
        return false;
    }
    let after_scheme = scheme(lexicon, run);
    [Some(run), after_scheme].into_iter().flatten().any(|rest| {
        let after_users = rest.char_indices().skip(1).filter(|&(_, c)| c == '@').map(|(at, _)| &rest[at + 1..]);
        std::iter::once(rest).chain(after_users).any(|host| is_domain(lexicon, host) || is_address(lexicon, host))
    })
}

/// What follows "https://".
fn scheme<'a>(lexicon: &Lexicon, run: &'a str) -> Option<&'a str> {
    let (scheme, rest) = run.split_once("://")?;
    let mut count = 0;
    let good = scheme
        .chars()
        .inspect(|_| count += 1)
        .all(|c| matches!(c, '+' | '-' | '.') || lexicon.classes.is(c, Class::Word));
    (good && count >= 2).then_some(rest)
}

/// Labels, a top-level domain, and what may follow. Looks no further than the characters of a domain go, so that a run of a
/// megabyte with an `@` in every other place is done with in one pass.
fn is_domain(lexicon: &Lexicon, host: &str) -> bool {
    let mut rest = host;
    loop {
        let end = rest.find(|c| !is_inner(c)).unwrap_or(rest.len());
        let (label, Some(after)) = (&rest[..end], rest[end..].strip_prefix('.')) else { return false };
        if !is_label(label) {
            return false;
        }
        rest = after;
        let end = rest.find(|c| !lexicon.classes.is(c, Class::Domain)).unwrap_or(rest.len());
        if (2..=63).contains(&rest[..end].chars().count()) && is_tail(lexicon, &rest[end..]) {
            return true;
        }
    }
}

fn is_outer(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c)
}

fn is_inner(c: char) -> bool {
    is_outer(c) || c == '_' || c == '-'
}

fn is_label(label: &str) -> bool {
    label.starts_with(is_outer) && label.ends_with(is_outer) && label.chars().count() <= 64
}

/// Four numbers that are a public address, and what may follow.
fn is_address(lexicon: &Lexicon, host: &str) -> bool {
    let decimal = |c: char| lexicon.classes.is(c, Class::Decimal);
    let end = host.find(|c| c != '.' && !decimal(c)).unwrap_or(host.len());
    let mut parts = host[..end].split('.');
    let (Some(a), Some(b), Some(c), Some(d), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let private =
        matches!((a, b), ("10" | "127", _) | ("169", "254") | ("192", "168")) || a == "172" && is_16_to_31(b, decimal);
    !private
        && is_octet(a, Octet::First, decimal)
        && is_octet(b, Octet::Middle, decimal)
        && is_octet(c, Octet::Middle, decimal)
        && is_octet(d, Octet::Last, decimal)
        && is_tail(lexicon, &host[end..])
}

fn is_16_to_31(octet: &str, decimal: impl Fn(char) -> bool) -> bool {
    let digits: Vec<char> = octet.chars().collect();
    matches!(digits[..], ['1', '6'..='9'] | ['3', '0' | '1']) || matches!(digits[..], ['2', d] if decimal(d))
}

#[derive(Clone, Copy, PartialEq)]
enum Octet {
    First,
    Middle,
    Last,
}

/// A number within the bounds of its place. `\d` means any decimal digit, so "1٣" passes as spaCy lets it pass.
fn is_octet(octet: &str, place: Octet, decimal: impl Fn(char) -> bool) -> bool {
    let digits: Vec<char> = octet.chars().collect();
    if !digits.iter().all(|&c| decimal(c)) {
        return false;
    }
    match place {
        Octet::First => matches!(
            digits[..],
            ['1'..='9'] | ['1'..='9', _] | ['1', _, _] | ['2', '0' | '1', _] | ['2', '2', '0'..='3']
        ),
        Octet::Middle => matches!(digits[..], [_] | [_, _] | ['1', _, _] | ['2', '0'..='4', _] | ['2', '5', '0'..='5']),
        Octet::Last => matches!(
            digits[..],
            ['1'..='9'] | ['1'..='9', _] | ['1', _, _] | ['2', '0'..='4', _] | ['2', '5', '0'..='4']
        ),
    }
}

/// An optional port, then an optional path.
fn is_tail(lexicon: &Lexicon, tail: &str) -> bool {
    let path = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']);
    if path(tail) {
        return true;
    }
    let Some(port) = tail.strip_prefix(':') else { return false };
    let end = port.find(|c| !lexicon.classes.is(c, Class::Decimal)).unwrap_or(port.len());
    (2..=5).contains(&port[..end].chars().count()) && path(&port[end..])
}
