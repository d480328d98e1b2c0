//! Search over names, plain words, regions, motions, roots, sports and conditions; forgives accents, typing errors and
//! words that are not finished yet.

use crate::atlas::Atlas;
use crate::id::{MotionId, MuscleId, RegionId};
use crate::link::LinkClass;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// Longer queries are cut: nobody types them, and each word costs a pass over the index.
const QUERY_CHARS_MAX: usize = 100;
const QUERY_WORDS_MAX: usize = 8;

/// A name found by its beginning counts less than a whole one, a misspelt one still less.
const WHOLE: f32 = 1.0;
const BEGINNING: f32 = 0.8;
const MISSPELT: f32 = 0.6;
const MISSPELT_BEGINNING: f32 = 0.45;

/// Part of a region's score that passes on to the muscles that refer there.
const BY_ESSENTIAL: f32 = 0.4;
const BY_SPILLOVER: f32 = 0.2;
/// Part of a motion's score that passes on to the muscles that limit it.
const BY_MOTION: f32 = 0.4;

/// Words that say nothing about where it hurts.
const EMPTY_WORDS: &[&str] = &[
    "of", "the", "in", "on", "at", "my", "a", "and", "over", "when", "with", "from", "pain", "ache", "hurts",
    "sore",
];

/// What a search can find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum Target {
    /// A muscle.
    Muscle(MuscleId),
    /// A region of the map.
    Region(RegionId),
    /// A motion.
    Motion(MotionId),
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// What was found.
    #[serde(flatten)]
    pub target: Target,
    /// Its name.
    pub label: &'static str,
    /// The words that matched, to show beside the name; equal to it when the name itself matched.
    pub because: String,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
}

impl Atlas {
    /// Muscles, regions and motions that fit the words, best first, at most `limit`. Every word that
    /// the atlas knows must fit somewhere in an entry. The first call builds the index (a few thousand words).
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        static INDEX: OnceLock<Index> = OnceLock::new();
        INDEX.get_or_init(|| Index::of(Atlas::get())).search(Atlas::get(), query, limit)
    }
}

/// A name or plain word of an entry, with what it weighs.
struct Phrase {
    entry: usize,
    text: &'static str,
    words: Vec<usize>,
    weight: f32,
}

#[derive(Default)]
struct Index {
    entries: Vec<Target>,
    phrases: Vec<Phrase>,
    words: Vec<Vec<char>>,
}

/// Best phrase of an entry so far.
#[derive(Clone, Copy, Default)]
struct Best {
    score: f32,
    because: &'static str,
}

impl Index {
    fn of(atlas: &'static Atlas) -> Index {
        let mut builder = Builder::default();
        for muscle in atlas.muscles() {
            builder.entry(Target::Muscle(muscle.id));
            builder.phrase(muscle.name, 10.0);
            builder.phrase(muscle.anatomy.latin, 8.0);
            builder.phrase(muscle.group, 6.0);
            builder.phrases(muscle.aliases, 8.0);
            builder.phrases(muscle.anatomy.roots, 5.0);
            builder.phrase(muscle.anatomy.nerve, 4.0);
            builder.phrases(muscle.sports, 4.0);
            builder.phrases(muscle.mistaken_for.conditions, 3.0);
        }
        for region in atlas.regions() {
            builder.entry(Target::Region(region.id));
            builder.phrase(region.label, 9.0);
            builder.phrases(region.aliases, 8.5);
            builder.phrase(atlas.group(region.group).label, 3.0);
            builder.phrase(region.key, 4.0);
        }
        for motion in atlas.motions() {
            builder.entry(Target::Motion(motion.id));
            builder.phrase(motion.label, 7.0);
            builder.phrase(motion.key, 7.0);
        }
        builder.index
    }

