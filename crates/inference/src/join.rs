//! Two tables over different live findings made into one.
//!
//! What either side has activated is activated: `out[T] = sum over X, Y with X or Y = T of wide[X] * narrow[Y]`. A bit
//! that only one side has costs a factor of 2, one that both have and that stays a factor of 3, (0, 0) -> 0 and
//! (0, 1), (1, either) -> 1, and one that closes here a factor of 2 again: its observation is put into the narrow side
//! first, so that the sum over it is an inner product. A hub that both have is the same hub: both states stay apart.
//! Everything is a sum of products of what is not negative.
//!
//! Both sides are laid out anew so that the innermost loop runs over what only the wide side has: plain multiplication
//! of small matrices, once for each way the shared bits can meet.

use crate::mass::Mass;
use crate::singles::Closing;
use crate::sweep::Gather;
use crate::table::{on_vectors, total};

/// How two tables meet. Positions in the joint table are: lanes, then rest, then shared bits.
#[derive(Debug, Clone, Default)]
pub(crate) struct Join {
    /// Bits that only the wide table has.
    pub(crate) lanes: usize,
    /// Bits that only the narrow table has.
    pub(crate) rest: usize,
    /// Bits of both that close here, with the open finding; `None` for a hub, whose states are added up.
    pub(crate) closing: Vec<Option<usize>>,
    /// Bits of both that stay: whether it is a finding (or a hub).
    pub(crate) shared: Vec<bool>,
    /// By bit: its position in the wide table; lanes, closing, shared.
    pub(crate) wide: Vec<usize>,
    /// By bit: its position in the narrow table; closing, rest, shared.
    pub(crate) narrow: Vec<usize>,
    /// Whether the wide table is the one on top of the stack.
    pub(crate) wide_on_top: bool,
}

/// Room to join in, kept between questions.
#[derive(Debug, Clone)]
pub(crate) struct Room<M> {
    wide: Vec<M>,
    /// The narrow table, then the same after each closing.
    narrow: Vec<M>,
    expanded: Vec<M>,
    other: Vec<M>,
    wide_ahead: Vec<M>,
    /// Where each way to meet is found in the wide and in the joint table, in blocks.
    meetings: Vec<(u32, u32)>,
    offsets: [Vec<u32>; 2],
}

impl<M> Default for Room<M> {
    fn default() -> Self {
        Self {
            wide: Vec::new(),
            narrow: Vec::new(),
            expanded: Vec::new(),
            other: Vec::new(),
            wide_ahead: Vec::new(),
            meetings: Vec::new(),
            offsets: [Vec::new(), Vec::new()],
        }
    }
}

impl Join {
    /// Bits of the joint table.
    pub(crate) fn live(&self) -> usize {
        self.lanes + self.rest + self.shared.len()
    }

    /// Products that a join takes.
    pub(crate) fn products(&self) -> u64 {
        let doubled = self.lanes + self.rest + self.closing.len();
        self.meetings().saturating_mul(crate::order::cells(doubled as u32))
    }

    /// Ways in which the shared bits can meet.
    pub(crate) fn meetings(&self) -> u64 {
        self.shared.iter().fold(1, |ways: u64, &finding| ways.saturating_mul(if finding { 3 } else { 2 }))
    }

    /// The joint table of `below` and `top`, which are on the stack in this order, in `out`.
    pub(crate) fn forward<M: Mass>(
        &self,
        [below, top]: [&[M]; 2],
        out: &mut [M],
        closings: &[Closing<M>],
        room: &mut Room<M>,
    ) {
        self.prepare([below, top], closings, room);
        let Room { wide, expanded, meetings, .. } = room;
        let (wide_block, narrow_block, out_block) = self.blocks();
        out.fill(M::ZERO);
        on_vectors::<M, _>(
            out.len(),
            #[inline(always)]
            || {
                for (narrow, &(at, to)) in expanded.chunks_exact(narrow_block).zip(meetings.iter()) {
                    let wide = &wide[at as usize * wide_block..][..wide_block];
                    let out = &mut out[to as usize * out_block..][..out_block];
                    let inner = 1 << self.closing.len();
                    match self.lanes {
                        0 => multiply::<M, 1>(out, wide, narrow, inner),
                        1 => multiply::<M, 2>(out, wide, narrow, inner),
                        2 => multiply::<M, 4>(out, wide, narrow, inner),
                        3 => multiply::<M, 8>(out, wide, narrow, inner),
                        _ => multiply_many(out, wide, narrow, inner, 1 << self.lanes),
                    }
                }
            },
        );
    }

