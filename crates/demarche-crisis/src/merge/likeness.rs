//! Whether two tellings can be of one event, and how much speaks for it.
//!
//! "It had killed Ali Shadmani" and "Ali Shadmani was killed in an Israeli strike" have the victim in common; "an Iranian missile killed four in Tolm" and
//! "the strike on the dam at Tolm" differ in who did it. Each ground (sides, persons, victims, days, place) is for it, against it or silent; what speaks
//! against decides, and silence is never a ground for.

use super::common::TRUCE;
use super::days::Basis;
use super::traits::Trait;
use super::word_set::WordSet;
use smol_str::SmolStr;

/// Part of the particular words of the shorter telling, by weight, that has to be shared …
const SHARED_WORDS: f64 = 0.4;
/// … and where both are of one place that says more than the country, so much.
const SHARED_WORDS_THERE: f64 = 0.2;
/// What stands behind two acts is told in other words; between the same sides so much has to do.
const SHARED_WORDS_BEHIND: f64 = 0.15;
/// Whom two tellings name so many of as those to whom it was done, they mean the same.
const SEVERAL: usize = 2;
/// How much what a blow fell on speaks for a deed among those of the same sides.
const AIMED: f64 = 0.5;
/// How many days make a bare deed old news.
const RECENT_DAYS: f64 = 7.0;
/// So many of them at least, unless the victim or the place hit is the same.
const LEAST_SHARED: usize = 2;

/// Whether days, places, victims or speakers make them two.
pub(super) fn are_other(a: &Trait, b: &Trait) -> bool {
    let days = a.days.zip(b.days).is_some_and(|(a, b)| !a.meet(b));
    let places = a.place.as_ref().zip(b.place.as_ref()).is_some_and(|(place, other)| {
        (!a.is_in_words() || place.is_particular() && other.is_particular())
            && place.is_other(other)
            && !a.placed.iter().any(|word| has(b, word))
            && !b.placed.iter().any(|word| has(a, word))
    });
    days || places
        || a.is_other_than_before(b)
        || b.is_other_than_before(a)
        || is_of_no_day(a, b)
        || is_unlike_denial(a, b)
        || are_two_steps(a, b)
        || is_other(&a.victims, &b.victims)
        || a.is_in_words() && is_other(&a.speakers, &b.speakers)
        || are_other_talkers(&a.talkers, &b.talkers)
}

/// Nattor's call to the premier, and his call to the foreign minister; where more than two talk, each report names whom it likes.
fn are_other_talkers(a: &WordSet, b: &WordSet) -> bool {
    let common = a.shared(b).count();
    a.len().max(b.len()) <= 2 && common < a.len() && common < b.len()
}

/// "Washington asked Beijing" in a report of no day, and "Rubio urged China" of a day: what is said in words is said again and again.
fn is_of_no_day(a: &Trait, b: &Trait) -> bool {
    let undated = a.days.is_some() != b.days.is_some() && a.at.0 != b.at.0;
    undated && a.is_in_words() && a.speakers.is_disjoint(&b.speakers)
}

/// "Spoke by hotline and agreed to meet again": two verbs of two types in one report are two steps, and so are to make a truce and to keep it.
fn are_two_steps(a: &Trait, b: &Trait) -> bool {
    let verbs = !a.nominal && !b.nominal && !a.is_headline() && !b.is_headline();
    let kept = a.keeps != b.keeps && a.is_truce() && b.is_truce();
    // "The truce took hold" and "it had agreed to the truce" are none.
    let steps = matches!((a.plover.as_str(), b.plover.as_str()), ("CONSULT", "AGREE") | ("AGREE", "CONSULT"));
    kept || verbs && steps && a.at.0 == b.at.0
}

/// "Did not target troops" does not deny the strike on a plant, nor "without agreeing on anything" the meeting: what is told not to have
/// happened is the same deed, and says nothing of its own that the other does not. "Had no part in the attack", without a word or day of the raid on
/// the market, is of no raid that can be known.
fn is_unlike_denial(a: &Trait, b: &Trait) -> bool {
    let denial = if a.negated { a } else { b };
    let told = if a.negated { b } else { a };
    let own = denial.particular.iter().filter(|(word, _)| !told.kin.contains(word)).count();
    let of_nothing = denial.is_bare()
        && !denial.is_dated()
        && denial.family == "ASSAULT"
        && denial.lemma != told.lemma
        && denial.kin.is_disjoint(&told.kin);
    a.negated != b.negated && (a.plover != b.plover || own > 0 || of_nothing)
}

