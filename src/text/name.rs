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

/// Letters without their marks and without capitals, as somebody types them: `Çelik` is `celik`, `Łuczak` is `luczak`.
pub fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let letters = lower.nfkd().filter(|c| !is_combining_mark(*c));
    letters.map(|c| LETTERS.iter().find(|(letter, _)| *letter == c).map_or(c, |(_, plain)| *plain)).collect()
}

/// Letters of names here whose mark Unicode does not take off.
const LETTERS: [(char, char); 6] = [('ı', 'i'), ('ł', 'l'), ('đ', 'd'), ('ø', 'o'), ('ð', 'd'), ('ħ', 'h')];

/// How somebody is called in a register.
#[derive(Clone, Copy, Debug)]
pub struct Registered<'a> {
    /// Family name without prefix.
    pub surname: &'a SafeText,
    /// What stands before it: `van den`.
    pub prefix: Option<&'a SafeText>,
    /// Given names.
    pub given: Option<&'a SafeText>,
}

/// How well a name that somebody heard is the one of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fits {
    /// Another family name, or another first letter.
    Not,
    /// The family name; of the given names nothing is known on one side.
    Family,
    /// The family name, and the first letter of the given names.
    Initial,
}

/// Holds a name against a register: with or without its prefix, with given names or initials before or behind it.
pub fn fits(heard: &SafeText, registered: Registered<'_>) -> Fits {
    let heard = folded(heard.as_str());
    let (family, behind) = heard.split_once(',').unwrap_or((heard.as_str(), ""));
    let surname = folded(registered.surname.as_str());
    if surname.is_empty() {
        return Fits::Not;
    }
    let with_prefix = registered.prefix.map(|prefix| format!("{} {surname}", folded(prefix.as_str())));
    // The longer one first: what stands before it is a given name, and no part of the prefix.
    let wanted = with_prefix.iter().chain([&surname]);
    let before = wanted
        .filter_map(|wanted| family.trim().strip_suffix(wanted.as_str()))
        .find(|before| before.is_empty() || before.ends_with([' ', '.']));
    let Some(before) = before else { return Fits::Not };
    let first = |text: &str| text.chars().find(|c| c.is_alphabetic());
    let given = registered.given.and_then(|given| first(&folded(given.as_str())));
    match (first(before).or_else(|| first(behind)), given) {
        (Some(heard), Some(known)) if heard == known => Fits::Initial,
        (Some(_), Some(_)) => Fits::Not,
        _ => Fits::Family,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_however_it_was_heard_and_another_first_letter_is_somebody_else() {
        let text = SafeText::line;
        let (surname, prefix, given) = (text("Berg"), text("van den"), text("Piet Jan"));
        let registered = |given| Registered { surname: &surname, prefix: Some(&prefix), given };
        let berg = |heard| fits(&text(heard), registered(Some(&given)));
        for heard in ["berg, P.", "van den Berg, Piet", "P. van den Berg", "P.Berg", "Piet Jan van den Berg"] {
            assert_eq!(berg(heard), Fits::Initial, "{heard}");
        }
        for heard in ["Berg", "van den Berg", " BERG ,"] {
            assert_eq!(berg(heard), Fits::Family, "{heard}");
        }
        for heard in ["", "Bergman", "Steenberg", "Piet", "van den", "Berg, K.", "K. van den Berg"] {
            assert_eq!(berg(heard), Fits::Not, "{heard}");
        }
        assert_eq!(fits(&text("Berg, K."), registered(None)), Fits::Family, "the register knows no given name");
        let celik = text("Çelik");
        let celik = Registered { surname: &celik, prefix: None, given: None };
        assert_eq!(fits(&text("Celik"), celik), Fits::Family, "nobody types the mark at 06:45");
        let nobody = text("");
        assert_eq!(fits(&text("Celik"), Registered { surname: &nobody, prefix: None, given: None }), Fits::Not);
    }
}
