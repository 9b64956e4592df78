//! What makes two tellings one event, and what keeps them two: short reports of two invented states in, groups of tellings out.
//!
//! "Verania struck nine camps" and "Verania fired missiles at nine sites" of one day are one; "Veranian shelling" is none of them.

use super::{At, merge, read};
use crate::digest::{Casualties, Count, Digest, Evidence, Party, Place, Telling, When, Words};
use demarche_lexicon::Lexicon;

pub(super) fn party(name: &str, kind: &str) -> Party {
    Party {
        text: name.into(),
        name: name.into(),
        country: Some(name[..3].to_uppercase()),
        kind: Some(kind.into()),
        actor: Some(name.to_lowercase()),
        ..Party::default()
    }
}

/// A telling of one state's deed to another; `trigger` is the word of it that makes the event, `row` the word list's name for it.
pub(super) fn told(words: &str, plover: &str, sides: (&str, &str), trigger: &str, row: &str) -> Telling {
    let at = words.find(trigger).expect("the trigger stands in the words") as u32;
    let states = |name: &str| if name.is_empty() { Vec::new() } else { vec![party(name, "state")] };
    Telling {
        actors: states(sides.0),
        recipients: states(sides.1),
        plover: plover.into(),
        occurrence: "actual".into(),
        stance: "asserted".into(),
        trigger: Words { span: [at, at + trigger.len() as u32], text: trigger.into() },
        evidence: Evidence {
            spans: vec![[0, words.len() as u32]],
            text: words.into(),
            rule: if row.starts_with("noun.") { "E210 event-noun".into() } else { "E120 verb".into() },
            rows: vec![format!("en.event.{row}")],
        },
        ..Telling::default()
    }
}

pub(super) fn strike(words: &str, trigger: &str, row: &str) -> Telling {
    told(words, "ASSAULT", ("Verania", "Ostria"), trigger, row)
}

pub(super) fn on(day: &str, telling: Telling) -> Telling {
    let when = When {
        from: Some(day.into()),
        to: Some(day.into()),
        text: Some("on that day".into()),
        ground: "explicit".into(),
        ..When::default()
    };
    Telling { when: Some(when), ..telling }
}

pub(super) fn killing(count: u32, telling: Telling) -> Telling {
    let killed = Count { min: Some(count), max: None, text: count.to_string() };
    Telling { casualties: Some(Casualties { killed: Some(killed), wounded: None }), ..telling }
}

/// A report of the fourth of May; its tellings stand one behind the other.
pub(super) fn report(name: &str, events: Vec<Telling>) -> Digest {
    let (mut text, mut made) = (String::new(), Vec::new());
    for mut telling in events {
        let start = text.len() as u32;
        telling.evidence.spans = vec![[start, start + telling.evidence.text.len() as u32]];
        telling.trigger.span = telling.trigger.span.map(|place| place + start);
        text.push_str(&telling.evidence.text);
        text.push_str(". ");
        made.push(telling);
    }
    Digest {
        id: name.into(),
        key: name.into(),
        published: Some("2031-05-04".into()),
        text,
        events: made,
        ..Digest::default()
    }
}

pub(super) fn groups(reports: &[Digest]) -> Vec<Vec<At>> {
    let numbers: Vec<usize> = (0..reports.len()).collect();
    merge(read(reports, &numbers, &numbers, &Lexicon::embedded().news_words))
}

/// How many events two reports of one telling each make.
pub(super) fn events(one: Telling, other: Telling) -> usize {
    groups(&[report("a", vec![one]), report("b", vec![other])]).len()
}

#[test]
fn how_many_camps_or_sites_tells_no_wave_of_strikes_from_another() {
    let camps = on("2031-05-03", strike("Verania struck nine camps in Ostria", "struck", "strike"));
    let sites = on("2031-05-03", strike("Verania fired missiles at six sites in Ostria", "fired", "fire-at"));
    assert_eq!(events(camps.clone(), sites), 1);
    let plant = on("2031-05-03", strike("Verania struck the sugar refinery of Brek", "struck", "strike"));
    assert_eq!(events(camps, plant), 2);
}