fn has(own: &Trait, word: &str) -> bool {
    own.particular.binary_search_by(|(known, _)| known.as_str().cmp(word)).is_ok()
}

/// Whether two tellings without words of their own are of two sorts of deed, or one of them is still to come.
pub(super) fn are_deeds_other(a: &Trait, b: &Trait) -> bool {
    // "Killed", "slew" and "the killing" are one sort.
    let killings = is_killing(a) && is_killing(b);
    let sorts = !killings && a.deed.as_ref().zip(b.deed.as_ref()).is_some_and(|(a, b)| a != b);
    let times = a.ahead != b.ahead && !are_one_meeting(a, b);
    let sorts = sorts || is_killing(a) != is_killing(b) || a.downs != b.downs || is_seizure(a) != is_seizure(b);
    a.is_plain() && b.is_plain() && (sorts || times || are_tolls_other(a, b))
        || are_means_other(a, b)
        || are_ways_other(a, b)
}

/// "At least 12 people were killed" and, in the same report, "killed six people": two counts of one kind are of two deeds.
fn are_tolls_other(a: &Trait, b: &Trait) -> bool {
    let kind = |toll: &'_ str| toll.rsplit(' ').next().map(str::to_owned);
    let tolls = a.toll.as_deref().zip(b.toll.as_deref());
    a.at.0 == b.at.0 && tolls.is_some_and(|(a, b)| a != b && kind(a) == kind(b))
}

/// "Shelling killed ten" and "shot down five jets" were not done with one means, unless to one person.
fn are_means_other(a: &Trait, b: &Trait) -> bool {
    a.means != 0 && b.means != 0 && a.means & b.means == 0 && a.victims.is_disjoint(&b.victims)
}

/// "They traded fire" is not the attack of one on the other.
fn are_ways_other(a: &Trait, b: &Trait) -> bool {
    a.family == "ASSAULT" && a.mutual != b.mutual && a.victims.is_disjoint(&b.victims)
}

/// "Denied laying mines" and "had laid them"; or, in one report, "denied that anything was fired" and the deed that it is accused of there.
fn is_denial_of(a: &Trait, b: &Trait) -> bool {
    let (denial, charge) = if a.denied { (a, b) } else { (b, a) };
    let charged = a.at.0 == b.at.0 && denial.is_bare() && charge.alleged && !charge.states.is_empty();
    if charged && denial.denied && a.actors == b.actors && are_states_one(a, b) && !a.is_in_words() {
        return true;
    }
    const APART: i64 = 1;
    let near = a.told.zip(b.told).is_some_and(|(a, b)| (a - b).abs() <= APART);
    let deed = a.lemma.is_some() && a.lemma == b.lemma && a.plover == b.plover && !a.is_in_words();
    deed && near && a.denied != b.denied && !a.actors.is_empty() && a.actors == b.actors
}

/// "The council was to discuss the raid" and "the council discussed it" of the same day are one meeting.
fn are_one_meeting(a: &Trait, b: &Trait) -> bool {
    let said = |own: &Trait| own.days.is_some_and(|days| days.basis == Basis::Said && days.first == days.last);
    let held = |own: &Trait| own.plover == "CONSULT" && !own.negated && said(own);
    a.body.is_some() && a.body == b.body && held(a) && held(b) && a.same_day(b)
}

/// "Had called a summit of the Union" and "hosted the Union's summit", told within a week.
fn are_one_session(a: &Trait, b: &Trait) -> bool {
    const APART: i64 = 7;
    let held = |own: &Trait| own.plover == "CONSULT" && !own.negated;
    held(a)
        && held(b)
        && are_told_within(a, b, APART)
        && !a.bodies.is_disjoint(&b.bodies)
        && !a.sessions.is_disjoint(&b.sessions)
}

