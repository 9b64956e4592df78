//! The rows of `demarche-answers/1` that need more than one report: a [`Crisis`] in, JSON rows out, each with the words that carry it.
//!
//! "Forty outlets, one origin" is a row of `origins`; "Peskov says that Israel declined" is a row of `claims` with `second-hand`.

use crate::crisis::{Crisis, Event, is_gainsaying};
use crate::day_number;
use crate::digest::{Digest, Evidence, Party, Telling, When};
use crate::hedges::Unsure;
use crate::parallel::each;
use crate::sentence::sentence_span;
use crate::what::what;
use demarche_lexicon::EventLines;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The words that carry a row, with the report that they stand in.
pub(crate) fn evidence(report: &Digest, words: &Evidence) -> Value {
    words_of(report, words.spans.first().copied(), &words.text)
}

fn words_of(report: &Digest, span: Option<[u32; 2]>, text: &str) -> Value {
    json!({"key": report.key, "article": report.id, "span": span, "text": text, "outlet": report.outlet, "published": report.published})
}

/// The words that carry a row, on to the end of what the verb says of the deed that is told in them: "charged Verania | with raising the tension".
pub(crate) fn whole_evidence(report: &Digest, words: &Evidence) -> Value {
    let Some(&[start, end]) = words.spans.first() else { return evidence(report, words) };
    let shown = report.events.iter().map(Telling::shown).filter_map(|(span, text)| Some((span?, text)));
    let on = shown.filter(|(span, _)| (span[0]..span[1]).contains(&start) && end < span[1]);
    let nearest = on.min_by_key(|(span, _)| span[1]).filter(|(span, _)| span[0] == start);
    nearest.map_or_else(|| evidence(report, words), |(span, text)| words_of(report, Some(span), text))
}

/// What a party is called in a line for people.
pub(crate) fn neutral_name(party: &Party) -> &str {
    [party.name.as_str(), party.text.as_str()].into_iter().find(|name| !name.is_empty()).unwrap_or("unnamed")
}

/// Parties in the order in which they are listed: by name, whichever a report names first.
pub(crate) fn listed(parties: &[Party]) -> Vec<Party> {
    let mut listed = parties.to_vec();
    listed.sort_by(|a, b| neutral_name(a).cmp(neutral_name(b)).then(a.code.cmp(&b.code)));
    listed
}

/// The reports: story, what each was copied from.
pub fn articles(crisis: &Crisis) -> Vec<Value> {
    let key = |number: usize| crisis.reports.get(number).map(|report| report.key.clone());
    let rows = crisis
        .asked_kin()
        .filter_map(|(place, report)| Some((report, crisis.stories.get(place)?, crisis.reprints.get(place)?)));
    rows.map(|(report, story, reprint)| {
        let of = reprint.and_then(|reprint| key(reprint.of));
        let whole = reprint.is_some_and(|reprint| reprint.whole);
        json!({"what": report.title, "key": report.key, "id": report.id, "outlet": report.outlet, "published": report.published, "title": report.title,
               "story": format!("t{story}"), "reprint_of": of.clone().filter(|_| whole), "partial_reprint_of": of.filter(|_| !whole),
               "shared": reprint.map(|reprint| (reprint.shared * 100.0).round() / 100.0),
               "statements": report.statements.len(), "events": report.events.len()})
    })
    .collect()
}

/// The events, by day: each with all its tellings.
pub fn timeline(crisis: &Crisis, lines: &EventLines) -> Vec<Value> {
    timeline_as(crisis, lines, |row| row)
}

