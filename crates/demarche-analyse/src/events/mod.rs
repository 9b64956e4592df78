//! Step 7: who did what to whom, whether it happened, and how far it is vouched for.
//!
//! In: the parse, the mentions, times, places and statements. Out: events with occurrence and stance, and commitments.
//! "Israel is said to have bombed a depot in Iran on the night of May 2": ASSAULT, Israel on
//! Iran, actual, alleged, April 18.
//!
//! Rules, surest first; each event names the one that made it:
//!
//! | rule | reads |
//! |---|---|
//! | E110 light-verb | a light verb with an event noun: "launched an attack", "came under fire" |
//! | E120 verb | a governing verb that fits a frame: "fired rockets at", "agreed to release" |
//! | E130 adjective | a governing adjective: "is willing to", "reluctant to" |
//! | E140 happening | an event noun that is the subject of a verb of happening: "the fighting intensified" |
//! | E210 event-noun | an event noun by itself: "Israel's attack on", "the bombardment of" |
//! | E310 refusal | what is announced not to be done: "would not negotiate" is a REJECT |
//! | E320 announcement | a friendly deed announced: "will give a grant" is an AGREE |
//! | E330 announced force | a hostile deed announced by whoever will do it: a THREATEN |
//! | E340 vow | a vow, plan or decision: friendly or hostile as what it is about |
//! | E350 obligation | what a speaker says that another must do: a REQUEST |
//! | E360 stand | a stand taken by saying so: "the ruling does not bind us" |
//! | E710, E720 | humanitarian moves: the table of `relief` |
//! | E610 … E650 | moves of mediation: the table of `moves` |
//! | E510 commitment | what a signature or a truce binds |
//! | E520 promise | what is promised, assured, pledged, in its own clause |

mod behind;
mod bidden;
mod carry;
mod casualties;
mod clause_in_list;
mod climb;
mod coder;
mod commitments;
mod days;
mod denial;
mod evidence;
mod frames;
mod gate;
mod grounds;
mod headline;
mod kin;
mod launched;
mod moves;
mod nominal;
mod owed;
mod phone;
mod place;
mod purpose;
mod relief;
mod reprisal;
mod retype;
mod roles;
mod same_act;
mod scope;
mod shared_place;
mod slots;
mod stand;
mod standing;
mod status;
mod tree;
mod twins;
mod unnamed;
mod vessels;
mod when;

pub use standing::{Standing, standings};

use crate::Reading;
use coder::Draft;
use demarche_model::{BlockKind, Commitment, Date, Event, Mediation, Move, Occurrence, Relief, Span, Statement, When};
use moves::Made;
use status::Status;

/// What is done in a report.
#[derive(Clone, Debug, Default)]
pub struct Deeds {
    /// Events, in text order of their evidence.
    pub events: Vec<Event>,
    /// What binds.
    pub commitments: Vec<Commitment>,
    /// Moves of mediation.
    pub moves: Vec<Move>,
    /// Humanitarian moves.
    pub humanitarian: Vec<Relief>,
}

/// Finds what is done in a report.
pub fn find_events(reading: Reading<'_>, statements: &[Statement]) -> Deeds {
    let mut coded = coder::code(reading);
    let hit: Vec<bool> = coded.drafts.iter().map(|draft| gate::is_hit(reading, &coded.drafts, draft)).collect();
    let mut hit = hit.into_iter();
    coded.drafts.retain(|_| !hit.next().unwrap_or_default());
    coded.drafts.retain(|draft| !gate::is_accident(reading, draft));
    stand::speakers(reading, statements, &mut coded.drafts);
    owed::demands(reading, statements, &mut coded);
    phone::calls(reading, &mut coded.drafts);
    purpose::protests(reading, &mut coded.drafts);
    let memory = name_parties(reading, statements, &mut coded.drafts);
    let report = gate::Report::of(&coded.drafts, memory.at_war());
    let moves = moves::find(Reading { quarrel: report.of_quarrel, ..reading }, statements);
    let mut events = judge(reading, statements, coded, report, &memory, &moves);
    denial::fold(reading, &mut events);
    headline::merge(reading, &mut events);
    days::carry(reading, statements, &mut events);
    shared_place::carry(reading, &mut events);
    headline::merge(reading, &mut events);
    same_act::fold(reading, &mut events);
    launched::fold(reading, &mut events);
    let commitments = commitments::commitments(reading, &events);
    let events = events.into_iter().map(|(_, event)| event).collect();
    let humanitarian = relief::find(reading, statements);
    Deeds { events, commitments, humanitarian, moves: moves.into_iter().map(|found| found.made).collect() }
}