    fn search(&self, atlas: &'static Atlas, query: &str, limit: usize) -> Vec<Hit> {
        let words = query_words(query);
        if words.is_empty() {
            return Vec::new();
        }
        let mut best = self.direct(&words);
        self.pass_on(atlas, &mut best);
        let mut hits: Vec<Hit> = self
            .entries
            .iter()
            .zip(&best)
            .filter(|(_, best)| best.score > 0.0)
            .map(|(target, best)| Hit {
                target: *target,
                label: label(atlas, *target),
                because: best.because.to_owned(),
                score: best.score,
            })
            .collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| order(atlas, a).cmp(&order(atlas, b))));
        hits.truncate(limit);
        hits
    }

    /// Scores by the entries' own phrases.
    fn direct(&self, words: &[Vec<char>]) -> Vec<Best> {
        let mut likeness: Vec<Vec<f32>> =
            words.iter().map(|word| self.words.iter().map(|known| likeness(word, known)).collect()).collect();
        // A word that the atlas does not have ("left", a name) must not hide what the other words find.
        likeness.retain(|row| row.iter().any(|fit| *fit > 0.0));
        if likeness.is_empty() {
            return vec![Best::default(); self.entries.len()];
        }
        let asked = likeness.len();
        // For each entry, the best weight that each word of the query earns anywhere in it.
        let mut earned = vec![0.0_f32; self.entries.len() * asked];
        let mut best = vec![Best::default(); self.entries.len()];
        for phrase in &self.phrases {
            let mut whole = 0.0;
            let mut fitting = 0;
            for (place, row) in likeness.iter().enumerate() {
                let fit = phrase.words.iter().map(|word| row[*word]).fold(0.0, f32::max);
                let slot = &mut earned[phrase.entry * asked + place];
                *slot = slot.max(fit * phrase.weight);
                whole += fit * phrase.weight;
                fitting += usize::from(fit > 0.0);
            }
            // A phrase that is used up entirely by the query beats one that merely contains it.
            let used = fitting.min(phrase.words.len()) as f32 / phrase.words.len() as f32;
            let score = whole * (1.0 + used);
            if fitting > 0 && score > best[phrase.entry].score {
                best[phrase.entry] = Best { score, because: phrase.text };
            }
        }
        for (entry, best) in best.iter_mut().enumerate() {
            let row = &earned[entry * asked..(entry + 1) * asked];
            if row.contains(&0.0) {
                *best = Best::default();
            } else {
                best.score = (best.score + row.iter().sum::<f32>()) / asked as f32;
            }
        }
        best
    }

    /// A muscle is also found by where it refers and by what it limits.
    fn pass_on(&self, atlas: &'static Atlas, best: &mut [Best]) {
        let entry: HashMap<Target, usize> =
            self.entries.iter().enumerate().map(|(place, target)| (*target, place)).collect();
        for muscle in atlas.muscles() {
            let mine = entry[&Target::Muscle(muscle.id)];
            let mut offer = |from: Target, share: f32| {
                let given = best[entry[&from]];
                if given.score * share > best[mine].score {
                    best[mine] = Best { score: given.score * share, because: given.because };
                }
            };
            for link in muscle.point_ids().flat_map(|point| atlas.links_of(point)) {
                match link.class {
                    LinkClass::Essential => offer(Target::Region(link.region), BY_ESSENTIAL),
                    LinkClass::Spillover => offer(Target::Region(link.region), BY_SPILLOVER),
                    LinkClass::Site | LinkClass::Neighbour => {}
                }
            }
            for sign in muscle.motion.limited.iter().chain(muscle.motion.painful) {
                offer(Target::Motion(sign.motion), BY_MOTION);
            }
        }
    }
}

#[derive(Default)]
struct Builder {
    index: Index,
    known: BTreeMap<Vec<char>, usize>,
}

impl Builder {
    fn entry(&mut self, target: Target) {
        self.index.entries.push(target);
    }

    fn phrase(&mut self, text: &'static str, weight: f32) {
        let words: Vec<usize> = folded_words(text).into_iter().map(|word| self.word(word)).collect();
        if !words.is_empty() {
            let entry = self.index.entries.len() - 1;
            self.index.phrases.push(Phrase { entry, text, words, weight });
        }
    }

    fn phrases(&mut self, texts: &'static [&'static str], weight: f32) {
        for text in texts {
            self.phrase(text, weight);
        }
    }

    fn word(&mut self, word: Vec<char>) -> usize {
        let next = self.index.words.len();
        *self.known.entry(word.clone()).or_insert_with(|| {
            self.index.words.push(word);
            next
        })
    }
}

