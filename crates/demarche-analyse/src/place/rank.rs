//! Which place a name stands for: all candidate names of a report in, a choice for each out.
//!
//! "Paris, Texas" is in Texas because the text says so, and then every "Paris" of that report is; "Tripoli" in a report on Lebanon is the
//! Lebanese one. What counts, in this order: the region or country named after the name, our own list, the countries of the report, other
//! places of the report nearby, the number of inhabitants, the main name before other names.

use super::names::{Ground, Name};
use super::sphere::kilometres;
use crate::Reading;
use demarche_lexicon::places::{PlaceSense, PlaceWord, Places, Source, fold_name};
use std::collections::{BTreeMap, HashMap};

/// The rules, surest first.
pub(super) const CONTAINED: &str = "P010 contained";
const OWN: &str = "P020 own list";
const COUNTRY: &str = "P030 country";
const ADJECTIVE: &str = "P040 adjective";
const AS_BEFORE: &str = "P050 as elsewhere in the report";
const NEAR: &str = "P060 near other places";
const LARGEST: &str = "P070 largest";
const UNRESOLVED: &str = "P090 unresolved";

/// Places that are considered for one name.
const MOST: usize = 16;
/// How far support reaches, in kilometres.
const REACH: f64 = 150.0;
/// Two towns whose scores are nearer than this, and that are further apart than [`FAR`] kilometres, leave a name open.
const DOUBT: f64 = 0.1;
const FAR: f64 = 161.0;
/// A report is about a country that is so large a part of those that it names.
const HOME: f64 = 0.4;
/// What other places right there add.
const NEARNESS: f64 = 4.0;

