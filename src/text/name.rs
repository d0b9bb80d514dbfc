//! Names as people write them.

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
