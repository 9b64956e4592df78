//! The dependency parser: a greedy arc-eager transition system.
//!
//! In: the encodings of a text's tokens, which of them are given as sentence starts, and which are white space. Out: head,
//! label and sentence start of each token. "Moscow sent a message to Israel." → `sent` is the root.
//!
//! Facts from spaCy's `_parser_internals/arc_eager.pyx` and `_state.pxd`.

use crate::archive::{Archive, ModelError};
use crate::kernels::Kernel;
use crate::labels::Dep;
use crate::transition::{Products, Scorer};
use crate::tree::{Arc, Tree};
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Shift,
    Reduce,
    Left(Label),
    Right(Label),
    Break,
}

/// A label; `hung` is set if the arc was lifted to make the tree projective, and names the label of the true head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) dep: Dep,
    pub(crate) hung: Option<Dep>,
}

/// The parser's weights and moves.
#[derive(Debug)]
pub(crate) struct Parser {
    scorer: Scorer<8, 7>,
    moves: Vec<Action>,
    /// Where the moves of each sort stand.
    sorts: Sorts,
}

/// Ranges of moves, in the order in which the model has them.
#[derive(Clone, Debug, Default)]
struct Sorts {
    shift: Range<usize>,
    reduce: Range<usize>,
    arc: Range<usize>,
    split: Range<usize>,
}

impl Parser {
    /// Reads the parser from the model file.
    pub(crate) fn load(archive: &Archive<'_>, kernel: Kernel) -> Result<Self, ModelError> {
        let moves: Option<Vec<Action>> = archive.lines("parser.moves")?.map(read_move).collect();
        let damaged = || ModelError::Section("parser.moves".to_owned());
        let moves = moves.ok_or_else(damaged)?;
        let sorts = Sorts::of(&moves).ok_or_else(damaged)?;
        Ok(Self { scorer: Scorer::load(archive, kernel, "parser", moves.len())?, moves, sorts })
    }

    /// Appends the hidden vectors that [`Self::parse`] wants, made from encodings.
    pub(crate) fn hidden(&self, encoded: &[f32], out: &mut Vec<f32>) {
        self.scorer.hidden(encoded, out);
    }

    /// Parses a text. `starts` holds the tokens at which a sentence has to start; token 0 is one anyway.
    pub(crate) fn parse(&self, hidden: &[f32], starts: &[u32], is_space: &[bool], products: &mut Products) -> Tree {
        let mut state = State::new(is_space.len(), starts);
        let mut scores = self.scorer.over(hidden, products);
        while !state.is_final() {
            scores.score(state.shown());
            match scores.best(self.sorts.valid(&state)) {
                Some(best) => state.apply(self.moves[best]),
                None => break,
            }
        }
        Tree::new(state.arcs, is_space)
    }
}

impl Sorts {
    /// Where the sorts stand; `None` if they do not stand one after the other.
    fn of(moves: &[Action]) -> Option<Self> {
        let range = |sort: fn(&Action) -> bool| {
            let first = moves.iter().position(sort)?;
            let range = first..first + moves[first..].iter().take_while(|action| sort(action)).count();
            (moves.iter().filter(|action| sort(action)).count() == range.len()).then_some(range)
        };
        Some(Self {
            shift: range(|action| *action == Action::Shift)?,
            reduce: range(|action| *action == Action::Reduce)?,
            arc: range(|action| matches!(action, Action::Left(_) | Action::Right(_)))?,
            split: range(|action| *action == Action::Break)?,
        })
    }

    /// The moves that a state allows.
    fn valid(&self, state: &State) -> [Range<usize>; 4] {
        let (stack, buffer, b0, b1) =
            (!state.stack.is_empty(), state.buffer_length(), state.buffer(0), state.buffer(1));
        let start = state.is_start(b0);
        let unshiftable = b0.is_some_and(|b0| state.unshiftable[b0 as usize]);
        let allow = |yes: bool, sort: &Range<usize>| if yes { sort.clone() } else { 0..0 };
        [
            allow(!stack || buffer >= 2 && !start && !unshiftable, &self.shift),
            allow(stack, &self.reduce),
            allow(stack && buffer > 0 && !start, &self.arc),
            allow(buffer >= 2 && b1 == b0.map(|b0| b0 + 1) && !state.is_start(b1), &self.split),
        ]
    }
}

