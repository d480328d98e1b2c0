//! `drypoint rank`: what explains a drawing, without a clinic.

mod answer;

use anyhow::{Context, Result, anyhow, bail, ensure};
use atlas::{Atlas, ComplaintId, MotionFault, MuscleId, PointId, Side, View};
use clinic::ranking::{Case, MotionFound, MotionSeen, NOT_WEIGHED, Painted, Palpated, Place, ProbedSign};
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "\
Ids are those of `drypoint atlas export --json`; a group such as hand:R paints all of it.
Examples:
  drypoint rank --paint neck-side:R,temple:R=7
  drypoint rank --paint deltoid-front:R --complaint shoulder-pain --motion shoulder-abduction:R=painful
  drypoint rank --paint temple:R --finding trapezius-upper/1/R:recognised_pain=present --json")]
pub(crate) struct Arguments {
    /// Painted regions with their side, and the pain there from 1 to 10 if it was told: neck-side:R,temple:R=7
    #[arg(long, value_delimiter = ',', required = true, value_name = "REGION:SIDE[=PAIN]")]
    paint: Vec<String>,
    /// A motion that was examined: painful, limited or free
    #[arg(long, value_delimiter = ',', value_name = "ID[:SIDE]=FOUND")]
    motion: Vec<String>,
    /// A sign that was felt for: tender_spot, recognised_pain, taut_band and the others of a finding; present or absent
    #[arg(long, value_delimiter = ',', value_name = "MUSCLE/POINT/SIDE:SIGN=FOUND")]
    finding: Vec<String>,
    /// What the person comes for, such as shoulder-pain
    #[arg(long, value_name = "ID")]
    complaint: Option<String>,
    /// Views that were not shown, so that nothing painted there says nothing: front, side, back, mouth, hand, foot, saddle
    #[arg(long, value_delimiter = ',', value_name = "VIEW")]
    not_shown: Vec<String>,
    /// Print all of it as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut case = Case::default();
    for text in &arguments.paint {
        paint(&mut case, text.trim()).with_context(|| format!("--paint {text}"))?;
    }
    for text in &arguments.motion {
        case.motions.push(motion(text.trim()).with_context(|| format!("--motion {text}"))?);
    }
    let mut not_weighed = Vec::new();
    for text in &arguments.finding {
        match finding(text.trim()).with_context(|| format!("--finding {text}"))? {
            Felt::Weighed(palpated) => case.palpated.push(palpated),
            Felt::NotWeighed => not_weighed.push(text.trim().to_owned()),
            Felt::NotTested => {}
        }
    }
    if let Some(text) = &arguments.complaint {
        case.complaint = Some(complaint(text.trim()).with_context(|| format!("--complaint {text}"))?);
    }
    for text in &arguments.not_shown {
        case.not_shown.push(view(text.trim()).with_context(|| format!("--not-shown {text}"))?);
    }
    let answer = answer::Answer::to(&case, not_weighed)?;
    if arguments.json {
        crate::print(&serde_json::to_string_pretty(&answer.as_json())?)
    } else {
        crate::print(answer.as_text().trim_end())
    }
}

/// A region or group with its side, and a pain if it was told. A cell that is named twice keeps the stronger pain.
fn paint(case: &mut Case, text: &str) -> Result<()> {
    let (place, pain) = match text.split_once('=') {
        Some((place, pain)) => (place, Some(pain)),
        None => (text, None),
    };
    let intensity = pain.map(|pain| {
        pain.trim()
            .parse::<u8>()
            .ok()
            .filter(|pain| (1..=10).contains(pain))
            .ok_or_else(|| anyhow!("the pain is a whole number from 1 to 10, not {pain:?}"))
    });
    let intensity = intensity.transpose()?;
    for cell in Atlas::get().cells_of(place.trim())? {
        match case.painted.iter_mut().find(|painted| painted.cell == cell) {
            Some(painted) => painted.intensity = painted.intensity.max(intensity),
            None => case.painted.push(Painted { cell, intensity }),
        }
    }
    Ok(())
}

fn motion(text: &str) -> Result<MotionSeen> {
    let (motion, found) = text.split_once('=').context("write it as shoulder-abduction:R=painful")?;
    let (motion, side) = match motion.trim().rsplit_once(':') {
        Some((motion, side)) => (motion, Some(side.parse::<Side>()?)),
        None => (motion.trim(), None),
    };
    let found = match found.trim() {
        "limited" => MotionFound::Fault(MotionFault::Limited),
        "painful" => MotionFound::Fault(MotionFault::Painful),
        "free" => MotionFound::Free,
        other => bail!("a motion is found painful, limited or free, not {other:?}"),
    };
    let motion = motion
        .parse()
        .map_err(|error| anyhow!("{error} (`drypoint atlas export --json` lists the motions)"))?;
    Ok(MotionSeen::new(motion, side, found)?)
}

enum Felt {
    Weighed(Palpated),
    NotWeighed,
    NotTested,
}

fn finding(text: &str) -> Result<Felt> {
    let form = "write it as trapezius-upper/1/R:recognised_pain=present";
    let (place, felt) = text.split_once(':').context(form)?;
    let (sign, felt) = felt.split_once('=').context(form)?;
    let [muscle, number, side] = place.split('/').collect::<Vec<_>>()[..] else { bail!(form) };
    let point = PointId::new(muscle.trim().parse::<MuscleId>()?, number.trim())?;
    let place = Place { point, side: side.trim().parse()? };
    let sign = sign.trim().replace('-', "_");
    let weighed = match sign.as_str() {
        "tender_spot" => Some(ProbedSign::TenderSpot),
        "recognised_pain" => Some(ProbedSign::RecognisedPain),
        "taut_band" => Some(ProbedSign::TautBand),
        other => {
            ensure!(
                NOT_WEIGHED.contains(&other),
                "there is no sign {other:?}; there are tender_spot, recognised_pain, taut_band, {}",
                NOT_WEIGHED.join(", ")
            );
            None
        }
    };
    let present = match felt.trim().replace('-', "_").as_str() {
        "present" => true,
        "absent" => false,
        "not_tested" => return Ok(Felt::NotTested),
        other => bail!("a sign is present, absent or not_tested, not {other:?}"),
    };
    Ok(weighed.map_or(Felt::NotWeighed, |sign| Felt::Weighed(Palpated { place, sign, present })))
}

fn complaint(text: &str) -> Result<ComplaintId> {
    text.parse().map_err(|error| {
        let known: Vec<&str> =
            Atlas::get().complaint_groups().iter().map(|group| group.id.as_str()).collect();
        anyhow!("{error}; there are {}", known.join(", "))
    })
}

fn view(text: &str) -> Result<View> {
    Ok(match text {
        "front" => View::Front,
        "side" => View::Side,
        "back" => View::Back,
        "mouth" => View::Mouth,
        "hand" => View::Hand,
        "foot" => View::Foot,
        "saddle" => View::Saddle,
        other => bail!("there is no view {other:?}; there are front, side, back, mouth, hand, foot, saddle"),
    })
}
