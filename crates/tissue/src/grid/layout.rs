//! Where cells lie in the arrays, and which compartment they share.

use std::ops::{Deref, DerefMut};

/// Cells that are computed in one loop, which becomes vector instructions.
pub(super) const BLOCK: usize = 32;
/// Places before the first cell of a run and after its last block. The nearest on either side is a ghost; the rest lets cells begin
/// on a cache line.
pub(super) const MARGIN: usize = 8;
/// Bytes of a cache line.
const LINE: usize = 64;

/// Places of cells in the arrays: `[row][field][cell]`, each run of cells with a ghost on either side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    pub(crate) nx: usize,
    pub(crate) ny: usize,
    pub(crate) dx_m: f64,
    pub(super) stride: usize,
}

impl Layout {
    pub(crate) fn new(nx: usize, ny: usize, dx_m: f64) -> Self {
        Self { nx, ny, dx_m, stride: nx.div_ceil(BLOCK) * BLOCK + 2 * MARGIN }
    }
    pub(super) fn row<const N: usize>(&self) -> usize {
        N * self.stride
    }
    pub(super) fn blocks(&self) -> usize {
        self.nx.div_ceil(BLOCK)
    }
    pub(super) fn middle(&self) -> usize {
        self.ny.div_ceil(2)
    }
    /// The rows above the middle, from the edge inwards, or those below.
    pub(super) fn half(&self, bottom: bool) -> Half {
        let middle = self.middle();
        if bottom {
            Half { begin: middle, rows: self.ny - middle, bottom }
        } else {
            Half { begin: 0, rows: middle, bottom }
        }
    }
}

/// Half of the rows: one thread has them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Half {
    begin: usize,
    pub(super) rows: usize,
    bottom: bool,
}

impl Half {
    /// The row that lies so many rows from the edge: of the grid, and of this half's part of an array.
    #[inline(always)]
    pub(super) fn row(&self, from_edge: usize) -> (usize, usize) {
        let own = if self.bottom { self.rows - 1 - from_edge } else { from_edge };
        (self.begin + own, own)
    }

    /// A row of this half's part of an array, to be written, and the one beside it towards the edge.
    #[inline(always)]
    pub(super) fn with_outer<'a>(
        &self,
        part: &'a mut [f64],
        from_edge: usize,
        length: usize,
    ) -> (&'a mut [f64], Option<&'a [f64]>) {
        let (_, own) = self.row(from_edge);
        if from_edge == 0 {
            return (&mut part[own * length..][..length], None);
        }
        if self.bottom {
            let (rest, outer) = part.split_at_mut((own + 1) * length);
            (&mut rest[own * length..], Some(&outer[..length]))
        } else {
            let (outer, rest) = part.split_at_mut(own * length);
            (&mut rest[..length], Some(&outer[(own - 1) * length..]))
        }
    }
}

/// Numbers that begin on a cache line, so that a vector lies in one and not in two.
#[derive(Debug)]
pub(super) struct Aligned<T> {
    room: Vec<T>,
    begin: usize,
    length: usize,
}

impl<T: Copy + Default> Aligned<T> {
    pub(super) fn new(length: usize) -> Self {
        let spare = LINE / size_of::<T>();
        let room = vec![T::default(); length + spare];
        let begin = room.as_ptr().align_offset(LINE).min(spare);
        Self { room, begin, length }
    }
}

impl<T: Copy + Default> Clone for Aligned<T> {
    fn clone(&self) -> Self {
        let mut copy = Self::new(self.length);
        copy.copy_from_slice(self);
        copy
    }
}

impl<T> Deref for Aligned<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.room[self.begin..][..self.length]
    }
}

impl<T> DerefMut for Aligned<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.room[self.begin..][..self.length]
    }
}

/// Cells of a row, side by side, that share a compartment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) own: u16,
    pub(super) begin: usize,
    pub(super) end: usize,
}

/// Pressure compartments: which cell belongs to which, and who is beside whom.
#[derive(Clone, Debug)]
pub(crate) struct Compartments {
    /// Compartment of each cell, row by row without ghosts.
    pub(crate) of_cell: Vec<u16>,
    /// How many cells each has.
    pub(crate) cells: Vec<f64>,
    /// Neighbours of each.
    pub(crate) beside: Vec<Vec<u16>>,
    /// Share of the pressure that comes from the neighbours.
    pub(crate) leak: f64,
    stretches: Vec<Stretch>,
    /// Where the stretches of each row begin.
    rows: Vec<usize>,
}

impl Compartments {
    pub(crate) fn new(nx: usize, of_cell: Vec<u16>, leak: f64) -> Self {
        let count = of_cell.iter().max().map_or(0, |&last| usize::from(last) + 1);
        let mut cells = vec![0.0; count];
        let mut beside = vec![Vec::new(); count];
        for (cell, &own) in of_cell.iter().enumerate() {
            cells[usize::from(own)] += 1.0;
            let right = if (cell + 1) % nx == 0 { None } else { of_cell.get(cell + 1) };
            for &other in [right, of_cell.get(cell + nx)].into_iter().flatten() {
                if other != own {
                    beside[usize::from(own)].push(other);
                    beside[usize::from(other)].push(own);
                }
            }
        }
        for list in &mut beside {
            list.sort_unstable();
            list.dedup();
        }
        let (mut stretches, mut rows) = (Vec::new(), vec![0]);
        for row in of_cell.chunks(nx) {
            let mut begin = 0;
            for same in row.chunk_by(|a, b| a == b) {
                stretches.push(Stretch { own: same[0], begin, end: begin + same.len() });
                begin += same.len();
            }
            rows.push(stretches.len());
        }
        Self { of_cell, cells, beside, leak, stretches, rows }
    }

    /// The stretches of a row.
    #[inline(always)]
    pub(super) fn row(&self, y: usize) -> &[Stretch] {
        &self.stretches[self.rows[y]..self.rows[y + 1]]
    }
}

/// Sets a cell, and its ghost where it is at an edge; what fills the last block repeats the last cell.
pub(super) fn put<T: Copy>(run: &mut [T], nx: usize, x: usize, value: T) {
    run[MARGIN + x] = value;
    if x == 0 {
        run[MARGIN - 1] = value;
    }
    if x + 1 == nx {
        run[MARGIN + nx..].fill(value);
    }
}
