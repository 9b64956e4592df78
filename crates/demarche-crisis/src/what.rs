//! One neutral line for an event: an event as a report tells it in, who, what and to whom in plain words out.
//!
//! "Russia: offer to mediate between Israel and Iran". The words of outlets stand in the evidence, never here.

use crate::digest::{Party, Telling};
use demarche_lexicon::{EventLines, RECIPIENTS};

/// Parties that a line names before it counts.
const MOST_NAMES: usize = 4;

/// The line.
pub(crate) fn what(telling: &Telling, lines: &EventLines) -> String {
    let actors = if telling.actors.is_empty() { "unnamed".to_owned() } else { names(&telling.actors) };
    // "was hurt by falling fragments": that somebody was, and not that he was attacked.
    let people =
        !telling.recipients.is_empty() && telling.recipients.iter().all(|party| party.kind.as_deref() != Some("state"));
    let harm = || lines.told_by(&telling.plover, &telling.trigger.text).filter(|_| people && telling.mode.is_none());
    let words = harm().or_else(|| lines.line(&telling.plover, telling.mode.as_deref(), telling.cameo.as_deref()));
    let deed = match (words, telling.recipients.is_empty()) {
        (Some(words), true) => words.alone.clone(),
        (Some(words), false) => words.toward.replace(RECIPIENTS, &names(&telling.recipients)),
        (None, _) => telling.plover.to_lowercase(),
    };
    format!("{actors}: {deed}")
}

/// "Germany, France and the United Kingdom"; "Germany, France, Italy, Spain and 3 more".
fn names(parties: &[Party]) -> String {
    let names: Vec<&str> = parties
        .iter()
        .map(|party| if party.name.is_empty() { party.text.as_str() } else { party.name.as_str() })
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] if names.len() <= MOST_NAMES => format!("{} and {last}", first.join(", ")),
        all => format!("{} and {} more", all[..MOST_NAMES].join(", "), all.len() - MOST_NAMES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_lexicon::Lexicon;

    fn told(actors: &[&str], recipients: &[&str], plover: &str, cameo: Option<&str>) -> String {
        let parties = |names: &[&str]| {
            names.iter().map(|name| Party { name: (*name).to_owned(), ..Party::default() }).collect::<Vec<_>>()
        };
        let telling = Telling {
            actors: parties(actors),
            recipients: parties(recipients),
            plover: plover.to_owned(),
            cameo: cameo.map(str::to_owned),
            ..Telling::default()
        };
        what(&telling, &Lexicon::embedded().event_lines)
    }

    #[test]
    fn the_line_says_who_what_and_to_whom() {
        let offer = told(&["Russia"], &["Israel", "Iran"], "AGREE", Some("039"));
        assert_eq!(offer, "Russia: offer to mediate between Israel and Iran");
        assert_eq!(told(&[], &["Iran"], "ASSAULT", None), "unnamed: attack on Iran");
        assert_eq!(told(&["Verania"], &[], "PROTEST", None), "Verania: protest");
    }

    #[test]
    fn whoever_was_hurt_need_not_have_been_attacked() {
        let mut telling = Telling { plover: "ASSAULT".into(), ..Telling::default() };
        telling.recipients = vec![Party { name: "girl".into(), ..Party::default() }];
        telling.trigger.text = "hurt".into();
        let lines = &Lexicon::embedded().event_lines;
        assert_eq!(what(&telling, lines), "unnamed: harm to girl");
        telling.recipients[0].kind = Some("state".into());
        assert_eq!(what(&telling, lines), "unnamed: attack on girl");
    }

    #[test]
    fn many_names_are_counted() {
        let made = told(&["A", "B", "C", "D", "E", "F"], &[], "CONSULT", None);
        assert_eq!(made, "A, B, C, D and 2 more: talks");
    }
}
