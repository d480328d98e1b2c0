//! Everything a screen says, from `locales/en/*.ftl` (Fluent), so that wording can be read, reviewed and translated in
//! one place and plurals come out right.
//!
//! A key that is missing shows itself on the screen instead of failing the page; a test proves that none is missing and
//! that none is left over.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;

pub use fluent_bundle::FluentValue as Value;

/// The English files, by the room of the house whose words they hold.
const ENGLISH: &[(&str, &str)] = &[
    ("shell", include_str!("../locales/en/shell.ftl")),
    ("sign-in", include_str!("../locales/en/sign-in.ftl")),
    ("patients", include_str!("../locales/en/patients.ftl")),
    ("complaint", include_str!("../locales/en/complaint.ftl")),
    ("body-map", include_str!("../locales/en/body-map.ftl")),
    ("atlas", include_str!("../locales/en/atlas.ftl")),
    ("gates", include_str!("../locales/en/gates.ftl")),
    ("consent-text", include_str!("../locales/en/consent-text.ftl")),
    ("session", include_str!("../locales/en/session.ftl")),
    ("beside", include_str!("../locales/en/beside.ftl")),
    ("packs", include_str!("../locales/en/packs.ftl")),
    ("plates", include_str!("../locales/en/plates.ftl")),
    ("learn", include_str!("../locales/en/learn.ftl")),
    ("course", include_str!("../locales/en/course.ftl")),
    ("dashboard", include_str!("../locales/en/dashboard.ftl")),
    ("letters", include_str!("../locales/en/letters.ftl")),
    ("outbox", include_str!("../locales/en/outbox.ftl")),
    ("leaflet", include_str!("../locales/en/leaflet.ftl")),
    ("diary", include_str!("../locales/en/diary.ftl")),
    ("aftercare", include_str!("../locales/en/aftercare.ftl")),
    ("adverse", include_str!("../locales/en/adverse.ftl")),
    ("note", include_str!("../locales/en/note.ftl")),
    ("clinic", include_str!("../locales/en/clinic.ftl")),
    ("staff", include_str!("../locales/en/staff.ftl")),
    ("present", include_str!("../locales/en/present.ftl")),
    ("refusals", include_str!("../locales/en/refusals.ftl")),
];

/// What patients read, in German.
const GERMAN: &[(&str, &str)] = &[
    ("leaflet", include_str!("../locales/de/leaflet.ftl")),
    ("diary", include_str!("../locales/de/diary.ftl")),
];

static GERMAN_TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::of("de", GERMAN));
static ENGLISH_TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::of("en", ENGLISH));

