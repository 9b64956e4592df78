//! The same work for each of many things, on all cores: things in, what was made of each out, in the order of the things, whatever the number of cores.
//!
//! A settling makes a row of each event: "Verania bombed the dam at Tolm" knows nothing of the row of the next.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Things that one thread takes at a time …
const SHARE: usize = 64;
/// … and things below which a second thread is not worth its start.
const FEW: usize = 32;

/// What `make` makes of each of the things, in their order.
pub fn each<T: Sync, R: Send>(things: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    if threads < 2 || things.len() < FEW {
        return things.iter().map(make).collect();
    }
    // Small shares keep all busy to the end where one thing is a hundred times the work of another.
    let share = things.len().div_ceil(threads * 4).clamp(1, SHARE);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made: Vec<(usize, Vec<R>)> = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = things.chunks(share).nth(number) else { return made };
            made.push((number, part.iter().map(&make).collect()));
        }
    };
    let mut parts = thread::scope(|scope| {
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..threads).filter_map(spawn).collect();
        let mut parts = work();
        for other in others {
            // What stops one thread would have stopped the only one.
            parts.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        parts
    });
    parts.sort_unstable_by_key(|(number, _)| *number);
    parts.into_iter().flat_map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn order_is_that_of_the_things() {
        for count in [0, 1, 31, 32, 1000, 12_345] {
            let things: Vec<usize> = (0..count).collect();
            let made = each(&things, |number| {
                // Some take longer than others.
                (0..number % 97 * 50).fold(*number, |sum, step| std::hint::black_box(sum ^ step));
                number * 2
            });
            assert_eq!(made, things.iter().map(|number| number * 2).collect::<Vec<_>>());
        }
    }
}
