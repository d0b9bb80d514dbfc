//! Arguments, file and environment: read once, into one value that cannot be wrong.

mod environment;
mod file;

use std::path::{Path, PathBuf};

use crate::domain::day::{AT_HAND_MINUTES, Margins};
use crate::text::Lang;

pub use environment::{ColourDepth, Environment};
pub use file::BadFile;

/// What prints, unless the file says otherwise: CUPS and every other print system of a Unix have it.
const PRINT_COMMAND: &str = "lp";
/// After how many minutes without a key a screen with a PIN locks itself, unless the file says otherwise.
const LOCK_AFTER_MINUTES: u16 = 3;

/// What was asked on the command line. It goes before the environment, and that before the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Where state is kept.
    pub state: Option<PathBuf>,
    /// Where configuration is read.
    pub config: Option<PathBuf>,
    /// Language.
    pub lang: Option<Lang>,
    /// Name of the keymap.
    pub keymap: Option<String>,
    /// Name of the theme.
    pub theme: Option<String>,
    /// Plain characters only.
    pub ascii: bool,
    /// Lines instead of a screen.
    pub plain: bool,
    /// Keep nothing on disk.
    pub memory: bool,
}

/// How the program behaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Language: Dutch unless somebody says otherwise.
    pub lang: Lang,
    /// The folder of journal, cache and sign-in.
    pub state: PathBuf,
    /// The keymap, by name or from a file.
    pub keymap: Source,
    /// The theme, by name or from a file.
    pub theme: Source,
    /// Whether somebody asked for it; else it is a guess.
    pub theme_is_asked: bool,
    /// Plain characters only.
    pub ascii: bool,
    /// Lines to read and to type instead of a screen, for screen readers and braille.
    pub plain: bool,
    /// Keep nothing on disk.
    pub memory: bool,
    /// What is soon, and what takes too long.
    pub margins: Margins,
    /// After how many minutes without a key the screen locks itself, once somebody chose a PIN.
    pub lock_after_minutes: u16,
    /// What prints: a program and its arguments, which takes the text as its input.
    pub print_command: Vec<String>,
    /// How many colours the terminal has.
    pub colours: ColourDepth,
    /// Whether the terminal can be asked something.
    pub can_be_asked: bool,
    /// Where keymaps and themes of one's own are.
    pub folder: Option<PathBuf>,
}

/// A keymap or a theme: its name, and its text when there is a file of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// `default`, `vim`, `dark`, …
    pub name: String,
    /// The file of that name, with its text, or why it cannot be read; none for a built-in one.
    pub file: Option<(PathBuf, Result<String, String>)>,
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Neither HOME nor a folder was given.
    #[error("find a folder for state: there is no home folder")]
    NoHome,
    /// The configuration file is not good.
    #[error("read the configuration")]
    BadFile(#[from] BadFile),
}

impl Config {
    /// Puts everything together.
    ///
    /// # Errors
    /// When there is no home folder and none was given, or when the file is not good.
    pub fn read(overrides: &Overrides, environment: &Environment) -> Result<Self, ConfigError> {
        let folder = overrides.config.clone().or_else(|| environment.config_folder());
        let file = folder.as_deref().map(file::read).transpose()?.unwrap_or_default();
        let state = overrides.state.clone().or_else(|| environment.state_folder()).ok_or(ConfigError::NoHome)?;
        let mono = matches!(environment.colours, ColourDepth::Mono);
        let keymap = overrides.keymap.clone().or(file.keymap).unwrap_or_else(|| "default".to_owned());
        let theme = overrides.theme.clone().or(file.theme);
        let theme_is_asked = theme.is_some();
        let theme = theme.unwrap_or_else(|| if mono { "mono" } else { "dark" }.to_owned());
        Ok(Self {
            lang: overrides.lang.or(environment.lang).or(file.lang).unwrap_or_default(),
            state,
            keymap: source(folder.as_deref(), "keymaps", &keymap),
            theme: source(folder.as_deref(), "themes", &theme),
            theme_is_asked,
            ascii: overrides.ascii || file.ascii,
            plain: overrides.plain || environment.accessible || file.plain,
            memory: overrides.memory,
            margins: Margins {
                at_hand_minutes: file.at_hand_minutes.unwrap_or(AT_HAND_MINUTES),
                underway_minutes: file.underway_minutes,
                visit_adults: file.visit_adults,
            },
            lock_after_minutes: file.lock_after_minutes.unwrap_or(LOCK_AFTER_MINUTES),
            print_command: file.print_command.unwrap_or_else(|| vec![PRINT_COMMAND.to_owned()]),
            colours: environment.colours,
            can_be_asked: environment.can_be_asked,
            folder,
        })
    }