#[test]
fn shelling_is_no_airstrike_and_neither_is_the_downing_of_a_jet() {
    let shelling = || strike("Veranian shelling", "shelling", "noun.shelling");
    let raid = || strike("Veranian airstrikes", "airstrikes", "noun.airstrike");
    let downing = || strike("Verania shot down five Ostrian jets", "shot", "shoot-down");
    assert_eq!(events(shelling(), raid()), 2);
    assert_eq!(events(shelling(), downing()), 2);
    assert_eq!(events(raid(), strike("Veranian attack", "attack", "noun.attack")), 1);
}

#[test]
fn who_had_no_part_in_an_attack_does_not_say_in_which() {
    let raid = on("2031-05-03", strike("Verania bombed the market of Brek", "bombed", "bomb"));
    let mut none = strike("no Veranian soldier had taken part in the attack", "attack", "noun.attack");
    none.occurrence = "negated".into();
    assert_eq!(events(raid, none), 2);
}

#[test]
fn what_is_hit_is_no_means() {
    let launchers = strike("Verania struck missile launchers", "struck", "strike");
    assert_eq!(events(launchers, strike("Veranian jets struck Ostria", "struck", "strike")), 1);
}

#[test]
fn what_is_seized_on_a_day_is_seized_once() {
    let seized = |day: &str, words: &str, trigger: &str| {
        let code = Some("1711".to_owned());
        on(day, Telling { cameo: code, ..told(words, "COERCE", ("Verania", "Ostria"), trigger, "seize.craft") })
    };
    let tanker = seized("2031-05-03", "Verania seized three naval vessels near Brek", "seized");
    let tugs = seized("2031-05-03", "captured two gunboats and a tug off the cape", "captured");
    assert_eq!(events(tanker.clone(), tugs), 1);
    assert_eq!(events(tanker, seized("2031-05-09", "captured a ferry off the cape", "captured")), 2);
}

#[test]
fn two_that_fight_are_not_one_that_strikes() {
    let mut fight = strike("Verania and Ostria fought", "fought", "fight");
    fight.actors.append(&mut fight.recipients);
    assert_eq!(events(fight, strike("Veranian strikes", "strikes", "noun.strike")), 2);
}

#[test]
fn the_ceasefire_is_the_truce() {
    let agreed =
        told("Verania has agreed to the ceasefire with Ostria", "AGREE", ("Verania", "Ostria"), "agreed", "agree-to");
    let mut held = told("truce between Verania and Ostria held", "RETREAT", ("Verania", ""), "truce", "noun.truce");
    held.actors.push(party("Ostria", "state"));
    assert_eq!(events(agreed.clone(), held), 1);
    let offer = told("Veranian truce offer to Ostria", "AGREE", ("Verania", "Ostria"), "offer", "noun.offer");
    assert_eq!(events(agreed, offer), 2);
}

#[test]
fn a_toll_that_nobody_is_named_for_is_the_toll_of_the_day() {
    let toll = |count: u32| {
        let words = format!("At least {count} people were killed");
        on("2031-05-03", killing(count, told(&words, "ASSAULT", ("", "Ostria"), "killed", "kill")))
    };
    let raid = |count: u32| {
        let words = format!("the mill of Brek was hit and {count} died");
        on("2031-05-03", killing(count, strike(&words, "hit", "hit")))
    };
    assert_eq!(events(toll(26), raid(26)), 1);
    assert_eq!(events(toll(26), raid(14)), 2);
}

