//! Rows 1 to 10: parameters were chosen with these in view.

use super::{Certainty, Measured, Row, Set, first_time, loaded, site, threshold};
use crate::error::Error;
use crate::needle::Dose;
use crate::parameters::Parameters;
use crate::point::Point;
use crate::population::needled;
use crate::rates::{Site, field};
use crate::section::{Influence, Plan, Section};
use crate::symptoms::soreness_left;

pub(super) fn rows(parameters: &Parameters) -> Result<Vec<Row>, Error> {
    let healthy = Point::healthy(*parameters, Site::ORDINARY)?;
    let crisis = Point::crisis(*parameters, site())?;
    let row = |number, quantity, published, certainty, measured, meaning| Row {
        number,
        quantity,
        published,
        certainty,
        set: Set::Calibration,
        measured,
        meaning,
    };
    let resting = healthy.reading(&Site::ORDINARY);
    let knot = Site::ORDINARY.knot_share;
    let turnover =
        knot * resting.flows.atp_use_mm_per_s + (1.0 - knot) * resting.flows.bystander_atp_use_mm_per_s;
    let oxygen_ml = resting.flows.o2_use_mm_per_s * 60.0 * 22.4 * 0.1;
    let (reflex, reflex_half) = axon_reflex(&healthy)?;
    Ok(vec![
        row(
            1,
            "ATP turnover at rest",
            "7.9 +- 1.5 umol/l/s",
            Certainty::Checked,
            vec![Measured::new("turnover, umol/l/s", turnover * 1e3, 6.4, 9.4)],
            "Failing would mean that the resting balance is not that of human muscle.",
        ),
        row(
            2,
            "flow and O2 use at rest",
            "2-4 and 0.15-0.35 ml/100 ml/min",
            Certainty::Memory,
            vec![
                Measured::new("flow, ml/100 ml/min", resting.flows.perfusion_per_s * 6000.0, 2.0, 4.0),
                Measured::new("O2 use, ml/100 ml/min", oxygen_ml, 0.15, 0.35),
            ],
            "Failing would mean that supply and demand at rest are off.",
        ),
        row(
            3,
            "pressure in the muscle at 5 % of maximal force",
            "14 -> about 28 mmHg",
            Certainty::Checked,
            vec![Measured::new("pressure, mmHg", healthy.reading(&loaded(0.05)).pressure_mmhg, 23.0, 33.0)],
            "Failing would mean that voluntary force presses too much or too little.",
        ),
        row(
            4,
            "pressure that stops the flow at rest",
            "the diastolic pressure, taken as 80 mmHg",
            Certainty::Checked,
            vec![Measured::new("pressure, mmHg", stopping_pressure(&healthy)?, 70.0, 90.0)],
            "Failing would mean that vessels close at the wrong pressure.",
        ),
        row(
            5,
            "time constant of phosphocreatine recovery",
            "36-42 s (17-61)",
            Certainty::Checked,
            vec![Measured::new("time constant, s", pcr_recovery(&healthy)?, 20.0, 60.0)],
            "After a deep depletion the model recovers too slowly: its vessels bring oxygen too slowly to a muscle that is \
             not in a knot.",
        ),
        row(
            6,
            "half time of acid wash-out after work",
            "5.2 (4.1-6.1) min",
            Certainty::Checked,
            vec![Measured::new("half time, min", lactate_half_time(&healthy)? / 60.0, 4.0, 6.5)],
            "Failing would mean that lactate leaves too fast or too slowly.",
        ),
        row(
            7,
            "flow after a deep needle (axon reflex)",
            "+93 % (SE 19); half life of CGRP's effect 18 min",
            Certainty::Checked,
            vec![
                Measured::new("rise after 1 min, %", reflex * 100.0, 53.0, 133.0),
                Measured::new("half life of the rise, min", reflex_half / 60.0, 10.0, 30.0),
            ],
            "The reflex is put in, not predicted.",
        ),
        row(
            8,
            "fall of endplate noise after needling",
            "21.3 -> 9.5 uV (-55 %)",
            Certainty::Checked,
            vec![Measured::new("change after 5 min, %", endplate_fall(&crisis)? * 100.0, -70.0, -35.0)],
            "The silencing is put in, not predicted.",
        ),
        row(
            9,
            "soreness after needling",
            "-33 +- 21 % at 30 min, -81 +- 10 % at 24 h, none at 72 h",
            Certainty::Checked,
            vec![
                Measured::new("change at 30 min, %", (soreness_left(1800.0) - 1.0) * 100.0, -54.0, -12.0),
                Measured::new("change at 24 h, %", (soreness_left(86_400.0) - 1.0) * 100.0, -91.0, -71.0),
                Measured::new("left at 72 h, %", soreness_left(3.0 * 86_400.0) * 100.0, 0.0, 5.0),
            ],
            "A curve fitted to three numbers.",
        ),
        row(
            10,
            "area of a point, active and latent",
            "0.57 +- 0.20 and 0.36 +- 0.16 cm2",
            Certainty::Checked,
            vec![
                Measured::new("12 susceptible fascicles, cm2", area(parameters, 12)?, 0.37, 0.77),
                Measured::new("8 susceptible fascicles, cm2", area(parameters, 8)?, 0.20, 0.52),
            ],
            "The number of susceptible fascicles is chosen; that the area stays there is the model's.",
        ),
    ])
}