/// A place and the rule that chose it; no place where a name is surely one but fits nothing.
pub(super) type Choice = (Option<PlaceSense>, &'static str);

/// Chooses for each name; `None` where it is no place after all.
pub(super) fn resolve(reading: Reading<'_>, names: &[Name]) -> Vec<Option<Choice>> {
    let places = &reading.lexicon.places;
    let containers = containers(reading, names);
    let contained = contained(places, names, &containers);
    let countries = Countries::of(names);
    let mut regions = Regions::of(places, names);
    let groups = Groups::of(names, &contained, &countries, &mut regions);
    let chosen: Vec<Option<Scored>> = (0..groups.list.len()).map(|at| groups.best(at)).collect();
    let choices: Vec<Option<Choice>> = names
        .iter()
        .zip(&contained)
        .map(|(name, inside)| choose(name, *inside, &groups, &chosen, &countries))
        .collect();
    choices
}

fn choose(
    name: &Name,
    inside: Option<PlaceSense>,
    groups: &Groups,
    chosen: &[Option<Scored>],
    countries: &Countries,
) -> Option<Choice> {
    if let Some(sense) = inside {
        return Some((Some(sense), CONTAINED));
    }
    let scored = groups.by_name.get(name.folded.as_str()).and_then(|&at| chosen.get(at).copied().flatten());
    let Some(scored) = scored else {
        return (name.ground == Ground::Entity && name.senses.is_empty()).then_some((None, UNRESOLVED));
    };
    let sense = as_from_abroad(name, of_this_kind(name, scored.sense), countries);
    let rule = match sense.source {
        Source::Own(_) => OWN,
        Source::Country(_) if sense.adjective => ADJECTIVE,
        Source::Country(_) => COUNTRY,
        Source::Gazetteer(_) if scored.said => AS_BEFORE,
        Source::Gazetteer(_) if scored.support > 0.3 => NEAR,
        Source::Gazetteer(_) => LARGEST,
    };
    if scored.doubtful {
        return (name.ground == Ground::Entity).then_some((None, UNRESOLVED));
    }
    if scored.said || is_meant(name, &scored) {
        return Some((Some(sense), rule));
    }
    (name.ground == Ground::Entity).then_some((None, UNRESOLVED))
}

/// Whether the reasons to take a name for a place are enough.
fn is_meant(name: &Name, scored: &Scored) -> bool {
    let listed = !matches!(scored.sense.source, Source::Gazetteer(_));
    let large = scored.prior >= 9.0;
    match name.ground {
        Ground::Listed | Ground::Dateline => true,
        Ground::Entity => scored.sense.exact || scored.prior + scored.context >= 5.0,
        Ground::InName => scored.sure || scored.context >= 1.0 || large,
        Ground::InOther => scored.sure && scored.context >= 1.0,
        Ground::OtherEntity if name.around.locative => scored.sure || scored.context >= 1.0 || large,
        Ground::OtherEntity | Ground::Person if name.around.modifies && scored.context >= 2.0 => true,
        Ground::OtherEntity => scored.sure && scored.context >= 1.0 || scored.context >= 3.0,
        Ground::Person if name.around.locative => scored.context >= 1.0 || large || listed,
        Ground::Person => scored.sure && scored.context >= 1.0,
        Ground::Bare => scored.sure || !scored.sense.shy && (scored.context >= 1.0 || large),
    }
}

/// "Aleppo province" is the province though "Aleppo" elsewhere is the city.
fn of_this_kind(name: &Name, sense: PlaceSense) -> PlaceSense {
    let wanted = match name.around.kind {
        Some(PlaceWord::Area) => true,
        Some(PlaceWord::Town) => false,
        _ => return sense,
    };
    let fits =
        |other: &&PlaceSense| other.area == wanted && other.country == sense.country && distance(other, &sense) < 300.0;
    if sense.area == wanted { sense } else { name.senses.iter().find(fits).copied().unwrap_or(sense) }
}

/// In a report that is not about their country, "New York" and "Washington" are the cities, not the states round them.
fn as_from_abroad(name: &Name, sense: PlaceSense, countries: &Countries) -> PlaceSense {
    let round = sense.area && !sense.primary && matches!(sense.source, Source::Own(_)) && name.around.kind.is_none();
    if !round || countries.shares.is_empty() || countries.share(sense.country) > HOME {
        return sense;
    }
    let town = |other: &&PlaceSense| {
        !other.area && other.primary && other.country == sense.country && matches!(other.source, Source::Own(_))
    };
    name.senses.iter().find(town).copied().unwrap_or(sense)
}

/// For each name, the name that says where it is: "Damascus, Syria", "Homs (Syria)".
fn containers(reading: Reading<'_>, names: &[Name]) -> Vec<Option<usize>> {
    let parse = reading.parse;
    let mut found = vec![None; names.len()];
    for (at, pair) in names.windows(2).enumerate() {
        let [name, next] = pair else { continue };
        let between = name.tokens.end..next.tokens.start;
        let said = match between.len() {
            1 => matches!(parse.tokens[between.start].norm.as_str(), "," | "("),
            2 => {
                parse.tokens[between.start].norm == ","
                    && matches!(parse.tokens[between.start + 1].norm.as_str(), "in" | "the")
            }
            _ => false,
        };
        if said {
            found[at] = Some(at + 1);
        }
    }
    found
}

/// The place of each name that lies in what is named after it.
fn contained(places: &Places, names: &[Name], containers: &[Option<usize>]) -> Vec<Option<PlaceSense>> {
    let mut found = vec![None; names.len()];
    for at in (0..names.len()).rev() {
        let Some(container) = containers[at].and_then(|at| names.get(at)) else { continue };
        let name = &names[at];
        let inside = name.senses.iter().filter(|sense| !sense.adjective).filter(|sense| {
            let mut holders = container.senses.iter().filter(|holder| holder.area && !holder.adjective);
            !matches!(sense.source, Source::Country(_)) && holders.any(|holder| holds(places, holder, sense))
        });
        // "Mexico, China, Japan" is a list though Japan has a town called China.
        let is_country = |name: &Name| name.senses.iter().any(|sense| matches!(sense.source, Source::Country(_)));
        if is_country(name)
            && is_country(container)
            && !inside.clone().any(|sense| matches!(sense.source, Source::Own(_)))
        {
            continue;
        }
        found[at] = inside.copied().max_by(|a, b| prior(a).total_cmp(&prior(b)));
        if found[at].is_some()
            && let Some(slot) = containers[at].filter(|&next| found[next].is_none())
        {
            let inner = found[at];
            found[slot] = inner.and_then(|inner| holder_of(places, container, &inner));
        }
    }
    found
}

fn holder_of(places: &Places, container: &Name, inner: &PlaceSense) -> Option<PlaceSense> {
    let holders =
        container.senses.iter().filter(|holder| holder.area && !holder.adjective && holds(places, holder, inner));
    holders.copied().max_by(|a, b| prior(a).total_cmp(&prior(b)))
}

/// Whether a place lies in another.
fn holds(places: &Places, holder: &PlaceSense, sense: &PlaceSense) -> bool {
    if holder.country[0] == 0 || holder.source == sense.source {
        return false;
    }
    if holder.country != sense.country {
        return false;
    }
    if let Source::Country(_) = holder.source {
        return true;
    }
    let region = sense.region.and_then(|region| places.gazetteer.region(region)).map_or("", |(_, name)| name);
    if !region.is_empty() {
        let (region, holder_name) = (fold_name(region), fold_name(&places.name(holder)));
        if region == holder_name || also_called(places, holder, &region) {
            return true;
        }
    }
    // A county, or a region that is no province of the gazetteer.
    let near = if matches!(holder.source, Source::Own(_)) { 150.0 } else { 60.0 };
    distance(holder, sense) < near
}

/// Whether a place of our own list has another name with this folded form.
fn also_called(places: &Places, place: &PlaceSense, folded: &str) -> bool {
    let Source::Own(at) = place.source else { return false };
    places.own.get(at as usize).is_some_and(|own| own.aliases.iter().any(|alias| fold_name(alias) == folded))
}

fn distance(a: &PlaceSense, b: &PlaceSense) -> f64 {
    kilometres((a.lat, a.lon), (b.lat, b.lon))
}

/// What a place is worth before anything else of the report is known, in steps of half a power of ten of inhabitants.
fn prior(sense: &PlaceSense) -> f64 {
    let size = match sense.source {
        Source::Country(_) => 16.0,
        Source::Own(_) if sense.area => 15.0,
        Source::Own(_) => 12.5,
        Source::Gazetteer(_) if sense.area => f64::from(sense.size) - 3.0,
        Source::Gazetteer(_) => f64::from(sense.size.max(4)),
    };
    let name = match sense.source {
        _ if sense.primary => 0.0,
        Source::Gazetteer(_) => -3.0,
        Source::Own(_) | Source::Country(_) => -1.5,
    };
    let spelling = if sense.exact { 0.0 } else { -2.5 };
    size + name + spelling
}

/// A town of our own list is at least as large as the gazetteer says.
fn own_size(senses: &[PlaceSense], own: &PlaceSense) -> f64 {
    if !matches!(own.source, Source::Own(_)) || own.area {
        return 0.0;
    }
    let same = senses.iter().filter(|sense| sense.country == own.country && !sense.area && distance(sense, own) < 30.0);
    same.map(|sense| f64::from(sense.size) + 2.0).fold(0.0, f64::max)
}

/// How much a report speaks of each country.
#[derive(Debug, Default)]
struct Countries {
    shares: BTreeMap<[u8; 3], f64>,
}

impl Countries {
    fn of(names: &[Name]) -> Self {
        let mut shares: BTreeMap<[u8; 3], f64> = BTreeMap::new();
        for name in names {
            let Some(first) = name.senses.first() else { continue };
            let one = first.country[0] != 0 && name.senses.iter().all(|sense| sense.country == first.country);
            let listed = matches!(first.source, Source::Country(_) | Source::Own(_)) && name.ground <= Ground::InName;
            if one && (listed && !first.shy || name.ground == Ground::Entity) {
                *shares.entry(first.country).or_default() += if listed { 1.0 } else { 0.5 };
            }
        }
        let sum: f64 = shares.values().sum();
        if sum > 0.0 {
            shares.values_mut().for_each(|share| *share /= sum);
        }
        Self { shares }
    }

    /// Which part of the countries of the report this one is.
    fn share(&self, country: [u8; 3]) -> f64 {
        self.shares.get(&country).copied().unwrap_or_default()
    }

    /// What the countries of the report add to a place.
    fn weight(&self, country: [u8; 3]) -> f64 {
        self.shares.get(&country).map_or(0.0, |share| 1.5 + 5.0 * share)
    }
}

/// The provinces and states that a report names, by country and folded name.
#[derive(Debug, Default)]
struct Regions<'a> {
    named: BTreeMap<([u8; 3], String), f64>,
    weights: HashMap<u16, f64>,
    places: Option<&'a Places>,
}

