//! From the parser's arcs to the tree: edges, sentence starts, and lifted arcs put back in their place.
//!
//! In: arcs, some with a label such as `relcl||dobj` that names a head further down. Out: head, label and sentence start
//! of each token. "I met a colonel yesterday who had served …": `served` hangs on `colonel`, though `yesterday` stands between.
//!
//! Facts from spaCy's `nonproj.pyx` and `doc.pyx` (`set_children_from_heads`).

use crate::labels::Dep;
use crate::parser::Label;

/// An arc from `head`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arc {
    pub(crate) head: u32,
    pub(crate) label: Label,
}

/// The finished tree.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) heads: Vec<u32>,
    pub(crate) deps: Vec<Dep>,
    pub(crate) starts: Vec<bool>,
    /// Leftmost and rightmost token of each subtree.
    pub(crate) edges: Vec<(u32, u32)>,
}

impl Tree {
    /// Builds the tree; tokens without an arc are roots.
    pub(crate) fn new(arcs: Vec<Option<Arc>>, is_space: &[bool]) -> Self {
        let heads: Vec<u32> = arcs.iter().enumerate().map(|(i, arc)| arc.map_or(i as u32, |arc| arc.head)).collect();
        let hung: Vec<Option<Dep>> = arcs.iter().map(|arc| arc.and_then(|arc| arc.label.hung)).collect();
        let deps: Vec<Dep> = arcs.iter().map(|arc| arc.map_or(Dep::Root, |arc| arc.label.dep)).collect();
        let edges = edges(&heads);
        let mut tree = Self { heads, deps, starts: Vec::new(), edges };
        if tree.lower(hung, is_space) {
            tree.edges = self::edges(&tree.heads);
        }
        tree.starts = vec![false; tree.heads.len()];
        for (i, &head) in tree.heads.iter().enumerate() {
            if head as usize == i {
                tree.starts[tree.edges[i].0 as usize] = true;
            }
        }
        tree
    }

    /// Hangs lifted arcs lower, from left to right, using the edges of the lifted tree. Whether there were any.
    fn lower(&mut self, mut hung: Vec<Option<Dep>>, is_space: &[bool]) -> bool {
        let mut any = false;
        for i in 0..hung.len() {
            if let Some(wanted) = hung[i].take() {
                // A token still to be lowered bears a double label, which is nobody's wanted label.
                self.heads[i] = self.find(i, wanted, &hung, is_space);
                any = true;
            }
        }
        any
    }

    /// The first token, breadth first below the current head, that has this label.
    fn find(&self, token: usize, wanted: Dep, hung: &[Option<Dep>], is_space: &[bool]) -> u32 {
        let mut level = vec![self.heads[token]];
        // A tree has fewer levels than tokens; the bound guards against a cycle.
        for _ in 0..self.heads.len() {
            let mut below = Vec::new();
            for &head in &level {
                let (left, right) = self.edges[head as usize];
                let children = (left..=right).filter(|&child| child != head && self.heads[child as usize] == head);
                for child in children.filter(|&child| child as usize != token && !is_space[child as usize]) {
                    if self.deps[child as usize] == wanted && hung[child as usize].is_none() {
                        return child;
                    }
                    below.push(child);
                }
            }
            if below.is_empty() {
                break;
            }
            level = below;
        }
        self.heads[token]
    }
}

/// Left and right edge of each subtree: sweeps in both directions, repeated (twelve times at most) until every head lies
/// within its sentence. Where arcs cross, the edges may stay short of the true ones, as they do in spaCy.
pub(crate) fn edges(heads: &[u32]) -> Vec<(u32, u32)> {
    let mut edges: Vec<(u32, u32)> = (0..heads.len() as u32).map(|i| (i, i)).collect();
    let widen = |edges: &mut Vec<(u32, u32)>, i: usize| {
        let (left, right) = edges[i];
        let head = &mut edges[heads[i] as usize];
        *head = (head.0.min(left), head.1.max(right));
    };
    for _ in 0..12 {
        for i in 0..heads.len() {
            widen(&mut edges, i);
        }
        for i in (0..heads.len()).rev() {
            widen(&mut edges, i);
        }
        if heads_within_sentences(heads, &edges) {
            break;
        }
    }
    edges
}

/// Whether every head lies in the sentence of its child. (The last token is not looked at, as in spaCy.)
fn heads_within_sentences(heads: &[u32], edges: &[(u32, u32)]) -> bool {
    let mut starts = vec![false; heads.len()];
    for (i, &head) in heads.iter().enumerate() {
        if head as usize == i {
            starts[edges[i].0 as usize] = true;
        }
    }
    let mut first = 0;
    for i in 0..heads.len() {
        if i > 0 && starts[i] || i + 1 == heads.len() {
            if heads[first..i].iter().any(|&head| (head as usize) < first || head as usize > i) {
                return false;
            }
            first = i;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(head: u32, dep: Dep, hung: Option<Dep>) -> Option<Arc> {
        Some(Arc { head, label: Label { dep, hung } })
    }

    /// "I met a colonel yesterday who had served": the parser hangs `served` on `met` and says that a `dobj` is its head.
    #[test]
    fn a_lifted_arc_is_lowered() {
        let arcs = vec![
            arc(1, Dep::Nsubj, None),
            None,
            arc(3, Dep::Det, None),
            arc(1, Dep::Dobj, None),
            arc(1, Dep::Npadvmod, None),
            arc(7, Dep::Nsubj, None),
            arc(7, Dep::Aux, None),
            arc(1, Dep::Relcl, Some(Dep::Dobj)),
        ];
        let tree = Tree::new(arcs, &[false; 8]);
        assert_eq!(tree.heads, [1, 1, 3, 1, 1, 7, 7, 3]);
        assert_eq!(tree.edges[3], (2, 7));
        assert_eq!(tree.starts, [true, false, false, false, false, false, false, false]);
    }

    #[test]
    fn a_lifted_arc_without_a_fitting_head_stays() {
        let arcs = vec![None, arc(0, Dep::Prep, Some(Dep::Dobj)), arc(0, Dep::Punct, None)];
        assert_eq!(Tree::new(arcs, &[false; 3]).heads, [0, 0, 0]);
    }

    #[test]
    fn white_space_is_no_head() {
        let arcs = vec![None, arc(0, Dep::Dobj, None), arc(0, Dep::Prep, Some(Dep::Dobj))];
        assert_eq!(Tree::new(arcs.clone(), &[false, true, false]).heads, [0, 0, 0]);
        assert_eq!(Tree::new(arcs, &[false; 3]).heads, [0, 0, 1]);
    }

    #[test]
    fn every_root_begins_a_sentence_at_its_left_edge() {
        let arcs = vec![arc(1, Dep::Nsubj, None), None, arc(3, Dep::Nsubj, None), None];
        assert_eq!(Tree::new(arcs, &[false; 4]).starts, [true, false, true, false]);
    }
}