    /// What is ahead of the joint table, seen from both sides; closed findings are handed to `gather`.
    pub(crate) fn backward<M: Mass>(
        &self,
        [below, top]: [&[M]; 2],
        ahead: &[M],
        [below_ahead, top_ahead]: [&mut Vec<M>; 2],
        closings: &[Closing<M>],
        room: &mut Room<M>,
        gather: &mut impl Gather<M>,
    ) {
        self.prepare([below, top], closings, room);
        let (wide_block, narrow_block, out_block) = self.blocks();
        room.wide_ahead.clear();
        room.wide_ahead.resize(room.wide.len(), M::ZERO);
        room.other.clear();
        room.other.resize(room.expanded.len(), M::ZERO);
        {
            let Room { wide, expanded, other, wide_ahead, meetings, .. } = room;
            let narrow_ahead = other.chunks_exact_mut(narrow_block);
            on_vectors::<M, _>(
                wide.len(),
                #[inline(always)]
                || {
                    for ((narrow, narrow_ahead), &(at, to)) in
                        expanded.chunks_exact(narrow_block).zip(narrow_ahead).zip(meetings.iter())
                    {
                        let wide_at = at as usize * wide_block;
                        let wide = &wide[wide_at..wide_at + wide_block];
                        let wide_ahead = &mut wide_ahead[wide_at..wide_at + wide_block];
                        let ahead = &ahead[to as usize * out_block..][..out_block];
                        let inner = 1 << self.closing.len();
                        let sides = Sides { wide, narrow, wide_ahead, narrow_ahead };
                        match self.lanes {
                            0 => sides.back::<1>(ahead, inner),
                            1 => sides.back::<2>(ahead, inner),
                            2 => sides.back::<4>(ahead, inner),
                            3 => sides.back::<8>(ahead, inner),
                            _ => sides.back_many(ahead, inner, 1 << self.lanes),
                        }
                    }
                },
            );
        }
        let (wide_ahead, narrow_ahead) =
            if self.wide_on_top { (top_ahead, below_ahead) } else { (below_ahead, top_ahead) };
        scatter(&room.wide_ahead, &self.wide, wide_ahead, &mut room.offsets);
        self.contract(room);
        self.reopen(closings, room, gather);
        scatter(&room.other, &self.narrow, narrow_ahead, &mut room.offsets);
    }

    /// Cells of a block of the wide, the narrow and the joint table.
    fn blocks(&self) -> (usize, usize, usize) {
        let Self { lanes, rest, closing, .. } = self;
        (1 << (lanes + closing.len()), 1 << (rest + closing.len()), 1 << (lanes + rest))
    }

    /// Lays out both sides, puts observations into the narrow one and expands it.
    fn prepare<M: Mass>(&self, [below, top]: [&[M]; 2], closings: &[Closing<M>], room: &mut Room<M>) {
        let (wide, narrow) = if self.wide_on_top { (top, below) } else { (below, top) };
        gather_cells(wide, &self.wide, &mut room.wide, &mut room.offsets);
        room.narrow.clear();
        gather_cells(narrow, &self.narrow, &mut room.other, &mut room.offsets);
        let size = narrow.len();
        room.narrow.extend_from_slice(&room.other);
        for (bit, closing) in self.closing.iter().enumerate() {
            let Some(open) = *closing else { continue };
            let Closing { unset, set, .. } = closings[open];
            let from = room.narrow.len() - size;
            room.narrow.extend_from_within(from..);
            observe(&mut room.narrow[from + size..], bit, unset, set);
        }
        self.expand(size, room);
        self.meet(&mut room.meetings);
    }

    /// The narrow side by the ways to meet: of each shared finding unset, set, and either.
    fn expand<M: Mass>(&self, size: usize, room: &mut Room<M>) {
        let Room { narrow, expanded, other, .. } = room;
        expanded.clear();
        expanded.extend_from_slice(&narrow[narrow.len() - size..]);
        let mut block = 1 << (self.closing.len() + self.rest);
        for &finding in &self.shared {
            if !finding {
                block *= 2;
                continue;
            }
            other.clear();
            for pair in expanded.chunks_exact(2 * block) {
                other.extend_from_slice(pair);
                let (unset, set) = pair.split_at(block);
                other.extend(unset.iter().zip(set).map(|(&unset, &set)| unset + set));
            }
            std::mem::swap(expanded, other);
            block *= 3;
        }
    }

