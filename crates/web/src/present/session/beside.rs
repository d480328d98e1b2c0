//! What a session records beside its needles, in words: for its forms and for the note.

use super::SessionPage;
use crate::app::App;
use crate::form::Form;
use crate::present::{command_id, muscle_name, time_of};
use crate::texts::Texts;
use crate::views::session::{AdverseEntry, Beside, Choice};
use chart::session::{
    AdverseEvent, AdverseKind, Chaperone, Conduct, Gloves, Grade, PatientPosition, SkinPreparation, State,
};
use chart::staff::Role;
use clinic::store::StaffRow;

/// The forms, filled with what is recorded or usual.
pub(super) fn beside(page: &SessionPage<'_>) -> Beside {
    let texts = App::texts();
    let state = &page.record.state;
    let plain = |value, words| -> Choice { (value, words, String::new()) };
    Beside {
        adverse: adverse(page, texts),
        kinds: AdverseKind::ALL.map(|kind| plain(kind.as_str(), kind_words(kind, texts))).to_vec(),
        grades: Grade::ALL
            .map(|grade| (grade.as_str(), grade_words(grade, texts), meaning(grade, texts)))
            .to_vec(),
        needles: needles(state, texts),
        adverse_form: Form::default(),
        adverse_command: command_id(),
        conducted: conduct_words(&state.conduct, texts).into_iter().map(|(_, words)| words).collect(),
        positions: PatientPosition::ALL
            .iter()
            .map(|p| plain(p.as_str(), position_words(*p, texts)))
            .collect(),
        gloves: Gloves::ALL.iter().map(|g| plain(g.as_str(), gloves_words(*g, texts))).collect(),
        skins: SkinPreparation::ALL.iter().map(|s| plain(s.as_str(), skin_words(*s, texts))).collect(),
        chaperones: Chaperone::ALL.iter().map(|c| plain(c.as_str(), chaperone_words(*c, texts))).collect(),
        conduct: conduct_form(page),
        conduct_rule: {
            let (skin, gloves) = (&page.policy.skin_preparation, &page.policy.gloves);
            format!("{} ({}) {} ({})", skin.says, skin.source, gloves.says, gloves.source)
        },
        conduct_command: command_id(),
        colleagues: colleagues(state, page.people),
        hand_over: Form::default(),
        hand_over_command: command_id(),
    }
}

/// Every practitioner but the one who has it.
fn colleagues(state: &State, people: &[StaffRow]) -> Vec<(String, String)> {
    let others = people.iter().filter(|person| {
        !person.suspended
            && person.roles.contains(&Role::Practitioner)
            && Some(person.id) != state.responsible()
    });
    others.map(|person| (person.id.to_string(), person.name.clone())).collect()
}

fn needles(state: &State, texts: &Texts) -> Vec<(String, String)> {
    let needles = state.needles.iter().enumerate().filter(|(_, placed)| placed.retracted.is_none());
    needles
        .map(|(at, placed)| {
            let place = &placed.needle.place;
            let number = texts.with("note-needle", &[("number", (at + 1).into())]);
            let point = place.point.as_deref().unwrap_or_default();
            let words = format!("{number}: {} {point} {}", muscle_name(&place.muscle), place.side);
            (placed.needle.id.to_string(), words)
        })
        .collect()
}

fn adverse(page: &SessionPage<'_>, texts: &Texts) -> Vec<AdverseEntry> {
    let state = &page.record.state;
    let entry = |(at, event, retracted): &(chart::Instant, AdverseEvent, Option<String>)| AdverseEntry {
        id: event.id.to_string(),
        what: format!("{}, {}", kind_words(event.kind, texts), grade_words(event.grade, texts)),
        at: time_of(*at, page.zone),
        more: adverse_more(state, event, texts),
        retracted: retracted.clone(),
        command_id: command_id(),
    };
    state.adverse_events.iter().map(entry).collect()
}

/// Which needle, what happened, what was done.
pub(crate) fn adverse_more(state: &State, event: &AdverseEvent, texts: &Texts) -> Vec<String> {
    let needle = event.needle.and_then(|id| state.needles.iter().position(|n| n.needle.id == id));
    let needle = needle.map(|at| texts.with("adverse-needle-of", &[("number", (at + 1).into())]));
    let done = event.action.as_ref().map(|done| format!("{}: {done}", texts.get("note-adverse-done")));
    needle.into_iter().chain(event.text.clone()).chain(done).collect()
}

