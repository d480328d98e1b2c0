//! One clinic's index.

use super::fold::fold;
use super::typo::{slips_allowed, slips_to_prefix};
use chart::{Instant, PatientId};
use jiff::civil::Date;
use memchr::memmem;
use std::collections::HashMap;

/// Bytes of one patient's line in the flat text of numbers: `       1042 1985-03-07 07-03-1985 03-07-1985 19850307 07031985\n`.
const LINE: usize = 62;

/// How well a word of the query fits: higher is better, 0 does not fit.
mod fit {
    pub(super) const WHOLE: u8 = 6;
    pub(super) const BEGINNING: u8 = 5;
    pub(super) const NUMBER: u8 = 4;
    pub(super) const INSIDE: u8 = 3;
    pub(super) const ONE_SLIP: u8 = 2;
    pub(super) const TWO_SLIPS: u8 = 1;
}

/// Patients by slot: everything about slot `n` is at `n` in each list.
#[derive(Default)]
pub(super) struct Index {
    slots: HashMap<PatientId, u32>,
    ids: Vec<PatientId>,
    seen_at: Vec<Instant>,
    /// One line of [`LINE`] bytes a patient.
    numbers: Vec<u8>,
    /// Word numbers of each patient, to take an old name out again.
    words_of: Vec<Box<[u32]>>,
    word_numbers: HashMap<Box<str>, u32>,
    words: Vec<Word>,
}

struct Word {
    text: Box<str>,
    slots: Vec<u32>,
}

impl Index {
    /// Adds a patient or replaces what is known of them.
    pub(super) fn put(
        &mut self,
        id: PatientId,
        record_no: u32,
        given: &str,
        family: Option<&str>,
        birth: Date,
        seen: Instant,
    ) {
        let slot = if let Some(slot) = self.slots.get(&id).copied() {
            for word in std::mem::take(&mut self.words_of[slot as usize]) {
                self.words[word as usize].slots.retain(|s| *s != slot);
            }
            slot
        } else {
            let slot = self.ids.len() as u32;
            self.slots.insert(id, slot);
            self.ids.push(id);
            self.seen_at.push(seen);
            self.words_of.push(Box::default());
            self.numbers.extend([b' '; LINE]);
            slot
        };
        self.seen(id, seen);
        let at = slot as usize * LINE;
        self.numbers[at..at + LINE].copy_from_slice(&number_line(record_no, birth));
        let mut words: Vec<u32> = Vec::new();
        for text in [Some(given), family].into_iter().flatten() {
            for word in words_in(&fold(text)) {
                let number = self.word(word);
                if !words.contains(&number) {
                    self.words[number as usize].slots.push(slot);
                    words.push(number);
                }
            }
        }
        self.words_of[slot as usize] = words.into();
    }

    fn word(&mut self, text: &str) -> u32 {
        if let Some(number) = self.word_numbers.get(text) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.word_numbers.insert(text.into(), number);
        self.words.push(Word { text: text.into(), slots: Vec::new() });
        number
    }

    /// Notes when the patient was here last.
    pub(super) fn seen(&mut self, id: PatientId, at: Instant) {
        if let Some(slot) = self.slots.get(&id) {
            let seen = &mut self.seen_at[*slot as usize];
            *seen = at.max(*seen);
        }
    }

    /// The best `limit` patients for which every word of the query fits.
    pub(super) fn find(&self, query: &str, limit: usize) -> Vec<PatientId> {
        let folded = fold(query);
        let mut scores: Option<Vec<u16>> = None;
        for token in tokens(&folded) {
            let fits = self.fits(token);
            scores = Some(match scores {
                None => fits.into_iter().map(u16::from).collect(),
                Some(mut sum) => {
                    for (sum, fit) in sum.iter_mut().zip(fits) {
                        *sum = if *sum == 0 || fit == 0 { 0 } else { *sum + u16::from(fit) };
                    }
                    sum
                }
            });
        }
        let Some(scores) = scores else { return Vec::new() };
        let mut hits: Vec<u32> = (0..scores.len() as u32).filter(|slot| scores[*slot as usize] > 0).collect();
        let order = |slot: &u32| {
            let slot = *slot as usize;
            (std::cmp::Reverse(scores[slot]), std::cmp::Reverse(self.seen_at[slot]), slot)
        };
        if hits.len() > limit {
            hits.select_nth_unstable_by_key(limit - 1, order);
            hits.truncate(limit);
        }
        hits.sort_unstable_by_key(order);
        hits.into_iter().map(|slot| self.ids[slot as usize]).collect()
    }

    /// How well one word of the query fits each patient.
    fn fits(&self, token: &str) -> Vec<u8> {
        let mut fits = vec![0u8; self.ids.len()];
        let mut raise = |slots: &[u32], fit: u8| {
            for slot in slots {
                let known = &mut fits[*slot as usize];
                *known = fit.max(*known);
            }
        };
        let allowed = slips_allowed(token.chars().count());
        let finder = memmem::Finder::new(token.as_bytes());
        for word in &self.words {
            let fit = match finder.find(word.text.as_bytes()) {
                Some(0) if word.text.len() == token.len() => fit::WHOLE,
                Some(0) => fit::BEGINNING,
                Some(_) => fit::INSIDE,
                None if allowed == 0 => continue,
                None => match slips_to_prefix(token.as_bytes(), word.text.as_bytes(), allowed) {
                    Some(1) => fit::ONE_SLIP,
                    Some(_) => fit::TWO_SLIPS,
                    None => continue,
                },
            };
            raise(&word.slots, fit);
        }
        if token.bytes().any(|b| b.is_ascii_digit()) {
            let wanted = token.replace(['.', '/'], "-");
            for at in memmem::find_iter(&self.numbers, wanted.as_bytes()) {
                let (slot, column) = (at / LINE, at % LINE);
                // A hit over the end of a line is two patients, not one.
                if column + wanted.len() < LINE {
                    let fit = if self.is_whole_number(at, wanted.len()) { fit::WHOLE } else { fit::NUMBER };
                    fits[slot] = fits[slot].max(fit);
                }
            }
        }
        fits
    }