/// What `finish` makes of each row of the timeline, on the thread that made the row.
pub(crate) fn timeline_as<R: Send>(crisis: &Crisis, lines: &EventLines, finish: impl Fn(Value) -> R + Sync) -> Vec<R> {
    let events: Vec<&Event> = crisis.asked_events().collect();
    let made = each(&events, |event| {
        let row = timeline_row(crisis, event, fullest(crisis, event)?, lines);
        let day = |at: &str| row["when"][at].as_str().map(str::to_owned);
        Some((day("from").or_else(|| day("to")), finish(row)))
    });
    let mut rows: Vec<(Option<String>, R)> = made.into_iter().flatten().collect();
    rows.sort_by(|a, b| (a.0.is_none(), &a.0).cmp(&(b.0.is_none(), &b.0)));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn timeline_row(crisis: &Crisis, event: &Event, fullest: &Telling, lines: &EventLines) -> Value {
    let told: Vec<(&Digest, &Telling)> = event.tellings.iter().filter_map(|at| crisis.telling(*at)).collect();
    let voting: Vec<(&Digest, &Telling)> = originals(crisis, event).filter_map(|at| crisis.telling(at)).collect();
    let outlets: BTreeSet<&str> =
        told.iter().map(|(report, _)| report.outlet.as_deref().unwrap_or(&report.key)).collect();
    let place = told.iter().find_map(|(_, telling)| telling.place.as_ref());
    let tellings: Vec<Value> = told
        .iter()
        .map(|(report, telling)| {
            let (span, text) = telling.shown();
            let mut row = words_of(report, span, text);
            row["occurrence"] = json!(telling.occurrence);
            row["stance"] = json!(telling.stance);
            row["on_word_of"] = json!(report.sayers(telling).collect::<Vec<_>>());
            row
        })
        .collect();
    let status = status(&voting);
    let when = when(crisis, event, status["occurrence"].as_str().unwrap_or_default());
    let Shown { row: fullest, line } = shown(&told, fullest);
    let called = what(&line, lines);
    json!({"event": event.id, "what": called, "plover": fullest.plover, "mode": fullest.mode, "cameo": fullest.cameo,
           "actors": fullest.actors, "recipients": fullest.recipients, "when": when, "place": place, "lane": lane(&fullest),
           "status": status, "tellings": tellings, "outlets": outlets.len(), "origins": event.origins.len(), "intensity": fullest.intensity})
}

/// The telling that a row shows, and the one that its line is written from.
struct Shown {
    row: Telling,
    line: Telling,
}

/// The fullest telling; what several do together is shown with all of them, where any telling names them: "Verania accepts" and "the truce between
/// Verania and Ostria held".
fn shown(told: &[(&Digest, &Telling)], fullest: &Telling) -> Shown {
    let mut row =
        Telling { actors: listed(&fullest.actors), recipients: listed(&fullest.recipients), ..fullest.clone() };
    let joint = told.iter().map(|(_, telling)| *telling).filter(|telling| is_joint(telling, fullest));
    // Of several the first.
    let Some(joint) = joint.rev().max_by_key(|telling| telling.actors.len()) else {
        return Shown { line: row.clone(), row };
    };
    (row.actors, row.recipients) = (listed(&joint.actors), Vec::new());
    // How long it is kept is another type, and says by its mode what it was that was agreed.
    let named = if joint.plover == row.plover { &row } else { joint };
    Shown { line: Telling { actors: row.actors.clone(), recipients: Vec::new(), ..named.clone() }, row }
}

/// Whether a telling of what is agreed or talked over names more of those who do it.
fn is_joint(telling: &Telling, fullest: &Telling) -> bool {
    let together = matches!(fullest.plover.as_str(), "AGREE" | "CONSULT");
    let kept = fullest.plover == "AGREE" && telling.mode.as_deref() == Some("ceasefire");
    let more =
        telling.actors.len() > 1 && telling.actors.len() >= fullest.actors.len() && telling.recipients.is_empty();
    together && more && (kept || telling.plover == fullest.plover && telling.actors.len() > fullest.actors.len())
}

/// The telling that says most of who and where, of those of the type that most tell; the first of several. A denial tells nothing of the deed.
fn fullest<'a>(crisis: &'a Crisis, event: &'a Event) -> Option<&'a Telling> {
    let weight = |telling: &Telling| {
        usize::from(!telling.actors.is_empty())
            + usize::from(!telling.recipients.is_empty())
            + usize::from(telling.place.is_some())
    };
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, telling) in originals(crisis, event).filter_map(|at| crisis.telling(at)) {
        *votes.entry(&telling.plover).or_default() += 1;
    }
    let agreed = votes.contains_key("AGREE");
    let rank = |telling: &Telling| {
        let votes = votes.get(telling.plover.as_str()).copied().unwrap_or_default();
        // A truce is made, however many tell that it holds.
        let kept = telling.plover == "RETREAT" && agreed;
        (!is_gainsaying(telling), !kept, votes, weight(telling))
    };
    let told = event.tellings.iter().filter_map(|at| crisis.telling(*at)).map(|(_, telling)| telling);
    told.fold(None, |best: Option<&Telling>, next| match best {
        Some(best) if rank(best) >= rank(next) => Some(best),
        _ => Some(next),
    })
}

/// The tellings that vote on day and status: those of whole copies do not, so that syndication changes neither.
fn originals<'a>(crisis: &'a Crisis, event: &'a Event) -> impl Iterator<Item = (usize, usize)> + 'a {
    let copied = |at: &&(usize, usize)| {
        crisis.reprints.get(at.0).is_some_and(|reprint| reprint.as_ref().is_some_and(|copy| copy.whole))
    };
    let all = event.tellings.iter().all(|at| copied(&at));
    event.tellings.iter().filter(move |at| all || !copied(at)).copied()
}