/// What it was.
pub(crate) fn kind_words(kind: AdverseKind, texts: &Texts) -> String {
    match kind {
        AdverseKind::Bleed => texts.get("adverse-bleed"),
        AdverseKind::Bruise => texts.get("adverse-bruise"),
        AdverseKind::Faint => texts.get("adverse-faint"),
        AdverseKind::Pain => texts.get("adverse-pain"),
        AdverseKind::StuckNeedle => texts.get("adverse-stuck-needle"),
        AdverseKind::BrokenNeedle => texts.get("adverse-broken-needle"),
        AdverseKind::NeedleLeftIn => texts.get("adverse-left-in"),
        AdverseKind::NerveSymptom => texts.get("adverse-nerve"),
        AdverseKind::SuspectedPneumothorax => texts.get("adverse-lung-suspected"),
        AdverseKind::Other => texts.get("adverse-other"),
    }
}

/// How bad it was.
pub(crate) fn grade_words(grade: Grade, texts: &Texts) -> String {
    match grade {
        Grade::Mild => texts.get("grade-mild"),
        Grade::Moderate => texts.get("grade-moderate"),
        Grade::Major => texts.get("grade-major"),
    }
}

fn meaning(grade: Grade, texts: &Texts) -> String {
    match grade {
        Grade::Mild => texts.get("grade-mild-means"),
        Grade::Moderate => texts.get("grade-moderate-means"),
        Grade::Major => texts.get("grade-major-means"),
    }
}

/// As recorded; before that, what the policy says is usual. What nobody can know beforehand stays open.
fn conduct_form(page: &SessionPage<'_>) -> Form {
    let recorded = &page.record.state.conduct;
    let usual = Conduct {
        skin: Some(page.policy.skin_preparation.value),
        gloves: Some(page.policy.gloves.value),
        ..Conduct::default()
    };
    let conduct = if *recorded == Conduct::default() { &usual } else { recorded };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Form::of([
        ("position", conduct.position.map_or("", PatientPosition::as_str).to_owned()),
        ("hand_hygiene", if conduct.hand_hygiene == Some(true) { "yes" } else { "" }.to_owned()),
        ("gloves", conduct.gloves.map_or("", Gloves::as_str).to_owned()),
        ("skin", conduct.skin.map_or("", SkinPreparation::as_str).to_owned()),
        ("chaperone", conduct.chaperone.map_or("", Chaperone::as_str).to_owned()),
        ("change_since", text(&conduct.change_since)),
        ("aftercare_version", text(&conduct.aftercare_version)),
    ])
}

/// What is recorded of the conduct: name and words.
pub(crate) fn conduct_words(conduct: &Conduct, texts: &Texts) -> Vec<(String, String)> {
    let hands = conduct
        .hand_hygiene
        .map(|clean| if clean { texts.get("hands-clean") } else { texts.get("hands-not") });
    let said = [
        (texts.get("position"), conduct.position.map(|p| position_words(p, texts))),
        (texts.get("hands"), hands),
        (texts.get("gloves"), conduct.gloves.map(|g| gloves_words(g, texts))),
        (texts.get("skin"), conduct.skin.map(|s| skin_words(s, texts))),
        (texts.get("chaperone"), conduct.chaperone.map(|c| chaperone_words(c, texts))),
        (texts.get("change-since"), conduct.change_since.clone()),
        (texts.get("aftercare"), conduct.aftercare_version.clone()),
    ];
    said.into_iter().filter_map(|(name, words)| Some((name, words?))).collect()
}

fn position_words(position: PatientPosition, texts: &Texts) -> String {
    match position {
        PatientPosition::Supine => texts.get("position-supine"),
        PatientPosition::Prone => texts.get("position-prone"),
        PatientPosition::SideLying => texts.get("position-side"),
        PatientPosition::Seated => texts.get("position-seated"),
    }
}

fn gloves_words(gloves: Gloves, texts: &Texts) -> String {
    match gloves {
        Gloves::None => texts.get("gloves-none"),
        Gloves::PalpatingHand => texts.get("gloves-palpating"),
        Gloves::Both => texts.get("gloves-both"),
    }
}

fn skin_words(skin: SkinPreparation, texts: &Texts) -> String {
    match skin {
        SkinPreparation::CleanSkin => texts.get("skin-clean"),
        SkinPreparation::Washed => texts.get("skin-washed"),
        SkinPreparation::Alcohol => texts.get("skin-alcohol"),
        SkinPreparation::Chlorhexidine => texts.get("skin-chlorhexidine"),
    }
}

fn chaperone_words(chaperone: Chaperone, texts: &Texts) -> String {
    match chaperone {
        Chaperone::Present => texts.get("chaperone-present"),
        Chaperone::Declined => texts.get("chaperone-declined"),
        Chaperone::NotNeeded => texts.get("chaperone-not-needed"),
    }
}