    fn is_whole_number(&self, at: usize, len: usize) -> bool {
        let before = at == 0 || !self.numbers[at - 1].is_ascii_graphic();
        before && self.numbers.get(at + len).is_none_or(|b| !b.is_ascii_graphic())
    }
}

/// Words of a folded query: numbers and dates as they were typed, names like those that are kept.
fn tokens(folded: &str) -> impl Iterator<Item = &str> {
    folded.split_whitespace().flat_map(|typed| {
        let number = typed.bytes().any(|b| b.is_ascii_digit());
        let (whole, parts) = if number { (Some(typed), "") } else { (None, typed) };
        whole.into_iter().chain(words_in(parts))
    })
}

/// Words of a folded name: `anna-maria o neill` has four.
fn words_in(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// Number and birth date in the ways people type them.
fn number_line(record_no: u32, birth: Date) -> [u8; LINE] {
    let (y, m, d) = (birth.year(), birth.month(), birth.day());
    let text = format!(
        "{record_no:>10} {y:04}-{m:02}-{d:02} {d:02}-{m:02}-{y:04} {m:02}-{d:02}-{y:04} {y:04}{m:02}{d:02} {d:02}{m:02}{y:04}\n"
    );
    let mut line = [b' '; LINE];
    let len = text.len().min(LINE);
    line[..len].copy_from_slice(&text.as_bytes()[..len]);
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn index(people: &[(u32, &str, &str, Date)]) -> Index {
        let mut index = Index::default();
        for (no, given, family, birth) in people {
            index.put(
                PatientId(Uuid::from_u128(u128::from(*no))),
                *no,
                given,
                Some(family),
                *birth,
                Instant(i64::from(*no)),
            );
        }
        index
    }

    fn found(index: &Index, query: &str) -> Vec<u128> {
        index.find(query, 12).into_iter().map(|id| id.0.as_u128()).collect()
    }

    fn clinic() -> Index {
        index(&[
            (1, "Élodie", "Müller", date(1985, 3, 7)),
            (2, "John", "Anderson", date(1960, 12, 31)),
            (3, "Joanna", "Mullins", date(1999, 1, 2)),
            (1042, "Søren", "Andersen", date(1971, 6, 15)),
        ])
    }

    #[test]
    fn any_part_of_a_name_finds_it_without_its_accents() {
        assert_eq!(found(&clinic(), "elod"), [1]);
        assert_eq!(found(&clinic(), "LOD"), [1]);
        assert_eq!(found(&clinic(), "müller"), [1]);
        assert_eq!(found(&clinic(), "soren"), [1042]);
    }

    #[test]
    fn a_name_is_found_as_it_is_written_with_hyphens_and_commas() {
        let index = index(&[(7, "Anna-Maria", "Müller-Ost", date(1984, 3, 12))]);
        for query in
            ["Müller-Ost", "anna-maria muller-ost 1984-03-12", "Müller-Ost, Anna", "ria mul", "ler-o"]
        {
            assert_eq!(found(&index, query), [7], "{query}");
        }
    }

    #[test]
    fn a_slip_is_forgiven_and_ranks_behind_what_fits() {
        assert_eq!(found(&clinic(), "anderson"), [2, 1042]);
        assert_eq!(found(&clinic(), "adnerson"), [2, 1042]);
        assert_eq!(found(&clinic(), "mulle"), [1, 3]);
    }

    #[test]
    fn every_word_must_fit() {
        assert_eq!(found(&clinic(), "jo an"), [2, 3]);
        assert_eq!(found(&clinic(), "joanna anderson"), [0u128; 0]);
        assert_eq!(found(&clinic(), "john 1960"), [2]);
    }

    #[test]
    fn the_record_number_and_the_birth_date_find_as_typed() {
        assert_eq!(found(&clinic(), "1042"), [1042]);
        for query in ["1985-03-07", "07.03.1985", "03/07/1985", "19850307", "1985-03"] {
            assert_eq!(found(&clinic(), query), [1], "{query}");
        }
        assert_eq!(found(&clinic(), "2"), [2, 1042, 3], "the whole number first");
    }

    #[test]
    fn a_new_name_replaces_the_old_one() {
        let mut index = clinic();
        index.put(PatientId(Uuid::from_u128(2)), 2, "John", Some("Smith"), date(1960, 12, 31), Instant(2));
        assert_eq!(found(&index, "anderson"), [1042]);
        assert_eq!(found(&index, "smith"), [2]);
    }

    #[test]
    fn an_empty_query_finds_nobody() {
        assert_eq!(found(&clinic(), "  "), [0u128; 0]);
    }
}
