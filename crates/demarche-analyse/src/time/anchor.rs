//! Times that are counted from an event: "nearly a week after Iran's airstrike", "its fifth day".
//!
//! In: the expressions found. Out: on which side of which event they lie, and how many days away.