#[test]
fn a_deed_called_after_a_place_is_the_deed_there() {
    let at = |telling: Telling| {
        let tolm =
            Place { text: Some("Tolm".into()), name: "Tolm".into(), precision: "city".into(), ..Place::default() };
        Telling { place: Some(tolm), ..telling }
    };
    let killings = || at(strike("the Tolm killings", "killings", "noun.killing"));
    assert_eq!(events(killings(), on("2031-05-03", at(strike("the gunmen opened fire", "opened", "open")))), 1);
    assert_eq!(events(killings(), on("2031-05-03", strike("the gunmen opened fire", "opened", "open"))), 2);
}

#[test]
fn whoever_calls_a_claim_baseless_tells_the_deed_as_denied() {
    let claim = || Telling {
        stance: "attributed".into(),
        on_word_of: vec!["s1".into()],
        ..strike("Verania had struck the dam of Tolm", "struck", "strike")
    };
    let reject = |words: &str, trigger: &str, row: &str| told(words, "REJECT", ("Verania", "Ostria"), trigger, row);
    let baseless = || Telling {
        plover: "ACCUSE".into(),
        ..reject("Verania called the Ostrian account baseless", "called", "call")
    };
    assert_eq!(groups(&[report("a", vec![claim(), baseless()])]), [vec![(0, 0), (0, 1)]]);
    // A plan is no claim, a claim about something else is another one, and what follows tells what is meant.
    for other in [
        reject("Verania rejected the Ostrian plan", "rejected", "reject"),
        reject("Verania dismissed the cluster bomb story", "dismissed", "dismiss"),
        reject("Verania rejected the claim that it had cheated", "rejected", "reject"),
        reject("Verania rejected this", "rejected", "reject"),
    ] {
        assert_eq!(groups(&[report("a", vec![claim(), other])]).len(), 2);
    }
}

#[test]
fn a_denial_goes_to_the_deed_that_its_clause_names_or_stands_alone() {
    let charge = || Telling {
        stance: "attributed".into(),
        on_word_of: vec!["s1".into()],
        ..strike("Verania had struck the dam of Tolm", "struck", "strike")
    };
    let deny = |words: &str| told(words, "REJECT", ("Verania", ""), "denied", "deny");
    let made = |deed: Telling, denial: &str| groups(&[report("a", vec![deed, deny(denial)])]).len();
    assert_eq!(made(charge(), "Verania denied that the dam was harmed"), 1);
    assert_eq!(made(charge(), "Verania denied that it was involved"), 1);
    assert_eq!(made(charge(), "Verania denied having lost any drones"), 2);
    let flat = || strike("Verania struck the dam of Tolm", "struck", "strike");
    assert_eq!(made(flat(), "Verania denied that a village had been the target"), 1);
    assert_eq!(made(flat(), "Verania denied that it was involved"), 2, "nobody said that it was");
    // Two papers tell one denial.
    assert_eq!(events(deny("Verania denied any part"), deny("Verania has denied that it was involved")), 1);
    assert_eq!(events(deny("Verania denied having lost any drones"), deny("Verania denied that posts were sold")), 2);
}

#[test]
fn what_is_rejected_after_a_charge_is_the_charge() {
    let accused = told("Ostria accused Verania", "ACCUSE", ("Ostria", "Verania"), "accused", "accuse");
    let deed = Telling { stance: "alleged".into(), ..strike("of shelling the dam of Tolm", "shelling", "shell") };
    let rejected = told("Verania rejected this", "REJECT", ("Verania", ""), "rejected", "reject");
    assert_eq!(groups(&[report("a", vec![accused, deed, rejected])]), [vec![(0, 0)], vec![(0, 1), (0, 2)]]);
}

#[test]
fn a_planned_session_and_the_session_of_that_day_are_one() {
    let session = |words: &str, row: &str, day: &str| {
        let mut made = told(words, "CONSULT", ("Senate of Nations", ""), row, row);
        made.actors[0].kind = Some("igo".into());
        on(day, made)
    };
    let planned =
        Telling { occurrence: "future".into(), ..session("was to discuss the raid", "discuss", "2031-05-05") };
    assert_eq!(events(planned.clone(), session("discussed the war", "discuss", "2031-05-05")), 1);
    assert_eq!(events(planned, session("discussed the war", "discuss", "2031-05-02")), 2);
}

