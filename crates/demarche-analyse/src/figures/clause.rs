//! The clause that a number stands in: the head of its phrase in, the verb and whether it befalls the number out.
//!
//! "killed 78 people": *killed* befalls *people*; "78 people died": *died* does not; "with dozens injured": *injured* befalls *dozens*.

use demarche_language::{Dep, Parse, Pos};

/// A verb with a number at its side.
pub(super) struct Clause {
    /// The verb.
    pub(super) verb: usize,
    /// The number is what the verb is done to.
    pub(super) befalls: bool,
    /// The number is the verb's subject.
    pub(super) subject: bool,
}

impl Clause {
    /// The clauses of a phrase: the participle that hangs on it ("12 people killed in the raid"), then the verb that it hangs on.
    pub(super) fn of(parse: &Parse, top: usize) -> Vec<Self> {
        let participle = parse.children_by(top, Dep::Acl).filter(|&child| parse.tokens[child].tag == "VBN");
        let mut clauses: Vec<Self> = participle.map(|verb| Self { verb, befalls: true, subject: false }).collect();
        clauses.extend(Self::above(parse, top));
        clauses
    }

    fn above(parse: &Parse, top: usize) -> Option<Self> {
        let mut place = top;
        // "killed 78 soldiers and 40 civilians".
        // "nearly 5,000 families, about 20,000 people, have fled".
        while matches!(parse.tokens[place].dep, Dep::Conj | Dep::Appos) {
            place = parse.head(place).filter(|&head| head < place && !is_verb(parse, head))?;
        }
        let verb = parse.head(place).filter(|&head| is_verb(parse, head))?;
        match parse.tokens[place].dep {
            Dep::Nsubjpass => Some(Self { verb, befalls: true, subject: false }),
            Dep::Dobj => Some(Self { verb, befalls: !is_passive(parse, verb), subject: false }),
            Dep::Nsubj => Some(Self { verb, befalls: is_bare_participle(parse, verb), subject: true }),
            // "4,746 wounded": the parser may take the participle for the head of its number.
            Dep::Npadvmod | Dep::Advmod if parse.tokens[verb].tag == "VBN" => {
                Some(Self { verb, befalls: true, subject: false })
            }
            _ => None,
        }
    }
}

fn is_verb(parse: &Parse, token: usize) -> bool {
    matches!(parse.tokens[token].pos, Pos::Verb | Pos::Aux)
}

fn is_passive(parse: &Parse, verb: usize) -> bool {
    parse.children(verb).any(|child| matches!(parse.tokens[child].dep, Dep::Auxpass | Dep::Nsubjpass))
}

/// "610 killed and 4,746 wounded": a participle without an auxiliary and without an object.
fn is_bare_participle(parse: &Parse, verb: usize) -> bool {
    let tag = &parse.tokens[verb].tag;
    let free = |dep: Dep| parse.children_by(verb, dep).next().is_none();
    matches!(tag.as_str(), "VBN" | "VBD") && free(Dep::Dobj) && free(Dep::Aux) && free(Dep::Ccomp)
}
