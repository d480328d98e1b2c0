//! What explains a drawing, in the words of the page; and what is kept of it.

use super::complaint::{ComplaintPage, finding_status, latest_findings, point_of, source};
use super::movement::motion_words;
use super::{command_id, moment, muscle_name, region_words};
use crate::app::App;
use crate::texts::Texts;
use crate::views::ranking::{AlsoFits, Before, Cause, Group, Next, RankingView};
use atlas::{Atlas, CauseKey, Cell, Favours, MotionFault, PointState, RegionId, RivalPlace, Side};
use chart::patient::{PointShown, RankingShown};
use clinic::ranking::{self, Case, MODEL_VERSION, Place, RankedCause, RankedRival, Ranking, Reason};

/// Causes that the page lists; the rest is noise.
const CAUSES_SHOWN: usize = 12;
/// As many are always listed, if they explain anything: there is never only one option to judge.
const CAUSES_SHOWN_MIN: usize = 5;
/// Below this share of the strongest a cause further down is not listed unless it was felt for.
const SHARE_MIN: f64 = 0.05;
/// Points whose reasons are reckoned.
const REASONED: usize = 6;
/// Reasons that are told, for and against.
const REASONS_SHOWN: usize = 5;
/// Points to palpate next that are named.
const NEXT_SHOWN: usize = 3;
/// Joint explanations that are named.
const TOGETHER_SHOWN: usize = 3;
/// Published shares that are told beside a point.
const FIGURES_SHOWN: usize = 2;

/// A ranking that is about to be shown, with what it was made from.
pub struct Reasoned {
    case: Case,
    ranking: Ranking,
}

impl ComplaintPage<'_> {
    /// What explains the drawing; nothing without one, or if the clinic has switched the ranking off.
    pub fn reasoned(&self) -> Option<Reasoned> {
        let case = self.case();
        if case.painted.is_empty() || !self.reasoning.shown {
            return None;
        }
        let ranking = ranking::rank(&case)
            .inspect_err(|error| tracing::error!(%error, "the drawing could not be ranked"))
            .ok()?;
        Some(Reasoned { case, ranking })
    }

    /// What is to be kept of a ranking before it is shown; nothing if the same was kept last.
    pub fn to_keep(&self, reasoned: &Reasoned) -> Option<RankingShown> {
        let (_, drawing) = self.complaint.drawing.as_ref()?;
        let points = reasoned.shown(self).into_iter().map(|(_, cause)| PointShown {
            place: chart::values::Place {
                muscle: cause.place.point.muscle().to_string(),
                point: Some(cause.place.point.number().to_owned()),
                side: cause.place.side,
            },
            per_mille: (cause.probability * 1000.0).round() as u16,
        });
        let shown = RankingShown {
            complaint: self.complaint.told.id,
            drawing: drawing.id,
            findings: u32::try_from(self.complaint.findings.len()).unwrap_or(u32::MAX),
            motions: u32::try_from(self.complaint.motions.len()).unwrap_or(u32::MAX),
            group: reasoned.case.complaint.map(|group| group.to_string()),
            model: MODEL_VERSION.to_owned(),
            atlas: Atlas::version().to_owned(),
            exact: reasoned.ranking.is_exact(),
            own_findings: !reasoned.case.clinic.is_empty(),
            points: points.take(chart::patient::POINTS_SHOWN_MAX).collect(),
            also_fits: reasoned.ranking.also_fits().iter().map(|rival| rival.place.to_string()).collect(),
        };
        let last = self.complaint.rankings.last();
        last.is_none_or(|(_, known)| *known != shown).then_some(shown)
    }
}

