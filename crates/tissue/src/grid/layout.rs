//! Where cells lie in the arrays, and which compartment they share.

/// Cells that are computed in one loop, which becomes vector instructions.
pub(super) const BLOCK: usize = 32;

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
        Self { nx, ny, dx_m, stride: nx.div_ceil(BLOCK) * BLOCK + 8 }
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
        Self { of_cell, cells, beside, leak }
    }
}

/// Sets a cell, and its ghost where it is at an edge; what fills the last block repeats the last cell.
pub(super) fn put(run: &mut [f64], nx: usize, x: usize, value: f64) {
    run[x + 1] = value;
    if x == 0 {
        run[0] = value;
    }
    if x + 1 == nx {
        run[nx + 1..].fill(value);
    }
}

/// A block of each field or input of a row.
#[inline(always)]
pub(super) fn load_all<const M: usize>(row: &[f64], stride: usize, at: usize) -> [[f64; BLOCK]; M] {
    let mut blocks = [[0.0; BLOCK]; M];
    for (field, block) in blocks.iter_mut().enumerate() {
        block.copy_from_slice(&row[field * stride + at..][..BLOCK]);
    }
    blocks
}