#[test]
fn a_name_behind_a_description_is_who_was_killed() {
    let named = || {
        let mut made = strike("Verania killed Ana Toll", "killed", "kill");
        made.recipients = vec![Party { country: Some("OST".into()), ..party("Ana Toll", "person") }];
        report("a", vec![made])
    };
    let described = |behind: &str| {
        let mut made = strike("the killing of its commander", "killing", "noun.killing");
        made.recipients =
            vec![Party { country: Some("OST".into()), text: "its commander".into(), ..party("commander", "person") }];
        let mut made = report("b", vec![made]);
        made.text = format!("the killing of its commander{behind}");
        made
    };
    assert_eq!(groups(&[named(), described(", General Ana Toll, on Monday.")]).len(), 1);
    assert_eq!(groups(&[named(), described(", General Bor Lint, on Monday.")]).len(), 2);
    assert_eq!(groups(&[named(), described(" on Monday.")]).len(), 2);
}

#[test]
fn a_bare_denial_is_of_what_the_report_tells_as_a_charge() {
    let with = |stance: &str, telling: Telling| Telling { stance: stance.into(), ..telling };
    let charge = |stance: &str| with(stance, strike("Verania of breaking the ceasefire", "breaking", "break"));
    let denial = || with("denied", strike("were launched at Ostria", "launched", "launch"));
    assert_eq!(groups(&[report("a", vec![charge("alleged"), denial()])]).len(), 1);
    assert_eq!(groups(&[report("a", vec![charge("asserted"), denial()])]).len(), 2);
    assert_eq!(events(charge("alleged"), denial()), 2);
}

#[test]
fn a_denial_by_the_same_verb_is_of_the_deed_told_that_day() {
    let laid = |words: &str, stance: &str| {
        let telling = told(words, "MOBILIZE", ("Verania", ""), "mines", "lay");
        Telling { stance: stance.into(), ..telling }
    };
    let alleged = || laid("mines newly put there by guards of Verania", "alleged");
    assert_eq!(events(alleged(), laid("Verania denied laying any mines", "denied")), 1);
    assert_eq!(events(alleged(), laid("Verania was laying mines at sea", "asserted")), 2);
}

#[test]
fn what_the_doer_says_with_a_deed_tells_nothing_of_it() {
    let said = strike("Verania struck Ostria, saying it had to protect its dairy farmers", "struck", "strike");
    assert_eq!(events(said, strike("Veranian strikes", "strikes", "noun.strike")), 1);
}

#[test]
fn a_headline_is_the_first_blow_below_it_though_their_words_differ() {
    let above = strike("Verania launches sweeping raids on Ostrian ports", "raids", "noun.raid");
    let lead = strike("Verania struck dozens of targets across Ostria before dawn", "struck", "strike");
    let other = strike("It destroyed the sugar refinery of Brek", "destroyed", "destroy");
    let mut made = report("a", vec![above, lead, other]);
    made.title = Some("Verania launches sweeping raids on Ostrian ports".into());
    assert_eq!(groups(&[made]), [vec![(0, 0), (0, 1)], vec![(0, 2)]]);
}

#[test]
fn a_salvo_at_nobody_named_may_be_the_attack_that_the_report_tells_of() {
    let salvo = || told("launched more than 100 drones", "MOBILIZE", ("Verania", ""), "launched", "launch.missile");
    let attack = |from: &str| told("attack on Ostria", "ASSAULT", (from, "Ostria"), "attack", "noun.attack");
    let families = |from: &str| {
        let reports = [report("a", vec![salvo(), attack(from)])];
        let made = super::read(&reports, &[0], &[0], &Lexicon::embedded().news_words);
        made.named.iter().map(|own| own.family).collect::<Vec<_>>()
    };
    assert_eq!(families("Verania"), ["ASSAULT", "ASSAULT"]);
    // A test of a state that the report has strike nobody is no attack.
    assert_eq!(families("Nattoria"), ["MOBILIZE", "ASSAULT"]);
}

