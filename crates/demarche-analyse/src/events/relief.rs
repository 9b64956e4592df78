//! Humanitarian moves: the parse and the statements in; who is brought out, what is sent in, which way, how many, out.
//!
//! "Verania sent 110 students over the border to Tolm on Tuesday": an evacuation by Verania, of 110 students, over the border to Tolm.
//!
//! | rule | reads | example | does not read | known misses |
//! |---|---|---|---|---|
//! | E710 relief-verb | a verb of `relief.tsv` with those it is for | "evacuated 300 students" | "evacuated the building" | a ship that "took on" people |
//! | E720 relief-noun | a noun with those it is for below it | "the evacuation of citizens" | "the evacuation plan" | "the evacuation" alone |

use super::coder::{self, Draft};
use super::roles::{self, Side};
use super::{nominal, status, tree, when};
use crate::Reading;
use crate::count;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{Relief as Row, ReliefPlace};
use demarche_model::{Evidence, Party, Relief, Span, Statement};

/// Prepositions that name a way.
const WAYS: &[&str] =
    &["through", "via", "over", "across", "into", "to", "from", "towards", "toward", "by", "out", "overland"];

/// The humanitarian moves of a report, in order of their triggers.
pub(super) fn find(reading: Reading<'_>, statements: &[Statement]) -> Vec<Relief> {
    let parse = reading.parse;
    let mut out: Vec<(usize, Relief)> = Vec::new();
    for token in 0..parse.tokens.len() {
        let lemma = &parse.tokens[token].lemma;
        let Some((row, who)) =
            reading.lexicon.verbs.reliefs(lemma).find_map(|row| fits(reading, token, row).map(|who| (row, who)))
        else {
            continue;
        };
        let told = out
            .iter()
            .any(|(known, _)| parse.sentence_of(*known) == parse.sentence_of(token) && parse.within(token, *known));
        if coder::in_running_text(reading, token) && !told {
            out.push((token, relief(reading, statements, token, row, who)));
        }
    }
    out.into_iter().map(|(_, relief)| relief).collect()
}

/// Those it is for, where the row fits.
fn fits(reading: Reading<'_>, token: usize, row: &Row) -> Option<usize> {
    let parse = reading.parse;
    let verb = tree::verbal(parse, token) && !matches!(parse.tokens[token].dep, Dep::Aux | Dep::Auxpass);
    if row.noun != (parse.tokens[token].pos == Pos::Noun) || !row.noun && !verb {
        return None;
    }
    if !row.words.is_empty() && !row.words.iter().any(|word| tree::hangs(parse, token, word)) {
        return None;
    }
    if row.route && ways(parse, token).is_empty() {
        return None;
    }
    let places: Vec<usize> = match row.who {
        ReliefPlace::Object => tree::objects(reading, token),
        ReliefPlace::Subject => {
            tree::subject(reading, token).into_iter().filter(|_| !tree::passive(parse, token)).collect()
        }
        ReliefPlace::Below => {
            let behind = ["of", "for"].iter().filter_map(|word| tree::behind(parse, token, word));
            behind.chain(parse.children_by(token, Dep::Compound)).collect()
        }
    };
    places.into_iter().map(|at| tree::content(reading, at)).find(|&at| is_of(reading, at, &row.of))
}

fn is_of(reading: Reading<'_>, noun: usize, of: &[String]) -> bool {
    let token = &reading.parse.tokens[noun];
    let lemma = token.lemma.to_lowercase();
    let classes = &reading.lexicon.verbs.classes;
    of.iter().any(|word| match word.strip_prefix('@') {
        Some(class) => classes.named(class).is_some_and(|class| classes.of(&lemma).meets(class)),
        // "Russians", "Indians": people by their nationality.
        None if word == "%nationality" => token.tag == "NNPS",
        None => *word == lemma,
    })
}

fn relief(reading: Reading<'_>, statements: &[Statement], token: usize, row: &Row, who: usize) -> Relief {
    let parse = reading.parse;
    let draft = Draft::bare(token, None, "E710 relief-verb");
    let status = status::status(reading, statements, &[], &draft);
    let route: Vec<Span> = ways(parse, token).into_iter().map(|at| span_of(parse, at)).collect();
    let who_span = phrase(parse, who);
    let head = parse.head(who).filter(|_| parse.tokens[who].dep == Dep::Pobj).and_then(|of| parse.head(of));
    let number = count::of(reading, who)
        .or_else(|| head.filter(|&head| tree::content(reading, head) == who).and_then(|head| count::of(reading, head)));
    let mut rows = vec![row.id.clone()];
    rows.extend(status.rows);
    Relief {
        kind: row.kind,
        by: by(reading, token, row),
        who: who_span,
        count: number,
        occurrence: status.occurrence,
        stance: status.stance,
        on_word_of: status.on_word_of.into_iter().collect(),
        when: when::when(reading, &draft),
        evidence: Evidence {
            spans: vec![evidence(reading, token, who_span, &route)],
            rule: if row.noun { "E720 relief-noun" } else { "E710 relief-verb" },
            rows,
        },
        route,
    }
}

