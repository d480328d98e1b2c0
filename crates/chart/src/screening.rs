//! The screening table, as data: `data/screening.toml`. What is asked, what a yes means, and at which places.

mod site;

pub use site::{Modality, SiteRule, Woken, awake, speaking};

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// What a "yes" means.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Stop: no needle.
    Absolute,
    /// Caution: go on with a reason.
    Relative,
    /// It matters where: the answer names places, and speaks only there.
    Local,
    /// To be known and minded; no reason is asked for.
    Precaution,
}

/// One question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable id, stored with the answer.
    pub id: String,
    /// What is asked; "yes" is the answer that needs attention.
    pub question: String,
    /// What a "yes" means.
    pub class: Class,
    /// Asked anew at each visit; otherwise the last answer is proposed.
    pub volatile: bool,
    /// What to do then.
    pub todo: String,
    /// Where it comes from, and how certain it is.
    pub source: String,
    /// What the yes means at a place.
    #[serde(default)]
    pub site: Vec<SiteRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    item: Vec<Item>,
    always: Vec<SiteRule>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/screening.toml")).expect("data/screening.toml is checked by a test")
});

/// All questions, in the order in which they are asked.
pub fn items() -> &'static [Item] {
    &FILE.item
}

/// One question by its id.
pub fn item(id: &str) -> Option<&'static Item> {
    FILE.item.iter().find(|item| item.id == id)
}

/// Rules about places that hold for everybody, whatever was answered.
pub fn always() -> &'static [SiteRule] {
    &FILE.always
}

/// Every rule about places with the question whose yes wakes it; none: it holds for everybody.
pub fn site_rules() -> impl Iterator<Item = (Option<&'static Item>, &'static SiteRule)> {
    let woken = items().iter().flat_map(|item| item.site.iter().map(move |rule| (Some(item), rule)));
    woken.chain(always().iter().map(|rule| (None, rule)))
}

/// A rule about places by its id.
pub fn site_rule(id: &str) -> Option<(Option<&'static Item>, &'static SiteRule)> {
    site_rules().find(|(_, rule)| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::Class;
    use std::collections::BTreeSet;

    #[test]
    fn every_question_has_its_own_id_and_says_what_to_do_and_where_it_comes_from() {
        let items = super::items();
        assert!(items.len() >= 45, "the whole table of facts/clinical.md 2");
        assert_eq!(items.iter().map(|i| &i.id).collect::<BTreeSet<_>>().len(), items.len());
        assert!(items.iter().all(|i| !i.question.is_empty() && !i.todo.is_empty() && !i.source.is_empty()));
        for item in items {
            let certain = ["checked", "secondary", "memory"].iter().any(|word| item.source.contains(word));
            assert!(certain, "{} does not say how certain it is", item.id);
        }
    }

    #[test]
    fn every_rule_about_a_place_is_an_absolute_or_a_relative_one_and_names_a_place_or_a_modality() {
        let ids: BTreeSet<&str> = super::site_rules().map(|(_, rule)| rule.id.as_str()).collect();
        assert_eq!(ids.len(), super::site_rules().count());
        for (_, rule) in super::site_rules() {
            assert!(matches!(rule.class, Class::Absolute | Class::Relative), "{}", rule.id);
            assert!(rule.names_known_places(), "{} names something the atlas does not have", rule.id);
        }
    }

    #[test]
    fn what_is_local_speaks_somewhere() {
        for item in super::items().iter().filter(|item| item.class == Class::Local) {
            assert!(item.site.iter().any(|rule| rule.answered), "{}", item.id);
        }
    }
}