    /// The transpose of [`expand`](Self::expand), in `room.other`.
    fn contract<M: Mass>(&self, room: &mut Room<M>) {
        let Room { expanded, other, .. } = room;
        let mut block = other.len();
        for &finding in self.shared.iter().rev() {
            if !finding {
                block /= 2;
                continue;
            }
            block /= 3;
            expanded.clear();
            for three in other.chunks_exact(3 * block) {
                let (two, either) = three.split_at(2 * block);
                expanded.extend(two.iter().zip(either.iter().chain(either)).map(|(&one, &or)| one + or));
            }
            std::mem::swap(expanded, other);
        }
    }

    /// Takes the observations out of what is ahead of the narrow side, in `room.other`.
    fn reopen<M: Mass>(&self, closings: &[Closing<M>], room: &mut Room<M>, gather: &mut impl Gather<M>) {
        let size = room.other.len();
        let mut from = room.narrow.len() - size;
        for (bit, closing) in self.closing.iter().enumerate().rev() {
            let Some(open) = *closing else { continue };
            from -= size;
            let before = &room.narrow[from..from + size];
            let (mut unset_mass, mut set_mass) = (M::ZERO, M::ZERO);
            for (before, ahead) in before.chunks_exact(2 << bit).zip(room.other.chunks_exact(2 << bit)) {
                let (unset, set) = before.split_at(1 << bit);
                let (unset_ahead, set_ahead) = ahead.split_at(1 << bit);
                let ahead = unset_ahead.iter().zip(set_ahead);
                for ((&unset, &set), (&unset_ahead, &set_ahead)) in unset.iter().zip(set).zip(ahead) {
                    unset_mass = unset_mass + unset * unset_ahead;
                    set_mass = set_mass + set * unset_ahead + (unset + set) * set_ahead;
                }
            }
            let closing = &closings[open];
            gather.open(open, closing, unset_mass, set_mass);
            // The step is its own transpose.
            observe(&mut room.other, bit, closing.unset, closing.set);
        }
    }

    /// In which block of the wide and of the joint table each way to meet lies.
    fn meet(&self, meetings: &mut Vec<(u32, u32)>) {
        meetings.clear();
        meetings.push((0, 0));
        for (bit, &finding) in self.shared.iter().enumerate() {
            let count = meetings.len();
            let one = 1 << bit;
            for at in 0..count {
                let (wide, out) = meetings[at];
                meetings.push(if finding { (wide, out + one) } else { (wide + one, out + one) });
            }
            if finding {
                for at in 0..count {
                    let (wide, out) = meetings[at];
                    meetings.push((wide + one, out + one));
                }
            }
        }
    }
}

/// Puts an observation into a side: (unset, set) becomes what the other side has to be multiplied with.
fn observe<M: Mass>(table: &mut [M], bit: usize, unset: M, set: M) {
    for pair in table.chunks_exact_mut(2 << bit) {
        let (low, high) = pair.split_at_mut(1 << bit);
        for (low, high) in low.iter_mut().zip(high) {
            (*low, *high) = (unset * *low + set * *high, set * (*low + *high));
        }
    }
}

/// `out[r] += sum over c of wide[c] * narrow[r][c]`, each a row of `N` lanes.
#[inline(always)]
fn multiply<M: Mass, const N: usize>(out: &mut [M], wide: &[M], narrow: &[M], inner: usize) {
    let (out, _) = out.as_chunks_mut::<N>();
    let (wide, _) = wide.as_chunks::<N>();
    for (out, narrow) in out.iter_mut().zip(narrow.chunks_exact(inner)) {
        let mut sum = *out;
        for (wide, &factor) in wide.iter().zip(narrow) {
            for lane in 0..N {
                sum[lane] = sum[lane] + wide[lane] * factor;
            }
        }
        *out = sum;
    }
}

/// As [`multiply`], for rows of many lanes.
#[inline(always)]
fn multiply_many<M: Mass>(out: &mut [M], wide: &[M], narrow: &[M], inner: usize, lanes: usize) {
    for (out, narrow) in out.chunks_exact_mut(lanes).zip(narrow.chunks_exact(inner)) {
        let (out, _) = out.as_chunks_mut::<ROW>();
        let (wide, _) = wide.as_chunks::<ROW>();
        for (at, out) in out.iter_mut().enumerate() {
            let mut sum = *out;
            for (row, &factor) in narrow.iter().enumerate() {
                let wide = &wide[row * (lanes / ROW) + at];
                for lane in 0..ROW {
                    sum[lane] = sum[lane] + wide[lane] * factor;
                }
            }
            *out = sum;
        }
    }
}

