//! The leaflet for a session, in the patient's language; and the same as a sheet to be printed.

use crate::leaflet::Language;
use crate::leaflet::movement::{Group, group_of, moves_for, picture};
use crate::texts::Texts;
use crate::views::leaflet::{ContactWords, HELPS, LeafletView, LinkWords, NORMAL, UNPROVEN, emergency_words};
use chart::body::Side;
use chart::patient;
use chart::practice::Contact;
use chart::session::Urgency;
use clinic::open::{Practice, SessionRecord};
use clinic::zone::day;
use report::sheet::{Block, Picture, Sheet};

/// What a leaflet is made from.
pub struct LeafletPage<'a> {
    /// The signed session.
    pub record: &'a SessionRecord,
    /// The patient as known when the needles went in, for the screening.
    pub treated: &'a patient::State,
    /// The clinic.
    pub practice: &'a Practice,
    /// Whom to call.
    pub contact: Option<&'a Contact>,
    /// In which language.
    pub language: Language,
    /// The way to the diary.
    pub link: Option<LinkWords>,
}

/// The clinic's numbers in a view.
pub fn contact_words(contact: &Contact) -> ContactWords {
    ContactWords {
        phone: contact.phone.clone(),
        out_of_hours: contact.out_of_hours.clone(),
        emergency: contact.emergency.clone(),
    }
}

/// The items of the screening that were answered with yes.
pub fn screened(treated: &patient::State) -> Vec<&str> {
    let answers = treated.screening().map_or(&[][..], |(_, answered)| answered.answers.as_slice());
    answers.iter().filter(|answer| answer.yes).map(|answer| answer.item.as_str()).collect()
}

/// The leaflet.
pub fn leaflet_view(page: &LeafletPage<'_>) -> LeafletView {
    let (state, texts) = (&page.record.state, page.language.texts());
    let signs = state.signs_to_watch(&screened(page.treated));
    let of = |urgency: Urgency| -> Vec<String> {
        let these = signs.iter().filter(|sign| sign.urgency == urgency);
        these.map(|sign| texts.get(&format!("watch-{}", sign.id))).collect()
    };
    let mut call = of(Urgency::Call);
    call.push(texts.get("leaflet-flags-sore"));
    let (treated, groups) = treated(page, texts);
    let moves = moves_for(&groups).into_iter().map(|id| {
        let sentence = texts.get(&format!("move-{id}"));
        (picture(id, sentence.clone()), sentence)
    });
    LeafletView {
        session_id: page.record.id.to_string(),
        language: page.language,
        clinic: page.practice.name.clone(),
        day: page.language.day(day(state.opened_at, &page.practice.zone)),
        treated,
        moves: moves.collect(),
        emergency: of(Urgency::Emergency),
        same_day: of(Urgency::SameDay),
        call,
        contact: page.contact.map(contact_words),
        link: page.link.clone(),
    }
}

/// What was treated, in plain words with the muscles' names behind; and the groups that move.
fn treated(page: &LeafletPage<'_>, texts: &Texts) -> (Vec<String>, Vec<&'static Group>) {
    let mut places: Vec<(String, Side, Vec<String>)> = Vec::new();
    let mut groups: Vec<&'static Group> = Vec::new();
    for placed in page.record.state.standing() {
        let place = &placed.needle.place;
        let muscle = page.language.muscle(&place.muscle);
        let group = group_of(&place.muscle);
        let plain = group.map_or_else(|| muscle.clone(), |group| texts.get(&format!("group-{}", group.id)));
        if let Some(group) = group
            && !groups.iter().any(|known| known.id == group.id)
        {
            groups.push(group);
        }
        match places.iter_mut().find(|(words, side, _)| *words == plain && *side == place.side) {
            Some((_, _, muscles)) if muscles.contains(&muscle) => {}
            Some((_, _, muscles)) => muscles.push(muscle),
            None => places.push((plain, place.side, vec![muscle])),
        }
    }
    let words = places.into_iter().map(|(place, side, muscles)| {
        let side = match side {
            Side::L => texts.get("leaflet-on-left"),
            Side::R => texts.get("leaflet-on-right"),
        };
        let muscle = muscles.join(", ");
        texts.with(
            "leaflet-treated-place",
            &[("place", place.into()), ("side", side.into()), ("muscle", muscle.into())],
        )
    });
    (words.collect(), groups)
}

