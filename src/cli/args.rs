//! The command line as clap reads it.

use std::path::PathBuf;

use chrono::NaiveDateTime;
use clap::{Parser, Subcommand};

use crate::config::Overrides;
use crate::text::Lang;

/// De dag van een afdeling op één scherm.
#[derive(Debug, Parser)]
#[command(name = "vleugel", version, about, disable_help_subcommand = true)]
pub struct Args {
    /// Map voor logboek, gegevens en aanmelding
    #[arg(long, global = true, value_name = "MAP")]
    state: Option<PathBuf>,
    /// Map met config.toml, keymaps/ en themes/
    #[arg(long, global = true, value_name = "MAP")]
    config: Option<PathBuf>,
    /// Taal: nl of en
    #[arg(long, global = true, value_name = "TAAL", value_parser = lang)]
    lang: Option<Lang>,
    /// Toetsen: default, vim, of een eigen bestand in keymaps/
    #[arg(long, global = true, value_name = "NAAM")]
    keymap: Option<String>,
    /// Kleuren: dark, light, contrast, mono, of een eigen bestand in themes/
    #[arg(long, global = true, value_name = "NAAM")]
    theme: Option<String>,
    /// Alleen gewone tekens
    #[arg(long, global = true)]
    ascii: bool,
    /// Niets op deze computer bewaren
    #[arg(long, global = true)]
    memory: bool,
    /// Wat er moet gebeuren; zonder opdracht opent de dag
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
    /// Een hele inrichting om te proberen: niets instellen, niets blijft achter
    #[cfg(feature = "hub")]
    Demo(Demo),
    /// Aanmelden bij een hub
    Login(Login),
    /// Afmelden; wat nog niet verzonden is, blijft bewaard
    Logout,
    /// Eén keer bijwerken, met voortgang
    Sync,
    /// De centrale hub
    #[cfg(feature = "hub")]
    #[command(subcommand)]
    Hub(HubCommand),
}

/// `vleugel login`
#[derive(Debug, clap::Args)]
pub struct Login {
    /// Adres van de hub
    #[arg(long, value_name = "ADRES")]
    pub hub: String,
    /// Nummer van het bestand waaruit de sleutel gelezen wordt (0 is de invoer)
    #[arg(long, value_name = "N")]
    pub token_fd: Option<u32>,
}

/// `vleugel demo`
#[cfg(feature = "hub")]
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// Een eigen map met bestanden in plaats van een verzonnen inrichting
    #[arg(long, value_name = "MAP")]
    pub import: Option<PathBuf>,
    /// Zet de klok van de demo, bijvoorbeeld 2026-11-23T07:12
    #[arg(long, value_name = "WANNEER", value_parser = when)]
    pub on: Option<NaiveDateTime>,
    /// Afdeling die opent
    #[arg(long, value_name = "AFDELING")]
    pub wing: Option<String>,
    /// Hoe groot de verzonnen inrichting is
    #[command(flatten)]
    pub size: Size,
}

/// How large a synthetic facility is.
#[cfg(feature = "hub")]
#[derive(Clone, Debug, clap::Args)]
pub struct Size {
    /// Mensen per afdeling
    #[arg(long, value_name = "MENSEN", default_value_t = 46, value_parser = |text: &str| within(text, 1, 400))]
    pub people: u32,
    /// Afdelingen
    #[arg(long, value_name = "AFDELINGEN", default_value_t = 3, value_parser = |text: &str| within(text, 1, 40))]
    pub wings: u32,
    /// Precies zoveel regels per afdeling, voor metingen
    #[arg(long, value_name = "REGELS")]
    pub rows: Option<usize>,
    /// Hetzelfde getal geeft dezelfde inrichting
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// `vleugel hub`
#[cfg(feature = "hub")]
#[derive(Debug, Subcommand)]
pub enum HubCommand {
    /// De hub laten luisteren
    Serve {
        /// Database, zoals sqlite:///var/lib/vleugel/hub.db
        #[arg(long, value_name = "ADRES")]
        database: String,
        /// Waar de hub luistert
        #[arg(long, value_name = "ADRES", default_value = "127.0.0.1:8080")]
        listen: String,
    },
    /// Een map met bestanden inlezen
    Import {
        /// Database, zoals sqlite:///var/lib/vleugel/hub.db
        #[arg(long, value_name = "ADRES")]
        database: String,
        /// De map
        folder: PathBuf,
        /// Foute regels overslaan en noemen
        #[arg(long)]
        skip_bad: bool,
        /// Weghalen wat niet meer in de map staat
        #[arg(long)]
        prune: bool,
    },
    /// Een verzonnen inrichting maken
    Seed {
        /// Database, zoals sqlite:///var/lib/vleugel/hub.db
        #[arg(long, value_name = "ADRES")]
        database: String,
        /// Hoe groot
        #[command(flatten)]
        size: Size,
    },
    /// Medewerkers en hun sleutels
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
    /// Wie een sleutel kan krijgen
    List {
        /// Database, zoals sqlite:///var/lib/vleugel/hub.db
        #[arg(long, value_name = "ADRES")]
        database: String,
    },
    /// Een nieuwe sleutel; hij wordt één keer getoond
    Token {
        /// Database, zoals sqlite:///var/lib/vleugel/hub.db
        #[arg(long, value_name = "ADRES")]
        database: String,
        /// De medewerker: naam, initialen, kenmerk of nummer
        #[arg(long, value_name = "MEDEWERKER")]
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