/// "Met at Tolm on Friday" and "the talks at Tolm" of that day.
fn are_one_days_talks(a: &Trait, b: &Trait) -> bool {
    let talks = |own: &Trait| own.plover == "CONSULT" && !own.negated && own.is_dated();
    let there = a.place.as_ref().zip(b.place.as_ref()).is_some_and(|(place, other)| place.is_one(other));
    talks(a) && talks(b) && there && a.same_day(b) && !a.actors.is_disjoint(&b.actors)
}

/// "Gave them $300 million" and "the $300 million": one amount between the same sides, or, of the dead, of the same days.
fn are_of_one_amount(a: &Trait, b: &Trait) -> bool {
    const APART: i64 = 7;
    const APART_UNNAMED: i64 = 3;
    let sided = !a.actors.is_disjoint(&b.actors) || !a.recipients.is_disjoint(&b.recipients);
    let unnamed = a.family == "ASSAULT" && are_told_within(a, b, APART_UNNAMED);
    !a.amounts.is_disjoint(&b.amounts) && a.negated == b.negated && are_told_within(a, b, APART) && (sided || unnamed)
}

/// Whether a passage that two reports have in common tells both: nothing that the words themselves say speaks against it.
pub(super) fn are_one_passage(a: &Trait, b: &Trait) -> bool {
    const APART: i64 = 7;
    // So many words are one passage, whatever days their reports lend them.
    const LONG: usize = 8;
    let long = || a.passage.as_deref().is_some_and(|words| words.split(' ').count() >= LONG);
    let tells = |basis: Basis| basis == Basis::Said || basis == Basis::Carried && !long();
    let said = |own: &Trait| own.days.filter(|days| tells(days.basis));
    let days = || said(a).zip(said(b)).is_some_and(|(a, b)| !a.meet(b));
    a.at.0 != b.at.0
        && a.lemma == b.lemma
        && are_told_within(a, b, APART)
        && !days()
        && !is_other(&a.actors_said, &b.actors_said)
        && !is_other(&a.recipients_said, &b.recipients_said)
        && !(a.is_in_words() && is_other(&a.speakers, &b.speakers))
}

/// Whether their reports are so many days apart at most.
fn are_told_within(a: &Trait, b: &Trait, days: i64) -> bool {
    a.told.zip(b.told).is_some_and(|(a, b)| (a - b).abs() <= days)
}

/// "The raid on the consulate" and "bombed the Veranian consulate": a noun for a blow that says no more than what it fell on.
fn is_aimed_at_same(noun: &Trait, told: &Trait) -> bool {
    let blow = noun.nominal && noun.is_plain() && noun.family == "ASSAULT" && noun.plover == told.plover;
    blow && !noun.aimed.is_empty()
        && (noun.ahead, noun.negated, noun.mutual) == (told.ahead, told.negated, told.mutual)
        && noun.aimed.iter().all(|word| told.aimed.contains(word))
}

/// "Has agreed to the ceasefire" and "the truce between them held" tell of one truce, where they are told at one time; "violated the truce" and "broke the
/// ceasefire" of one breach.
fn are_of_one_truce(a: &Trait, b: &Trait) -> bool {
    const APART: i64 = 1;
    // What both made holds for a while; that one of them agreed is news of the day.
    const LASTS: i64 = 14;
    let within = |days: i64| a.told.zip(b.told).is_some_and(|(a, b)| (a - b).abs() <= days);
    let both = a.actors.len() > 1 && b.actors.len() > 1;
    // "Verania agreed in principle" is a step towards the truce, "they agreed to keep it" one that follows, and what one side accepts is not what the
    // other accepts.
    if a.keeps || b.keeps || is_other(&a.actors, &b.actors) {
        return false;
    }
    let alike = a.is_truce() && b.is_truce() && a.negated == b.negated || a.is_breach() && b.is_breach();
    alike && a.states.len() > 1 && are_states_one(a, b) && within(if both { LASTS } else { APART })
}

/// "Verania accepts" says yes to what the report tells that Verania has agreed to.
fn is_yes_to(yes: &Trait, told: &Trait) -> bool {
    yes.is_bare() && yes.plover == "AGREE" && told.plover == "AGREE" && yes.actors == told.actors
}