/// Finds the parties that the words of a draft leave out: first what one draft lends another, then what the teller adds, then what the whole
/// report shows of who is at odds with whom, which is what comes back.
fn name_parties(reading: Reading<'_>, statements: &[Statement], drafts: &mut Vec<Draft>) -> carry::Memory {
    carry::chain(reading, drafts);
    carry::offered(reading, drafts);
    carry::answered(reading, drafts);
    carry::not_oneself(reading, drafts);
    carry::judged(reading, drafts);
    carry::provoked(reading, drafts);
    carry::suffered(reading, drafts);
    carry::self_charged(reading, drafts);
    carry::own_rebels(reading, drafts);
    carry::along(reading, drafts);
    let condemned = carry::take_condemned(reading, drafts);
    let memory = carry::Memory::of(reading, drafts);
    memory.pairs(reading, drafts);
    for draft in drafts.iter_mut() {
        let told = status::teller(reading, statements, draft);
        carry::not_the_teller(reading, statements, draft, told);
        carry::moved(reading, draft);
        carry::own_forces(reading, statements, draft, told);
        carry::speakers_own(reading, statements, draft, told);
        memory.told_to(statements, draft, told);
        carry::tellers_dead(reading, statements, draft, told, memory.sides());
        carry::pulled_back(reading, draft);
    }
    drafts.retain(|draft| !carry::names_nobody(draft) || memory.stands(reading, draft));
    drafts.retain(|draft| !carry::is_to_end(reading, draft));
    drafts.iter_mut().for_each(|draft| memory.fill(reading, draft));
    carry::link(reading, drafts);
    carry::judged(reading, drafts);
    carry::in_turn(reading, drafts);
    memory.foes(reading, drafts);
    carry::give_back(reading, drafts, condemned);
    memory
}

/// Gives each draft its status and keeps those that are events of politics.
fn judge(
    reading: Reading<'_>,
    statements: &[Statement],
    coded: coder::Coded,
    report: gate::Report,
    memory: &carry::Memory,
    moves: &[Made],
) -> Vec<(when::Told, Event)> {
    let mut events = Vec::new();
    for mut draft in coded.drafts {
        if !report.of_crisis && denial::is_denial(reading, &draft) {
            continue;
        }
        let mut status = status::status(reading, statements, &coded.charges, &draft);
        let said = matches!(draft.rule, "E350 obligation" | reprisal::RULE | owed::REFUSAL | stand::RULE);
        if said || phone::is_made(reading.parse, &draft, &status) {
            status.occurrence = Occurrence::Actual;
        } else {
            retype::retype(reading, statements, &mut draft, &mut status);
            retype::one_sided(&mut draft, &status);
            memory.refill(reading, &mut draft);
        }
        if gate::is_event(reading, report, &draft, &status) {
            let told = when::Told {
                trigger: draft.trigger,
                governor: draft.governor(),
                lemma: reading.parse.tokens[draft.trigger].lemma.to_lowercase(),
            };
            events.push((told, finish(reading, moves, draft, status)));
        }
    }
    events
}