fn read_move(name: &str) -> Option<Action> {
    let (action, label) = name.split_once('-').unwrap_or((name, ""));
    let label = || {
        let (dep, hung) = label.split_once("||").unwrap_or((label, ""));
        let hung = if hung.is_empty() { None } else { Some(Dep::parse(hung)?) };
        Some(Label { dep: Dep::parse(dep)?, hung })
    };
    match action {
        "S" => Some(Action::Shift),
        "D" => Some(Action::Reduce),
        "L" => Some(Action::Left(label()?)),
        "R" => Some(Action::Right(label()?)),
        "B" => Some(Action::Break),
        _ => None,
    }
}

/// Stack, buffer and arcs so far.
struct State {
    stack: Vec<u32>,
    /// Tokens put back in front of the buffer, the first of them last.
    returned: Vec<u32>,
    /// First token of the buffer that was never moved.
    next: u32,
    arcs: Vec<Option<Arc>>,
    /// Tokens that were put back and may not be shifted again.
    unshiftable: Vec<bool>,
    starts: Vec<bool>,
    /// The child attached last on either side of each token, and for each child the one attached before it.
    last_left: Vec<Option<u32>>,
    last_right: Vec<Option<u32>>,
    before: Vec<Option<u32>>,
}

impl State {
    fn new(count: usize, starts: &[u32]) -> Self {
        let mut is_start = vec![false; count];
        for &token in std::iter::once(&0).chain(starts) {
            if let Some(start) = is_start.get_mut(token as usize) {
                *start = true;
            }
        }
        Self {
            stack: Vec::new(),
            returned: Vec::new(),
            next: 0,
            arcs: vec![None; count],
            unshiftable: vec![false; count],
            starts: is_start,
            last_left: vec![None; count],
            last_right: vec![None; count],
            before: vec![None; count],
        }
    }

    /// The n-th token of the stack from the top.
    fn stack(&self, n: usize) -> Option<u32> {
        self.stack.len().checked_sub(n + 1).map(|at| self.stack[at])
    }

    /// The n-th token of the buffer.
    fn buffer(&self, n: usize) -> Option<u32> {
        match self.returned.len().checked_sub(n + 1) {
            Some(at) => Some(self.returned[at]),
            None => {
                let at = self.next + (n - self.returned.len()) as u32;
                ((at as usize) < self.arcs.len()).then_some(at)
            }
        }
    }