#[test]
fn a_step_towards_a_truce_is_not_the_truce_and_neither_is_keeping_it() {
    let agreed = |words: &str, actors: &[&str]| {
        let mut told = told(words, "AGREE", ("Verania", ""), "agreed", "agree-to");
        told.actors = actors.iter().map(|name| party(name, "state")).collect();
        told
    };
    let both = ["Verania", "Ostria"];
    let made = || agreed("Verania and Ostria have agreed to a ceasefire", &both);
    assert_eq!(events(made(), agreed("Ostria and Verania agreed to the truce", &both)), 1);
    assert_eq!(events(made(), agreed("The two agreed to keep the truce", &both)), 2);
    assert_eq!(events(made(), agreed("Verania agreed in principle to a truce", &both[..1])), 2);
    assert_eq!(
        events(agreed("Ostria agreed to a truce", &both[1..]), agreed("Verania agreed to a truce", &both[..1])),
        2
    );
}

#[test]
fn what_rebels_do_is_not_done_by_the_army_of_their_country() {
    let by = |kind: &str, actor: &str| {
        let mut told = strike("They hit the sugar refinery of Brek", "hit", "hit");
        let they = Party { text: "They".into(), ..party("Verania", "state") };
        told.actors = vec![Party { kind: Some(kind.into()), actor: Some(actor.into()), ..they }];
        told
    };
    assert_eq!(events(by("military", "ver.army"), by("state", "ver")), 1);
    assert_eq!(events(by("military", "ver.army"), by("armed-group", "ver.front")), 2);
}

#[test]
fn a_claim_that_another_paper_makes_is_gainsaid_by_its_name() {
    let mut charge = strike("Verania had dropped cluster shells on a village", "dropped", "drop");
    charge.stance = "alleged".into();
    let rejection = |words: &str| told(words, "REJECT", ("Verania", ""), "dismissed", "dismiss");
    assert_eq!(events(charge.clone(), rejection("Verania dismissed the cluster shells story")), 1);
    assert_eq!(events(charge, rejection("Verania dismissed the poison gas story")), 2);
}

#[test]
fn what_befell_nobody_and_nothing_is_no_event_of_the_crisis() {
    let bare = || told("It was hit", "ASSAULT", ("", ""), "hit", "hit");
    let placed = Telling { place: Some(Place { name: "Tolm".into(), ..Place::default() }), ..bare() };
    assert_eq!(events(bare(), killing(3, bare())), 1, "the toll is told, the blow alone is not");
    assert_eq!(events(bare(), placed), 1, "the place is told");
}

#[test]
fn a_passage_that_two_reports_have_in_common_tells_one_event() {
    let words = "Verania seized more than ninety posts";
    let seized = |target: &str| told(words, "ASSAULT", ("Verania", target), "seized", "seize");
    // Whom it befell is not in the words: one report carries it over wrongly.
    assert_eq!(events(seized("Ostria"), seized("Noria")), 1);
    assert_eq!(events(on("2031-05-03", seized("Ostria")), on("2031-04-03", seized("Noria"))), 2, "two days are said");
}

#[test]
fn a_summit_that_was_called_is_the_one_that_was_held() {
    let union = || Party { actor: Some("igo.union".into()), ..party("the Union", "igo") };
    let summit = |words: &str, of: Party, (trigger, row): (&str, &str)| {
        let mut told = told(words, "CONSULT", ("Verania", ""), trigger, row);
        told.actors.push(of);
        told
    };
    let called = || summit("Verania would convene an emergency summit of the Union", union(), ("convene", "convene"));
    let hosted = ("hosted", "host");
    assert_eq!(events(called(), summit("Verania hosted a virtual summit of the Union", union(), hosted)), 1);
    let other = Party { actor: Some("igo.league".into()), ..party("the League", "igo") };
    assert_eq!(events(called(), summit("Verania hosted a virtual summit of the League", other, hosted)), 2);
}

