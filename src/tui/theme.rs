//! Themes: what each role of the screen looks like. Roles mean something; colours are never the only sign.

mod colour;

use std::ops::Range;

use ratatui::style::{Color, Modifier, Style};
use toml::de::{DeTable, DeValue};

pub use colour::{READABLE, is_light};

use super::keymap::names;
use super::mistake::{Mistake, Wrong};

/// Deepest chain of `inherits`.
const MAX_INHERITS: usize = 4;

/// The built-in themes, by name.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("dark", include_str!("../../themes/dark.toml")),
    ("light", include_str!("../../themes/light.toml")),
    ("contrast", include_str!("../../themes/contrast.toml")),
    ("mono", include_str!("../../themes/mono.toml")),
];

/// How many colours can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None.
    Mono,
    /// 16.
    Ansi16,
    /// 256.
    Ansi256,
    /// All.
    True,
}

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a piece of the screen means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[$doc])* $variant,)*
        }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in themes.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

roles! {
    /// Ordinary text.
    Text = "text",
    /// The first two lines.
    Header = "header",
    /// Names of columns, rules, legends.
    Quiet = "quiet",
    /// The chosen line.
    Selected = "selected",
    /// The item that a mark would hit.
    AtHand = "at-hand",
    /// Off to it.
    Away = "away",
    /// Will not take place.
    Off = "off",
    /// Asks for attention.
    Attention = "attention",
    /// Something went wrong.
    Error = "error",
    /// Something was saved.
    Good = "good",
    /// Keys at the bottom.
    Key = "key",
}

/// Looks, by role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// By role: every cell asks for one.
    styles: [Style; Role::ALL.len()],
    /// The ground of the terminals that it is made for, where a role has none of its own. It is never drawn.
    ground: Option<Color>,
}

impl Theme {
    /// A built-in theme for so many colours; the dark one when there is none of that name.
    pub fn built_in(name: &str, depth: Depth) -> Self {
        let known = BUILT_IN.iter().find(|(known, _)| *known == name).or(BUILT_IN.first());
        // The files are tested; without one everything is plain, which is readable.
        known.and_then(|(_, text)| Self::parse(text, depth).ok()).unwrap_or_default()
    }

    /// Reads a theme and fits it to so many colours.
    ///
    /// # Errors
    /// At the first mistake: bad TOML, an unknown role, a colour or attribute that does not exist.
    pub fn parse(text: &str, depth: Depth) -> Result<Self, Mistake> {
        let mut theme = Self::parse_at(text, 0)?;
        for style in &mut theme.styles {
            style.fg = style.fg.and_then(|colour| colour::fit(colour, depth));
            style.bg = style.bg.and_then(|colour| colour::fit(colour, depth));
        }
        Ok(theme)
    }

    fn parse_at(text: &str, level: usize) -> Result<Self, Mistake> {
        let table = DeTable::parse(text).map_err(|error| Mistake::toml(text, &error))?;
        let mut theme = Self::default();
        if let Some(parent) = table.get_ref().get("inherits") {
            let name = parent.get_ref().as_str().unwrap_or_default();
            let known = BUILT_IN.iter().find(|(known, _)| *known == name).filter(|_| level < MAX_INHERITS);
            let (_, parent_text) =
                known.ok_or_else(|| Mistake::new(text, &parent.span(), Wrong::Inherits(names(&BUILT_IN))))?;
            theme = Self::parse_at(parent_text, level + 1)?;
        }
        for (name, look) in table.get_ref() {
            match (name.get_ref().as_ref(), look.get_ref()) {
                ("inherits", _) => continue,
                ("ground", DeValue::String(written)) => {
                    theme.ground = Some(read_colour(text, &look.span(), written)?);
                    continue;
                }
                _ => {}
            }
            let role = Role::ALL.iter().find(|role| role.name() == name.get_ref());
            let known = || Role::ALL.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ");
            let role = role.ok_or_else(|| Mistake::new(text, &name.span(), Wrong::Role(known())))?;
            let DeValue::Table(look) = look.get_ref() else {
                return Err(Mistake::new(text, &look.span(), Wrong::Look));
            };
            if let Some(styled) = theme.styles.get_mut(*role as usize) {
                *styled = style(text, look)?;
            }
        }
        Ok(theme)
    }

    /// How well each role can be read on its ground, where both are known.
    pub fn contrasts(&self) -> Vec<(Role, f64)> {
        let text = self.style(Role::Text);
        let of = |role: &Role| {
            let style = self.style(*role);
            let ground = style.bg.or(text.bg).or(self.ground)?;
            Some((*role, colour::contrast(style.fg.or(text.fg)?, ground)?))
        };
        Role::ALL.iter().filter_map(of).collect()
    }

    /// The look of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

fn style(text: &str, look: &DeTable<'_>) -> Result<Style, Mistake> {
    let mut style = Style::new();
    for (name, value) in look {
        match (name.get_ref().as_ref(), value.get_ref()) {
            (side @ ("fg" | "bg"), DeValue::String(written)) => {
                let colour = read_colour(text, &value.span(), written)?;
                style = if side == "fg" { style.fg(colour) } else { style.bg(colour) };
            }
            ("attributes", DeValue::Array(attributes)) => {
                for attribute in attributes {
                    style = style.add_modifier(match attribute.get_ref().as_str() {
                        Some("bold") => Modifier::BOLD,
                        Some("underline") => Modifier::UNDERLINED,
                        Some("reverse") => Modifier::REVERSED,
                        Some("dim") => Modifier::DIM,
                        other => {
                            let written = other.unwrap_or_default().to_owned();
                            return Err(Mistake::new(text, &attribute.span(), Wrong::Attribute(written)));
                        }
                    });
                }
            }
            (part, _) => return Err(Mistake::new(text, &name.span(), Wrong::Part(part.to_owned()))),
        }
    }
    Ok(style)
}

fn read_colour(text: &str, span: &Range<usize>, written: &str) -> Result<Color, Mistake> {
    written.parse().map_err(|_| Mistake::new(text, span, Wrong::Colour(written.to_owned())))
}