/// "At least 26 civilians were killed", by whom is not said, and "the attack that killed 26".
fn are_of_one_toll(a: &Trait, b: &Trait) -> bool {
    const APART: i64 = 3;
    let near = a.told.zip(b.told).is_some_and(|(a, b)| (a - b).abs() <= APART);
    a.toll.is_some() && a.toll == b.toll && near && (are_states_one(a, b) || a.is_dated() && b.is_dated())
}

/// "The killing of its commander" is none of "the strikes", whoever did it.
fn is_killing(own: &Trait) -> bool {
    matches!(own.deed.as_deref(), Some("180" | "186" | "kill"))
}

/// "Seized twenty soldiers" is no strike.
fn is_seizure(own: &Trait) -> bool {
    matches!(own.deed.as_deref(), Some("173" | "181"))
}

/// Whether their doers or those to whom it was done make them two.
pub(super) fn are_sides_other(a: &Trait, b: &Trait) -> bool {
    sides(&a.actors, &b.actors).is_none() || sides(&a.recipients, &b.recipients).is_none()
}

fn is_other(a: &WordSet, b: &WordSet) -> bool {
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
}

/// Whether two deeds without words of their own are between the same states, as far as these are named.
fn are_states_one(a: &Trait, b: &Trait) -> bool {
    let (a, b) = (&a.states, &b.states);
    a.shared(b).count() >= a.len().min(b.len()).min(2)
}

/// How much speaks for their being one event; nothing where too little does.
pub(super) fn likeness(a: &Trait, b: &Trait) -> Option<f64> {
    let actors = sides(&a.actors, &b.actors)?;
    let recipients = sides(&a.recipients, &b.recipients)?;
    let there = a.place.as_ref().zip(b.place.as_ref()).is_some_and(|(place, other)| place.is_one(other));
    // "Struck nine camps in the border province" and "fired at nine sites" there, in the opening lines of two papers.
    let abroad = || a.place.as_ref().zip(b.place.as_ref()).is_some_and(|(place, other)| place.name == other.name);
    if open_on_one(a, b) && a.same_day(b) && abroad() {
        return Some(actors + recipients + 1.0 + nearness(a, b));
    }
    let place = f64::from(u8::from(there));
    let plain = a.is_plain() && b.is_plain();
    // "Verania and Ostria have agreed to", told twice.
    let pair = a.lemma.is_some() && a.lemma == b.lemma && a.states == b.states && a.states.len() >= SEVERAL;
    let known = actors > 0.0 && are_states_one(a, b);
    let of_day = a.of_day.is_some() && a.of_day == b.of_day;
    if of_day || are_one_session(a, b) || are_one_days_talks(a, b) || are_of_one_amount(a, b) {
        return Some(actors + recipients + place + 1.0);
    }
    if is_aimed_at_same(a, b) || is_aimed_at_same(b, a) {
        return (actors + recipients > 0.0).then_some(actors + recipients + place + nearness(a, b) + AIMED);
    }
    if are_one_meeting(a, b) || are_of_one_truce(a, b) || are_of_one_toll(a, b) || is_denial_of(a, b) {
        return Some(actors + recipients + place + nearness(a, b));
    }
    let within = a.at.0 == b.at.0 && (pair && a.is_dated() && b.is_dated() || is_yes_to(a, b) || is_yes_to(b, a));
    if plain && known && within {
        return Some(actors + recipients + place);
    }
    // "The Tolm killings" and "the gunmen opened fire", in Tolm.
    if there && (a.is_called() || b.is_called()) && (known || a.actors.is_empty() || b.actors.is_empty()) {
        return Some(actors + recipients + place + nearness(a, b));
    }
    if plain && known && a.recipients.shared(&b.recipients).count() >= SEVERAL {
        return Some(actors + recipients + place);
    }
    if a.is_bare() || b.is_bare() {
        // Neither has words of its own: the bare deed between the same sides.
        let same = a.is_bare() && b.is_bare() && !a.is_in_words() && a.plover == b.plover;
        // "Agreed to look at troop numbers" and, elsewhere, "agreed to a truce" are two agreements.
        let pair = pair && (a.at.0 == b.at.0 || are_words_one(a, b));
        let bare = same || plain && (pair || are_kin(a, b));
        // "The attack on Verania", by whom is not said, is the one that is told of these days.
        let silent = recipients > 0.0 && (a.actors.is_empty() || b.actors.is_empty());
        let fits = bare && (known || silent) && !are_deeds_other(a, b);
        return fits.then(|| actors + recipients + place + nearness(a, b));
    }
    let (shared, words) = shared(&a.particular, &b.particular);
    let shared = shared / a.mass().min(b.mass());
    let victim = !a.victims.is_disjoint(&b.victims);
    let hit = there && a.hits_place && b.hits_place;
    // What one speaker says twice needs fewer words in common than what two do.
    let speaker = a.is_in_words() && !a.speakers.is_disjoint(&b.speakers);
    let enough = if hit || victim {
        shared > 0.0
    } else if speaker || are_called_alike(a, b) {
        shared >= SHARED_WORDS
    } else if open_on_one(a, b) {
        shared >= SHARED_WORDS_THERE
    } else if (a.weak || b.weak) && actors > 0.0 && recipients > 0.0 {
        shared >= SHARED_WORDS_BEHIND
    } else {
        // "The Veranian ambassador" are two words, though one of them tells only whose.
        let words = words + usize::from(!a.stately.is_disjoint(&b.stately));
        words >= LEAST_SHARED && shared >= if there { SHARED_WORDS_THERE } else { SHARED_WORDS }
    };
    (enough && (actors + recipients > 0.0 || there || victim)).then_some(actors + recipients + place + 2.0 * shared)
}

