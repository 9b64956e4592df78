//! Texts deflated for the file, quickly rather than tightly: a record of 90 KB is kept in 22.

use flate2::read::DeflateDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use std::cell::RefCell;
use std::io::{self, Read};

/// No stored text unpacks to more than this: a damaged or hostile file must not fill the memory.
const MOST_BYTES: u64 = 256 << 20;

thread_local! {
    /// Its tables take a quarter of a megabyte, and to lay them out anew takes as long as to pack a text with them.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
}

/// Packs a text. The same text gives the same bytes.
///
/// # Errors
/// None that memory does not give.
pub fn pack(text: &[u8]) -> io::Result<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        let mut packed = Vec::with_capacity(text.len() / 3 + 64);
        loop {
            let read = usize::try_from(packer.total_in()).unwrap_or(usize::MAX);
            let rest = text.get(read..).unwrap_or_default();
            if packer.compress_vec(rest, &mut packed, FlushCompress::Finish)? == Status::StreamEnd {
                packed.shrink_to_fit();
                return Ok(packed);
            }
            packed.reserve(packed.capacity());
        }
    })
}

/// Unpacks a text.
pub(crate) fn unpack(packed: &[u8]) -> io::Result<String> {
    let mut text = String::new();
    DeflateDecoder::new(packed).take(MOST_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        let text = "“Erdoğan” said. ".repeat(500);
        let packed = pack(text.as_bytes()).expect("memory takes every byte");
        assert!(packed.len() < text.len() / 10);
        assert_eq!(unpack(&packed).expect("packed above"), text);
    }

    #[test]
    fn the_same_text_gives_the_same_bytes_whatever_was_packed_before() {
        let text: String = (0..9000).map(|number| format!("{} guns, ", number * 7919 % 9973)).collect();
        let first = pack(text.as_bytes()).expect("memory takes every byte");
        for other in ["", "a", "“Erdoğan” said. ", &text[5..]] {
            let packed = pack(other.as_bytes()).expect("memory takes every byte");
            assert_eq!(unpack(&packed).expect("packed above"), other);
            assert_eq!(pack(text.as_bytes()).expect("memory takes every byte"), first);
        }
        assert_eq!(unpack(&first).expect("packed above"), text);
        let other_thread = std::thread::spawn(move || pack(text.as_bytes()));
        assert_eq!(other_thread.join().expect("packed").expect("memory takes every byte"), first);
    }

    #[test]
    fn what_cannot_be_packed_is_kept_all_the_same() {
        let mut state = 1_u64;
        let noise: String = (0..50_000)
            .map(|_| {
                state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                char::from_u32((state >> 44) as u32 % 0xd000).unwrap_or(' ')
            })
            .collect();
        assert_eq!(unpack(&pack(noise.as_bytes()).expect("packed")).expect("packed above"), noise);
    }

    #[test]
    fn damage_is_an_error() {
        assert!(unpack(b"\xff\xff\xff").is_err());
    }
}
