//! Form fields: label, hint, control and message, tied together so that they are read as one.

use super::ui::anchor;
use crate::form::Form;
use maud::{Markup, html};

/// One control with its words. Built up, then drawn with what the form holds.
pub(super) struct Field<'a> {
    name: &'a str,
    label: String,
    kind: &'a str,
    hint: String,
    optional: String,
    autocomplete: &'a str,
    inputmode: &'a str,
    list: &'a str,
    rows: u8,
    class: &'a str,
    scope: &'a str,
    required: bool,
}

impl<'a> Field<'a> {
    /// A line of text that must be filled in.
    pub(super) fn text(name: &'a str, label: String) -> Self {
        Self {
            name,
            label,
            kind: "text",
            hint: String::new(),
            optional: String::new(),
            autocomplete: "off",
            inputmode: "",
            list: "",
            rows: 0,
            class: "",
            scope: "",
            required: true,
        }
    }

    /// A password.
    pub(super) fn password(name: &'a str, label: String, autocomplete: &'a str) -> Self {
        Self { kind: "password", autocomplete, ..Self::text(name, label) }
    }

    /// A day, typed as year-month-day.
    pub(super) fn date(name: &'a str, label: String) -> Self {
        Self { class: "short", inputmode: "numeric", ..Self::text(name, label) }
    }

    /// A whole number.
    pub(super) fn number(name: &'a str, label: String) -> Self {
        Self { class: "short", inputmode: "numeric", ..Self::text(name, label) }
    }

    /// Several lines.
    pub(super) fn prose(name: &'a str, label: String, rows: u8) -> Self {
        Self { rows, ..Self::text(name, label) }
    }

    /// A sentence under the label.
    pub(super) fn hint(mut self, hint: String) -> Self {
        self.hint = hint;
        self
    }

    /// May be left empty; `word` says so after the label.
    pub(super) fn optional(mut self, word: String) -> Self {
        self.optional = word;
        self.required = false;
        self
    }

    /// The `autocomplete` token.
    pub(super) fn autocomplete(mut self, token: &'a str) -> Self {
        self.autocomplete = token;
        self
    }

    /// The `inputmode`, and the input's type where it has one.
    pub(super) fn kind(mut self, kind: &'a str) -> Self {
        self.kind = kind;
        self
    }

    /// Which keys a tablet shows: `numeric` for digits only.
    pub(super) fn inputmode(mut self, mode: &'a str) -> Self {
        self.inputmode = mode;
        self
    }

    /// The id of a `<datalist>`.
    pub(super) fn list(mut self, list: &'a str) -> Self {
        self.list = list;
        self
    }

    /// A layout class: `short`, `half`.
    pub(super) fn class(mut self, class: &'a str) -> Self {
        self.class = class;
        self
    }

    /// Makes ids unique where the same field stands on a page more than once.
    pub(super) fn within(mut self, scope: &'a str) -> Self {
        self.scope = scope;
        self
    }

    /// Draws it with the form's value and message.
    pub(super) fn draw(&self, form: &Form) -> Markup {
        let id = format!("{}{}", anchor(self.name), self.scope);
        let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
        let error = form.error(self.name);
        let described = match (self.hint.is_empty(), error.is_some()) {
            (true, false) => None,
            (false, false) => Some(hint_id.clone()),
            (true, true) => Some(error_id.clone()),
            (false, true) => Some(format!("{error_id} {hint_id}")),
        };
        let some = |text: &'a str| (!text.is_empty()).then_some(text);
        let class = [("field", true), (self.class, !self.class.is_empty()), ("has-error", error.is_some())];
        let class: Vec<&str> = class.into_iter().filter_map(|(name, on)| on.then_some(name)).collect();
        html! {
            div class=(class.join(" ")) {
                label for=(id) {
                    (self.label)
                    @if !self.optional.is_empty() { " " span.optional { (self.optional) } }
                }
                @if !self.hint.is_empty() { p.hint id=(hint_id) { (self.hint) } }
                @if self.rows > 0 {
                    textarea id=(id) name=(self.name) rows=(self.rows) aria-describedby=[described]
                        aria-invalid=[error.map(|_| "true")] required[self.required] { (form.value(self.name)) }
                } @else {
                    input id=(id) type=(self.kind) name=(self.name) autocomplete=(self.autocomplete) list=[some(self.list)]
                        inputmode=[some(self.inputmode)] aria-describedby=[described] aria-invalid=[error.map(|_| "true")]
                        required[self.required] value=[(self.kind != "password").then(|| form.value(self.name))];
                }
                @if let Some(error) = error { p.error id=(error_id) { (error) } }
            }
        }
    }
}

/// A hidden field.
pub(super) fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// One of several, as touching buttons in a row.
pub(super) fn segmented(
    form: &Form,
    name: &str,
    legend: &str,
    options: &[(&str, String)],
    default: &str,
    scope: &str,
) -> Markup {
    let chosen = match form.value(name) {
        "" => default,
        value => value,
    };
    let id = format!("{}{scope}", anchor(name));
    html! {
        fieldset.segmented id=(id) .has-error[form.error(name).is_some()] {
            legend { (legend) }
            div.segments {
                @for (value, label) in options {
                    label {
                        input type="radio" name=(name) value=(value) checked[*value == chosen];
                        span { (label) }
                    }
                }
            }
            @if let Some(error) = form.error(name) { p.error { (error) } }
        }
    }
}

/// A check box as a row that can be tapped anywhere.
pub(super) fn check(form: &Form, name: &str, value: &str, label: &str, hint: &str) -> Markup {
    html! {
        label.check {
            input type="checkbox" name=(name) value=(value) checked[form.has(name, value)];
            span.box aria-hidden="true" {}
            span.check-words {
                span { (label) }
                @if !hint.is_empty() { span.hint { (hint) } }
            }
        }
    }
}

/// A drop-down.
pub(super) fn select(
    form: &Form,
    name: &str,
    label: &str,
    options: &[(&str, String)],
    scope: &str,
) -> Markup {
    let id = format!("{}{scope}", anchor(name));
    html! {
        div.field.has-error[form.error(name).is_some()] {
            label for=(id) { (label) }
            select id=(id) name=(name) aria-invalid=[form.error(name).map(|_| "true")] {
                @for (value, words) in options {
                    option value=(value) selected[form.value(name) == *value] { (words) }
                }
            }
            @if let Some(error) = form.error(name) { p.error { (error) } }
        }
    }
}

/// One of several as tiles, each with what it means.
pub(super) fn tiles(
    form: &Form,
    name: &str,
    legend: &str,
    options: &[(&'static str, String, String)],
    class: &str,
) -> Markup {
    html! {
        fieldset.tiles.has-error[form.error(name).is_some()] data-tiles=(class) id=(anchor(name)) {
            legend { (legend) }
            div.tile-list {
                @for (value, label, meaning) in options {
                    label.tile {
                        input type="radio" name=(name) value=(value) checked[form.value(name) == *value];
                        span { span.tile-name { (label) } @if !meaning.is_empty() { span.small { (meaning) } } }
                    }
                }
            }
            @if let Some(error) = form.error(name) { p.error { (error) } }
        }
    }
}
