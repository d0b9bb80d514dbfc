//! Names as people write them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::SafeText;

/// A name in a list: `van den Berg, P.`
pub fn list_name(surname: &SafeText, prefix: Option<&SafeText>, given: Option<&SafeText>) -> SafeText {
    let mut name = String::new();
    if let Some(prefix) = prefix {
        name.push_str(prefix.as_str());
        name.push(' ');
    }
    name.push_str(surname.as_str());
    if let Some(initial) = given.and_then(|given| given.as_str().chars().next()) {
        name.push_str(", ");
        name.push(initial);
        name.push('.');
    }
    SafeText::line(&name)
}

/// Letters without their marks and without capitals: `Çelik` is `celik`.
pub fn folded(name: &str) -> String {
    name.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Whether a name as somebody heard it is this family name: with or without its prefix, with initials before or behind it.
pub fn is_family_name(heard: &SafeText, surname: &SafeText, prefix: Option<&SafeText>) -> bool {
    let heard = folded(heard.as_str());
    let family = heard.split(',').next().unwrap_or_default().trim();
    let surname = folded(surname.as_str());
    if surname.is_empty() {
        return false;
    }
    let with_prefix = prefix.map(|prefix| format!("{} {surname}", folded(prefix.as_str())));
    let is = |wanted: &str| {
        family == wanted || family.strip_suffix(wanted).is_some_and(|before| before.ends_with([' ', '.']))
    };
    is(&surname) || with_prefix.is_some_and(|name| is(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_name_is_known_however_it_was_heard() {
        let text = SafeText::line;
        let berg = |heard| is_family_name(&text(heard), &text("Berg"), Some(&text("van den")));
        for heard in ["Berg", "van den Berg", "berg, P.", "van den Berg, Piet", "P. van den Berg", "P.Berg"] {
            assert!(berg(heard), "{heard}");
        }
        for heard in ["", "Bergman", "Steenberg", "Piet", "van den"] {
            assert!(!berg(heard), "{heard}");
        }
        assert!(is_family_name(&text("Celik"), &text("Çelik"), None), "nobody types the mark at 06:45");
        assert!(!is_family_name(&text("Celik"), &text(""), None));
    }
}
