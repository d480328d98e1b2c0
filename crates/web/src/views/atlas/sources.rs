//! Sources at the foot of a page, numbered as they are read, and the small marks that lead to them.

use crate::texts::Texts;
use atlas::{Atlas, Certainty, Citation, SourceId};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The works that a page cites.
#[derive(Clone, Debug, Default)]
pub struct Bibliography {
    works: Vec<(SourceId, BTreeSet<&'static str>)>,
    certainties: BTreeSet<Certainty>,
}

impl Bibliography {
    /// Numbers the works of a citation that are not there yet.
    pub fn add(&mut self, citation: Citation) {
        self.certainties.insert(citation.certainty);
        for cited in citation.sources {
            let known = self.works.iter().position(|(work, _)| *work == cited.source);
            let at = known.unwrap_or_else(|| {
                self.works.push((cited.source, BTreeSet::new()));
                self.works.len() - 1
            });
            if !cited.locator.is_empty() {
                self.works[at].1.insert(cited.locator);
            }
        }
    }

    fn number(&self, source: SourceId) -> Option<usize> {
        self.works.iter().position(|(work, _)| *work == source).map(|at| at + 1)
    }

    /// How sure a statement is, and the numbers of its sources.
    pub(super) fn cite(&self, citation: &Citation, texts: &Texts) -> Markup {
        let numbers: Vec<usize> =
            citation.sources.iter().filter_map(|cited| self.number(cited.source)).collect();
        let words: Vec<String> = numbers.iter().map(usize::to_string).collect();
        let label = texts.with(
            "cite-label",
            &[
                ("numbers", words.join(", ").into()),
                ("certainty", sure_word(citation.certainty, texts).into()),
            ],
        );
        html! {
            a.cite href=(format!("#source-{}", numbers.first().unwrap_or(&1))) aria-label=(label) title=(label) {
                (sure(citation.certainty)) (words.join(","))
            }
        }
    }

    /// The list, and once what the marks mean.
    pub(super) fn draw(&self, texts: &Texts) -> Markup {
        let atlas = Atlas::get();
        html! {
            section.atlas-sources aria-labelledby="sources-title" {
                h2 #sources-title { (texts.get("muscle-sources")) }
                ul.sures {
                    @for certainty in &self.certainties {
                        li { (sure(*certainty)) " " strong { (sure_word(*certainty, texts)) } ": " (sure_why(*certainty, texts)) }
                    }
                }
                ol.works {
                    @for (at, (work, locators)) in self.works.iter().enumerate() {
                        @let source = atlas.source(*work);
                        li id=(format!("source-{}", at + 1)) {
                            (source.work) ". " (source.edition)
                            @if !locators.is_empty() { span.soft { ": " (in_order(locators).join("; ")) } }
                        }
                    }
                }
            }
        }
    }
}

/// Chapter 9 before chapter 15.
fn in_order(locators: &BTreeSet<&'static str>) -> Vec<&'static str> {
    let number = |text: &str| -> u32 {
        let digits: String =
            text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(u32::MAX)
    };
    let mut sorted: Vec<&str> = locators.iter().copied().collect();
    sorted.sort_by_key(|text| number(text));
    sorted
}

/// A full, half or empty dot.
fn sure(certainty: Certainty) -> Markup {
    html! { span class=(format!("sure {}", certainty.as_str())) aria-hidden="true" {} }
}

fn sure_word(certainty: Certainty, texts: &Texts) -> String {
    texts.get(match certainty {
        Certainty::Checked => "sure-checked",
        Certainty::Secondary => "sure-secondary",
        Certainty::Memory => "sure-memory",
    })
}

fn sure_why(certainty: Certainty, texts: &Texts) -> String {
    texts.get(match certainty {
        Certainty::Checked => "sure-checked-why",
        Certainty::Secondary => "sure-secondary-why",
        Certainty::Memory => "sure-memory-why",
    })
}
