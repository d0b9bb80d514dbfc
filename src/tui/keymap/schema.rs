//! The JSON Schema of keymaps, made from the table of actions: an editor completes names, and says what each action does.

use serde_json::{Map, Value, json};

use super::BUILT_IN;
use super::read::names;
use crate::text::{Aside, Words};
use crate::tui::action::Action;
use crate::tui::layer::Layer;

/// Keys as [`crate::tui::Key`] reads them, one or several after each other.
const CHORD: &str = "^\\S+( \\S+)*$";

/// The schema, with the explanations of this language.
pub fn schema(words: &Words) -> Value {
    let mut properties = Map::new();
    let inherits = format!("A keymap to begin with: {}.", names(&BUILT_IN));
    let known = BUILT_IN.map(|(name, _)| name);
    properties.insert("inherits".to_owned(), json!({ "enum": known, "description": inherits }));
    let every = "Keys that hold in every layer, unless the layer says otherwise.";
    properties.insert("all".to_owned(), section(every, |_| true, words));
    for layer in Layer::ALL {
        let section = section(layer.doc(), |action| action.layers().contains(layer), words);
        properties.insert(layer.name().to_owned(), section);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vleugel keymap",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn section(doc: &str, applies: impl Fn(Action) -> bool, words: &Words) -> Value {
    let keys = |action: &Action| {
        let help = words.aside(action.label(), Aside::Help);
        let described = json!({
            "description": help.as_str(),
            "type": "array",
            "items": { "type": "string", "pattern": CHORD },
        });
        (action.name().to_owned(), described)
    };
    let actions: Map<String, Value> = Action::ALL.iter().filter(|action| applies(**action)).map(keys).collect();
    json!({ "description": doc, "type": "object", "additionalProperties": false, "properties": actions })
}
