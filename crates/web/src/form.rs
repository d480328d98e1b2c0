//! A form as it was typed, with what was wrong with it: a refused form comes back filled in, a message beside each field.

use std::collections::BTreeMap;

/// Fields in the order they were sent (names may repeat: check boxes), and messages by field.
#[derive(Clone, Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    errors: BTreeMap<String, String>,
    general: Vec<String>,
}

impl Form {
    /// A form with these values, for a first rendering or from a request body.
    pub fn of(fields: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        Self { fields: fields.into_iter().map(|(k, v)| (k.into(), v.into())).collect(), ..Self::default() }
    }

    /// The first value of a field; empty if it was not sent.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v)
    }

    /// Every value of a repeated field.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.fields.iter().filter(move |(k, _)| k == name).map(|(_, v)| v.as_str())
    }

    /// Whether a check box or one value of a repeated field was sent.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|v| v == value)
    }

    /// All fields, in order.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The message beside a field, if it was refused.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.get(name).map(String::as_str)
    }

    /// Every refused field with its message, by name.
    pub fn errors(&self) -> impl Iterator<Item = (&str, &str)> {
        self.errors.iter().map(|(name, message)| (name.as_str(), message.as_str()))
    }

    /// Messages that belong to no single field, for the top of the form.
    pub fn general(&self) -> &[String] {
        &self.general
    }

    /// Takes over another form's fields and messages, where this one has none of the name.
    pub fn add(&mut self, other: &Self) {
        let new = other.fields.iter().filter(|(name, _)| !self.fields.iter().any(|(known, _)| known == name));
        let new: Vec<(String, String)> = new.cloned().collect();
        self.fields.extend(new);
        for (name, message) in &other.errors {
            self.errors.entry(name.clone()).or_insert_with(|| message.clone());
        }
        self.general.extend(other.general.iter().cloned());
    }

    /// Whether anything was refused.
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty() || !self.general.is_empty()
    }

    /// Puts a message beside a field, or on top where there is no field.
    pub fn refuse(&mut self, field: Option<&str>, message: impl Into<String>) {
        match field {
            Some(field) => {
                self.errors.entry(field.to_owned()).or_insert_with(|| message.into());
            }
            None => self.general.push(message.into()),
        }
    }
}
