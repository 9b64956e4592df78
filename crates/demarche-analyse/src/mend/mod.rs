//! Misreadings of the small parser that the words themselves show: a parse in, the parse with those words rehung out. All later steps read the mended tree.
//!
//! "two bases" ([`lemmas`]), "Tolm ready to mediate" ([`headed`]), "described it as illegal" ([`called`]), "Verania, Ostria agree" ([`listed`]), "Verania attacked; Ostria vowed revenge" ([`abreast`]), "killed in Russian shelling" ([`nouns`]), "rockets fired from the hills struck" ([`participle`]), "Oman, said to have offered, declined" ([`reputed`]), and "said Ostria had shelled a port and threatened"
//! ([`speaker`]), "In Moscow Peskov acknowledged" ([`opening`]), "the Swan Atlantic" ([`ships`]), before the days of a report are known; "On Sunday Verania's army shelled" ([`fronted`]), after; and last "shot dead a soldier"
//! ([`clause`]).

mod abreast;
mod called;
mod clause;
mod fronted;
mod headed;
mod lemmas;
mod listed;
mod nouns;
mod opening;
mod participle;

mod reputed;

mod ships;
mod speaker;

use demarche_language::{Parse, Token};
use demarche_lexicon::Lexicon;
use std::borrow::Cow;

pub(crate) use clause::set_right;
pub(crate) use fronted::parted;
pub(crate) use ships::{is_ship, is_ship_name};

/// The parse with what its own words show mended; the same one where nothing is misread.
pub(crate) fn mend<'a>(parse: &'a Parse, lexicon: &Lexicon) -> Cow<'a, Parse> {
    let parse = listed::joined(called::hung(headed::told(lemmas::named(Cow::Borrowed(parse), lexicon))));
    let parse = abreast::joined(parse, lexicon);
    let parse = opening::parted(participle::parted(nouns::mend(parse, lexicon)), lexicon);
    ships::named(speaker::returned(reputed::hung(parse, lexicon), lexicon), lexicon)
}

/// The parse with every word rehung that is found misread; the same one where there are none.
fn mended<'a, T>(
    parse: Cow<'a, Parse>,
    find: impl Fn(&Parse, usize) -> Option<T>,
    rehang: impl Fn(&Parse, &mut [Token], usize, T),
) -> Cow<'a, Parse> {
    let found: Vec<(usize, T)> = (0..parse.tokens.len()).filter_map(|at| Some((at, find(&parse, at)?))).collect();
    if found.is_empty() {
        return parse;
    }
    let mut tokens = parse.tokens.clone();
    for (at, how) in found {
        rehang(&parse, &mut tokens, at, how);
    }
    Cow::Owned(Parse::new(tokens, parse.entities.clone()))
}
