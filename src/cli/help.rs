//! What `--help` says, in the reader's language: clap lays it out, Fluent has the words.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Args;
use crate::text::{Arg as Gap, Id, Lang, Words};

/// How clap writes that options may follow; it has no setting for the word.
const OPTIONS: &str = "[OPTIONS]";

/// The command line with its words.
pub(super) fn command(words: &Words) -> Command {
    let say = |id| words.say(id).as_str().to_owned();
    let flag = |name: &'static str, short, action| Arg::new(name).short(short).long(name).action(action);
    let root = Args::command()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help).global(true))
        .arg(flag("version", 'V', ArgAction::Version));
    let template = format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}\n", say(Id::HelpHeadUsage));
    named(root, "", words, &template)
}

/// A rendered help page, with the one word that clap writes itself.
pub(super) fn page(rendered: &str, words: &Words) -> String {
    rendered.replacen(OPTIONS, words.say(Id::HelpOptions).as_str(), 1)
}

/// The language that was asked for on a command line that may be wrong elsewhere.
pub(super) fn lang(arguments: impl Iterator<Item = String>) -> Option<Lang> {
    let arguments: Vec<_> = arguments.collect();
    let after = arguments.windows(2).filter_map(|pair| (pair.first()? == "--lang").then_some(pair.get(1)?.as_str()));
    let joined = arguments.iter().filter_map(|argument| argument.strip_prefix("--lang="));
    after.chain(joined).find_map(Lang::parse)
}

fn named(command: Command, above: &str, words: &Words, template: &str) -> Command {
    let say = |id| words.say(id).as_str().to_owned();
    let name = command.get_name().to_owned();
    let about = about(above, &name).map(say).unwrap_or_default();
    command
        .about(about)
        .help_template(template.to_owned())
        .subcommand_help_heading(say(Id::HelpHeadCommands))
        .subcommand_value_name(say(Id::HelpValueCommand))
        .mut_args(|arg| argument(arg, words))
        .mut_subcommands(|command| named(command, &name, words, template))
}

fn argument(arg: Arg, words: &Words) -> Arg {
    let say = |id| words.say(id).as_str().to_owned();
    let heading = match () {
        () if arg.is_positional() => Id::HelpHeadArguments,
        () if arg.is_global_set() => Id::HelpHeadEverywhere,
        () => Id::HelpHeadOptions,
    };
    let default = arg.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
    let text = help(arg.get_id().as_str()).map(say).map(|text| match default {
        None => text,
        Some(value) => {
            let gaps = [("help", Gap::Text(&text)), ("value", Gap::Text(&value))];
            words.with(Id::HelpDefault, &gaps).as_str().to_owned()
        }
    });
    let value = arg.get_value_names().and_then(|names| names.first()).and_then(|name| value(name)).map(say);
    let arg = arg.help(text.unwrap_or_default()).help_heading(say(heading));
    match value {
        Some(value) => arg.value_name(value).hide_default_value(true),
        None => arg,
    }
}

/// What a command is for, under the one above it.
fn about(above: &str, command: &str) -> Option<Id> {
    Some(match command {
        "list" if above == "keys" => Id::HelpKeysList,
        "list" if above == "themes" => Id::HelpThemesList,
        "check" if above == "themes" => Id::HelpThemesCheck,
        "themes" => Id::HelpThemes,
        "vleugel" => Id::HelpVleugel,
        "demo" => Id::HelpDemo,
        "login" => Id::HelpLogin,
        "logout" => Id::HelpLogout,
        "sync" => Id::HelpSync,
        "day" => Id::HelpDay,
        "emergency" => Id::HelpEmergency,
        "handover" => Id::HelpHandover,
        "hub" => Id::HelpHub,
        "serve" => Id::HelpHubServe,
        "import" => Id::HelpHubImport,
        "seed" => Id::HelpHubSeed,
        "backup" => Id::HelpHubBackup,
        "restore" => Id::HelpHubRestore,
        "user" => Id::HelpHubUser,
        "list" => Id::HelpHubUserList,
        "keys" => Id::HelpKeys,
        "check" => Id::HelpKeysCheck,
        "schema" => Id::HelpKeysSchema,
        "token" => Id::HelpHubUserToken,
        _ => return None,
    })
}