/// Who does it; nobody where people leave by themselves.
fn by(reading: Reading<'_>, token: usize, row: &Row) -> Vec<Party> {
    let parse = reading.parse;
    if row.noun {
        let possessor = tree::possessor(parse, token);
        let named = possessor.map(|at| roles::parties(reading, at, Side::Acting)).unwrap_or_default();
        let by = || nominal::behind(reading, token, "by", Side::Acting);
        let between = || nominal::behind(reading, token, "between", Side::Acting);
        return [named, by(), between()].into_iter().find(|parties| !parties.is_empty()).unwrap_or_default();
    }
    if row.who == ReliefPlace::Subject {
        // "the embassy helps the citizens to leave": the embassy.
        let helper = parse
            .head(token)
            .filter(|&head| matches!(parse.tokens[head].lemma.as_str(), "help" | "assist" | "enable" | "let" | "allow"))
            .filter(|_| matches!(parse.tokens[token].dep, Dep::Ccomp | Dep::Xcomp))
            .and_then(|head| tree::agent(reading, head));
        return helper.map(|helper| roles::parties(reading, helper, Side::Acting)).unwrap_or_default();
    }
    tree::agent(reading, token).map(|agent| roles::parties(reading, agent, Side::Acting)).unwrap_or_default()
}

/// The prepositions of a verb that name a way: a place or a crossing stands behind each.
fn ways(parse: &Parse, token: usize) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    // "sent students *over the border*": the small parser sometimes hangs the way on those who take it.
    let objects = parse.children_by(token, Dep::Dobj).flat_map(|object| tree::prepositions(parse, object));
    let mut open: Vec<usize> = tree::prepositions(parse, token).chain(objects).collect();
    // "by the road through Tolm", "to Tolm on Tuesday and on to Verania"
    for at in open.clone() {
        if let Some(noun) = parse.child(at, Dep::Pobj) {
            open.extend(tree::prepositions(parse, noun).filter(|&next| parse.tokens[next].norm != "of"));
        }
    }
    open.sort_unstable();
    for at in open {
        let Some(noun) = parse.child(at, Dep::Pobj) else { continue };
        let lemma = parse.tokens[noun].lemma.as_str();
        let way = matches!(
            lemma,
            "air"
                | "border"
                | "bus"
                | "corridor"
                | "crossing"
                | "ferry"
                | "land"
                | "plane"
                | "rail"
                | "road"
                | "route"
                | "sea"
                | "ship"
                | "train"
                | "way"
        );
        let named = parse.tokens[noun].pos == Pos::Propn && !is_day(lemma);
        if WAYS.contains(&parse.tokens[at].norm.as_str())
            && (way || named)
            && !out.iter().any(|&known| parse.within(at, known))
        {
            out.push(at);
        }
    }
    out
}

fn is_day(lemma: &str) -> bool {
    matches!(lemma, "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday")
}

fn span_of(parse: &Parse, token: usize) -> Span {
    let (start, end) = parse.bytes(parse.subtree(token));
    Span::new(start, end)
}

/// A noun with what stands before it and "from 17 countries" after it.
fn phrase(parse: &Parse, noun: usize) -> Span {
    let first = parse.tokens[noun].left_edge as usize;
    let last = tree::prepositions(parse, noun)
        .filter(|&at| matches!(parse.tokens[at].norm.as_str(), "of" | "from"))
        .map(|at| parse.tokens[at].right_edge as usize)
        .max()
        .unwrap_or(noun);
    let (start, end) = parse.bytes(first.min(noun)..last.max(noun) + 1);
    Span::new(start, end)
}

/// Trigger, subject, those it is for and the way, within the sentence.
fn evidence(reading: Reading<'_>, token: usize, who: Span, route: &[Span]) -> Span {
    let parse = reading.parse;
    let own = Span::new(parse.tokens[token].start, parse.tokens[token].end);
    let sentence = parse.sentences.get(parse.sentence_of(token)).cloned().unwrap_or(token..token + 1);
    let (start, end) = parse.bytes(sentence);
    let limits = Span::new(start, end);
    let subject = tree::own_subject(parse, token).map(|at| phrase(parse, at));
    let parts = route.iter().copied().chain([who]).chain(subject).filter(|span| limits.contains(*span));
    parts.fold(own, |span, part| span.cover(part))
}
