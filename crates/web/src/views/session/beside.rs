//! What is recorded beside the needles: what went wrong, how the treatment was conducted, who has the session.

use super::super::field::{Field, check, segmented, select, tiles};
use super::super::time::When;
use super::super::today::Stage;
use super::super::ui;
use super::SessionView;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// A choice of a form: stored name, words, and what it means where that must be said.
pub type Choice = (&'static str, String, String);

/// The forms beside the needles.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// What went wrong so far, oldest first.
    pub adverse: Vec<AdverseEntry>,
    /// What it can be, the commonest first.
    pub kinds: Vec<Choice>,
    /// How bad it can be, with the definitions.
    pub grades: Vec<Choice>,
    /// The needles it can come from: id, and number with place.
    pub needles: Vec<(String, String)>,
    /// `adverse_kind`, `grade`, `needle`, `adverse_text`, `adverse_action`.
    pub adverse_form: Form,
    /// For the form.
    pub adverse_command: String,
    /// How it was conducted, in short words; empty until somebody has said so.
    pub conducted: Vec<String>,
    /// Positions of the patient.
    pub positions: Vec<Choice>,
    /// Gloves.
    pub gloves: Vec<Choice>,
    /// What is done to the skin.
    pub skins: Vec<Choice>,
    /// Whether somebody else is in the room.
    pub chaperones: Vec<Choice>,
    /// The fields of the conduct: as recorded, or what is usual here.
    pub conduct: Form,
    /// What the policy says of skin and gloves, with the source.
    pub conduct_rule: String,
    /// For the form.
    pub conduct_command: String,
    /// Who may have the session: id and name.
    pub colleagues: Vec<(String, String)>,
    /// `to`, `reason`.
    pub hand_over: Form,
    /// For the form.
    pub hand_over_command: String,
}

/// Something that went wrong.
#[derive(Clone, Debug, Default)]
pub struct AdverseEntry {
    /// In URLs.
    pub id: String,
    /// What it was and how bad: `Faint, moderate`.
    pub what: String,
    /// When.
    pub at: When,
    /// What happened, which needle, what was done.
    pub more: Vec<String>,
    /// Why the entry was taken back, if it was.
    pub retracted: Option<String>,
    /// For taking it back.
    pub command_id: String,
}

/// The three, folded; each says in its line what is recorded.
pub(super) fn draw(view: &SessionView, texts: &Texts) -> Markup {
    html! {
        (adverse(view, texts))
        (conduct(view, texts))
        @if !view.beside.colleagues.is_empty() { (hand_over(view, texts)) }
    }
}

fn adverse(view: &SessionView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let (beside, form) = (&view.beside, &view.beside.adverse_form);
    let standing = beside.adverse.iter().filter(|entry| entry.retracted.is_none()).count();
    html! {
        details.ending.adverse #adverse open[form.is_refused()] {
            summary {
                (t("adverse-title"))
                " " span.adverse-count.soft.small data-none=(t("adverse-none")) { @if standing > 0 { (standing) } @else { (t("adverse-none")) } }
            }
            ul.adverse-list { @for entry in &beside.adverse { li { (adverse_entry(view, entry, texts)) } } }
            template #adverse-template { li { article.adverse-entry.is-kept { p { strong data-slot="what" {} " " span.soft.small data-slot="time" {} } } } }
            (ui::summary(form, texts))
            form method="post" novalidate action={ "/sessions/" (view.id) "/adverse-events" } data-queue data-fresh data-words=(t("adverse-title")) {
                (ui::command(&beside.adverse_command))
                (tiles(form, "adverse_kind", &t("adverse-kind"), &beside.kinds, "kinds"))
                p.adverse-stop role="note" { (ui::mark()) span { (t("adverse-lung")) " " span.source { (t("adverse-lung-source")) } } }
                (tiles(form, "grade", &t("grade"), &beside.grades, "grades"))
                p.source { (t("grade-source")) }
                @if !beside.needles.is_empty() {
                    @let none = ("", t("adverse-no-needle"));
                    @let of: Vec<(&str, String)> = std::iter::once(none).chain(beside.needles.iter().map(|(id, words)| (id.as_str(), words.clone()))).collect();
                    (select(form, "needle", &t("adverse-needle"), &of, "-adverse"))
                }
                (Field::text("adverse_text", t("adverse-text")).optional(t("optional")).draw(form))
                (Field::text("adverse_action", t("adverse-action")).hint(t("adverse-action-hint")).optional(t("optional")).draw(form))
                button.button.wide type="submit" { (t("adverse-record")) }
            }
        }
    }
}