/// Pressure under which a tenth of the resting flow is left, mmHg.
fn stopping_pressure(healthy: &Point) -> Result<f64, Error> {
    let q = &healthy.parameters;
    let flow = |squeeze: f64| q.rates(&healthy.state, &Site::ORDINARY, squeeze).flows.perfusion_per_s;
    let rest = flow(0.0);
    Ok(q.resting_mmhg + threshold(0.0, 150.0, |squeeze| Ok(flow(squeeze) < 0.1 * rest))?)
}

/// Time in which the deficit after a minute at 30 % falls to 1/e, s.
fn pcr_recovery(healthy: &Point) -> Result<f64, Error> {
    let mut point = *healthy;
    point.run(60.0, 1e-6, |_| loaded(0.3))?;
    let rest = healthy.state[field::BYSTANDER_ENERGY];
    let goal = (rest - point.state[field::BYSTANDER_ENERGY]) / std::f64::consts::E;
    let found =
        first_time(&mut point, 900.0, Site::ORDINARY, |p| rest - p.state[field::BYSTANDER_ENERGY] < goal)?;
    Ok(found.unwrap_or(f64::INFINITY))
}

/// Half time of lactate after five minutes at 20 %, from its peak, s.
fn lactate_half_time(healthy: &Point) -> Result<f64, Error> {
    let mut point = *healthy;
    point.run(300.0, 1e-6, |_| loaded(0.2))?;
    let rest = healthy.state[field::LACTATE_MM];
    let mut peak = (0.0, point.state[field::LACTATE_MM]);
    let begun = point;
    point.watch(
        3600.0,
        1e-6,
        |_| site(),
        |time, state| {
            if state[field::LACTATE_MM] > peak.1 {
                peak = (time, state[field::LACTATE_MM]);
            }
        },
    )?;
    let half = rest + 0.5 * (peak.1 - rest);
    let mut again = begun;
    again.run(peak.0, 1e-6, |_| Site::ORDINARY)?;
    let found = first_time(&mut again, 3600.0, Site::ORDINARY, |p| p.state[field::LACTATE_MM] < half)?;
    Ok(found.unwrap_or(f64::INFINITY))
}

/// Relative rise of the flow a minute after a needle in healthy tissue, and its half life, s.
fn axon_reflex(healthy: &Point) -> Result<(f64, f64), Error> {
    let dose = Dose::of_needle(1);
    let rest = healthy.reading(&Site::ORDINARY).flow_ratio;
    let rise = |seconds: f64| -> Result<f64, Error> {
        let acting =
            |time| Site { reflex_dilatation: needled(&dose, time).reflex_dilatation, ..Site::ORDINARY };
        let mut point = *healthy;
        point.run(seconds, 1e-6, acting)?;
        Ok(point.reading(&acting(seconds)).flow_ratio / rest - 1.0)
    };
    let first = rise(60.0)?;
    let half = threshold(60.0, 7200.0, |seconds| Ok(rise(seconds)? < 0.5 * first))?;
    Ok((first, half - 60.0))
}

/// Relative change of endplate drive five minutes after a needle with a twitch.
fn endplate_fall(crisis: &Point) -> Result<f64, Error> {
    let dose = Dose::of_needle(1);
    let mut point = *crisis;
    point.state[field::ENDPLATE] *= 1.0 - dose.silenced;
    point.run(300.0, 1e-6, |time| needled(&dose, time))?;
    Ok(point.state[field::ENDPLATE] / crisis.state[field::ENDPLATE] - 1.0)
}

/// Area that is still in crisis after six hours of rest, cm2.
fn area(parameters: &Parameters, susceptible: usize) -> Result<f64, Error> {
    let mut section = Section::in_crisis(*parameters, Plan { susceptible, ..Plan::SECTION })?;
    section.run(6.0 * 3600.0, 2e-3, Influence::REST)?;
    Ok(section.crisis_cm2())
}
