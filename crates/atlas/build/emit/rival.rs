//! Rival explanations as constants.

use super::{Emitter, list};
use crate::format::Rival;

impl Emitter<'_> {
    pub(super) fn rival(&self, index: usize, rival: &Rival) -> String {
        let zone = &rival.zone;
        let doubt = (!zone.doubt.is_empty()).then_some(&zone.doubt);
        let motion = rival
            .motion
            .as_ref()
            .map_or("None".to_owned(), |motion| format!("Some({})", self.motion_signs(motion)));
        format!(
            "\nRival {{ id: RivalId({index}), key: {:?}, name: {:?}, kind: RivalKind::{:?}, sided: Sidedness::{:?}, aliases: &{:?},\n \
             zone: RivalZone {{ essential: {}, essential_contralateral: {}, spillover: {}, spillover_contralateral: {}, \
             doubt: {doubt:?}, citation: {} }},\n motion: {motion},\n \
             prior: RivalPrior {{ tier: Tier::{:?}, reason: {:?}, citation: {} }},\n questions: {}, questions_citation: {},\n \
             red_flags: {}, red_flags_citation: {} }}",
            rival.id,
            rival.name,
            rival.kind,
            rival.sided,
            rival.aliases,
            self.regions(&zone.essential),
            self.regions(&zone.essential_contralateral),
            self.regions(&zone.spillover),
            self.regions(&zone.spillover_contralateral),
            self.citation(&zone.sources, zone.certainty),
            rival.prior.tier,
            rival.prior.reason,
            self.citation(&rival.prior.sources, rival.prior.certainty),
            list(rival.telling.questions.iter().map(|question| format!(
                "Question {{ ask: {:?}, yes: Favours::{:?} }}",
                question.ask, question.yes
            ))),
            self.citation(&rival.telling.sources, rival.telling.certainty),
            list(rival.warning.red_flags.iter().map(|flag| format!(
                "RedFlag {{ sign: {:?}, act: {:?}, urgency: Urgency::{:?} }}",
                flag.sign, flag.act, flag.urgency
            ))),
            self.citation(&rival.warning.sources, rival.warning.certainty)
        )
    }
}