/// What no day is said of is rather what is told of in the same days than what was weeks ago.
fn nearness(a: &Trait, b: &Trait) -> f64 {
    let day = |own: &Trait| own.days.filter(|days| days.basis != Basis::Near).map(|days| days.last).or(own.told);
    day(a).zip(day(b)).map_or(0.0, |(a, b)| (-(a - b).abs() as f64 / RECENT_DAYS).exp())
}

/// Whether a deed is called by a name that the other telling has as well: "the Tolm killings".
fn are_called_alike(a: &Trait, b: &Trait) -> bool {
    a.names.iter().any(|name| has(a, name) && has(b, name) && b.names.contains(name))
}

/// Whether one of them has no words but the one that makes it, or both have another in common.
fn are_words_one(a: &Trait, b: &Trait) -> bool {
    let more = |own: &Trait| own.kin.iter().filter(|word| !own.is_trigger(word)).count();
    more(a) == 0 || more(b) == 0 || a.kin.shared(&b.kin).any(|word| !a.is_trigger(word))
}

/// Whether two papers of a day open on a blow of one side on the other.
fn open_on_one(a: &Trait, b: &Trait) -> bool {
    const APART: i64 = 1;
    let near = a.told.zip(b.told).is_some_and(|(a, b)| (a - b).abs() <= APART);
    near && a.opening.is_some() && a.opening == b.opening && a.is_dated() && b.is_dated()
}

/// "Agreed to the ceasefire" and "the ceasefire between them" share the word; two verbs need two.
fn are_kin(a: &Trait, b: &Trait) -> bool {
    let needed = if a.nominal || b.nominal { 1 } else { 2 };
    // Which truce it is, the days say.
    a.kin.shared(&b.kin).filter(|word| *word != TRUCE).count() >= needed
}

/// The weight and the number of the words that both have; both sorted.
fn shared(a: &[(SmolStr, f64)], b: &[(SmolStr, f64)]) -> (f64, usize) {
    let mut rest = b.iter().peekable();
    let (mut sum, mut words) = (0.0, 0);
    for (word, weight) in a {
        while rest.next_if(|(other, _)| other < word).is_some() {}
        if let Some((_, other)) = rest.next_if(|(other, _)| other == word) {
            sum += weight.min(*other);
            words += 1;
        }
    }
    (sum, words)
}

/// 1 where both name a common country, 0 where one names none, nothing where they name different ones.
pub(super) fn sides(a: &WordSet, b: &WordSet) -> Option<f64> {
    if a.is_empty() || b.is_empty() {
        return Some(0.0);
    }
    (!a.is_disjoint(b) || a.may_meet(b)).then_some(1.0)
}
