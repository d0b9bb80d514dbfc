//! clap's own mistakes in the reader's language.

use std::error::Error as _;
use std::num::ParseIntError;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::text::{Arg, Id, SafeText, Words};

/// What is not right about the command line, as a sentence.
pub(super) fn sentence(error: &clap::Error, words: &Words) -> SafeText {
    let of = |kind| error.get(kind).map(text).filter(|text| !text.is_empty());
    let argument = of(ContextKind::InvalidArg).unwrap_or_default();
    let about = |id| words.with(id, &[("argument", Arg::Text(&argument))]);
    match error.kind() {
        ErrorKind::UnknownArgument => about(Id::UsageUnknownArgument),
        ErrorKind::InvalidSubcommand => {
            let command = of(ContextKind::InvalidSubcommand).unwrap_or_default();
            words.with(Id::UsageUnknownCommand, &[("command", Arg::Text(&command))])
        }
        ErrorKind::MissingRequiredArgument => about(Id::UsageMissingArgument),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            words.say(Id::UsageMissingCommand)
        }
        // An empty value is clap's word for none at all.
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => {
            match of(ContextKind::InvalidValue) {
                None => about(Id::UsageNoValue),
                Some(value) => {
                    let wanted = wanted(error, words);
                    let gaps = [
                        ("value", Arg::Text(&value)),
                        ("argument", Arg::Text(&argument)),
                        ("wanted", (&wanted).into()),
                    ];
                    words.with(Id::UsageBadValue, &gaps)
                }
            }
        }
        ErrorKind::ArgumentConflict if of(ContextKind::PriorArg).as_ref() == Some(&argument) => about(Id::UsageTwice),
        ErrorKind::InvalidUtf8 => words.say(Id::RowNotUtf8),
        _ => words.say(Id::UsageOther),
    }
}

/// What an argument can be: our own parsers say it without words.
fn wanted(error: &clap::Error, words: &Words) -> SafeText {
    match error.source() {
        Some(source) if source.is::<ParseIntError>() => words.say(Id::UsageWholeNumber),
        Some(source) => SafeText::line(&source.to_string()),
        None => error.get(ContextKind::ValidValue).map(|values| SafeText::line(&text(values))).unwrap_or_default(),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;
    use crate::text::Lang;

    fn said(line: &str, lang: Lang) -> String {
        let words = Words::new(lang);
        let error = help::command(&words).try_get_matches_from(line.split(' ')).expect_err("a mistake");
        sentence(&error, &words).as_str().to_owned()
    }

    #[test]
    fn every_mistake_on_the_command_line_is_named_in_the_readers_language() {
        for (line, dutch) in [
            ("vleugel --bogus", "«--bogus» is hier onbekend."),
            ("vleugel logout x", "«x» is hier onbekend."),
            ("vleugel bogus", "De opdracht «bogus» bestaat niet."),
            ("vleugel login", "Dit ontbreekt: --hub <ADRES>."),
            ("vleugel login --hub", "Achter «--hub <ADRES>» ontbreekt een waarde."),
            ("vleugel --lang xx", "«xx» past niet bij «--lang <TAAL>». Het kan zijn: nl, en."),
            (
                "vleugel login --hub a --token-fd x",
                "«x» past niet bij «--token-fd <GETAL>». Het kan zijn: een heel getal.",
            ),
            ("vleugel login --hub a --hub b", "«--hub <ADRES>» mag maar één keer."),
        ] {
            assert_eq!(said(line, Lang::Nl), dutch);
        }
        assert_eq!(said("vleugel --bogus", Lang::En), "“--bogus” is unknown here.");
    }

    #[cfg(feature = "hub")]
    #[test]
    fn a_group_of_commands_asks_for_one_of_them_and_a_number_says_its_bounds() {
        assert_eq!(said("vleugel hub", Lang::Nl), "Hierachter hoort nog een opdracht.");
        let people = "«0» past niet bij «--people <GETAL>». Het kan zijn: 1-400.";
        assert_eq!(said("vleugel demo --people 0", Lang::Nl), people);
    }
}
