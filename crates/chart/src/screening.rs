//! The screening questions, as data: `data/screening.toml`.

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
    /// What to do then.
    pub todo: String,
    /// Where it comes from, and how certain it is.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    item: Vec<Item>,
}

static ITEMS: LazyLock<Vec<Item>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("../data/screening.toml"))
        .expect("data/screening.toml is checked by a test")
        .item
});

/// All questions, in the order in which they are asked.
pub fn items() -> &'static [Item] {
    &ITEMS
}

/// One question by its id.
pub fn item(id: &str) -> Option<&'static Item> {
    ITEMS.iter().find(|item| item.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn every_question_has_its_own_id_and_says_what_to_do_and_where_it_comes_from() {
        let items = super::items();
        assert!(items.len() > 15);
        assert_eq!(items.iter().map(|i| &i.id).collect::<BTreeSet<_>>().len(), items.len());
        assert!(items.iter().all(|i| !i.question.is_empty() && !i.todo.is_empty() && !i.source.is_empty()));
    }
}