/// What an argument is for. One name means one thing, whatever the command.
fn help(argument: &str) -> Option<Id> {
    Some(match argument {
        "help" => Id::HelpArgHelp,
        "version" => Id::HelpArgVersion,
        "state" => Id::HelpArgState,
        "config" => Id::HelpArgConfig,
        "lang" => Id::HelpArgLang,
        "keymap" => Id::HelpArgKeymap,
        "theme" => Id::HelpArgTheme,
        "ascii" => Id::HelpArgAscii,
        "plain" => Id::HelpArgPlain,
        "memory" => Id::HelpArgMemory,
        "hub" => Id::HelpArgHub,
        "token_fd" => Id::HelpArgTokenFd,
        "import" => Id::HelpArgImport,
        "on" => Id::HelpArgOn,
        "wing" => Id::HelpArgWing,
        "people" => Id::HelpArgPeople,
        "wings" => Id::HelpArgWings,
        "rows" => Id::HelpArgRows,
        "seed" => Id::HelpArgSeed,
        "database" => Id::HelpArgDatabase,
        "listen" => Id::HelpArgListen,
        "folder" => Id::HelpArgFolder,
        "skip_bad" => Id::HelpArgSkipBad,
        "prune" => Id::HelpArgPrune,
        "file" => Id::HelpArgFile,
        "replace" => Id::HelpArgReplace,
        "staff" => Id::HelpArgStaff,
        "format" => Id::HelpArgFormat,
        "hide_names" => Id::HelpArgHideNames,
        "date" => Id::HelpArgDate,
        "by" => Id::HelpArgBy,
        _ => return None,
    })
}

/// The word for a value.
fn value(name: &str) -> Option<Id> {
    Some(match name {
        "ADDRESS" => Id::HelpValueAddress,
        "FOLDER" => Id::HelpValueFolder,
        "FILE" => Id::HelpValueFile,
        "FORMAT" => Id::HelpValueFormat,
        "ORDER" => Id::HelpValueOrder,
        "LANGUAGE" => Id::HelpValueLanguage,
        "NAME" => Id::HelpValueName,
        "NUMBER" => Id::HelpValueNumber,
        "STAFF" => Id::HelpValueStaff,
        "WHEN" => Id::HelpValueWhen,
        "WING" => Id::HelpValueWing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(above: &str, command: &Command) {
        let name = command.get_name();
        assert!(about(above, name).is_some(), "the command {name} has no words");
        for arg in command.get_arguments() {
            assert!(help(arg.get_id().as_str()).is_some(), "{} of {name} has no words", arg.get_id());
            let names = arg.get_value_names().unwrap_or_default();
            let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
            assert!(!takes || names.iter().all(|name| value(name).is_some()), "{} of {name}: {names:?}", arg.get_id());
        }
        command.get_subcommands().for_each(|below| complete(name, below));
    }

    fn said(line: &str, lang: Lang) -> String {
        let words = Words::new(lang);
        let error = command(&words).try_get_matches_from(line.split(' ')).expect_err("help");
        page(&error.to_string(), &words)
    }

    #[test]
    fn every_command_and_argument_has_words() {
        complete("", &Args::command());
    }

    #[test]
    fn help_is_whole_in_either_language() {
        let dutch = said("vleugel --help", Lang::Nl);
        assert!(dutch.starts_with("De dag van een afdeling op één scherm."), "{dutch}");
        for word in ["Gebruik: vleugel [OPTIES] [OPDRACHT]", "\nOpdrachten:\n", "\nOpties:\n", "--state <MAP>"] {
            assert!(dutch.contains(word), "{word} in {dutch}");
        }
        let english = said("vleugel login --help", Lang::En);
        for word in ["Usage: vleugel login [OPTIONS] --hub <ADDRESS>", "\nOptions:\n", "--lang <LANGUAGE>"] {
            assert!(english.contains(word), "{word} in {english}");
        }
    }

    #[cfg(feature = "hub")]
    #[test]
    fn a_default_is_named_in_the_language_of_the_rest() {
        assert!(said("vleugel demo --help", Lang::Nl).contains("(standaard 46)"));
        assert!(said("vleugel hub import -h", Lang::En).contains("\nArguments:\n"));
    }

    #[test]
    fn the_language_is_found_wherever_it_stands() {
        let found = |line: &str| lang(line.split(' ').map(str::to_owned));
        assert_eq!(found("vleugel --bogus --lang en"), Some(Lang::En));
        assert_eq!(found("vleugel --lang=en hub"), Some(Lang::En));
        assert_eq!(found("vleugel --lang xx --lang"), None);
    }
}