/// The event of a draft.
fn finish(reading: Reading<'_>, moves: &[Made], draft: Draft, status: Status) -> Event {
    let ontology = &reading.lexicon.verbs.ontology;
    let mut occurrence = status.occurrence;
    let mut when = when::when(reading, &draft);
    if occurrence == Occurrence::Actual && when.as_ref().is_some_and(|when| is_to_come(reading, when)) {
        // "Has called a summit for Wednesday", "face a tariff from Aug. 1": to come. "Has invited Ostria to talks for Thursday": the invitation is out,
        // on no known day.
        let gathering = draft.action.plover == "CONSULT" && tree::nominal(reading.parse, draft.trigger);
        let present = matches!(reading.parse.tokens[draft.governor()].tag.as_str(), "VBZ" | "VBP");
        if gathering || present {
            occurrence = Occurrence::Future;
        } else {
            when = None;
        }
    }
    let past = when.as_ref().is_some_and(|when| when.to.or(when.from).is_some_and(|end| long_ago(reading, end)));
    if occurrence == Occurrence::Actual && (past || stock_picture(reading, &draft, when)) {
        occurrence = Occurrence::Historical;
    }
    let quad = ontology.event(&draft.action.plover).map_or(0, |event| event.quad);
    let intensity = ontology.intensity(&draft.action);
    let evidence = evidence::evidence(reading, &draft, &status);
    let mediation = mediation(moves, &draft);
    let token = &reading.parse.tokens[draft.trigger];
    let trigger = Span::new(token.start, token.end);
    let confidence = reading.lexicon.verbs.confidence(draft.rule, grounds::of(&draft));
    let casualties = casualties::casualties(reading, &draft);
    let place = place::place(reading, &draft);
    Event {
        actors: draft.actors,
        recipients: draft.recipients,
        plover: draft.action.plover,
        mode: draft.action.mode,
        contexts: draft.action.contexts,
        cameo: draft.action.cameo,
        quad,
        intensity,
        occurrence,
        stance: status.stance,
        on_word_of: status.on_word_of.into_iter().collect(),
        when,
        place,
        casualties,
        mediation,
        trigger,
        confidence,
        evidence,
    }
}

/// Whether days are to come; that of the report may be a day behind in another part of the world.
fn is_to_come(reading: Reading<'_>, when: &When) -> bool {
    let published = reading.article.published.map(|published| published.to);
    published.zip(when.from).and_then(|(today, from)| days::days_between(today, from)).is_some_and(|days| days > 1)
}

/// The move that an event makes, if its trigger is a word of one.
fn mediation(moves: &[Made], draft: &Draft) -> Option<Mediation> {
    let made = moves.iter().find(|found| draft.words().any(|word| found.words.contains(&word)))?;
    Some(Mediation { step: made.made.step, by: made.made.word })
}

/// What the caption of an old picture tells is background: "The two leaders meet in May", under a report of June.
fn stock_picture(reading: Reading<'_>, draft: &Draft, when: Option<When>) -> bool {
    let start = reading.parse.tokens[draft.trigger].start;
    let blocks = &reading.article.blocks;
    let at = blocks.partition_point(|block| block.span.end <= start);
    let caption = blocks.get(at).is_some_and(|block| block.span.start <= start && block.kind == BlockKind::Caption);
    let published = reading.article.published.map(|published| published.from);
    let old = when
        .and_then(|when| when.to.or(when.from))
        .zip(published)
        .and_then(|(day, published)| days::days_between(day, published))
        .is_some_and(|apart| apart > 3);
    caption && old
}

/// Background: it ended more than about a year before the report.
fn long_ago(reading: Reading<'_>, end: Date) -> bool {
    let days =
        |date: Date| date.year.map(|year| i32::from(year) * 365 + i32::from(date.month) * 30 + i32::from(date.day));
    match (days(end), reading.article.published.and_then(|published| days(published.from))) {
        (Some(end), Some(report)) => end + 365 < report,
        _ => false,
    }
}