/// The days of an event among those that its tellings give as `occurrence`: the day of a plan is not the day of the deed, nor that of a denial the day of
/// what it denies. What is told as done and what is told as long past both happened: one dates the other.
fn when(crisis: &Crisis, event: &Event, occurrence: &str) -> Value {
    let told: Vec<(&Digest, &Telling)> = originals(crisis, event).filter_map(|at| crisis.telling(at)).collect();
    let deeds = told.iter().any(|(_, telling)| !is_gainsaying(telling));
    let told: Vec<(&Digest, &Telling)> =
        told.into_iter().filter(|(_, telling)| !deeds || !is_gainsaying(telling)).collect();
    let of = |fits: &dyn Fn(&str) -> bool| -> Vec<(&Digest, &Telling)> {
        told.iter().filter(|(_, telling)| telling.when.is_some() && fits(&telling.occurrence)).copied().collect()
    };
    let happened = |occurrence: &str| matches!(occurrence, "actual" | "historical");
    let dated = match of(&|its| its == occurrence) {
        none if none.is_empty() && happened(occurrence) => of(&happened),
        some => some,
    };
    let published = told
        .iter()
        .filter(|(_, telling)| telling.occurrence == occurrence)
        .filter_map(|(report, _)| day_number(report.published.as_deref()?))
        .min();
    let known_by = published.filter(|_| occurrence == "actual");
    let said: Vec<&When> = dated.iter().filter_map(|(_, telling)| telling.when.as_ref()).collect();
    let Some(best) = best_days(&said, known_by) else { return Value::Null };
    match is_only_told_by_then(best, &dated) {
        true => json!(When { from: None, ..best.clone() }),
        false => json!(best),
    }
}

/// Whether a day bounds an event and does not date it. Words (an accusation, a request, a promise) of which one report alone tells, without a day, were
/// said by the day of that report, be it days before. Of force the report tells as the news of its day, and what two reports date alike is of that day.
fn is_only_told_by_then(day: &When, dated: &[(&Digest, &Telling)]) -> bool {
    const DEEDS: [&str; 5] = ["ASSAULT", "MOBILIZE", "RETREAT", "SANCTION", "COERCE"];
    let alike = dated
        .iter()
        .filter(|(_, telling)| telling.when.as_ref().is_some_and(|its| (&its.from, &its.to) == (&day.from, &day.to)));
    let reports: BTreeSet<&str> = alike.clone().map(|(report, _)| report.key.as_str()).collect();
    let deed = |telling: &Telling| DEEDS.contains(&telling.plover.as_str()) && telling.occurrence != "negated";
    is_of_report(day) && reports.len() < 2 && !alike.clone().any(|(_, telling)| deed(telling))
}

/// Whether a day is that of the report, for want of one that is told.
fn is_of_report(when: &When) -> bool {
    when.text.is_none() && when.ground == "declared"
}

/// Of the days that are told, the ones that agree with most: "last month" speaks for the twelfth as well as "on Tuesday" does. What is told on some day
/// was not done after it; and the day of a report that stands in for one that is not told yields to any that is.
fn best_days<'a>(said: &[&'a When], known_by: Option<i64>) -> Option<&'a When> {
    // Many tellings name few days: each is weighed once.
    let mut groups: BTreeMap<(&str, &str, bool), Days<'a>> = BTreeMap::new();
    for &when in said {
        let (Some(from), Some(to)) = (when.from.as_deref(), when.to.as_deref()) else { continue };
        let range = || day_number(from).zip(day_number(to));
        let days = groups.entry((from, to, is_of_report(when))).or_insert_with(|| Days {
            count: 0,
            range: range(),
            last: when,
        });
        days.count += 1;
        days.last = when;
    }
    let speaks_for = |(from, to): (i64, i64)| -> usize {
        let holds = |days: &&Days<'_>| days.range.is_some_and(|(first, last)| first <= from && to <= last);
        let told = groups.iter().filter(|((.., declared), _)| !declared).map(|(_, days)| days);
        told.filter(holds).map(|days| days.count).sum()
    };
    let best = groups.iter().max_by_key(|&(&(from, to, declared), days)| {
        let in_time = days.range.is_some_and(|(from, _)| known_by.is_none_or(|known| from <= known));
        let votes = days.range.map(|range| if declared { 0 } else { speaks_for(range) });
        let alike: usize = [false, true].iter().filter_map(|&of| groups.get(&(from, to, of))).map(|it| it.count).sum();
        let length = days.range.map_or(i64::MAX, |(from, to)| to - from);
        (in_time, !declared, votes, alike, Reverse(length), Reverse(from))
    });
    best.map(|(_, days)| days.last)
}

