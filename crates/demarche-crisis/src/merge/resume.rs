//! What takes up a telling of the same report: two tellings in, whether the later one means the deed of the earlier one out.
//!
//! "Gunmen killed 26 people at Tolm. The gunmen opened fire at noon": the article says that they are the ones told of before. "The raid" with nobody named
//! is the deed of force told last; "… and wounded ten" goes on with what its sentence tells; "denied any shelling" is of the charge before it. What was done
//! "again" is another deed.

use super::traits::Trait;

/// Characters back within which "the raid" finds what it means.
const RAID_BACK: u32 = 700;
/// Characters back within which a denial finds its charge.
const CHARGE_BACK: u32 = 500;
/// Characters between a deed and what it cost, in one sentence.
const TOLL_BACK: u32 = 40;

impl Trait {
    /// Whether it takes up what another telling of the report told before.
    pub(super) fn resumes(&self, other: &Self) -> bool {
        self.at.0 == other.at.0
            && other.at.1 < self.at.1
            && (self.tells_doers_of(other)
                || self.is_raid_of(other)
                || self.goes_on_from(other)
                || self.denies_charge(other))
    }

    /// "The gunmen opened fire": those without a name who were told of before.
    fn tells_doers_of(&self, other: &Self) -> bool {
        self.definite && self.family == "ASSAULT" && !self.unnamed.is_disjoint(&other.unnamed)
    }

    /// "The raid", with nobody named as its doer.
    fn is_raid_of(&self, other: &Self) -> bool {
        self.definite
            && self.nominal
            && self.is_plain()
            && self.family == "ASSAULT"
            && self.plover == other.plover
            && self.actors_said.is_empty()
            && !self.headline
            && (self.ahead, self.negated) == (other.ahead, other.negated)
            && self.follows(other, RAID_BACK)
    }

    /// "Five were killed at Tolm | and ten wounded": how many more, in the sentence that tells the deed.
    fn goes_on_from(&self, other: &Self) -> bool {
        self.family == "ASSAULT"
            && self.counts_dead
            && !self.nominal
            && !other.nominal
            && self.sentence == other.sentence
            && self.actors_said.is_empty()
            && (self.actors.is_empty() || self.actors == other.actors)
            && self.follows(other, TOLL_BACK)
    }

    /// "Denied any shelling" by whoever is charged with it: a denial that says nothing beyond the deed and who has to do with it. A verb denies only what
    /// the report has as a claim.
    fn denies_charge(&self, other: &Self) -> bool {
        self.denied
            && self.echoes
            && !other.denied
            && (self.nominal || other.claimed)
            && matches!(self.family, "ASSAULT" | "AID" | "MOBILIZE" | "SANCTION")
            && !self.actors.is_empty()
            && self.actors == other.actors
            && self.follows(other, CHARGE_BACK)
    }

    /// Whether it stands behind another telling, no farther than so many characters.
    fn follows(&self, other: &Self, most: u32) -> bool {
        self.span[0].checked_sub(other.span[1]).is_some_and(|gap| gap <= most)
    }

    /// "Fired rockets again", "another raid": none of what the report told before, nor of a deed of which no more is said than that there was one.
    pub(super) fn is_other_than_before(&self, other: &Self) -> bool {
        let before = self.at.0 == other.at.0 && other.at.1 < self.at.1;
        self.repeated && !other.repeated && self.plover == "ASSAULT" && (before || self.is_plain() || other.is_plain())
    }
}

#[cfg(test)]
mod tests {
    use crate::digest::{Party, Telling};
    use crate::merge::tests::{groups, killing, on, party, report, strike, told};

    /// How many events one report tells.
    fn events(tellings: Vec<Telling>) -> usize {
        groups(&[report("a", tellings)]).len()
    }

    fn by_gunmen(words: &str, trigger: &str, row: &str) -> Telling {
        let gunmen = Party {
            country: None,
            actor: Some("text:gunmen".into()),
            text: words.split(trigger).next().unwrap_or_default().trim().into(),
            ..party("gunmen", "armed-group")
        };
        Telling { actors: vec![gunmen], ..told(words, "ASSAULT", ("", ""), trigger, row) }
    }

    #[test]
    fn the_gunmen_are_those_told_of_before() {
        let killed = || by_gunmen("Gunmen slew the miller of Tolm at his sluice", "slew", "slay");
        let opened = |words: &str| by_gunmen(words, "opened", "open");
        assert_eq!(events(vec![killed(), opened("The gunmen opened fire from a hedge")]), 1);
        assert_eq!(events(vec![killed(), opened("Gunmen opened fire from a hedge")]), 2);
        let days = |day: &str| on(day, opened("The gunmen opened fire from a hedge"));
        assert_eq!(events(vec![on("2031-04-03", killed()), days("2031-05-03")]), 2, "on another day");
    }

    #[test]
    fn the_raid_with_nobody_named_is_the_one_told_last() {
        let first = || on("2031-05-03", strike("Verania struck the sugar refinery of Brek", "struck", "strike"));
        let raid = |words: &str| told(words, "ASSAULT", ("", "Ostria"), "raid", "noun.raid");
        assert_eq!(events(vec![first(), raid("The raid")]), 1);
        assert_eq!(events(vec![first(), raid("A raid")]), 2);
    }

    #[test]
    fn how_many_more_were_wounded_belongs_to_the_deed_of_the_sentence() {
        let hit = "Verania hit the sugar refinery of Brek and killed five";
        let mut wounded = killing(5, told("killed five", "ASSAULT", ("Verania", "Ostria"), "killed", "kill"));
        wounded.actors[0].text = "Verania".into();
        let mut report = report("a", vec![strike("Verania hit the sugar refinery of Brek", "hit", "hit"), wounded]);
        report.text = format!("{hit}.");
        let at = hit.find("killed").expect("a toll") as u32;
        report.events[1].evidence.spans = vec![[at, hit.len() as u32]];
        assert_eq!(groups(&[report.clone()]).len(), 1);
        report.text = report.text.replacen(" and ", ". Or ", 1);
        report.events[1].place = None;
        report.events[1].actors[0].actor = Some("other".into());
        report.events[1].actors[0].country = Some("NOR".into());
        assert_eq!(groups(&[report]).len(), 2, "another's, in another sentence");
    }

    #[test]
    fn a_denial_without_words_of_its_own_is_of_the_charge() {
        let aid = |words: &str, trigger: &str, row: &str| told(words, "AID", ("Verania", "Ostria"), trigger, row);
        let given = || aid("Verania gave Ostria three shiploads of barley", "gave", "give");
        let charge = || Telling { stance: "alleged".into(), ..given() };
        let denied = |words: &str| Telling { stance: "denied".into(), ..aid(words, "financed", "finance") };
        assert_eq!(events(vec![charge(), denied("Verania had financed Ostria")]), 1);
        assert_eq!(events(vec![charge(), denied("Verania had financed a copper smelter")]), 2);
    }

    #[test]
    fn what_was_done_again_is_not_what_was_done_before() {
        let fired = |words: &str| on("2031-05-03", strike(words, "fired", "fire"));
        assert_eq!(events(vec![fired("Verania fired"), fired("Verania fired on Ostria")]), 1);
        assert_eq!(events(vec![fired("Verania fired"), fired("Verania fired again on Ostria")]), 2);
    }
}