    fn buffer_length(&self) -> usize {
        self.arcs.len() - self.next as usize + self.returned.len()
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    fn is_start(&self, token: Option<u32>) -> bool {
        token.is_some_and(|token| self.starts[token as usize])
    }

    /// The tokens that the scorer looks at.
    fn shown(&self) -> [Option<u32>; 8] {
        let (s0, b0) = (self.stack(0), self.buffer(0));
        let last = |lists: &[Option<u32>], token: Option<u32>| token.and_then(|token| lists[token as usize]);
        [
            b0,
            self.buffer(1),
            s0,
            self.stack(1),
            self.stack(2),
            last(&self.last_left, b0),
            last(&self.last_left, s0),
            last(&self.last_right, s0),
        ]
    }

    fn apply(&mut self, action: Action) {
        match (action, self.stack(0), self.buffer(0)) {
            (Action::Shift, _, Some(b0)) => self.push(b0),
            (Action::Reduce, Some(s0), _) => {
                self.stack.pop();
                if self.arcs[s0 as usize].is_none() && !self.stack.is_empty() {
                    self.unshiftable[s0 as usize] = true;
                    self.returned.push(s0);
                }
            }
            (Action::Left(label), Some(s0), Some(b0)) => {
                self.attach(b0, s0, label);
                self.unshiftable[b0 as usize] = false;
                self.stack.pop();
            }
            (Action::Right(label), Some(s0), Some(b0)) => {
                self.attach(s0, b0, label);
                self.push(b0);
            }
            (Action::Break, _, _) => {
                if let Some(b1) = self.buffer(1) {
                    self.starts[b1 as usize] = true;
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, b0: u32) {
        if self.returned.pop().is_none() {
            self.next += 1;
        }
        self.stack.push(b0);
    }

    fn children(&mut self, head: u32, child: u32) -> &mut Option<u32> {
        let lists = if head > child { &mut self.last_left } else { &mut self.last_right };
        &mut lists[head as usize]
    }

    fn attach(&mut self, head: u32, child: u32, label: Label) {
        // An older head has this child as the last one it was given, since it stood right below it on the stack.
        if let Some(old) = self.arcs[child as usize] {
            let before = self.before[child as usize];
            let last = self.children(old.head, child);
            if *last == Some(child) {
                *last = before;
            }
        }
        let last = self.children(head, child).replace(child);
        self.before[child as usize] = last;
        self.arcs[child as usize] = Some(Arc { head, label });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOVES: [Action; 5] = [Action::Shift, Action::Reduce, Action::Left(NSUBJ), Action::Right(DOBJ), Action::Break];
    const NSUBJ: Label = Label { dep: Dep::Nsubj, hung: None };
    const DOBJ: Label = Label { dep: Dep::Dobj, hung: None };

    fn valid(state: &State) -> Vec<usize> {
        Sorts::of(&MOVES).expect("sorts in order").valid(state).into_iter().flatten().collect()
    }

    fn heads(state: &State) -> Vec<Option<u32>> {
        state.arcs.iter().map(|arc| arc.map(|arc| arc.head)).collect()
    }

    /// "Moscow sent help"
    #[test]
    fn arcs_are_drawn_between_stack_and_buffer() {
        let mut state = State::new(3, &[]);
        assert_eq!(valid(&state), [0, 4]);
        for action in [Action::Shift, Action::Left(NSUBJ), Action::Shift, Action::Right(DOBJ)] {
            state.apply(action);
        }
        assert_eq!(heads(&state), [Some(1), None, Some(1)]);
        assert_eq!(state.shown(), [None, None, Some(2), Some(1), None, None, None, None]);
        assert_eq!(valid(&state), [1]);
        state.apply(Action::Reduce);
        assert_eq!(state.shown()[6..], [Some(0), Some(2)], "the children attached last on either side of `sent`");
        state.apply(Action::Reduce);
        assert!(state.is_final());
    }

    #[test]
    fn a_word_without_head_goes_back_to_the_buffer_and_is_not_shifted_again() {
        let mut state = State::new(3, &[]);
        for action in [Action::Shift, Action::Shift, Action::Reduce] {
            state.apply(action);
        }
        assert_eq!((state.stack(0), state.buffer(0), state.buffer(1)), (Some(0), Some(1), Some(2)));
        assert_eq!(valid(&state), [1, 2, 3, 4]);
        // An arc to the left changes the stack, and lifts the ban.
        state.apply(Action::Left(NSUBJ));
        assert_eq!(heads(&state), [Some(1), None, None]);
        assert_eq!(valid(&state), [0, 4]);
    }

    #[test]
    fn no_arc_crosses_a_sentence_start() {
        let mut state = State::new(3, &[1]);
        assert_eq!(valid(&state), [0], "no break where one is given already");
        state.apply(Action::Shift);
        assert_eq!(valid(&state), [1, 4]);
        state.apply(Action::Break);
        state.apply(Action::Reduce);
        state.apply(Action::Shift);
        assert_eq!(valid(&state), [1], "token 2 starts a sentence now");
    }

    #[test]
    fn an_arc_to_the_left_replaces_an_older_head() {
        let mut state = State::new(3, &[]);
        for action in [Action::Shift, Action::Right(DOBJ), Action::Left(NSUBJ)] {
            state.apply(action);
        }
        assert_eq!(heads(&state), [None, Some(2), None]);
        assert_eq!((state.last_right[0], state.last_left[2]), (None, Some(1)));
    }
}