fn adverse_entry(view: &SessionView, entry: &AdverseEntry, texts: &Texts) -> Markup {
    let reason = format!("-{}", entry.id);
    html! {
        article.adverse-entry.is-retracted[entry.retracted.is_some()] data-adverse=(entry.id) {
            p { strong data-slot="what" { (entry.what) } " " span.soft.small data-slot="time" { (entry.at) } }
            @for line in &entry.more { p.small { (line) } }
            @if let Some(why) = &entry.retracted { p.small { (texts.get("retracted")) ": " (why) } }
            @else if view.can_write {
                details.correction {
                    summary { (texts.get("correct")) span.visually-hidden { ": " (entry.what) } }
                    form method="post" novalidate action={ "/sessions/" (view.id) "/adverse-events/" (entry.id) "/retraction" } data-queue {
                        (ui::command(&entry.command_id))
                        (Field::text("reason", texts.get("retract-reason")).within(&reason).draw(&Form::default()))
                        button.button type="submit" { (texts.get("retract")) }
                    }
                }
            }
        }
    }
}

fn conduct(view: &SessionView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let (beside, form) = (&view.beside, &view.beside.conduct);
    let said = if beside.conducted.is_empty() { t("conduct-none") } else { beside.conducted.join(", ") };
    let row = |name: &str, legend: String, choices: &[Choice]| {
        let options: Vec<(&str, String)> =
            choices.iter().map(|(value, label, _)| (*value, label.clone())).collect();
        segmented(form, name, &legend, &options, "", "")
    };
    html! {
        details.ending.conduct #conduct open[form.is_refused()] {
            summary { (t("conduct-title")) " " span.conduct-said.soft.small { (said) } }
            (ui::summary(form, texts))
            form method="post" novalidate action={ "/sessions/" (view.id) "/conduct" } data-queue data-fold {
                (ui::command(&beside.conduct_command))
                (row("position", t("position"), &beside.positions))
                (check(form, "hand_hygiene", "yes", &t("hand-hygiene"), ""))
                (row("gloves", t("gloves"), &beside.gloves))
                (row("skin", t("skin"), &beside.skins))
                p.source { (beside.conduct_rule) }
                (row("chaperone", t("chaperone"), &beside.chaperones))
                (Field::text("change_since", t("change-since")).optional(t("optional")).draw(form))
                (Field::text("aftercare_version", t("aftercare")).hint(t("aftercare-hint")).optional(t("optional")).draw(form))
                button.button.wide type="submit" { (t("conduct-save")) }
            }
        }
    }
}

/// Not kept on the tablet: who has a session is for the clinic to know at once.
fn hand_over(view: &SessionView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let (beside, form) = (&view.beside, &view.beside.hand_over);
    let names: Vec<(&str, String)> =
        beside.colleagues.iter().map(|(id, name)| (id.as_str(), name.clone())).collect();
    html! {
        details.ending #hand-over open[form.is_refused()] {
            summary { (t("hand-over")) " " span.soft.small { (texts.with("held-by", &[("name", view.practitioner.as_str().into())])) } }
            (ui::summary(form, texts))
            form method="post" novalidate action={ "/sessions/" (view.id) "/hand-over" } {
                (ui::command(&beside.hand_over_command))
                (select(form, "to", &t("hand-over-to"), &names, ""))
                (Field::text("reason", t("reason")).within("-hand-over").draw(form))
                button.button type="submit" { (t("hand-over")) }
            }
        }
    }
}

/// What stands where the signature goes, for somebody who does not have the session.
pub(super) fn not_yours(view: &SessionView, texts: &Texts) -> Markup {
    html! {
        @if view.stage == Stage::WaitingForSignature {
            section.ending #signature {
                h2 { (texts.get("sign")) }
                p { (texts.with("held-by-other", &[("name", view.practitioner.as_str().into())])) }
                a.button href="#hand-over" { (texts.get("hand-over")) }
            }
        }
    }
}
