//! What can change while the program runs: the keys in force, and the themes to choose from.

use super::keymap::Keymap;
use super::model::{Model, Over};
use super::theme::{self, Depth, Theme};
use crate::text::SafeText;

/// On a dark ground, and where nobody knows.
const DARK: &str = "dark";
/// On a light ground.
const LIGHT: &str = "light";
/// Without colours.
const MONO: &str = "mono";

/// The keys in force and the themes.
#[derive(Clone, Debug, PartialEq)]
pub struct Looks {
    /// What keys mean.
    pub keymap: Keymap,
    /// By name, in the order of the list.
    themes: Vec<(String, Theme)>,
    /// The one that was asked for; none when it follows the terminal.
    asked: Option<String>,
    depth: Depth,
    /// Where there is no theme at all, everything is plain, which is readable.
    plain: Theme,
}

/// What files say of it; what is broken says why.
#[derive(Clone, Debug)]
pub struct Found {
    /// The keymap that was asked for.
    pub keymap: Result<Keymap, SafeText>,
    /// Every theme that can be used, by name.
    pub themes: Vec<(String, Theme)>,
    /// The theme that was asked for; none when it follows the terminal.
    pub asked: Result<Option<String>, SafeText>,
}

impl Looks {
    /// What is built in, for a terminal with so many colours.
    pub fn built_in(depth: Depth) -> Self {
        let themes = theme::BUILT_IN.map(|(name, _)| (name.to_owned(), Theme::built_in(name, depth)));
        Self {
            keymap: Keymap::built_in("default"),
            themes: themes.to_vec(),
            asked: None,
            depth,
            plain: Theme::default(),
        }
    }

    /// Takes what files say. What is broken stays as it was: gives what has to be said about that.
    pub fn take(&mut self, found: Found) -> Vec<SafeText> {
        let mut broken = Vec::new();
        match found.keymap {
            Ok(keymap) => self.keymap = keymap,
            Err(why) => broken.push(why),
        }
        match found.asked {
            Ok(asked) => {
                self.asked = asked;
                self.themes = found.themes;
            }
            Err(why) => broken.push(why),
        }
        broken.dedup();
        broken
    }

    /// The names of the themes, in the order of the list.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.themes.iter().map(|(name, _)| name.as_str())
    }

    /// The name of a theme by its place in the list.
    pub(super) fn name(&self, at: usize) -> Option<&str> {
        self.themes.get(at).map(|(name, _)| name.as_str())
    }

    /// The name of the theme in force: the one that is pointed at, else the one chosen here, the one asked for, the one for the
    /// terminal's ground.
    pub(super) fn in_force<'a>(&'a self, model: &'a Model) -> &'a str {
        let pointed = if let Some(Over::Themes(at)) = model.over { self.name(at) } else { None };
        let chosen = model.theme.as_deref().filter(|name| self.theme(name).is_some());
        pointed.or(chosen).or(self.asked.as_deref()).unwrap_or_else(|| self.automatic(model.on_light))
    }

    fn automatic(&self, on_light: bool) -> &'static str {
        match self.depth {
            Depth::Mono => MONO,
            _ if on_light => LIGHT,
            _ => DARK,
        }
    }

    /// Whether the theme follows the terminal's ground, so that it is worth asking for.
    pub fn follows_the_ground(&self) -> bool {
        self.asked.is_none() && self.depth != Depth::Mono
    }

    /// The theme in force.
    pub fn theme_in_force(&self, model: &Model) -> &Theme {
        self.theme(self.in_force(model)).unwrap_or(&self.plain)
    }

    fn theme(&self, name: &str) -> Option<&Theme> {
        self.themes.iter().find(|(known, _)| known == name).map(|(_, theme)| theme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_stays_as_it_was_and_says_why() {
        let mut looks = Looks::built_in(Depth::Ansi256);
        let themes = vec![("mine".to_owned(), Theme::default())];
        let good =
            Found { keymap: Ok(Keymap::built_in("vim")), themes: themes.clone(), asked: Ok(Some("mine".to_owned())) };
        assert_eq!(looks.take(good), []);
        let model = Model::new((80, 24));
        assert_eq!((&looks.keymap, looks.in_force(&model)), (&Keymap::built_in("vim"), "mine"));
        let why = SafeText::line("line 3 is wrong");
        let broken = Found { keymap: Err(why.clone()), themes: Vec::new(), asked: Err(why.clone()) };
        let before = looks.clone();
        assert_eq!(looks.take(broken), [why]);
        assert_eq!(looks, before);
    }

    #[test]
    fn without_a_wish_the_theme_follows_the_ground_and_a_choice_goes_before_a_wish() {
        let mut model = Model::new((80, 24));
        let mut looks = Looks::built_in(Depth::True);
        assert_eq!((looks.in_force(&model), looks.follows_the_ground()), ("dark", true));
        model.on_light = true;
        assert_eq!(looks.in_force(&model), "light");
        looks.asked = Some("contrast".to_owned());
        assert_eq!((looks.in_force(&model), looks.follows_the_ground()), ("contrast", false));
        model.theme = Some("dark".to_owned());
        assert_eq!(looks.in_force(&model), "dark");
        // A choice that is no more gives way.
        model.theme = Some("gone".to_owned());
        assert_eq!(looks.in_force(&model), "contrast");
        assert_eq!(Looks::built_in(Depth::Mono).in_force(&Model::new((80, 24))), "mono");
    }
}
