//! How far a typed word is from the beginning of a name.

/// Longest word that is compared; a longer name is compared by its first letters.
const LETTERS_MAX: usize = 32;

/// Slips forgiven in a typed word: none in three letters, one from the fourth, two from the eighth.
pub(super) fn slips_allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The least number of slips (a letter too few, too many, wrong, or two swapped: optimal string alignment) that turn
/// `typed` into some beginning of `name`; none if that takes more than `allowed`. Both are folded.
pub(super) fn slips_to_prefix(typed: &[u8], name: &[u8], allowed: usize) -> Option<usize> {
    let typed = &typed[..typed.len().min(LETTERS_MAX)];
    let name = &name[..name.len().min(LETTERS_MAX)];
    if name.len() + allowed < typed.len() {
        return None;
    }
    // Three rows of the alignment table: the one being filled, the one before, and the one before that for swaps.
    let mut rows = [[0u8; LETTERS_MAX + 1]; 3];
    for (column, cost) in rows[0].iter_mut().enumerate() {
        *cost = column as u8;
    }
    for (i, &letter) in typed.iter().enumerate() {
        let (now, before, earlier) = ((i + 1) % 3, i % 3, (i + 2) % 3);
        rows[now][0] = i as u8 + 1;
        let mut least = rows[now][0];
        for (j, &other) in name.iter().enumerate() {
            let mut cost = (rows[before][j] + u8::from(letter != other))
                .min(rows[before][j + 1] + 1)
                .min(rows[now][j] + 1);
            if i > 0 && j > 0 && letter == name[j - 1] && typed[i - 1] == other {
                cost = cost.min(rows[earlier][j - 1] + 1);
            }
            rows[now][j + 1] = cost;
            least = least.min(cost);
        }
        if usize::from(least) > allowed {
            return None;
        }
    }
    let slips = usize::from(*rows[typed.len() % 3][..=name.len()].iter().min()?);
    (slips <= allowed).then_some(slips)
}

#[cfg(test)]
mod tests {
    use super::slips_to_prefix;

    fn slips(typed: &str, name: &str) -> Option<usize> {
        slips_to_prefix(typed.as_bytes(), name.as_bytes(), 2)
    }

    #[test]
    fn a_beginning_of_the_name_has_no_slip() {
        assert_eq!(slips("ander", "anderson"), Some(0));
        assert_eq!(slips("anderson", "anderson"), Some(0));
    }

    #[test]
    fn a_letter_too_few_too_many_wrong_or_swapped_is_one_slip() {
        assert_eq!(slips("adersen", "andersen"), Some(1));
        assert_eq!(slips("anndersen", "andersen"), Some(1));
        assert_eq!(slips("anterson", "anderson"), Some(1));
        assert_eq!(slips("adnerson", "anderson"), Some(1));
    }

    #[test]
    fn another_name_is_too_far() {
        assert_eq!(slips("miller", "anderson"), None);
        assert_eq!(slips("andersonovic", "ander"), None);
    }
}
