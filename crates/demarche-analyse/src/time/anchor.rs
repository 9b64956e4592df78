//! Times that are counted from an event: "nearly a week after Iran's airstrike", "its fifth day".