impl Reasoned {
    /// The points in the order of their strength, for a page that offers them.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.ranking.causes.iter().filter(|cause| !cause.explains.is_empty()).map(|cause| cause.place)
    }

    /// The motions worth examining.
    pub(super) fn motions(&self, count: usize) -> Vec<atlas::SidedMotion> {
        self.ranking.next_to_examine(&self.case, count)
    }

    /// The causes worth showing with their rank: the strongest, and whatever was felt for.
    fn shown(&self, page: &ComplaintPage<'_>) -> Vec<(usize, &RankedCause)> {
        let felt: Vec<Place> =
            latest_findings(page.complaint).iter().filter_map(|(_, f)| point_of(&f.place)).collect();
        let strongest = self.ranking.causes.first().map_or(0.0, |cause| cause.probability);
        let worth = |(at, cause): &(usize, &RankedCause)| {
            let strong = *at < CAUSES_SHOWN_MIN || cause.probability >= strongest * SHARE_MIN;
            (*at < CAUSES_SHOWN && strong && !cause.explains.is_empty()) || felt.contains(&cause.place)
        };
        self.ranking.causes.iter().enumerate().filter(worth).map(|(at, cause)| (at + 1, cause)).collect()
    }

    /// The page's part.
    pub fn view(&self, page: &ComplaintPage<'_>) -> RankingView {
        let texts = App::texts();
        let shown = self.shown(page);
        let first: Vec<Place> = shown.iter().take(REASONED).map(|(_, cause)| cause.place).collect();
        let reasons = self.case.reasons(&first).unwrap_or_default();
        let causes = shown.iter().enumerate().map(|(at, (rank, cause))| {
            cause_row(page, *rank, cause, reasons.get(at).map_or(&[], Vec::as_slice), &self.case, texts)
        });
        let words = |cell: &Cell| region_words(cell.region.as_str(), cell.side);
        let base = format!("/patients/{}/complaints/{}", page.id, page.complaint.told.id);
        let all = Atlas::get().complaint_groups().iter();
        let together = self.case.explanations(TOGETHER_SHOWN).map_or(Vec::new(), |(found, _)| found);
        RankingView {
            causes: causes.collect(),
            next: self
                .ranking
                .next_to_palpate(&self.case, NEXT_SHOWN)
                .iter()
                .map(|one| next(&base, one.place))
                .collect(),
            together: together
                .iter()
                .map(|joint| {
                    joint.causes.iter().map(|cause| cause_words(*cause)).collect::<Vec<_>>().join(" + ")
                })
                .filter(|set| !set.is_empty())
                .collect(),
            also_fits: self.ranking.also_fits().into_iter().map(also_fits).collect(),
            unexplained: self.ranking.unexplained.iter().map(|(cell, _)| words(cell)).collect(),
            left_out: self.ranking.left_out.iter().map(words).collect(),
            before: before(page, page.to_keep(self).is_none(), texts),
            atlas_version: Atlas::version().to_owned(),
            model_version: MODEL_VERSION.to_owned(),
            group: Group {
                chosen: self.case.complaint.map_or(String::new(), |id| id.to_string()),
                from_title: page.complaint.group.is_none(),
                all: all.map(|group| (group.id.to_string(), group.name.to_owned())).collect(),
                command_id: command_id(),
            },
        }
    }
}

fn cause_row(
    page: &ComplaintPage<'_>,
    rank: usize,
    ranked: &RankedCause,
    reasons: &[Reason],
    case: &Case,
    texts: &Texts,
) -> Cause {
    let atlas = Atlas::get();
    let (id, side) = (ranked.place.point, ranked.place.side);
    let (muscle, point) = (atlas.muscle(id.muscle()), atlas.point(id));
    let zone = |same: &[RegionId], crossed: &[RegionId]| {
        let same = same.iter().map(|region| Cell::new(*region, side).to_string());
        same.chain(crossed.iter().map(|region| Cell::new(*region, side.opposite()).to_string())).collect()
    };
    let found = latest_findings(page.complaint)
        .into_iter()
        .find(|(_, finding)| point_of(&finding.place) == Some(ranked.place))
        .map(|(when, finding)| (finding_status(finding.signs.status()), moment(*when, page.zone)));
    let told = |wanted: &dyn Fn(&Reason) -> bool| -> Vec<String> {
        reasons.iter().filter(|reason| wanted(reason)).map(|reason| reason_words(reason, texts)).collect()
    };
    let mut against = told(&|reason| reason.log_odds() < 0.0);
    against.reverse();
    against.truncate(REASONS_SHOWN);
    let mut speaks_for = told(&|reason| reason.log_odds() > 0.0);
    speaks_for.truncate(REASONS_SHOWN);
    Cause {
        rank,
        muscle_id: muscle.id.to_string(),
        muscle: muscle.name.to_owned(),
        point: point.number.to_owned(),
        side: side.to_string(),
        // What is listed has a bar, however short.
        tenths: (ranked.probability * 10.0).round().clamp(1.0, 10.0) as u8,
        explains: ranked
            .explains
            .iter()
            .map(|(cell, _)| region_words(cell.region.as_str(), cell.side))
            .collect(),
        speaks_for,
        speaks_against: against,
        site: zone(point.site, &[]),
        essential: zone(point.essential, point.essential_contralateral),
        spillover: zone(point.spillover, point.spillover_contralateral),
        source: source(&point.citation),
        figures: figures(muscle.id, case, texts),
        found,
        command_id: command_id(),
    }
}