/// The leaflet as a document. `made_at` is of the signature, so that it is the same document each time.
pub fn leaflet_sheet(view: &LeafletView, made_at: [u16; 5]) -> Sheet {
    let texts = view.language.texts();
    let t = |key: &str| texts.get(key);
    let list = |keys: &[&str]| Block::List(keys.iter().map(|key| texts.get(key)).collect());
    let number = emergency_words(view.contact.as_ref(), texts);
    let mut blocks = vec![
        Block::Paragraph(texts.with("leaflet-for", &[("day", view.day.as_str().into())])),
        Block::Heading(t("leaflet-treated")),
        Block::List(view.treated.clone()),
        Block::Heading(t("leaflet-normal")),
        list(&NORMAL),
        Block::Heading(t("leaflet-flags")),
    ];
    for (heading, signs) in [
        (texts.with("leaflet-flags-emergency", &[("number", number.into())]), &view.emergency),
        (t("leaflet-flags-same-day"), &view.same_day),
        (t("leaflet-flags-call"), &view.call),
    ] {
        if !signs.is_empty() {
            blocks.push(Block::Stop(heading));
            blocks.push(Block::List(signs.clone()));
        }
    }
    blocks.push(Block::Paragraph(t("leaflet-flags-say")));
    if !view.moves.is_empty() {
        blocks.push(Block::Heading(t("leaflet-move")));
        blocks.push(Block::Paragraph(t("leaflet-move-how")));
        blocks.push(Block::Pictures { width: MOVEMENT_POINTS, rows: view.moves.clone() });
    }
    blocks.extend([Block::Heading(t("leaflet-helps")), list(&HELPS)]);
    blocks.extend([Block::Heading(t("leaflet-unproven")), list(&UNPROVEN)]);
    blocks.push(Block::Heading(t("leaflet-call")));
    blocks.push(Block::List(call(view, texts)));
    if let Some(link) = &view.link {
        blocks.push(Block::Heading(t("leaflet-diary")));
        let private = texts.with("leaflet-diary-private", &[("day", link.until.as_str().into())]);
        let words = format!("{}\n{}\n{private}", t("leaflet-diary-how"), link.address);
        let code: Option<Picture> = link.code.clone();
        blocks.push(match code {
            Some(code) => Block::Pictures { width: CODE_POINTS, rows: vec![(code, words)] },
            None => Block::Paragraph(words),
        });
    }
    blocks.push(Block::Paragraph(t("leaflet-sure")));
    Sheet {
        title: format!("{}, {}", t("leaflet-title"), view.day),
        heading: t("leaflet-title"),
        above: view.clinic.clone(),
        foot: format!("{}  ·  {}", view.clinic, view.day),
        language: view.language.tag().to_owned(),
        made_at,
        id: format!("{}-leaflet-{}", view.session_id, view.language.tag()),
        blocks,
    }
}

/// Width of a drawing and of the code on paper, points.
const MOVEMENT_POINTS: u16 = 84;
const CODE_POINTS: u16 = 110;

fn call(view: &LeafletView, texts: &Texts) -> Vec<String> {
    let Some(contact) = &view.contact else { return vec![view.clinic.clone()] };
    let clinic = [("clinic", view.clinic.as_str().into()), ("phone", contact.phone.as_str().into())];
    let mut lines = vec![texts.with("leaflet-call-clinic", &clinic)];
    lines.extend(
        contact
            .out_of_hours
            .as_ref()
            .map(|phone| texts.with("leaflet-call-closed", &[("phone", phone.as_str().into())])),
    );
    lines.push(texts.with("leaflet-call-emergency", &[("number", contact.emergency.as_str().into())]));
    lines
}