#[test]
fn one_sum_between_two_sides_is_one_payment() {
    let paid = |words: &str, trigger: &str, row: &str| told(words, "AID", ("Verania", "Ostria"), trigger, row);
    let gave = || paid("Verania gave Ostria $300 million", "gave", "give");
    assert_eq!(events(gave(), paid("Verania paid $300 million for barley", "paid", "pay")), 1);
    assert_eq!(events(gave(), paid("Verania paid $500 million for barley", "paid", "pay")), 2);
}

#[test]
fn talks_in_one_town_on_one_day_are_one_meeting() {
    let at = |town: &str, telling: Telling| {
        let place = Place { text: Some(town.into()), name: town.into(), precision: "city".into(), ..Place::default() };
        Telling { place: Some(place), ..on("2031-05-03", telling) }
    };
    let met = || at("Tolm", told("Verania met envoys of the millers", "CONSULT", ("Verania", ""), "met", "meet"));
    let talks = |town: &str| at(town, told("talks over barley", "CONSULT", ("Verania", ""), "talks", "noun.talk"));
    assert_eq!(events(met(), talks("Tolm")), 1);
    let mut brek = talks("Brek");
    if let Some(place) = &mut brek.place {
        place.lat = 3.0;
    }
    assert_eq!(events(met(), brek), 2);
}

#[test]
fn the_rebels_of_a_country_may_be_any_of_its_groups() {
    let armed = |name: &str, actor: &str| Party {
        text: name.into(),
        kind: Some("armed-group".into()),
        sector: Some("REB".into()),
        actor: Some(actor.into()),
        ..party("Verania", "armed-group")
    };
    let hit = |by: Party| {
        let words = format!("{} hit the sugar refinery of Brek", by.text);
        Telling { actors: vec![by], ..strike(&words, "hit", "hit") }
    };
    assert_eq!(events(hit(armed("Veranian rebels", "text:ver.rebels")), hit(armed("the Front", "ver.front"))), 1);
    assert_eq!(events(hit(armed("the League", "ver.league")), hit(armed("the Front", "ver.front"))), 2);
    assert_eq!(events(hit(armed("Veranian rebels", "text:ver.rebels")), hit(party("Verania", "state"))), 2);
}

#[test]
fn a_headline_is_told_out_by_the_deed_that_has_most_of_its_words() {
    let advanced = strike("Veranian troops had advanced on the temple and shot first", "shot", "fire-first");
    let bombed = strike("A Veranian jet bombed two regional army posts", "bombed", "bomb");
    let headline = strike("Veranian jets bomb army posts", "bomb", "bomb");
    let mut report = report("a", vec![headline, advanced, bombed]);
    report.title = Some("Veranian jets bomb army posts".into());
    let made = groups(&[report]);
    assert_eq!(made, [vec![(0, 0), (0, 2)], vec![(0, 1)]]);
}

#[test]
fn armed_forces_are_no_arms() {
    let forces = strike("the armed forces struck camps", "struck", "strike");
    assert_eq!(events(forces, strike("Verania fired missiles at sites", "fired", "fire-at")), 1);
}

#[test]
fn the_raid_on_the_consulate_is_the_blow_that_fell_on_it() {
    let bombed = || on("2031-05-03", strike("Veranian jets bombed the Ostrian consulate in Tolm", "bombed", "bomb"));
    let raid = |words: &str| strike(words, "raid", "noun.raid");
    assert_eq!(events(bombed(), raid("Veranian raid on the consulate")), 1);
    assert_eq!(events(bombed(), raid("Veranian raid on the refinery")), 2);
}

#[test]
fn a_killing_is_a_slaying() {
    let slew = strike("Verania slew Ostrians", "slew", "slay");
    assert_eq!(events(slew, strike("the killing of Ostrians", "killing", "noun.killing")), 1);
}
