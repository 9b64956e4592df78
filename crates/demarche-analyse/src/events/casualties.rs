//! Dead and wounded: the counts that hang on a trigger in, ranges out.
//!
//! "killed at least 24 people", "injuring dozens", "30 people were injured".

use super::coder::Draft;
use super::tree;
use crate::{Reading, count};
use demarche_language::Dep;
use demarche_model::Casualties;

/// The dead and wounded of a draft, at its trigger and at verbs that hang beside it ("…, killing five and wounding 40").
pub(super) fn casualties(reading: Reading<'_>, draft: &Draft) -> Option<Casualties> {
    if draft.action.plover != "ASSAULT" {
        return None;
    }
    let parse = reading.parse;
    let mut found = Casualties::default();
    let governor = draft.governor();
    let beside = |&child: &usize| {
        matches!(parse.tokens[child].dep, Dep::Advcl | Dep::Conj | Dep::Relcl) && tree::verbal(parse, child)
    };
    let mut verbs = vec![governor];
    verbs.extend(parse.children(governor).filter(beside));
    let more: Vec<usize> = verbs.iter().skip(1).flat_map(|&at| parse.children_by(at, Dep::Conj)).collect();
    verbs.extend(more);
    for verb in verbs {
        let (kill, wound) = (tree::is(reading, verb, "killing"), tree::is(reading, verb, "wounding"));
        if !kill && !wound {
            continue;
        }
        let Some(count) = tree::objects(reading, verb).into_iter().find_map(|object| count::of(reading, object)) else {
            continue;
        };
        let place = if kill { &mut found.killed } else { &mut found.wounded };
        place.get_or_insert(count);
    }
    (found != Casualties::default()).then_some(found)
}
