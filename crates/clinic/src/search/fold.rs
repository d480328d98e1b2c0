//! Names without case and accents: `Élodie Müller-Strauß` is `elodie muller-strauss`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, and with the letters that have no decomposition written as people type them.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' | 'ẞ' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'þ' | 'Þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '’' | '\'' | '`' | 'ʼ' => {}
            other => folded.extend(other.to_lowercase()),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_case_and_apostrophes_do_not_count() {
        assert_eq!(fold("Élodie Müller-Strauß"), "elodie muller-strauss");
        assert_eq!(fold("Søren O’Brien Łukasz"), "soren obrien lukasz");
        assert_eq!(fold("ＡＢＣ Đặng"), "abc dang");
    }
}