fn reason_words(reason: &Reason, texts: &Texts) -> String {
    match reason {
        Reason::Cell { cell, painted, log_odds } => {
            // A painted cell speaks against a point only by speaking for others: it may well lie in the point's own zone.
            let key = match (*painted, *log_odds < 0.0) {
                (true, false) => "painted-cell",
                (true, true) => "painted-cell-others",
                (false, _) => "empty-cell",
            };
            texts.with(key, &[("region", region_words(cell.region.as_str(), cell.side).into())])
        }
        Reason::Motion { motion, fault, .. } => {
            let key = match fault {
                MotionFault::Limited => "motion-limited",
                MotionFault::Painful => "motion-painful",
            };
            texts.with(key, &[("motion", motion_words(*motion).into())])
        }
    }
}

/// Published shares of a muscle under the complaint, and what the clinic has found itself.
fn figures(muscle: atlas::MuscleId, case: &Case, texts: &Texts) -> Vec<String> {
    let Some(complaint) = case.complaint else { return Vec::new() };
    let shares = Atlas::get().complaint(complaint).shares.iter();
    let told = shares.filter(|share| share.muscles.contains(&muscle)).filter_map(|share| {
        let key = match share.state {
            PointState::Active => "figure-share",
            PointState::ActiveOrLatent => "figure-share-any",
            PointState::Latent => return None,
        };
        let percent = if (share.low_percent - share.high_percent).abs() < f64::EPSILON {
            format!("{} %", share.low_percent)
        } else {
            format!("{}–{} %", share.low_percent, share.high_percent)
        };
        let certainty = share.citation.certainty.as_str();
        Some(texts.with(
            key,
            &[("percent", percent.into()), ("sample", share.sample.into()), ("certainty", certainty.into())],
        ))
    });
    let own = case.clinic.iter().filter(|figure| figure.complaint == complaint && figure.muscle == muscle);
    let own = own.map(|figure| {
        texts.with(
            "figure-clinic",
            &[("active", u64::from(figure.active).into()), ("examined", u64::from(figure.examined).into())],
        )
    });
    own.chain(told.take(FIGURES_SHOWN)).collect()
}

pub(super) fn side_words(side: Side) -> String {
    let key = if side == Side::L { "side-left" } else { "side-right" };
    App::texts().get(key).to_lowercase()
}

fn point_words(place: Place) -> String {
    let muscle = Atlas::get().muscle(place.point.muscle()).name;
    format!("{muscle} {}, {}", place.point.number(), side_words(place.side))
}

fn rival_words(place: RivalPlace) -> String {
    let name = Atlas::get().rival(place.rival).name;
    place.side.map_or_else(|| name.to_owned(), |side| format!("{name}, {}", side_words(side)))
}

fn cause_words(cause: CauseKey) -> String {
    match cause {
        CauseKey::Point { point, side } => point_words(Place { point, side }),
        CauseKey::Rival(place) => rival_words(place),
    }
}

fn next(base: &str, place: Place) -> Next {
    let how = Atlas::get().palpation(place.point);
    Next {
        name: point_words(place),
        how: how.map_or(String::new(), |how| format!("{}, {}", how.grip.label(), how.position.label())),
        href: format!(
            "{base}/findings/new?muscle={}&point={}&side={}",
            place.point.muscle(),
            place.point.number(),
            place.side
        ),
    }
}

fn also_fits(rival: &RankedRival) -> AlsoFits {
    let known = Atlas::get().rival(rival.place.rival);
    AlsoFits {
        name: rival_words(rival.place),
        kind: known.kind.label().to_owned(),
        explains: rival
            .explains
            .iter()
            .map(|(cell, _)| region_words(cell.region.as_str(), cell.side))
            .collect(),
        cells: rival.explains.iter().map(|(cell, _)| cell.to_string()).collect(),
        not_to_be_missed: rival.not_to_be_missed,
        questions: known.questions.iter().map(|q| (q.ask.to_owned(), q.yes == Favours::Rival)).collect(),
        red_flags: known.red_flags.iter().map(|flag| (flag.sign.to_owned(), flag.act.to_owned())).collect(),
        source: source(&known.zone.citation),
    }
}

/// Rankings that were shown before and said something else than the one that is shown now.
fn before(page: &ComplaintPage<'_>, is_current: bool, texts: &Texts) -> Vec<Before> {
    let current = usize::from(is_current);
    let kept = page.complaint.rankings.iter().rev().skip(current);
    kept.map(|(at, shown)| {
        let points = shown.points.iter().take(3).map(|point| {
            let place = &point.place;
            format!(
                "{} {}, {}",
                muscle_name(&place.muscle),
                place.point.as_deref().unwrap_or_default(),
                side_words(place.side)
            )
        });
        Before {
            at: moment(*at, page.zone),
            points: points.collect::<Vec<_>>().join("; "),
            versions: texts.with(
                "versions",
                &[("model", shown.model.as_str().into()), ("atlas", shown.atlas.as_str().into())],
            ),
        }
    })
    .collect()
}