    /// The theme of this name.
    pub fn theme_of(&self, name: &str) -> Source {
        source(self.folder.as_deref(), "themes", name)
    }

    /// The names of files of one's own, of this kind: `keymaps` or `themes`. In order.
    pub fn own(&self, kind: &str) -> Vec<String> {
        let listed = self.folder.as_deref().and_then(|folder| std::fs::read_dir(folder.join(kind)).ok());
        let files = listed.into_iter().flatten().flatten().map(|entry| entry.path());
        let toml = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
        let mut names: Vec<_> = toml
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .filter(|name| is_plain(name))
            .collect();
        names.sort();
        names
    }
}

fn source(folder: Option<&Path>, kind: &str, name: &str) -> Source {
    let file = folder.and_then(|folder| read_source(&folder.join(kind), name));
    Source { name: name.to_owned(), file }
}

/// A file of that name goes before the built-in one.
fn read_source(folder: &Path, name: &str) -> Option<(PathBuf, Result<String, String>)> {
    // A name is a name, not a path.
    let path = folder.join(format!("{name}.toml"));
    let text = file::text(&path).transpose().filter(|_| is_plain(name))?;
    Some((path, text.map_err(|error| error.to_string())))
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(home: &Path) -> Environment {
        Environment { home: Some(home.to_owned()), ..Environment::default() }
    }

    #[test]
    fn without_a_file_it_is_dutch_and_lives_in_the_home_folder() {
        let home = tempfile::tempdir().expect("a folder");
        let config = Config::read(&Overrides::default(), &environment(home.path())).expect("a configuration");
        assert_eq!((config.lang, config.keymap.name.as_str()), (Lang::Nl, "default"));
        assert_eq!(config.state, home.path().join(".local/state/vleugel"));
    }

    #[test]
    fn the_command_line_goes_before_the_environment_and_that_before_the_file() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join(".config/vleugel");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("config.toml"), "language = \"en\"\nat_hand_minutes = 30\n").expect("a file");
        let file = Config::read(&Overrides::default(), &environment(home.path())).expect("a configuration");
        assert_eq!((file.lang, file.margins.at_hand_minutes), (Lang::En, 30));
        let said = Environment { lang: Some(Lang::Nl), ..environment(home.path()) };
        assert_eq!(Config::read(&Overrides::default(), &said).expect("a configuration").lang, Lang::Nl);
        let asked = Overrides { lang: Some(Lang::En), ..Overrides::default() };
        assert_eq!(Config::read(&asked, &said).expect("a configuration").lang, Lang::En);
    }

    #[test]
    fn a_mistake_in_the_file_is_named_with_its_place() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join(".config/vleugel");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("config.toml"), "language = \"nl\"\ncolour = 3\n").expect("a file");
        let error = Config::read(&Overrides::default(), &environment(home.path())).expect_err("a mistake");
        assert!(matches!(error, ConfigError::BadFile(bad) if (bad.line, bad.column) == (2, 1)));
    }

    #[test]
    fn a_file_that_is_there_and_cannot_be_read_is_not_taken_for_none() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join(".config/vleugel");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("config.toml"), b"language = \"\xff\"\n").expect("a file");
        let error = Config::read(&Overrides::default(), &environment(home.path())).expect_err("not UTF-8");
        assert!(matches!(error, ConfigError::BadFile(bad) if bad.path == folder.join("config.toml")));
    }

    #[test]
    fn a_keymap_that_cannot_be_read_is_not_taken_for_none() {
        let home = tempfile::tempdir().expect("a folder");
        let keymaps = home.path().join(".config/vleugel/keymaps");
        std::fs::create_dir_all(&keymaps).expect("a folder");
        std::fs::write(keymaps.join("default.toml"), b"[day]\nhelp = \"\xff\"\n").expect("a file");
        let config = Config::read(&Overrides::default(), &environment(home.path())).expect("a configuration");
        assert!(matches!(config.keymap.file, Some((path, Err(_))) if path == keymaps.join("default.toml")));
        assert_eq!(config.theme.file, None);
    }

    #[test]
    fn without_a_home_folder_a_folder_has_to_be_given() {
        let nothing = Environment::default();
        assert!(matches!(Config::read(&Overrides::default(), &nothing), Err(ConfigError::NoHome)));
        let given = Overrides { state: Some("/tmp/x".into()), ..Overrides::default() };
        assert_eq!(Config::read(&given, &nothing).expect("a configuration").state, Path::new("/tmp/x"));
    }
}
