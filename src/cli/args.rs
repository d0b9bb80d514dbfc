//! The command line as clap reads it.

use std::path::PathBuf;

#[cfg(feature = "hub")]
use chrono::NaiveDateTime;
use clap::{Parser, Subcommand};

use crate::config::Overrides;
use crate::text::Lang;

/// The whole command line. What `--help` says of it is in `help`.
#[derive(Debug, Parser)]
#[command(name = "vleugel", version, disable_help_subcommand = true)]
pub struct Args {
    /// Folder of journal, cache and sign-in.
    #[arg(long, global = true, value_name = "FOLDER")]
    state: Option<PathBuf>,
    /// Folder with config.toml, keymaps/ and themes/.
    #[arg(long, global = true, value_name = "FOLDER")]
    config: Option<PathBuf>,
    /// `nl` or `en`.
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = lang)]
    lang: Option<Lang>,
    /// A keymap, by name.
    #[arg(long, global = true, value_name = "NAME")]
    keymap: Option<String>,
    /// A theme, by name.
    #[arg(long, global = true, value_name = "NAME")]
    theme: Option<String>,
    /// Plain characters only.
    #[arg(long, global = true)]
    ascii: bool,
    /// Keep nothing on disk.
    #[arg(long, global = true)]
    memory: bool,
    /// What to do; the day opens without one.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Args {
    /// What goes before environment and file.
    pub fn overrides(&self) -> Overrides {
        Overrides {
            state: self.state.clone(),
            config: self.config.clone(),
            lang: self.lang,
            keymap: self.keymap.clone(),
            theme: self.theme.clone(),
            ascii: self.ascii,
            memory: self.memory,
        }
    }
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// A whole facility to try.
    #[cfg(feature = "hub")]
    Demo(Demo),
    /// Sign in at a hub.
    Login(Login),
    /// Sign out; what waits is kept.
    Logout,
    /// One round of sync.
    Sync,
    /// The central API.
    #[cfg(feature = "hub")]
    #[command(subcommand)]
    Hub(HubCommand),
}

/// `vleugel login`
#[derive(Debug, clap::Args)]
pub struct Login {
    /// Address of the hub.
    #[arg(long, value_name = "ADDRESS")]
    pub hub: String,
    /// The open file that the token is read from.
    #[arg(long, value_name = "NUMBER")]
    pub token_fd: Option<u32>,
}

/// `vleugel demo`
#[cfg(feature = "hub")]
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// A folder to import instead of a synthetic facility.
    #[arg(long, value_name = "FOLDER")]
    pub import: Option<PathBuf>,
    /// The demo's clock, in local time.
    #[arg(long, value_name = "WHEN", value_parser = when)]
    pub on: Option<NaiveDateTime>,
    /// The wing that opens.
    #[arg(long, value_name = "WING")]
    pub wing: Option<String>,
    /// How large the synthetic facility is.
    #[command(flatten)]
    pub size: Size,
}

/// How large a synthetic facility is.
#[cfg(feature = "hub")]
#[derive(Clone, Debug, clap::Args)]
pub struct Size {
    /// Detainees in a wing.
    #[arg(long, value_name = "NUMBER", default_value_t = 46, value_parser = |text: &str| within(text, 1, 400))]
    pub people: u32,
    /// Wings.
    #[arg(long, value_name = "NUMBER", default_value_t = 3, value_parser = |text: &str| within(text, 1, 40))]
    pub wings: u32,
    /// Exactly so many rows in a wing, for measuring.
    #[arg(long, value_name = "NUMBER")]
    pub rows: Option<usize>,
    /// The same number makes the same facility.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
}

/// `vleugel hub`
#[cfg(feature = "hub")]
#[derive(Debug, Subcommand)]
pub enum HubCommand {
    /// Listen.
    Serve {
        /// Address of the database.
        #[arg(long, value_name = "ADDRESS")]
        database: String,
        /// Where the hub listens.
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
        listen: String,
    },
    /// Import a folder of files.
    Import {
        /// Address of the database.
        #[arg(long, value_name = "ADDRESS")]
        database: String,
        /// The folder.
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        /// Skip bad rows and name them.
        #[arg(long)]
        skip_bad: bool,
        /// Remove what the folder no longer has.
        #[arg(long)]
        prune: bool,
    },
    /// Make a synthetic facility.
    Seed {
        /// Address of the database.
        #[arg(long, value_name = "ADDRESS")]
        database: String,
        /// How large.
        #[command(flatten)]
        size: Size,
    },
    /// Staff and their tokens.
    #[command(subcommand)]
    User(UserCommand),
    /// Een reservekopie maken; de hub mag aanstaan
    Backup {
        /// Database, zoals sqlite:///var/lib/vleugel/hub.db
        #[arg(long, value_name = "ADRES")]
        database: String,
        /// Het nieuwe bestand
        #[arg(value_name = "BESTAND")]
        file: PathBuf,
    },
    /// Een reservekopie terugzetten; de hub staat uit
    Restore {
        /// Database, zoals sqlite:///var/lib/vleugel/hub.db
        #[arg(long, value_name = "ADRES")]
        database: String,
        /// De reservekopie
        #[arg(value_name = "BESTAND")]
        file: PathBuf,
        /// De database die er staat, mag weg
        #[arg(long)]
        replace: bool,
    },
}

/// `vleugel hub user`
#[cfg(feature = "hub")]
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Who can get a token.
    List {
        /// Address of the database.
        #[arg(long, value_name = "ADDRESS")]
        database: String,
    },
    /// A new token, shown once.
    Token {
        /// Address of the database.
        #[arg(long, value_name = "ADDRESS")]
        database: String,
        /// Name, initials, reference or number.
        #[arg(long, value_name = "STAFF")]
        staff: String,
    },
}

fn lang(code: &str) -> Result<Lang, String> {
    Lang::parse(code).ok_or_else(|| "nl, en".to_owned())
}

#[cfg(feature = "hub")]
fn within(text: &str, least: u32, most: u32) -> Result<u32, String> {
    text.parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(|| format!("{least}-{most}"))
}

#[cfg(feature = "hub")]
fn when(text: &str) -> Result<NaiveDateTime, String> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .ok_or_else(|| "2026-11-23T07:12".to_owned())
}
