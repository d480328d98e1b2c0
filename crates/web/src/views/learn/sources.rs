//! The papers that the pages name, so that a reader can find them. Of each the abstract was read; nobody is sent anywhere unasked.

use crate::texts::Texts;
use maud::{Markup, html};

/// A paper.
struct Source {
    authors: &'static str,
    year: u16,
    title: &'static str,
    journal: &'static str,
    /// Where it was seen with the paper; not guessed.
    doi: Option<&'static str>,
}

/// What the story and the panel below it rest on, in the order of the story.
const OF_THE_TISSUE: [Source; 9] = [
    Source {
        authors: "Sjøgaard and others",
        year: 1986,
        title: "Intramuscular pressure, EMG and blood flow during low-level prolonged static contraction in man",
        journal: "Acta Physiol Scand 128:475",
        doi: Some("10.1111/j.1748-1716.1986.tb08002.x"),
    },
    Source {
        authors: "Järvholm and others",
        year: 1988,
        title: "Intramuscular pressure and muscle blood flow in supraspinatus",
        journal: "Eur J Appl Physiol 58:219",
        doi: Some("10.1007/bf00417252"),
    },
    Source {
        authors: "Gerwin, Dommerholt, Shah",
        year: 2004,
        title: "An expansion of Simons’ integrated hypothesis of trigger point formation",
        journal: "Curr Pain Headache Rep 8:468",
        doi: Some("10.1007/s11916-004-0069-x"),
    },
    Source {
        authors: "Quintner, Bove, Cohen",
        year: 2015,
        title: "A critical evaluation of the trigger point phenomenon",
        journal: "Rheumatology 54:392",
        doi: Some("10.1093/rheumatology/keu471"),
    },
    Source {
        authors: "Cagnie and others",
        year: 2012,
        title: "The influence of dry needling of the trapezius muscle on muscle blood flow and oxygenation",
        journal: "J Manipulative Physiol Ther 35:685",
        doi: Some("10.1016/j.jmpt.2012.10.005"),
    },
    Source {
        authors: "Jimbo and others",
        year: 2008,
        title: "Effects of dry needling at tender points for neck pain (Japanese: katakori)",
        journal: "J Orthop Sci 13:101",
        doi: Some("10.1007/s00776-007-1209-z"),
    },
    Source {
        authors: "Martín-Pintado-Zugasti and others",
        year: 2016,
        title: "Postneedling soreness after deep dry needling of a latent myofascial trigger point in the upper trapezius muscle",
        journal: "J Back Musculoskelet Rehabil 29:301",
        doi: Some("10.3233/BMR-150630"),
    },
    Source {
        authors: "Pecos-Martín and others",
        year: 2015,
        title: "Effectiveness of dry needling on the lower trapezius in patients with mechanical neck pain",
        journal: "Arch Phys Med Rehabil 96:775",
        doi: Some("10.1016/j.apmr.2014.12.016"),
    },
    Source {
        authors: "Shah and others",
        year: 2005,
        title: "An in vivo microanalytical technique for measuring the local biochemical milieu of human skeletal muscle",
        journal: "J Appl Physiol 99:1977",
        doi: None,
    },
];

/// What the frequencies of the page about what to expect rest on.
const OF_THE_RISKS: [Source; 2] = [
    Source {
        authors: "Brady and others",
        year: 2014,
        title: "Adverse events following trigger point dry needling: a prospective survey of chartered physiotherapists",
        journal: "J Man Manip Ther 22:134",
        doi: Some("10.1179/2042618613Y.0000000044"),
    },
    Source {
        authors: "Witt and others",
        year: 2009,
        title: "Safety of acupuncture: results of a prospective observational study with 229,230 patients",
        journal: "Forsch Komplementmed 16:91",
        doi: None,
    },
];

/// The papers behind the tissue.
pub(super) fn of_the_tissue(texts: &Texts) -> Markup {
    list(&OF_THE_TISSUE, texts)
}

/// The papers behind the frequencies.
pub(super) fn of_the_risks(texts: &Texts) -> Markup {
    list(&OF_THE_RISKS, texts)
}

fn list(sources: &[Source], texts: &Texts) -> Markup {
    html! {
        section.learn-sources aria-labelledby="sources-title" {
            h2 #sources-title { (texts.get("learn-sources")) }
            p.soft { (texts.get("learn-sources-text")) }
            ul { @for source in sources { li { (one(source)) } } }
        }
    }
}

/// The title is left out on paper: what is there is enough to find it.
fn one(source: &Source) -> Markup {
    html! {
        (source.authors) " " (source.year) ". "
        span.on-screen { cite lang="en" { (source.title) } ". " }
        (source.journal) "."
        @if let Some(doi) = source.doi { " " a href={ "https://doi.org/" (doi) } rel="noreferrer" { "doi.org/" (doi) } }
    }
}
