//! What demo patients answer in the days after a session: most do, most are sore as is expected, and a few are not.
//!
//! Thrown with dice of their own, so that answers change nothing else of the clinic.

use super::course::Followed;
use super::{DAY, DemoError, HOUR, Maker, place};
use crate::command::Ask;
use crate::demo::cases::Case;
use atlas::{Atlas, MuscleId};
use chart::Instant;
use chart::body::{BodyPlace, parts_of};
use chart::ids::DiaryEntryId;
use chart::session::{Bruise, Command, DiaryEntry, Moved, SoreCell, diary};
use chart::values::PainScore;
use chart::{SessionId, StaffId};

/// Answers that rang within so many days wait on the first page; whoever looks at the demo takes them on.
const WAITING_DAYS: i64 = 4;
/// Answers that rang within so many days are taken on and not closed yet.
const OPEN_DAYS: i64 = 10;

/// How the days after a session go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// By the dice.
    AsItComes,
    /// Sorer on the third day than on the second.
    Rises,
    /// A numb patch.
    Nerve,
}

impl Maker<'_> {
    /// The patient's answers to one session, as far as its days have passed.
    pub(super) fn answer_diary(
        &mut self,
        of: Followed,
        case: &Case,
        ended: Instant,
        after: After,
    ) -> Result<(), DemoError> {
        std::mem::swap(&mut self.dice, &mut self.diary_dice);
        let answered = self.answers_of(of, case, ended, after);
        std::mem::swap(&mut self.dice, &mut self.diary_dice);
        answered
    }

    fn answers_of(
        &mut self,
        of: Followed,
        case: &Case,
        ended: Instant,
        after: After,
    ) -> Result<(), DemoError> {
        let Some(session) = of.session else { return Ok(()) };
        if after == After::AsItComes && !self.dice.chance(72) {
            return Ok(());
        }
        let rises = after == After::Rises || (after == After::AsItComes && self.dice.chance(3));
        let painted = self.dice.chance(80) || after != After::AsItComes;
        let first = 1 + self.dice.below(4) as i64;
        let mut sore: Vec<SoreCell> = sore_cells(case, of);
        for (day, hours) in (0..).zip(diary::ASKED_AT_HOURS) {
            let at = Instant(ended.0 + i64::from(hours) * HOUR + (self.dice.below(9) as i64 - 2) * HOUR / 2);
            let (asleep, bruised, moved) = (self.dice.chance(15), self.dice.chance(12), self.dice.below(5));
            let tired = self.dice.chance(8);
            if at.0 >= self.now.0 || (asleep && after == After::AsItComes) {
                continue;
            }
            // It fades by more than half from day to day.
            let fades = [first, first / 2, 0][day];
            let soreness = if rises && day == 2 { first + 2 } else { fades };
            // What is sore gets smaller too.
            sore.truncate(if day == 0 { sore.len() } else { 2 });
            let mut signs: Vec<&str> = Vec::new();
            if after == After::Nerve && day == 1 {
                signs.push("nerve");
            }
            if tired && day == 0 {
                signs.push("tired");
            }
            let words = match (after, day) {
                (After::Nerve, 1) => Some("A patch feels numb since yesterday"),
                (_, 0) if first > 3 => Some("Stiff in the morning, better when I move"),
                _ => None,
            };
            let entry = DiaryEntry {
                id: DiaryEntryId(self.dice.uuid()),
                hours_after: 0,
                soreness: Some(PainScore::new("soreness", soreness).expect("0 to 6")),
                places: if soreness == 0 || painted { Vec::new() } else { places(case, of) },
                painted: if soreness > 0 && painted { sore.clone() } else { Vec::new() },
                bruise: Some(if bruised && day < 2 { Bruise::Small } else { Bruise::None }),
                moved: Some([Moved::Yes, Moved::Yes, Moved::Yes, Moved::Some, Moved::No][moved as usize]),
                signs: signs.into_iter().map(str::to_owned).collect(),
                words: words.map(str::to_owned),
                language: "en".to_owned(),
            };
            let (id, rings) = (entry.id, rises && day == 2 || after == After::Nerve && day == 1);
            // Whoever holds the link acts as the patient.
            let ask = Ask::Session(session, of.patient, Command::AnswerDiary(entry));
            self.submit(StaffId(of.patient.0), at, ask)?;
            if rings && at.0 < self.now.0 - WAITING_DAYS * DAY {
                self.take_on(of, session, id, Instant(at.0 + HOUR))?;
            }
        }
        Ok(())
    }

    fn take_on(
        &mut self,
        of: Followed,
        session: SessionId,
        entry: DiaryEntryId,
        at: Instant,
    ) -> Result<(), DemoError> {
        let own = Command::OwnRedFlag { entry, note: String::new() };
        self.submit(of.by, at, Ask::Session(session, of.patient, own))?;
        let rung = Instant(at.0 + HOUR / 2);
        if rung.0 > self.now.0 - OPEN_DAYS * DAY {
            return Ok(());
        }
        let note =
            "Telephoned: muscle ache, no other sign; rings again if it is not better tomorrow".to_owned();
        self.submit(of.by, rung, Ask::Session(session, of.patient, Command::CloseRedFlag { entry, note }))
    }
}

/// Where needles of the case stand on the map.
fn sore_cells(case: &Case, of: Followed) -> Vec<SoreCell> {
    let needled = case.spots.iter().filter(|spot| spot.needles > 0);
    let regions = needled.filter_map(|spot| {
        let point = atlas::PointId::new(spot.muscle.parse().ok()?, spot.point).ok()?;
        Some(Atlas::get().point(point).site)
    });
    let mut cells: Vec<SoreCell> =
        regions.flatten().map(|region| SoreCell { region: region.to_string(), side: of.side }).collect();
    cells.sort_unstable();
    cells.dedup();
    cells
}

/// The same as one ticks it.
fn places(case: &Case, of: Followed) -> Vec<BodyPlace> {
    let needled = case.spots.iter().filter(|spot| spot.needles > 0);
    let muscles = needled.filter_map(|spot| place(spot, of.side).muscle.parse::<MuscleId>().ok());
    muscles.flat_map(parts_of).map(|part| BodyPlace { part, side: Some(of.side) }).collect()
}