/// Lanes that are summed side by side.
const ROW: usize = 16;

/// Blocks of both sides and of what is ahead of them.
struct Sides<'a, M> {
    wide: &'a [M],
    narrow: &'a [M],
    wide_ahead: &'a mut [M],
    narrow_ahead: &'a mut [M],
}

impl<M: Mass> Sides<'_, M> {
    /// The transpose of [`multiply`] for both sides at once.
    #[inline(always)]
    fn back<const N: usize>(self, ahead: &[M], inner: usize) {
        let (ahead, _) = ahead.as_chunks::<N>();
        let (wide, _) = self.wide.as_chunks::<N>();
        let (wide_ahead, _) = self.wide_ahead.as_chunks_mut::<N>();
        let narrow = self.narrow.chunks_exact(inner).zip(self.narrow_ahead.chunks_exact_mut(inner));
        for (ahead, (narrow, narrow_ahead)) in ahead.iter().zip(narrow) {
            let narrow = narrow.iter().zip(narrow_ahead);
            for ((wide, wide_ahead), (&factor, sum)) in wide.iter().zip(wide_ahead.iter_mut()).zip(narrow) {
                let mut products = [M::ZERO; N];
                for lane in 0..N {
                    products[lane] = wide[lane] * ahead[lane];
                    wide_ahead[lane] = wide_ahead[lane] + ahead[lane] * factor;
                }
                *sum = *sum + total(products);
            }
        }
    }

    #[inline(always)]
    fn back_many(self, ahead: &[M], inner: usize, lanes: usize) {
        let narrow = self.narrow.chunks_exact(inner).zip(self.narrow_ahead.chunks_exact_mut(inner));
        for (ahead, (narrow, narrow_ahead)) in ahead.chunks_exact(lanes).zip(narrow) {
            let (ahead, _) = ahead.as_chunks::<8>();
            let sides = self.wide.chunks_exact(lanes).zip(self.wide_ahead.chunks_exact_mut(lanes));
            for ((wide, wide_ahead), (&factor, sum)) in sides.zip(narrow.iter().zip(narrow_ahead)) {
                let (wide, _) = wide.as_chunks::<8>();
                let (wide_ahead, _) = wide_ahead.as_chunks_mut::<8>();
                let mut products = [M::ZERO; 8];
                for ((ahead, wide), wide_ahead) in ahead.iter().zip(wide).zip(wide_ahead) {
                    for lane in 0..8 {
                        products[lane] = products[lane] + wide[lane] * ahead[lane];
                        wide_ahead[lane] = wide_ahead[lane] + ahead[lane] * factor;
                    }
                }
                *sum = *sum + total(products);
            }
        }
    }
}

/// `out` with its bits at new positions: bit `k` of its index is the bit at `positions[k]` of the table's.
fn gather_cells<M: Mass>(table: &[M], positions: &[usize], out: &mut Vec<M>, offsets: &mut [Vec<u32>; 2]) {
    out.clear();
    if in_place(positions) {
        out.extend_from_slice(table);
        return;
    }
    let [low, high] = halves(positions, offsets);
    for &high in high {
        out.extend(low.iter().map(|&low| table[(high + low) as usize]));
    }
}

/// The reverse of [`gather_cells`].
fn scatter<M: Mass>(table: &[M], positions: &[usize], out: &mut Vec<M>, offsets: &mut [Vec<u32>; 2]) {
    out.clear();
    if in_place(positions) {
        out.extend_from_slice(table);
        return;
    }
    out.resize(table.len(), M::ZERO);
    let [low, high] = halves(positions, offsets);
    for (table, &high) in table.chunks_exact(low.len()).zip(high.iter()) {
        for (&cell, &low) in table.iter().zip(low.iter()) {
            out[(high + low) as usize] = cell;
        }
    }
}

fn in_place(positions: &[usize]) -> bool {
    positions.iter().enumerate().all(|(at, &position)| at == position)
}

/// Offsets of the lower and of the upper half of an index's bits.
fn halves<'a>(positions: &[usize], offsets: &'a mut [Vec<u32>; 2]) -> [&'a [u32]; 2] {
    let (low, high) = positions.split_at(positions.len().min(positions.len() / 2 + 2));
    for (offsets, positions) in offsets.iter_mut().zip([low, high]) {
        offsets.clear();
        offsets.push(0);
        for &position in positions {
            for at in 0..offsets.len() {
                offsets.push(offsets[at] + (1 << position));
            }
        }
    }
    let [low, high] = offsets;
    [low, high]
}
