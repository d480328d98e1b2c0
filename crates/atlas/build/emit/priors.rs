//! `priors.toml` as constants.

use super::{Emitter, list, place};
use crate::format::{Complaint, Share};

impl Emitter<'_> {
    pub(super) fn priors(&self) -> String {
        let priors = &self.data.priors;
        format!(
            "&Priors {{ cautions: {},\n tiers: {},\n palpation: {},\n leaks: {},\n complaints: {},\n healthy: {} }}",
            list(priors.caution.iter().map(|remark| format!(
                "Remark {{ says: {:?}, citation: {} }}",
                remark.says,
                self.citation(&remark.sources, remark.certainty)
            ))),
            list(priors.tier.iter().map(|entry| format!(
                "TierWeight {{ tier: Tier::{:?}, muscle: {:?}, rival: {:?}, citation: {} }}",
                entry.tier,
                entry.muscle,
                entry.rival,
                self.citation(&entry.sources, entry.certainty)
            ))),
            list(priors.palpation.iter().map(|entry| format!(
                "PalpationWeight {{ sign: PalpationSign::{:?}, muscles: {}, if_active: {:?}, if_not: {:?}, citation: {} }}",
                entry.sign,
                self.muscle_ids(entry.muscles.iter()),
                entry.if_active,
                entry.if_not,
                self.citation(&entry.sources, entry.certainty)
            ))),
            list(priors.leak.iter().map(|entry| format!(
                "Leak {{ regions: {}, chance: {:?}, citation: {} }}",
                self.regions(&entry.regions),
                entry.chance,
                self.citation(&entry.sources, entry.certainty)
            ))),
            list(priors.complaint.iter().enumerate().map(|(index, entry)| self.complaint(index, entry))),
            list(priors.healthy.iter().map(|share| self.share(share))),
        )
    }

    fn complaint(&self, index: usize, entry: &Complaint) -> String {
        let rivals = &self.data.rivals;
        format!(
            "\nComplaintGroup {{ id: ComplaintId({index}), key: {:?}, name: {:?}, aliases: &{:?}, rivals: {}, shares: {}, counts: {}, remarks: {} }}",
            entry.id,
            entry.name,
            entry.aliases,
            list(entry.rivals.iter().map(|id| format!(
                "RivalId({})",
                place(id, rivals.iter().map(|(_, rival)| &rival.id))
            ))),
            list(entry.share.iter().map(|share| self.share(share))),
            list(entry.count.iter().map(|count| format!(
                "PointCount {{ counted: Counted::{:?}, state: PointState::{:?}, average: Average::{:?}, value: {:?}, people: {}, \
                 sample: {:?}, note: {:?}, citation: {} }}",
                count.counted,
                count.state,
                count.average,
                count.value,
                count.people,
                count.sample,
                some(&count.note),
                self.citation(&count.sources, count.certainty)
            ))),
            list(entry.remark.iter().map(|remark| format!(
                "Remark {{ says: {:?}, citation: {} }}",
                remark.says,
                self.citation(&remark.sources, remark.certainty)
            ))),
        )
    }

    fn share(&self, share: &Share) -> String {
        let points = share.points.iter().filter_map(|number| {
            let index = number.parse::<usize>().ok()?.checked_sub(1)?;
            let muscle =
                place(share.muscles.first()?, self.data.muscles.iter().map(|(_, muscle)| &muscle.id));
            Some(format!("PointId {{ muscle: MuscleId({muscle}), index: {index} }}"))
        });
        format!(
            "Share {{ muscles: {}, points: {}, state: PointState::{:?}, low_percent: {:?}, high_percent: {:?}, people: {:?}, \
             sample: {:?}, note: {:?}, citation: {} }}",
            self.muscle_ids(share.muscles.iter()),
            list(points),
            share.state,
            share.percent[0],
            share.percent[1],
            share.people,
            share.sample,
            some(&share.note),
            self.citation(&share.sources, share.certainty)
        )
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