impl<'a> Regions<'a> {
    fn of(places: &'a Places, names: &[Name]) -> Self {
        let mut named: BTreeMap<([u8; 3], String), f64> = BTreeMap::new();
        for name in names {
            for sense in
                name.senses.iter().filter(|sense| sense.area && sense.country[0] != 0 && !sense.adjective).take(2)
            {
                if !matches!(sense.source, Source::Country(_)) {
                    *named.entry((sense.country, fold_name(&places.name(sense)))).or_default() += 1.0;
                }
            }
        }
        Self { named, weights: HashMap::new(), places: Some(places) }
    }

    /// What the region adds to a place in it.
    fn weight(&mut self, sense: &PlaceSense) -> f64 {
        let Some(region) = sense.region.filter(|_| !self.named.is_empty()) else { return 0.0 };
        if let Some(&known) = self.weights.get(&region) {
            return known;
        }
        let name = self.places.and_then(|places| places.gazetteer.region(region)).map_or("", |(_, name)| name);
        let count = self.named.get(&(sense.country, fold_name(name))).copied().unwrap_or(0.0);
        let weight = if count > 0.0 { 2.0 + count.min(4.0) * 0.5 } else { 0.0 };
        self.weights.insert(region, weight);
        weight
    }
}

/// A place with what speaks for it.
#[derive(Clone, Copy, Debug)]
struct Scored {
    sense: PlaceSense,
    score: f64,
    /// What it is worth by itself.
    prior: f64,
    /// What the rest of the report adds.
    context: f64,
    support: f64,
    /// The text says elsewhere that this name is there.
    said: bool,
    /// Some occurrence of the name is surely a place.
    sure: bool,
    /// Another place is as good.
    doubtful: bool,
}