/// The words of one language.
pub struct Texts {
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// The English words, parsed once.
    pub fn english() -> &'static Self {
        &ENGLISH_TEXTS
    }

    /// The German words of leaflet and diary, parsed once.
    pub fn german() -> &'static Self {
        &GERMAN_TEXTS
    }

    /// Reads the files of a language. What does not parse is left out: its keys then show themselves, and a test fails.
    fn of(language: &str, files: &[(&str, &str)]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(language.parse().into_iter().collect());
        // Isolation marks are for mixed directions; inside attributes and tests they are only noise.
        bundle.set_use_isolating(false);
        for (_, file) in files {
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// The text of a key; the key itself where there is none.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of a key with its arguments filled in.
    pub fn with(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        // What cannot be filled in shows as {$name}, which is better than no page.
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The sentence for a refusal's code, with what the refusal adds (a limit, a name, a count).
    pub fn refusal(&self, code: &str, detail: Option<&str>) -> String {
        self.with(
            &format!("refusal-{}", code.replace('.', "-")),
            &[("detail", detail.unwrap_or_default().into())],
        )
    }

    /// The sentence for a refusal, and the rule that refused with its source, where one did.
    pub fn refused(&self, refusal: &chart::Refusal) -> String {
        let sentence = self.refusal(refusal.code, refusal.detail.as_deref());
        match &refusal.because {
            Some(because) => self.with(
                "refused-because",
                &[("sentence", sentence.into()), ("because", because.as_str().into())],
            ),
            None => sentence,
        }
    }

    /// Whether there is a text for this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn keys() -> Vec<&'static str> {
        ENGLISH
            .iter()
            .flat_map(|(_, file)| file.lines())
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key)
            .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
            .collect()
    }

    /// Every string literal of the crate's sources.
    fn literals(folder: &Path, into: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("sources are readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                literals(&path, into);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let source = std::fs::read_to_string(&path).expect("sources are text");
                into.extend(source.split('"').map(str::to_owned));
            }
        }
    }

    /// The keys that sources ask for by name: `texts.get("..")`, `t("..")` and `texts.with("..", ..)`.
    fn asked(folder: &Path, into: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("sources are readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                asked(&path, into);
                continue;
            }
            if path.extension().is_none_or(|e| e != "rs") || path.ends_with("texts.rs") {
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("sources are text");
            let source = source.split_whitespace().collect::<Vec<_>>().join(" ").replace("( \"", "(\"");
            for opening in ["texts.get(\"", "texts.with(\"", " t(\"", "(t(\"", "&t(\""] {
                into.extend(
                    source
                        .split(opening)
                        .skip(1)
                        .filter_map(|rest| rest.split('"').next())
                        .map(str::to_owned),
                );
            }
        }
    }

    /// Keys that are put together from a code: `bad-form-unreadable` is asked for by whoever names `form.unreadable`.
    fn coded(key: &str, used: &BTreeSet<String>) -> bool {
        key.strip_prefix("bad-").is_some_and(|code| used.contains(&code.replacen('-', ".", 1)))
    }

    /// Keys that are put together from data files.
    fn data_keys() -> Vec<String> {
        let mut keys = crate::leaflet::movement::text_keys();
        keys.extend(chart::session::diary::signs().iter().map(|sign| format!("watch-{}", sign.id)));
        keys.extend(chart::body::BodyPart::ALL.iter().map(|part| format!("area-{}", part.as_str())));
        keys.extend(
            crate::leaflet::Language::ALL.iter().map(|language| format!("language-{}", language.tag())),
        );
        keys.extend(chart::session::follow_up::STEPS.iter().map(|step| format!("step-{step}")));
        keys
    }

    fn sources() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
    }

    #[test]
    fn every_file_parses_and_no_key_is_given_twice() {
        for (name, file) in ENGLISH {
            if let Err((_, errors)) = FluentResource::try_new((*file).to_owned()) {
                panic!("{name}.ftl: {errors:?}");
            }
        }
        let keys = keys();
        let mut seen = BTreeSet::new();
        let twice: Vec<_> = keys.iter().filter(|key| !seen.insert(**key)).collect();
        assert!(twice.is_empty(), "given twice: {twice:?}");
    }

    #[test]
    fn no_text_that_a_page_asks_for_is_missing() {
        let mut wanted = BTreeSet::new();
        asked(sources(), &mut wanted);
        assert!(wanted.len() > 100, "the search for keys finds {} of them", wanted.len());
        let missing: Vec<_> = wanted.iter().filter(|key| !Texts::english().has(key)).collect();
        assert!(missing.is_empty(), "missing: {missing:?}");
    }

    #[test]
    fn no_text_is_left_over() {
        let mut used = BTreeSet::new();
        literals(sources(), &mut used);
        let from_data = data_keys();
        let missing: Vec<_> = from_data.iter().filter(|key| !Texts::english().has(key)).collect();
        assert!(missing.is_empty(), "missing: {missing:?}");
        used.extend(from_data);
        let unused: Vec<_> = keys()
            .into_iter()
            .filter(|key| !key.starts_with("refusal-") && !used.contains(*key) && !coded(key, &used))
            .collect();
        assert!(unused.is_empty(), "unused: {unused:?}");
    }

    #[test]
    fn every_refusal_has_a_sentence_and_every_sentence_a_refusal() {
        let codes = chart::refusal::CODES.iter().chain(crate::http::answer::DOOR_CODES);
        let wanted: BTreeSet<String> =
            codes.map(|code| format!("refusal-{}", code.replace('.', "-"))).collect();
        let written: BTreeSet<String> =
            keys().into_iter().filter(|key| key.starts_with("refusal-")).map(str::to_owned).collect();
        assert_eq!(wanted, written);
    }

    /// Each key of a language's files, with the arguments that its text names.
    fn arguments(files: &[(&str, &str)]) -> std::collections::BTreeMap<String, BTreeSet<String>> {
        let mut all = std::collections::BTreeMap::new();
        for (_, file) in files {
            let mut key = String::new();
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                if let Some((name, _)) = line.split_once(" =")
                    && name.starts_with(|c: char| c.is_ascii_lowercase())
                {
                    name.clone_into(&mut key);
                }
                let named = line.split('$').skip(1).map(|rest| {
                    rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
                });
                all.entry(key.clone()).or_insert_with(BTreeSet::new).extend(named);
            }
        }
        all.remove("");
        all
    }

    #[test]
    fn what_patients_read_is_whole_in_every_language_with_the_same_arguments() {
        let english: Vec<_> = ENGLISH
            .iter()
            .copied()
            .filter(|(name, _)| GERMAN.iter().any(|(german, _)| german == name))
            .collect();
        assert_eq!(english.len(), GERMAN.len());
        for (name, file) in GERMAN {
            assert!(FluentResource::try_new((*file).to_owned()).is_ok(), "{name}.ftl does not parse");
        }
        assert_eq!(arguments(&english), arguments(GERMAN));
    }

    /// Vowels that stand together are one syllable; a silent e at the end of an English word is none.
    fn syllables(word: &str, english: bool) -> usize {
        let word = word.to_lowercase();
        let vowel = |c: char| "aeiouyäöü".contains(c);
        let mut count = 0;
        let mut before = false;
        for c in word.chars() {
            count += usize::from(vowel(c) && !before);
            before = vowel(c);
        }
        let silent = english && word.ends_with('e') && !word.ends_with("le") && count > 1;
        (count - usize::from(silent)).max(1)
    }

    /// Sentences, words, syllables and words of three syllables and more in what a patient reads as running text.
    fn measured(files: &[(&str, &str)], english: bool) -> [f64; 4] {
        let texts = files.iter().flat_map(|(_, file)| file.lines()).filter_map(|line| line.split_once(" = "));
        let running = texts.map(|(_, text)| text).filter(|text| text.ends_with('.'));
        let (mut sentences, mut words, mut sounds, mut long) = (0, 0, 0, 0);
        for text in running {
            sentences += text.matches(['.', '?', ':']).count();
            for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
                let syllables = syllables(word, english);
                words += 1;
                sounds += syllables;
                long += usize::from(syllables >= 3);
            }
        }
        [sentences, words, sounds, long].map(|count| count as f64)
    }

    #[test]
    fn the_leaflet_reads_like_a_book_for_twelve_year_olds() {
        let leaflet = |files: &[(&'static str, &'static str)]| -> Vec<(&'static str, &'static str)> {
            files.iter().copied().filter(|(name, _)| GERMAN.iter().any(|(g, _)| g == name)).collect()
        };
        // Flesch-Kincaid grade: years of school; a twelve-year-old has six.
        let [sentences, words, sounds, _] = measured(&leaflet(ENGLISH), true);
        let grade = 0.39 * words / sentences + 11.8 * sounds / words - 15.59;
        assert!(words > 300.0 && grade < 5.0, "{words} words of grade {grade:.1}");
        // The fourth Vienna formula: years of school, for German.
        let [sentences, words, _, long] = measured(GERMAN, false);
        let grade = 0.2656 * words / sentences + 0.2744 * 100.0 * long / words - 1.693;
        assert!(words > 300.0 && grade < 6.0, "{words} words of grade {grade:.1}");
    }

    #[test]
    fn a_missing_key_shows_itself() {
        assert_eq!(Texts::english().get("no-such-key"), "no-such-key");
    }

    #[test]
    fn plurals_agree() {
        let texts = Texts::english();
        assert_eq!(texts.with("count-needles", &[("count", 1.into())]), "1 needle");
        assert_eq!(texts.with("count-needles", &[("count", 8.into())]), "8 needles");
    }
}
