//! `vleugel keys`: what a keymap holds, whether one is good, and the schema that editors use.

use super::args::KeysCommand;
use super::error::Failure;
use super::mistake;
use super::out::Out;
use crate::config::{Config, Source};
use crate::text::{Arg, Id, SafeText};
use crate::tui::action::Action;
use crate::tui::{Keymap, Layer, keymap};

/// Columns for the keys in the list.
const KEYS: usize = 22;
/// Columns for the name of the action.
const NAME: usize = 18;

/// Does what was asked.
pub(super) fn run(command: &KeysCommand, config: &Config, out: &Out) -> Result<(), Failure> {
    match command {
        KeysCommand::Schema => {
            let schema = keymap::schema(&out.words);
            Out::plain(&format!("{schema:#}\n"));
            Ok(())
        }
        KeysCommand::List => {
            list(&read(&config.keymap, out)?, out);
            Ok(())
        }
        KeysCommand::Check { file } => {
            let given = file.as_deref().map(mistake::from);
            let source = given.as_ref().unwrap_or(&config.keymap);
            let keymap = read(source, out)?;
            let file = mistake::name(source);
            out.say(Id::CliKeysGood, &[("file", Arg::Text(&file)), ("keys", keymap.bindings().count().into())]);
            Ok(())
        }
    }
}

/// The keymap, or every mistake in it as `file:line:column: sentence`.
fn read(source: &Source, out: &Out) -> Result<Keymap, Failure> {
    let text = mistake::text(source, &keymap::BUILT_IN).map_err(|mistake| vec![mistake]);
    text.and_then(Keymap::parse).map_err(|mistakes| mistake::said(source, &mistakes, out))
}

/// Layer by layer: keys, action, what it is called.
fn list(keymap: &Keymap, out: &Out) {
    for layer in Layer::ALL {
        Out::line(&SafeText::line(&format!("[{}]", layer.name())));
        for action in Action::ALL {
            let keys = keymap.all(*layer, *action);
            if !keys.is_empty() {
                let (keys, name) = (keys.join(", "), action.name());
                let label = out.words.say(action.label_in(*layer));
                Out::line(&SafeText::line(&format!("{keys:<KEYS$} {name:<NAME$} {}", label.as_str())));
            }
        }
    }
}