fn label(atlas: &'static Atlas, target: Target) -> &'static str {
    match target {
        Target::Muscle(id) => atlas.muscle(id).name,
        Target::Region(id) => atlas.region(id).label,
        Target::Motion(id) => atlas.motion(id).label,
    }
}

/// Order of equal scores: what is more often at fault first, then the order of the tables.
fn order(atlas: &'static Atlas, hit: &Hit) -> (u8, Target) {
    match hit.target {
        Target::Muscle(id) => (atlas.muscle(id).prior_tier as u8, hit.target),
        Target::Region(_) | Target::Motion(_) => (0, hit.target),
    }
}

fn query_words(query: &str) -> Vec<Vec<char>> {
    let cut: String = query.chars().take(QUERY_CHARS_MAX).collect();
    let all = folded_words(&cut);
    // A lone digit is a point's number: "infraspinatus 2".
    let says = |word: &[char]| {
        !EMPTY_WORDS.contains(&word.iter().collect::<String>().as_str())
            && !matches!(word, [digit] if digit.is_ascii_digit())
    };
    let telling: Vec<Vec<char>> = all.iter().filter(|word| says(word)).cloned().collect();
    let mut words = if telling.is_empty() { all } else { telling };
    words.truncate(QUERY_WORDS_MAX);
    words
}

/// Words in small letters without accents; everything that is neither letter nor digit divides.
fn folded_words(text: &str) -> Vec<Vec<char>> {
    let folded: Vec<char> =
        text.chars().filter(|letter| *letter != '\'').flat_map(char::to_lowercase).map(plain).collect();
    folded
        .split(|letter| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(<[char]>::to_vec)
        .collect()
}

/// A small Latin letter without its accent.
fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'æ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' | 'œ' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ß' => 's',
        'ť' | 'ţ' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// How well a typed word fits a known one, 0 for not at all.
fn likeness(typed: &[char], known: &[char]) -> f32 {
    if typed == known {
        return WHOLE;
    }
    if known.starts_with(typed) && (typed.len() > 1 || known.len() == 2) {
        return BEGINNING;
    }
    let slips = match typed.len() {
        0..=3 => return 0.0,
        4..=6 => 1,
        _ => 2,
    };
    if known.len() + slips < typed.len() {
        return 0.0;
    }
    let (whole, beginning) = distance(typed, known);
    if whole <= slips {
        MISSPELT
    } else if typed.len() > 4 && beginning < slips.max(2) {
        MISSPELT_BEGINNING
    } else {
        0.0
    }
}

/// Edits (letter added, left out, changed, two swapped) from `typed` to `known`, and to the nearest beginning
/// of `known`.
pub(crate) fn distance(typed: &[char], known: &[char]) -> (usize, usize) {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for (i, letter) in typed.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, other) in known.iter().enumerate() {
            let mut cost = (row[j] + usize::from(letter != other)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *letter == known[j - 1] && typed[i - 1] == *other {
                cost = cost.min(before[j - 1] + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
    }
    (row[known.len()], row.iter().copied().min().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn a_swap_is_one_slip() {
        assert_eq!(distance(&letters("gultues"), &letters("gluteus")).0, 2);
        assert_eq!(distance(&letters("deltiod"), &letters("deltoid")).0, 1);
    }

    #[test]
    fn an_unfinished_word_is_compared_with_the_beginning() {
        assert_eq!(distance(&letters("infrasp"), &letters("infraspinatus")).1, 0);
        assert_eq!(distance(&letters("infrsp"), &letters("infraspinatus")).1, 1);
    }

    #[test]
    fn a_points_number_does_not_hide_its_muscle() {
        assert_eq!(Atlas::get().search("infraspinatis 2", 1)[0].label, "Infraspinatus");
    }

    #[test]
    fn what_a_muscle_is_mistaken_for_leads_to_it() {
        let found = Atlas::get().search("appendicitis", 8);
        assert!(found.iter().any(|hit| hit.label == "Iliopsoas"), "{found:?}");
    }

    #[test]
    fn short_words_are_not_guessed() {
        assert!(likeness(&letters("c5"), &letters("c6")) <= 0.0);
        assert!(likeness(&letters("ear"), &letters("arm")) <= 0.0);
    }
}
