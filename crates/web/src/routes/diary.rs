//! The patient's diary behind its private link: no sign-in, nothing about anybody.

use crate::app::App;
use crate::figure;
use crate::form::Form;
use crate::http::access::Holder;
use crate::http::body::Sent;
use crate::http::trouble::Trouble;
use crate::leaflet::Language;
use crate::present::{
    advice, command_id, contact_words, diary_day, regions_needled, screened, soreness_expected,
};
use crate::views::diary::{DiaryView, Place, Sign, ThanksView, page, thanks};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chart::body::{BodyPart, BodyPlace, Side};
use chart::ids::DiaryEntryId;
use chart::session::{Bruise, Command, DiaryEntry, Moved, SoreCell, Stage, Urgency, diary};
use chart::values::PainScore;
use chart::{Refusal, StaffId};
use clinic::Ask;
use clinic::open::SessionRecord;
use journal::SubmitError;
use maud::Markup;
use std::sync::Arc;

/// The questions.
pub(super) async fn show(State(app): State<Arc<App>>, holder: Holder) -> Result<Markup, Trouble> {
    let record = record(&app, &holder)?;
    Ok(page(&view(&app, &holder, &record, Form::default())?))
}

/// Takes the answers, and says at once what to do.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    holder: Holder,
    sent: Sent,
) -> Result<Response, Trouble> {
    let record = record(&app, &holder)?;
    let id = DiaryEntryId(sent.command_id()?);
    let Sent(mut form) = sent;
    let entry = match read(&form, id, &holder.link.language) {
        Ok(entry) => entry,
        Err(refusals) => {
            let texts = Language::of(&holder.link.language).texts();
            for refusal in refusals {
                let key = if refusal.code == "field.too_long" {
                    texts.get("diary-too-long")
                } else {
                    texts.get("diary-missing")
                };
                form.refuse(refusal.field, key);
            }
            let page = page(&view(&app, &holder, &record, form)?);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let (clinic, patient) = (holder.link.clinic, holder.link.patient);
    // Whoever holds the link acts as the patient.
    let ask = Ask::Session(holder.link.session, patient, Command::AnswerDiary(entry));
    match app.clinic.submit(clinic, StaffId(patient.0), id.0, ask).await {
        Ok(_) => {}
        Err(SubmitError::Refused(refusal)) => return Err(Trouble::Refused(refusal)),
        Err(other) => return Err(other.into()),
    }
    let record = self::record(&app, &holder)?;
    let kept = record.state.diary.iter().map(|(_, entry)| entry).find(|entry| entry.id == id);
    let Some(kept) = kept else { return Err(Trouble::NotFound) };
    Ok(thanks(&after(&app, &holder, &record, kept)?).into_response())
}

/// The session of the link; a link to one that was never signed opens nothing.
fn record(app: &App, holder: &Holder) -> Result<SessionRecord, Trouble> {
    let record = app.read(|c| c.session(holder.link.clinic, holder.link.session))?;
    let ours =
        |record: &SessionRecord| record.patient == holder.link.patient && record.state.stage == Stage::Signed;
    record.filter(ours).ok_or(Trouble::NotFound)
}

fn view(app: &App, holder: &Holder, record: &SessionRecord, form: Form) -> Result<DiaryView, Trouble> {
    let state = &record.state;
    let language = Language::of(&holder.link.language);
    let texts = language.texts();
    let needled_at = state.standing().next_back().map_or(state.opened_at, |n| n.placed_at);
    let treated =
        app.read(|c| c.patient_as_of(holder.link.clinic, record.patient, needled_at, record.signed_seq))?;
    let area = |part: BodyPart| texts.get(&format!("area-{}", part.as_str()));
    let needled = state.places_needled();
    let place = |place: &BodyPlace| Place { value: place.to_string(), words: words(*place, language) };
    let elsewhere =
        BodyPart::ALL.into_iter().map(|part| Place { value: part.as_str().to_owned(), words: area(part) });
    let signs = state.signs_to_watch(&screened(&treated)).into_iter();
    let ended = state.closed.as_ref().map_or(state.opened_at, |(at, _)| *at);
    Ok(DiaryView {
        language,
        clinic: holder.practice.name.clone(),
        token: holder.token.clone(),
        hours_after: App::now().seconds_since(ended) / 3_600,
        needled: needled.iter().map(place).collect(),
        regions: regions_needled(state),
        elsewhere: elsewhere.collect(),
        signs: signs
            .map(|sign| Sign { id: sign.id.clone(), words: texts.get(&format!("watch-{}", sign.id)) })
            .collect(),
        form,
        command_id: command_id(),
    })
}

/// A place in the patient's words.
fn words(place: BodyPlace, language: Language) -> String {
    let texts = language.texts();
    let area = texts.get(&format!("area-{}", place.part.as_str()));
    let side = match place.side {
        None => return area,
        Some(Side::L) => texts.get("leaflet-on-left"),
        Some(Side::R) => texts.get("leaflet-on-right"),
    };
    texts.with("area-side", &[("area", area.into()), ("side", side.into())])
}

/// What the form says, or everything that is missing in it.
fn read(form: &Form, id: DiaryEntryId, language: &str) -> Result<DiaryEntry, Vec<Refusal>> {
    let soreness = form.value("soreness").trim().parse().map_err(|_| Refusal::missing("soreness"));
    let soreness = soreness.and_then(|score| PainScore::new("soreness", score));
    let signs: Vec<String> = form.values("signs").map(str::to_owned).collect();
    // A warning sign is told first; what was left open beside it is not asked for.
    let left_open = diary::warns(&signs);
    let soreness = unless_open(soreness, left_open && form.value("soreness").trim().is_empty());
    let bruise =
        unless_open(Bruise::parse(form.value("bruise")), left_open && form.value("bruise").is_empty());
    let moved = unless_open(Moved::parse(form.value("moved")), left_open && form.value("moved").is_empty());
    let places = form.values("places").map(BodyPlace::parse).collect::<Result<Vec<_>, _>>();
    let words = chart::text::optional_line("words", form.value("words"), chart::text::LINE_CHARS_MAX);
    let painted = form.fields().iter().filter(|(_, text)| !matches!(text.as_str(), "" | "0"));
    let painted = painted.filter_map(|(name, _)| figure::field_cell(name));
    let painted = painted.map(|cell| SoreCell { region: cell.region.to_string(), side: cell.side }).collect();
    match (soreness, bruise, moved, places, words) {
        (Ok(soreness), Ok(bruise), Ok(moved), Ok(places), Ok(words)) => Ok(DiaryEntry {
            id,
            // Counted when it is decided.
            hours_after: 0,
            soreness,
            places,
            painted,
            bruise,
            moved,
            signs,
            words,
            language: language.to_owned(),
        }),
        (soreness, bruise, moved, places, words) => {
            let all = [soreness.err(), bruise.err(), moved.err(), places.err(), words.err()];
            Err(all.into_iter().flatten().collect())
        }
    }
}

fn unless_open<T>(answer: Result<T, Refusal>, open: bool) -> Result<Option<T>, Refusal> {
    if open { Ok(None) } else { answer.map(Some) }
}

fn after(
    app: &App,
    holder: &Holder,
    record: &SessionRecord,
    entry: &DiaryEntry,
) -> Result<ThanksView, Trouble> {
    let language = Language::of(&holder.link.language);
    let texts = language.texts();
    let state = &record.state;
    let urgent = |id: &&String| diary::sign(id).is_some_and(|sign| sign.urgency > Urgency::None);
    let mut because: Vec<String> =
        entry.signs.iter().filter(urgent).map(|id| texts.get(&format!("watch-{id}"))).collect();
    if state.soreness_lasts(entry) {
        because.push(texts.get("diary-lasting"));
    }
    let practice = app.read(|c| c.practice_state(holder.link.clinic))?;
    Ok(ThanksView {
        language,
        clinic: holder.practice.name.clone(),
        token: holder.token.clone(),
        advice: advice(state.urgency(entry)),
        because,
        normal: entry.soreness.is_some_and(|score| score.get() <= soreness_expected(entry.hours_after)),
        last: diary_day(i64::from(entry.hours_after)) == 3,
        until: language.day(clinic::zone::day(holder.link.expires_at, &holder.practice.zone)),
        contact: practice.contact.as_ref().map(contact_words),
    })
}
