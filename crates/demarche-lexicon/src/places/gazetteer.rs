//! The embedded gazetteer: bytes of `models/geonames/gazetteer.bin` in, rows for a name out; read in place, nothing is built at start.
//!
//! "Khan Yunis" → the city of 200,000 in Palestine. The file is a sorted list of names in blocks of [`BLOCK`], each name written as what
//! it adds to the one before it:
//!
//! | part | each | what |
//! |---|---|---|
//! | head | 8 + 6 × 4 | `DMPLACE1`, numbers of countries, regions, rows, blocks; bytes of region names, bytes of entries |
//! | countries | 7 | ISO 3166-1 alpha-3, GeoNames number |
//! | regions | 5 | country (1), place of the name in the region names (4) |
//! | region names | – | length (1), text |
//! | rows | 9 | latitude and longitude in hundredths of a degree with the kind (4), region (12 bits) and size (4 bits), GeoNames number (3) |
//! | blocks | 13 | place of the first entry (4), number of the first row (3), the first letters of the loose key of the first entry (6) |
//! | entries | – | letters shared and added (1), the letters, numbers of own rows and of others' (1), rows of the others (3 each) |
//!
//! Names are ordered by loose key, then spelling. Rows are ordered by their own name, so an entry's own rows follow those of the entry
//! before it; another place that also goes by the name is listed by row number.

use super::fold::{fold_name_into, loose_key_into};
use std::cmp::Ordering;

/// First bytes of the file.
pub(super) const MAGIC: &[u8; 8] = b"DMPLACE1";
/// Names in a block.
pub(super) const BLOCK: usize = 16;
pub(super) const HEAD: usize = 8 + 6 * 4;
pub(super) const COUNTRY: usize = 7;
pub(super) const REGION: usize = 5;
pub(super) const ROW: usize = 9;
pub(super) const BLOCK_HEAD: usize = 13;
/// Letters of a loose key that stand in the head of a block, filled up with zeros.
pub(super) const KEY_HEAD: usize = 6;

/// The gazetteer, over its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gazetteer<'a> {
    countries: &'a [u8],
    regions: &'a [u8],
    region_names: &'a [u8],
    rows: &'a [u8],
    blocks: &'a [u8],
    entries: &'a [u8],
}

/// A row that a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Number of the row.
    pub row: u32,
    /// Whether it is the place's main name.
    pub primary: bool,
    /// Whether the spelling is the same; otherwise only the loose key is.
    pub exact: bool,
}

/// A place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Latitude, degrees, to a hundredth.
    pub lat: f64,
    /// Longitude, degrees, to a hundredth.
    pub lon: f64,
    /// Whether it is a province or county, not a town.
    pub area: bool,
    /// Number of its region.
    pub region: u16,
    /// Size: twice the decimal logarithm of the inhabitants (100,000 → 10); 0 where nobody counted.
    pub size: u8,
    /// GeoNames number, where it has one.
    pub geonames: Option<u32>,
}

impl<'a> Gazetteer<'a> {
    /// Reads the head; `None` if the bytes are not a gazetteer of this version.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let (head, mut rest) = bytes.split_at_checked(HEAD)?;
        let counts = head.strip_prefix(MAGIC)?;
        let mut counts = counts.chunks_exact(4).map(|count| number(count) as usize);
        let mut part = |each: usize| {
            let (part, after) = rest.split_at_checked(counts.next()?.checked_mul(each)?)?;
            rest = after;
            Some(part)
        };
        let (countries, regions, rows, blocks) = (part(COUNTRY)?, part(REGION)?, part(ROW)?, part(BLOCK_HEAD)?);
        let (region_names, entries) = (part(1)?, part(1)?);
        rest.is_empty().then_some(Self { countries, regions, region_names, rows, blocks, entries })
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.rows.len() / ROW
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A place by its number.
    pub fn row(&self, row: u32) -> Option<Row> {
        let bytes = nth(self.rows, row as usize, ROW)?;
        let (place, tail) = bytes.split_at(4);
        let (class, geonames) = tail.split_at(2);
        let (place, class, geonames) = (number(place), number(class), number(geonames));
        Some(Row {
            lat: (f64::from(place & 0x7fff) - 9_000.0) / 100.0,
            lon: (f64::from((place >> 15) & 0xffff) - 18_000.0) / 100.0,
            area: place >> 31 == 1,
            region: (class >> 4) as u16,
            size: (class & 15) as u8,
            geonames: (geonames > 0).then_some(geonames),
        })
    }

    /// The country (ISO 3166-1 alpha-3) and the name of a region; the name is empty where a place has none.
    pub fn region(&self, region: u16) -> Option<(&'a str, &'a str)> {
        let bytes = nth(self.regions, region as usize, REGION)?;
        let (country, at) = bytes.split_at(1);
        let country = nth(self.countries, number(country) as usize, COUNTRY)?;
        let name = self.region_names.get(number(at) as usize..)?;
        let (length, name) = name.split_first()?;
        let name = std::str::from_utf8(name.get(..*length as usize)?).ok()?;
        Some((std::str::from_utf8(country.get(..3)?).ok()?, name))
    }

