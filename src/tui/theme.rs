//! Themes: what each role of the screen looks like. Roles mean something; colours are never the only sign.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use toml::de::{DeTable, DeValue};

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
    styles: BTreeMap<Role, Style>,
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
        for style in theme.styles.values_mut() {
            style.fg = style.fg.and_then(|colour| fit(colour, depth));
            style.bg = style.bg.and_then(|colour| fit(colour, depth));
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
                known.ok_or_else(|| Mistake::new(text, &parent.span(), Wrong::Inherits(names(BUILT_IN))))?;
            theme = Self::parse_at(parent_text, level + 1)?;
        }
        for (name, look) in table.get_ref() {
            if name.get_ref() == "inherits" {
                continue;
            }
            let role = Role::ALL.iter().find(|role| role.name() == name.get_ref());
            let known = || Role::ALL.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ");
            let role = role.ok_or_else(|| Mistake::new(text, &name.span(), Wrong::Role(known())))?;
            let DeValue::Table(look) = look.get_ref() else {
                return Err(Mistake::new(text, &look.span(), Wrong::Look));
            };
            theme.styles.insert(*role, style(text, look)?);
        }
        Ok(theme)
    }

    /// The look of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }
}

fn style(text: &str, look: &DeTable<'_>) -> Result<Style, Mistake> {
    let mut style = Style::new();
    for (name, value) in look {
        match (name.get_ref().as_ref(), value.get_ref()) {
            (side @ ("fg" | "bg"), DeValue::String(written)) => {
                let bad = || Mistake::new(text, &value.span(), Wrong::Colour(written.clone().into_owned()));
                let colour: Color = written.parse().map_err(|_| bad())?;
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

/// The nearest colour that can be shown; none for the terminal's own.
fn fit(colour: Color, depth: Depth) -> Option<Color> {
    match (colour, depth) {
        (_, Depth::Mono) => None,
        (Color::Rgb(r, g, b), Depth::Ansi256) => Some(Color::Indexed(cube(r, g, b))),
        (Color::Rgb(r, g, b), Depth::Ansi16) => Some(nearest(r, g, b)),
        (Color::Indexed(index), Depth::Ansi16) if index > 15 => {
            let (r, g, b) = rgb(index);
            Some(nearest(r, g, b))
        }
        (colour, _) => Some(colour),
    }
}

/// The levels of the 6 × 6 × 6 cube.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn cube(r: u8, g: u8, b: u8) -> u8 {
    let level = |value: u8| {
        let near = (0_u8..6).min_by_key(|at| LEVELS.get(usize::from(*at)).map(|level| level.abs_diff(value)));
        near.unwrap_or(0)
    };
    16 + 36 * level(r) + 6 * level(g) + level(b)
}

fn rgb(index: u8) -> (u8, u8, u8) {
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return (grey, grey, grey);
    }
    let at = |step: u8| LEVELS.get(usize::from(step % 6)).copied().unwrap_or(0);
    let index = index.saturating_sub(16);
    (at(index / 36), at(index / 6), at(index))
}

fn nearest(r: u8, g: u8, b: u8) -> Color {
    const BASE: [(Color, (u8, u8, u8)); 16] = [
        (Color::Black, (0, 0, 0)),
        (Color::Red, (205, 0, 0)),
        (Color::Green, (0, 205, 0)),
        (Color::Yellow, (205, 205, 0)),
        (Color::Blue, (0, 0, 238)),
        (Color::Magenta, (205, 0, 205)),
        (Color::Cyan, (0, 205, 205)),
        (Color::Gray, (229, 229, 229)),
        (Color::DarkGray, (127, 127, 127)),
        (Color::LightRed, (255, 0, 0)),
        (Color::LightGreen, (0, 255, 0)),
        (Color::LightYellow, (255, 255, 0)),
        (Color::LightBlue, (92, 92, 255)),
        (Color::LightMagenta, (255, 0, 255)),
        (Color::LightCyan, (0, 255, 255)),
        (Color::White, (255, 255, 255)),
    ];
    let distance = |(x, y, z): (u8, u8, u8)| {
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        square(r, x) + square(g, y) + square(b, z)
    };
    BASE.iter().min_by_key(|(_, known)| distance(*known)).map_or(Color::Reset, |(colour, _)| *colour)
}
