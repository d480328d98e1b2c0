//! The small parts that pages are set from.

use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, PreEscaped, html};

/// The engraver's cross: the wordmark, and where a needle goes on the plates.
pub(super) fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" {
            path d="M4 4 Q12 10 20 4 Q14 12 20 20 Q12 14 4 20 Q10 12 4 4Z" fill="currentColor" {}
        }
    }
}

/// A magnifying glass.
pub(super) fn icon_search() -> Markup {
    PreEscaped(
        r#"<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"><circle cx="10.5" cy="10.5" r="6.5" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M15.5 15.5 21 21" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></svg>"#
            .to_owned(),
    )
}

/// How loud a chip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// An ordinary fact.
    Plain,
    /// Done, in order.
    Good,
    /// Look twice.
    Caution,
    /// Must not be forgotten: the one red.
    Stop,
}

/// A short fact in a pill.
pub(super) fn chip(text: &str, tone: Tone) -> Markup {
    let class = match tone {
        Tone::Plain => "chip",
        Tone::Good => "chip good",
        Tone::Caution => "chip caution",
        Tone::Stop => "chip stop",
    };
    html! { span class=(class) { (text) } }
}

/// The hidden field that makes a double tap happen once.
pub(super) fn command(command_id: &str) -> Markup {
    html! { input type="hidden" name="command_id" value=(command_id); }
}

/// What was refused, on top of the form, with links to the fields. It takes the focus when the page is shown.
pub(super) fn summary(form: &Form, texts: &Texts) -> Markup {
    html! {
        @if form.is_refused() {
            section.refused role="alert" tabindex="-1" autofocus aria-labelledby="refused-title" {
                h2 #refused-title { (texts.get("form-refused")) }
                ul {
                    @for message in form.general().iter().filter(|m| form.errors().all(|(_, of_field)| of_field != m.as_str())) {
                        li { (message) }
                    }
                    @for refused in gathered(form, texts) {
                        li {
                            a href={ "#" (anchor(refused.name)) } {
                                @if let Some(label) = &refused.label { (label) ": " }
                                (refused.message)
                            }
                            @if refused.more > 0 { " " (texts.with("and-more", &[("count", refused.more.into())])) }
                        }
                    }
                }
            }
        }
    }
}

/// A line of the summary.
struct Refused<'a> {
    name: &'a str,
    label: Option<String>,
    message: &'a str,
    more: usize,
}

/// The refused fields; those without a label of their own that say the same (questions left open) in one line.
fn gathered<'a>(form: &'a Form, texts: &Texts) -> Vec<Refused<'a>> {
    let mut lines: Vec<Refused<'a>> = Vec::new();
    for (name, message) in form.errors() {
        let label = form.called(name).map(str::to_owned).or_else(|| label(name, texts));
        match lines.iter_mut().find(|line| label.is_none() && line.label.is_none() && line.message == message)
        {
            Some(line) => line.more += 1,
            None => lines.push(Refused { name, label, message, more: 0 }),
        }
    }
    lines
}

/// What a field is called on the screen: its label has the field's name as its key, with few exceptions.
fn label(name: &str, texts: &Texts) -> Option<String> {
    let key = match name {
        "title" => "complaint-title".to_owned(),
        "text" => "note".to_owned(),
        "name" => "your-name".to_owned(),
        "cells" => "pain-drawing".to_owned(),
        other => other.replace('_', "-"),
    };
    texts.has(&key).then(|| texts.get(&key))
}

/// The id of a field's control: stable, so that the summary can link to it.
pub(super) fn anchor(name: &str) -> String {
    format!("field-{}", name.replace(['.', ' '], "-"))
}

/// Something is not here yet: what it is, why it matters, and what to do.
pub(super) fn empty(title: &str, text: &str, action: &Markup) -> Markup {
    html! {
        div.empty { (mark()) h2 { (title) } p { (text) } (action) }
    }
}

/// A button that does something at once: a form of one button.
pub(super) fn act(action: &str, command_id: &str, class: &str, label: &Markup) -> Markup {
    html! {
        form.act method="post" action=(action) {
            (command(command_id))
            button class={ "button " (class) } type="submit" { (label) }
        }
    }
}

/// `L` or `R` as a small round letter that also reads aloud.
pub(super) fn side(side: &str, texts: &Texts) -> Markup {
    let word = match side {
        "L" => texts.get("side-left"),
        "R" => texts.get("side-right"),
        other => other.to_owned(),
    };
    html! { abbr.side title=(word) { (side) } }
}

/// A day to come that needling is weighed against, with what is advised and its source. A caution: nothing is stopped.
pub(super) fn coming(coming: Option<&(String, String)>) -> Markup {
    html! { @if let Some((when, advice)) = coming { p.coming { strong { (when) } " " (advice) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_the_field_and_gathers_what_is_said_often() {
        let mut form = Form::default();
        form.refuse(Some("given_name"), "Please fill this in.");
        for item in ["fever", "travel", "allergy"] {
            form.refuse(Some(&format!("answer.{item}")), "Still open.");
        }
        let html = summary(&form, Texts::english()).into_string();
        assert!(html.contains("href=\"#field-given_name\">Given name: Please fill this in."), "{html}");
        assert_eq!(html.matches("Still open.").count(), 1, "{html}");
        assert!(html.contains("and 2 more"), "{html}");
    }
}