/// Tellings that name the same days on the same ground.
struct Days<'a> {
    count: usize,
    range: Option<(i64, i64)>,
    last: &'a When,
}

fn lane(telling: &Telling) -> &'static str {
    match telling.plover.as_str() {
        _ if telling.mediation.is_some() => "mediation",
        "ASSAULT" | "COERCE" | "MOBILIZE" | "THREATEN" | "RETREAT" => "kinetic",
        "AID" => "humanitarian",
        "SANCTION" => "legal",
        _ => "diplomatic",
    }
}

/// The event as a whole: disputed where one denies what another tells; else the firmest stance that is given.
fn status(told: &[(&Digest, &Telling)]) -> Value {
    let told: Vec<(&str, &str)> =
        told.iter().map(|(_, telling)| (telling.stance.as_str(), telling.occurrence.as_str())).collect();
    status_of(&told)
}

/// The status of an event by stance and occurrence of its tellings.
pub(crate) fn status_of(told: &[(&str, &str)]) -> Value {
    const FIRMEST: [&str; 4] = ["asserted", "attributed", "alleged", "denied"];
    let against = |(stance, occurrence): &(&str, &str)| *stance == "denied" || *occurrence == "negated";
    let disputed = told.iter().any(against) && !told.iter().all(against);
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, occurrence) in told {
        *votes.entry(occurrence).or_default() += 1;
    }
    let occurrence = votes.iter().rev().max_by_key(|(_, votes)| **votes).map(|(occurrence, _)| *occurrence);
    // What one asserts to be planned and another claims to have happened is not asserted to have happened.
    let has = |wanted: &str| told.iter().any(|(stance, of)| *stance == wanted && Some(*of) == occurrence);
    let stance = FIRMEST.into_iter().find(|stance| has(stance));
    json!({"occurrence": occurrence, "stance": stance, "disputed": disputed})
}

/// The word of doubt that begins there, and the sentence that it stands in.
fn doubtful(source: &Digest, start: usize) -> (String, Evidence) {
    let letters: Vec<char> = source.text.chars().collect();
    let word: String = letters.iter().skip(start).take_while(|letter| letter.is_alphanumeric()).collect();
    let [first, last] = sentence_span(&letters, start);
    let text: String = letters.get(first..last).unwrap_or_default().iter().collect();
    let kept = text.trim_end();
    let last = first + kept.chars().count();
    (word, Evidence { spans: vec![[first as u32, last as u32]], text: kept.to_owned(), ..Evidence::default() })
}

/// By event: the outlets, the independent origins, and who dropped the attribution.
pub fn origins(crisis: &Crisis) -> Vec<Value> {
    let key = |number: usize| crisis.reports.get(number).map(|report| report.key.as_str());
    let mut rows = Vec::new();
    let mut by_event: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (index, lost) in crisis.hedges_lost.iter().enumerate() {
        let statement = match lost.what {
            Unsure::Statement(number) => {
                crisis.reports.get(lost.origin).and_then(|report| report.statements.get(number))
            }
            Unsure::Sentence(_) => None,
        };
        let event = statement.and_then(|statement| crisis.event_of(lost.origin, statement));
        by_event.entry(event.map(|(event, _)| event.id.as_str())).or_default().push(index);
    }
    let lost_row = |index: usize| {
        let lost = crisis.hedges_lost.get(index)?;
        let source = crisis.reports.get(lost.origin)?;
        let number = match lost.what {
            Unsure::Statement(number) => number,
            Unsure::Sentence(start) => {
                let (hedge, words) = doubtful(source, start);
                let evidence = evidence(source, &words);
                return Some(
                    json!({"key": key(lost.report), "origin_key": source.key, "hedge": hedge, "doubt": true, "evidence": evidence}),
                );
            }
        };
        let statement = source.statements.get(number)?;
        let speaker = statement.speaker.as_ref().map(|speaker| speaker.name.as_str());
        // "The army reportedly withdrew" has no speaker to name.
        let hedge = speaker.or_else(|| statement.hedges.first().map(|hedge| hedge.text.as_str()));
        Some(
            json!({"key": key(lost.report), "origin_key": source.key, "hedge": hedge, "evidence": evidence(source, &statement.evidence)}),
        )
    };
    for event in crisis.asked_events() {
        let outlets: BTreeSet<&str> = event
            .tellings
            .iter()
            .filter_map(|at| crisis.reports.get(at.0))
            .map(|report| report.outlet.as_deref().unwrap_or(&report.key))
            .collect();
        let voices: Vec<Value> = event
            .origins
            .iter()
            .map(|origin| {
                let keys: Vec<_> = origin.reports.iter().filter_map(|number| key(*number)).collect();
                json!({"name": origin.name, "kind": origin.kind, "articles": keys})
            })
            .collect();
        let lost = by_event.get(&Some(event.id.as_str())).into_iter().flatten();
        let lost: Vec<Value> = lost.filter_map(|index| lost_row(*index)).collect();
        let names: Vec<&str> = event.origins.iter().map(|origin| origin.name.as_str()).collect();
        let what = format!("told by {} outlets on the word of {}: {}", outlets.len(), names.len(), names.join(", "));
        rows.push(
            json!({"event": event.id, "what": what, "outlets": outlets.len(), "origins": voices, "hedge_lost": lost}),
        );
    }
    let rest: Vec<Value> = by_event.get(&None).into_iter().flatten().filter_map(|index| lost_row(*index)).collect();
    if !rest.is_empty() {
        let what = "attributions that copies drop, of what is no event here";
        rows.push(json!({"event": null, "what": what, "outlets": null, "origins": [], "hedge_lost": rest}));
    }
    rows
}

