//! Places of whole texts: a text in, its places out; and what holds for every text.

use super::find_places;
use crate::Reading;
use demarche_language::{Input, Model};
use demarche_lexicon::Lexicon;
use demarche_model::{Article, PlaceMention};
use proptest::prelude::*;

fn places(text: &str) -> Vec<PlaceMention> {
    let parse = Model::english().read(&[Input::new(text)]).remove(0);
    let article = Article { text: text.to_owned(), ..Article::default() };
    let reading = Reading::start(&article, &parse, Lexicon::embedded());
    find_places(reading, &mut Vec::new())
}

fn country(text: &str) -> Option<String> {
    match places(text).as_slice() {
        [one] => one.place.as_ref().map(|place| place.country.clone().unwrap_or_else(|| "-".to_owned())),
        _ => None,
    }
}

/// Names that reports of crises use, each by itself.
const NAMES: &[(&str, &str)] = &[
    ("Abqaiq", "SAU"),
    ("Afrin", "SYR"),
    ("Agdam", "AZE"),
    ("Ain al-Hilweh", "LBN"),
    ("Al Udeid", "QAT"),
    ("Al-Fashir", "SDN"),
    ("Al-Hol", "SYR"),
    ("Al-Tanf", "SYR"),
    ("Antonov Airport", "UKR"),
    ("Azovstal", "UKR"),
    ("Bagram", "AFG"),
    ("Bandar Abbas", "IRN"),
    ("Beit Hanoun", "PSE"),
    ("Beit Lahiya", "PSE"),
    ("Black Sea", "-"),
    ("Blue Line", "-"),
    ("Bucha", "UKR"),
    ("Bukavu", "COD"),
    ("Cabo Delgado", "MOZ"),
    ("Chasiv Yar", "UKR"),
    ("Chechnya", "RUS"),
    ("Dadaab", "KEN"),
    ("Deir Ezzor", "SYR"),
    ("Derna", "LBY"),
    ("Diego Garcia", "-"),
    ("Dimona", "ISR"),
    ("Donetsk region", "UKR"),
    ("El Geneina", "SDN"),
    ("Essequibo", "GUY"),
    ("Galwan Valley", "-"),
    ("Gulf of Aden", "-"),
    ("Hmeimim", "SYR"),
    ("Horn of Africa", "-"),
    ("Hostomel", "UKR"),
    ("Incirlik", "TUR"),
    ("Ituri", "COD"),
    ("Jabaliya", "PSE"),
    ("Kaesong", "PRK"),
    ("Kakhovka Dam", "UKR"),
    ("Kerem Shalom", "-"),
    ("Kharg Island", "IRN"),
    ("Khuzestan", "IRN"),
    ("Kinmen", "TWN"),
    ("Kiryat Shmona", "ISR"),
    ("Kramators'k", "UKR"),
    ("Kupyansk", "UKR"),
    ("Lachin Corridor", "AZE"),
    ("Maarat al-Numan", "SYR"),
    ("Maiduguri", "NGA"),
    ("Marib", "YEM"),
    ("Masafer Yatta", "PSE"),
    ("Mazar-e-Sharif", "AFG"),
    ("Mekelle", "ETH"),
    ("Middle East", "-"),
    ("Muzaffarabad", "PAK"),
    ("Myawaddy", "MMR"),
    ("Nablus", "PSE"),
    ("Natanz nuclear facility", "IRN"),
    ("Negev", "ISR"),
    ("Nyala", "SDN"),
    ("Palmyra", "SYR"),
    ("Panmunjom", "-"),
    ("Philadelphi Corridor", "PSE"),
    ("Port Sudan", "SDN"),
    ("Puntland", "SOM"),
    ("Qamishli", "SYR"),
    ("Rakhine", "MMR"),
    ("Ramstein", "DEU"),
    ("Raqqa", "SYR"),
    ("Saada", "YEM"),
    ("Scarborough Shoal", "-"),
    ("Severodonetsk", "UKR"),
    ("Shebaa Farms", "-"),
    ("Snake Island", "UKR"),
    ("South China Sea", "-"),
    ("South Kivu", "COD"),
    ("South Ossetia", "GEO"),
    ("Srinagar", "IND"),
    ("Stanytsia Luhanska", "UKR"),
    ("Suez Canal", "EGY"),
    ("Sweida", "SYR"),
    ("Taiz", "YEM"),
    ("Tigray", "ETH"),
    ("Transnistria", "MDA"),
    ("Tulkarem", "PSE"),
    ("Vovchansk", "UKR"),
    ("Wad Medani", "SDN"),
    ("Yongbyon", "PRK"),
    ("Zaporizhzhia Nuclear Power Plant", "UKR"),
    ("Zhytomyr", "UKR"),
];

#[test]
fn names_of_crises_need_no_context() {
    let wrong: Vec<_> = NAMES
        .iter()
        .map(|&(name, wanted)| (name, wanted, country(&format!("Explosions were heard near {name} on Monday."))))
        .filter(|(_, wanted, found)| found.as_deref() != Some(wanted))
        .collect();
    assert_eq!(wrong, []);
}

#[test]
fn a_place_has_the_words_it_stands_on() {
    let text = "Shelling hit Homs’s suburbs, Syria’s army said.";
    let found: Vec<&str> = places(text).iter().map(|place| place.span.of(text)).collect();
    assert_eq!(found, ["Homs", "Syria"]);
}

fn word() -> impl Strategy<Value = String> {
    let words = [
        "Damascus", "Syria", "Deir", "al", "-", "Balah", "of", "the", ",", "U.S.", "Paris", "Texas", "in", "near",
        "Jordan", "(", "—", "\n\n", "’s", "Of", "AL", "é", "\u{301}", "'", "São", "de", "İ", "..",
    ];
    prop_oneof![8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn places_lie_in_the_text_in_order(words in prop::collection::vec(word(), 0..30), blank in any::<bool>()) {
        let text = words.join(if blank { " " } else { "" });
        let found = places(&text);
        let mut end = 0;
        for place in &found {
            prop_assert!(place.span.start >= end && place.span.start < place.span.end);
            prop_assert!(text.get(place.span.start as usize..place.span.end as usize).is_some());
            if let Some(listed) = &place.place {
                prop_assert!(!listed.name.is_empty() && listed.lat.abs() <= 90.0 && listed.lon.abs() <= 180.0);
            }
            end = place.span.end;
        }
    }
}
