//! A form as it was typed, with what was wrong with it: a refused form comes back filled in, a message beside each field.

use std::collections::BTreeMap;

/// Fields in the order they were sent (names may repeat: check boxes), and messages by field.
#[derive(Clone, Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    errors: BTreeMap<String, String>,
    names: Vec<(String, String)>,
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

    /// Every refused field with its message, in the order in which the page has them as far as that is known.
    pub fn errors(&self) -> impl Iterator<Item = (&str, &str)> {
        let at = |name: &str| {
            let called = self.names.iter().position(|(known, _)| known == name);
            let sent = self.fields.iter().position(|(known, _)| known == name);
            (called.unwrap_or(usize::MAX), sent.unwrap_or(usize::MAX))
        };
        let mut errors: Vec<(&str, &str)> =
            self.errors.iter().map(|(name, message)| (name.as_str(), message.as_str())).collect();
        errors.sort_by_key(|(name, _)| at(name));
        errors.into_iter()
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

    /// A field that is asked for several things, one after the other, is asked for the next (`field_for` names it): what was typed for
    /// the one before stays as `field:thing`; typed before anything was asked, as `field:`.
    pub fn ask_for(&mut self, field: &str, thing: &str) {
        let (typed, before) = (self.value(field).to_owned(), self.value(&format!("{field}_for")).to_owned());
        if typed.is_empty() || before != thing {
            self.fields.retain(|(name, _)| name != field && *name != format!("{field}_for"));
            self.fields.push((format!("{field}_for"), thing.to_owned()));
        }
        if !typed.is_empty() && before != thing {
            self.fields.push((format!("{field}:{before}"), typed));
        }
    }

    /// What was typed of a field for several things: each thing and its text; the thing is empty where nothing had been asked yet.
    pub fn asked_for(&self, field: &str) -> Vec<(String, String)> {
        let prefix = format!("{field}:");
        let kept = self
            .fields
            .iter()
            .filter_map(|(name, text)| Some((name.strip_prefix(&prefix)?.to_owned(), text.clone())));
        let now = (self.value(&format!("{field}_for")).to_owned(), self.value(field).to_owned());
        kept.chain([now]).filter(|(_, text)| !text.trim().is_empty()).collect()
    }

    /// Says what a field is called where its label is no screen text: the summary of what was refused names it so.
    pub fn call(&mut self, field: &str, name: impl Into<String>) {
        self.names.push((field.to_owned(), name.into()));
    }

    /// What a field was called with [`Self::call`].
    pub fn called(&self, field: &str) -> Option<&str> {
        self.names.iter().find(|(known, _)| known == field).map(|(_, name)| name.as_str())
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

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn a_field_that_is_asked_for_one_thing_after_the_other_loses_none() {
        let mut form = Form::of([("reason", "typed unasked")]);
        form.ask_for("reason", "first");
        assert_eq!((form.value("reason"), form.value("reason_for")), ("", "first"));
        let mut form = Form::of([("reason:", "typed unasked"), ("reason_for", "first"), ("reason", "one")]);
        form.ask_for("reason", "second");
        let said = |form: &Form| {
            form.asked_for("reason").into_iter().map(|(of, text)| format!("{of}={text}")).collect::<Vec<_>>()
        };
        assert_eq!(said(&form), ["=typed unasked", "first=one"]);
        form.ask_for("reason", "second");
        assert_eq!(said(&form), ["=typed unasked", "first=one"], "asked again, nothing is doubled");
    }
}
