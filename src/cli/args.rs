//! The command line as clap reads it.

#[cfg(feature = "hub")]
mod hub;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::config::Overrides;
use crate::domain::day::By;
use crate::text::Lang;

#[cfg(feature = "hub")]
pub use hub::{Demo, HubCommand, Size, UserCommand};

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
    /// Lines to read and to type instead of a screen.
    #[arg(long, global = true)]
    plain: bool,
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
            plain: self.plain,
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
    /// A wing's day, for paper and for other programs.
    Day(DayArgs),
    /// Who is where now, for paper and for other programs.
    Emergency(ListArgs),
    /// What the next shift of a wing has to know, for paper and for other programs.
    Handover(ListArgs),
    /// Keymaps: what they hold, and whether they are good.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Themes: which there are, and whether they are good and can be read.
    #[command(subcommand)]
    Themes(ThemesCommand),
    /// The central API.
    #[cfg(feature = "hub")]
    #[command(subcommand)]
    Hub(HubCommand),
}

/// `vleugel keys`
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Looks for mistakes in a keymap: the one in force, or a file.
    Check {
        /// The file.
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Every key of the keymap in force.
    List,
    /// The JSON Schema of keymaps.
    Schema,
}

/// `vleugel themes`
#[derive(Debug, Subcommand)]
pub enum ThemesCommand {
    /// Looks for mistakes in a theme, and how well it can be read: the one in force, or a file.
    Check {
        /// The file.
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Every theme that can be chosen.
    List,
}

/// `vleugel emergency`, and what `vleugel day` has in common with it.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// Code of the wing; else the one of who is signed in.
    #[arg(long, value_name = "WING")]
    pub wing: Option<String>,
    /// What comes out.
    #[arg(long, value_name = "FORMAT", value_parser = format, default_value = "text")]
    pub format: Format,
    /// Leave out names.
    #[arg(long)]
    pub hide_names: bool,
}

/// `vleugel day`
#[derive(Debug, clap::Args)]
pub struct DayArgs {
    /// Which list.
    #[command(flatten)]
    pub list: ListArgs,
    /// Which day: `24-11`, `morgen`, `+3`; else today.
    #[arg(long, value_name = "WHEN")]
    pub date: Option<String>,
    /// In which order.
    #[arg(long, value_name = "ORDER", value_parser = by, default_value = "person")]
    pub by: By,
}

/// What a list comes out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text to print.
    Text,
    /// For other programs.
    Json,
    /// For a spreadsheet.
    Csv,
    /// For a browser.
    Html,
}

fn format(name: &str) -> Result<Format, String> {
    Ok(match name {
        "text" => Format::Text,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "html" => Format::Html,
        _ => return Err("text, json, csv, html".to_owned()),
    })
}

fn by(name: &str) -> Result<By, String> {
    Ok(match name {
        "person" => By::Person,
        "time" => By::Time,
        "place" => By::Place,
        _ => return Err("person, time, place".to_owned()),
    })
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

fn lang(code: &str) -> Result<Lang, String> {
    Lang::parse(code).ok_or_else(|| "nl, en".to_owned())
}