    /// GeoNames number of a country (ISO 3166-1 alpha-3).
    pub fn country_number(&self, code: &str) -> Option<u32> {
        let country = self.countries.chunks_exact(COUNTRY).find(|country| country.starts_with(code.as_bytes()))?;
        Some(number(country.get(3..)?))
    }

    /// The main name of a place.
    pub fn name(&self, row: u32) -> Option<String> {
        let first_row = |block: usize| self.block(block).map_or(u32::MAX, |(_, first)| first);
        let block = partition(self.blocks.len() / BLOCK_HEAD, |block| first_row(block) <= row).checked_sub(1)?;
        let mut entries = self.entries_from(block)?;
        while let Some(entry) = entries.next() {
            if row < entry.first_row + entry.own {
                return std::str::from_utf8(&entries.spelling).ok().map(str::to_owned);
            }
        }
        None
    }

    /// The places that go by a name: its folded form and its loose key. Same spellings first, then main names, then the largest.
    pub fn find(&self, folded: &str, key: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        if key.is_empty() {
            return hits;
        }
        let mut buffers = Buffers::default();
        let blocks = self.blocks.len() / BLOCK_HEAD;
        let key_head = key_head(key);
        let before = partition(blocks, |block| match self.key_head(block).cmp(&key_head[..]) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => self.entries_from(block).is_some_and(|mut entries| {
                entries.next();
                buffers.key(&entries.spelling) < key
            }),
        });
        let Some(mut entries) = self.entries_from(before.saturating_sub(1)) else { return hits };
        while let Some(entry) = entries.next() {
            match buffers.key(&entries.spelling).cmp(key) {
                Ordering::Less => {}
                Ordering::Greater => break,
                Ordering::Equal => {
                    let exact = buffers.folded == folded;
                    hits.extend((0..entry.own).map(|i| Hit { row: entry.first_row + i, primary: true, exact }));
                    let others = entry.others.chunks_exact(3).map(number);
                    hits.extend(others.map(|row| Hit { row, primary: false, exact }));
                }
            }
        }
        let mut seen = std::collections::HashSet::new();
        hits.sort_by_key(|hit| (!hit.exact, !hit.primary));
        hits.retain(|hit| seen.insert(hit.row));
        hits
    }

    fn block(&self, block: usize) -> Option<(u32, u32)> {
        let head = nth(self.blocks, block, BLOCK_HEAD)?;
        Some((number(head.get(..4)?), number(head.get(4..7)?)))
    }

    fn key_head(&self, block: usize) -> &'a [u8] {
        nth(self.blocks, block, BLOCK_HEAD).and_then(|head| head.get(7..)).unwrap_or_default()
    }

    /// The entries from the start of a block to the end of the file.
    fn entries_from(&self, block: usize) -> Option<Entries<'a>> {
        let (at, next_row) = self.block(block)?;
        Some(Entries { rest: self.entries.get(at as usize..)?, spelling: Vec::with_capacity(32), next_row })
    }
}

/// Walks entries; the spelling is rebuilt from one to the next.
struct Entries<'a> {
    rest: &'a [u8],
    spelling: Vec<u8>,
    next_row: u32,
}

/// One name.
struct Entry<'a> {
    first_row: u32,
    own: u32,
    others: &'a [u8],
}

impl<'a> Entries<'a> {
    fn next(&mut self) -> Option<Entry<'a>> {
        let shape = self.byte()?;
        let added = self.count(shape & 15)?;
        self.spelling.truncate((shape >> 4) as usize);
        let letters = self.take(added)?;
        self.spelling.extend_from_slice(letters);
        let numbers = self.byte()?;
        let own = self.count(numbers >> 4)? as u32;
        let others = self.count(numbers & 15)?;
        let others = self.take(others * 3)?;
        let first_row = self.next_row;
        self.next_row += own;
        Some(Entry { first_row, own, others })
    }

    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    /// A number below 15, or 15 and what the next byte adds.
    fn count(&mut self, low: u8) -> Option<usize> {
        Some(if low < 15 { low as usize } else { 15 + self.byte()? as usize })
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }
}

/// Space for the folded form and the key of names on the way.
#[derive(Default)]
struct Buffers {
    folded: String,
    key: String,
}

impl Buffers {
    fn key(&mut self, spelling: &[u8]) -> &str {
        self.folded.clear();
        self.key.clear();
        fold_name_into(std::str::from_utf8(spelling).unwrap_or_default(), &mut self.folded);
        loose_key_into(&self.folded, &mut self.key);
        &self.key
    }
}

/// The first letters of a loose key.
pub(super) fn key_head(key: &str) -> [u8; KEY_HEAD] {
    let mut head = [0; KEY_HEAD];
    for (slot, byte) in head.iter_mut().zip(key.bytes()) {
        *slot = byte;
    }
    head
}

/// A little-endian number of up to four bytes.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

fn nth(bytes: &[u8], at: usize, size: usize) -> Option<&[u8]> {
    let start = at.checked_mul(size)?;
    bytes.get(start..start.checked_add(size)?)
}

/// The first of `count` numbers for which `low` does not hold.
fn partition(count: usize, mut low: impl FnMut(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from + (to - from) / 2;
        if low(middle) { from = middle + 1 } else { to = middle }
    }
    from
}