impl Scored {
    /// Whether another town far away is as good: "Springfield" in a report that says no more.
    fn rivalled_by(&self, other: &Self) -> bool {
        let towns =
            matches!(self.sense.source, Source::Gazetteer(_)) && matches!(other.sense.source, Source::Gazetteer(_));
        towns && other.score > self.score - DOUBT && distance(&self.sense, &other.sense) > FAR
    }
}

/// One name with all its occurrences.
#[derive(Debug, Default)]
struct Group {
    /// With what each is worth by itself, and with the countries and regions of the report.
    senses: Vec<(PlaceSense, f64, f64)>,
    said: Option<PlaceSense>,
    /// Some occurrence is surely a place.
    sure: bool,
}

#[derive(Debug, Default)]
struct Groups {
    list: Vec<Group>,
    by_name: HashMap<String, usize>,
}

impl Groups {
    fn of(names: &[Name], contained: &[Option<PlaceSense>], countries: &Countries, regions: &mut Regions<'_>) -> Self {
        let mut groups = Self::default();
        for (name, inside) in names.iter().zip(contained) {
            let next = groups.list.len();
            let at = *groups.by_name.entry(name.folded.clone()).or_insert(next);
            if at == next {
                groups.list.push(Group::default());
            }
            let Some(group) = groups.list.get_mut(at) else { continue };
            group.said = group.said.or(*inside);
            let governed = name.around.locative && !matches!(name.ground, Ground::InOther | Ground::Person);
            group.sure |= name.ground <= Ground::Dateline || governed || inside.is_some();
            if group.senses.len() < name.senses.len() {
                let scored = name.senses.iter().map(|sense| {
                    let own = own_size(&name.senses, sense).max(prior(sense));
                    (*sense, own, own + countries.weight(sense.country) + regions.weight(sense))
                });
                group.senses = scored.collect();
            }
        }
        for group in &mut groups.list {
            group.senses.sort_by(|a, b| b.2.total_cmp(&a.2));
            group.senses.truncate(MOST);
        }
        groups
    }

    /// The best place for a name.
    fn best(&self, at: usize) -> Option<Scored> {
        let group = self.list.get(at)?;
        if let Some(sense) = group.said {
            return Some(Scored {
                sense,
                score: 99.0,
                prior: 99.0,
                context: 0.0,
                support: 0.0,
                said: true,
                sure: true,
                doubtful: false,
            });
        }
        let scored: Vec<Scored> = group
            .senses
            .iter()
            .map(|&(sense, prior, score)| {
                let support = self.support(at, &sense);
                let score = score + NEARNESS * support.min(1.0);
                let (context, sure) = (score - prior, group.sure);
                Scored { sense, score, prior, context, support, said: false, sure, doubtful: false }
            })
            .collect();
        let better =
            |a: &&Scored, b: &&Scored| a.score.total_cmp(&b.score).then_with(|| b.sense.source.cmp(&a.sense.source));
        let best = scored.iter().max_by(better)?;
        let doubtful = scored.iter().any(|other| best.rivalled_by(other));
        Some(Scored { doubtful, ..*best })
    }

    /// How near other places of the report are.
    fn support(&self, at: usize, sense: &PlaceSense) -> f64 {
        if matches!(sense.source, Source::Country(_)) {
            return 0.0;
        }
        let others = self.list.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, group)| group.nearness(sense)).sum()
    }
}

impl Group {
    /// How near this name's likely places are to another place: 1 for the same spot and no doubt.
    fn nearness(&self, to: &PlaceSense) -> f64 {
        if let Some(said) = &self.said {
            return (-distance(said, to) / REACH).exp();
        }
        let best = self.senses.first().map_or(0.0, |first| first.2);
        let near = self.senses.iter().filter(|(sense, ..)| !matches!(sense.source, Source::Country(_))).map(
            |(sense, _, score)| {
                let away = distance(sense, to);
                if away > 5.0 * REACH { 0.0 } else { ((score - best) / 3.0).exp() * (-away / REACH).exp() }
            },
        );
        near.fold(0.0, f64::max)
    }
}
