//! What the hands found at a trigger point: seven signs, each felt, not felt or not tested.

use super::field::{Field, hidden, segmented, select};
use super::patient::{PatientHead, strip};
use super::shell::{Dress, Shell, document};
use super::ui::{self, Tone, chip};
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// A muscle to choose, with its numbered points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MuscleOption {
    /// A muscle id of the atlas.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its points: `1`, `2`.
    pub points: Vec<String>,
}

/// What the signs add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingStatus {
    /// The cluster of signs, and the patient knows the pain.
    Active,
    /// The cluster of signs, the pain is not the patient's own.
    Latent,
    /// Some sign, or not enough tested.
    Suspected,
    /// Looked for and not found.
    NotFound,
}

impl FindingStatus {
    /// In a word.
    pub fn word(self, texts: &Texts) -> String {
        match self {
            Self::Active => texts.get("status-active"),
            Self::Latent => texts.get("status-latent"),
            Self::Suspected => texts.get("status-suspected"),
            Self::NotFound => texts.get("status-not-found"),
        }
    }

    /// As a chip.
    pub(super) fn chip(self, texts: &Texts) -> Markup {
        chip(&self.word(texts), if self == Self::Active { Tone::Good } else { Tone::Plain })
    }
}

/// The page to record a finding on.
#[derive(Clone, Debug, Default)]
pub struct FindingView {
    /// Of whom.
    pub patient: PatientHead,
    /// In URLs.
    pub complaint_id: String,
    /// The complaint's title.
    pub complaint: String,
    /// Every muscle of the atlas, by name.
    pub muscles: Vec<MuscleOption>,
    /// `muscle`, `point`, `side`, the signs and `note`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// Record a finding anywhere.
pub fn page(shell: &Shell, view: &FindingView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let complaint = format!("/patients/{}/complaints/{}", view.patient.id, view.complaint_id);
    let main = html! {
        (strip(&view.patient, texts))
        header.title { h1 { (t("finding-title")) } p.lede { a href=(complaint) { (view.complaint) } ". " (t("finding-lede")) } }
        (ui::summary(&view.form, texts))
        form.sheet method="post" novalidate action={ (complaint) "/findings" } {
            (ui::command(&view.command_id))
            (place_fields(&view.form, &view.muscles, texts))
            (signs(&view.form, "", texts))
            div.form-foot {
                button.button.primary type="submit" { (t("record-finding")) }
                a.button.quiet href=(complaint) { (t("cancel")) }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}

/// Muscle, point and side.
pub(super) fn place_fields(form: &Form, muscles: &[MuscleOption], texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let mut options: Vec<(&str, String)> = vec![("", t("choose-muscle"))];
    options.extend(muscles.iter().map(|muscle| (muscle.id.as_str(), muscle.name.clone())));
    html! {
        div.place-fields {
            (select(form, "muscle", &t("muscle"), &options, ""))
            (Field::text("point", t("point")).class("short").hint(t("point-hint")).optional(t("optional")).draw(form))
            (segmented(form, "side", &t("side"), &[("L", t("side-left")), ("R", t("side-right"))], "", ""))
        }
    }
}

/// The form in place, under a ranked trigger point: the place is given.
pub(super) fn form_at(
    action: &str,
    command_id: &str,
    muscle: &str,
    point: &str,
    side: &str,
    texts: &Texts,
) -> Markup {
    let scope = format!("-{muscle}-{point}-{side}");
    html! {
        form.finding-form method="post" novalidate action=(action) {
            (ui::command(command_id))
            (hidden("muscle", muscle)) (hidden("point", point)) (hidden("side", side))
            (signs(&Form::default(), &scope, texts))
            button.button.primary type="submit" { (texts.get("record-finding")) }
        }
    }
}

/// The seven signs and the note. The first four decide what the point is called.
fn signs(form: &Form, scope: &str, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let options =
        [("present", t("sign-present")), ("absent", t("sign-absent")), ("not_tested", t("sign-not-tested"))];
    let one = |name: &str, legend: String| segmented(form, name, &legend, &options, "not_tested", scope);
    html! {
        div.signs {
            (one("taut_band", t("sign-taut-band")))
            (one("tender_spot", t("sign-tender-spot")))
            (one("referred_pain", t("sign-referred-pain")))
            (one("recognised_pain", t("sign-recognised-pain")))
            (one("twitch", t("sign-twitch")))
            (one("jump_sign", t("sign-jump-sign")))
            (one("painful_stretch", t("sign-painful-stretch")))
        }
        p.hint { (t("signs-rule")) }
        (Field::text("note", t("finding-note")).optional(t("optional")).within(scope).draw(form))
    }
}