/// How the outlets colour what they tell.
pub fn framing(crisis: &Crisis) -> Vec<Value> {
    let all =
        crisis.asked_reports().flat_map(|(_, report)| report.framings.iter().map(move |framing| (report, framing)));
    all.map(|(report, framing)| {
        let plain = if framing.plain.is_empty() { String::new() } else { format!(" (plainly: {})", framing.plain) };
        let outlet = report.outlet.as_deref().unwrap_or(&report.key);
        json!({"what": format!("{outlet} writes “{}”{plain}", framing.text), "about": framing.about, "label": framing.text, "kind": framing.kind, "plain": framing.plain, "outlet": report.outlet,
               "evidence": evidence(report, &framing.evidence)})
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(from: &str, to: &str, text: Option<&str>, ground: &str) -> When {
        When {
            from: Some(from.into()),
            to: Some(to.into()),
            text: text.map(Into::into),
            ground: ground.into(),
            ..When::default()
        }
    }

    fn best(said: &[When], known_by: Option<&str>) -> Option<String> {
        let said: Vec<&When> = said.iter().collect();
        best_days(&said, known_by.and_then(day_number)).and_then(|when| when.from.clone())
    }

    #[test]
    fn a_month_speaks_for_the_day_in_it() {
        let month = day("2031-04-01", "2031-04-30", Some("last month"), "relative");
        let tuesday = day("2031-04-22", "2031-04-22", Some("Tuesday"), "relative");
        let other = day("2031-05-02", "2031-05-02", Some("Friday"), "relative");
        assert_eq!(best(&[month, other, tuesday], None).as_deref(), Some("2031-04-22"));
    }

    #[test]
    fn the_day_of_a_report_yields_to_one_that_is_told() {
        let declared = || day("2031-04-24", "2031-04-24", None, "declared");
        let told = day("2031-04-22", "2031-04-22", Some("Tuesday"), "relative");
        assert_eq!(best(&[declared(), told, declared()], None).as_deref(), Some("2031-04-22"));
        assert_eq!(best(&[declared()], None).as_deref(), Some("2031-04-24"));
    }

    #[test]
    fn what_is_told_was_not_done_afterwards() {
        let first = day("2031-04-22", "2031-04-22", None, "declared");
        let later = day("2031-04-25", "2031-04-25", Some("Friday"), "relative");
        assert_eq!(best(&[first, later], Some("2031-04-22")).as_deref(), Some("2031-04-22"));
    }

    fn is_bound(plover: &str, reports: &[&str]) -> bool {
        let digests: Vec<Digest> =
            reports.iter().map(|key| Digest { key: (*key).into(), ..Digest::default() }).collect();
        let news = day("2031-04-24", "2031-04-24", None, "declared");
        let telling = Telling {
            plover: plover.into(),
            occurrence: "actual".into(),
            when: Some(news.clone()),
            ..Telling::default()
        };
        let dated: Vec<(&Digest, &Telling)> = digests.iter().map(|report| (report, &telling)).collect();
        is_only_told_by_then(&news, &dated)
    }

    #[test]
    fn words_without_a_day_were_said_by_the_day_of_their_report() {
        assert!(is_bound("ACCUSE", &["a.txt"]));
        assert!(is_bound("ACCUSE", &["a.txt", "a.txt"]));
        assert!(!is_bound("ACCUSE", &["a.txt", "b.txt"]));
        assert!(!is_bound("ASSAULT", &["a.txt"]));
    }
}
