//! The same work for each of many things, on all cores: things in, what was made of each out, in the order of the things, whatever the number of cores.
//!
//! A settling makes a row of each event: "Verania bombed the dam at Tolm" knows nothing of the row of the next.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
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
    let shares: Vec<&[T]> = things.chunks(share).collect();
    let made = each_share(&shares, threads, |part| part.iter().map(&make).collect::<Vec<R>>());
    made.into_iter().flatten().collect()
}

/// As [`each`], of few things that are much work each; the first are begun first.
pub(crate) fn each_large<T: Sync, R: Send>(things: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    if threads < 2 || things.len() < 2 {
        return things.iter().map(make).collect();
    }
    each_share(things, threads.min(things.len()), make)
}

/// What is made of each share, in their order; a thread takes the next when it is done with one.
fn each_share<S: Sync, R: Send>(shares: &[S], threads: usize, make: impl Fn(&S) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made: Vec<(usize, R)> = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(share) = shares.get(number) else { return made };
            made.push((number, make(share)));
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
    parts.into_iter().map(|(_, made)| made).collect()
}

/// As [`each`], of things that are used up: what they held is given back on all cores too.
pub fn each_of<T: Send, R: Send>(things: Vec<T>, make: impl Fn(T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    if threads < 2 || things.len() < FEW {
        return things.into_iter().map(make).collect();
    }
    let share = things.len().div_ceil(threads * 4).clamp(1, SHARE);
    let mut things = things.into_iter();
    let shares =
        std::iter::from_fn(|| Some(things.by_ref().take(share).collect::<Vec<T>>()).filter(|part| !part.is_empty()));
    let shares: Vec<Mutex<Vec<T>>> = shares.map(Mutex::new).collect();
    let made = each_share(&shares, threads, |part| {
        let part = std::mem::take(&mut *part.lock().unwrap_or_else(PoisonError::into_inner));
        part.into_iter().map(&make).collect::<Vec<R>>()
    });
    made.into_iter().flatten().collect()
}

/// Changes each of the things where it stands, on all cores: what is large is not moved.
pub(crate) fn each_in<T: Send>(things: &mut [T], change: impl Fn(&mut T) + Sync) {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    if threads < 2 || things.len() < FEW {
        return things.iter_mut().for_each(change);
    }
    let share = things.len().div_ceil(threads * 4).clamp(1, SHARE);
    let shares: Vec<Mutex<&mut [T]>> = things.chunks_mut(share).map(Mutex::new).collect();
    each_share(&shares, threads, |part| {
        part.lock().unwrap_or_else(PoisonError::into_inner).iter_mut().for_each(&change);
    });
}

#[cfg(test)]
mod tests {
    use super::{each, each_in, each_large, each_of};

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
            let mut changed = things.clone();
            each_in(&mut changed, |number| *number *= 2);
            assert_eq!(made, changed);
            assert_eq!(made, each_large(&things, |number| number * 2));
            assert_eq!(made, each_of(things, |number| number * 2));
        }
    }
}
