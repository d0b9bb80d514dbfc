//! The arguments of what only exists with a hub in the program: the demo, and `vleugel hub …`.

use std::path::PathBuf;

use chrono::NaiveDateTime;
use clap::Subcommand;

/// `vleugel demo`
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
    /// Back the database up; the hub may run.
    Backup {
        /// Address of the database.
        #[arg(long, value_name = "ADDRESS")]
        database: String,
        /// The new file.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Put a backup back; no hub may run.
    Restore {
        /// Address of the database.
        #[arg(long, value_name = "ADDRESS")]
        database: String,
        /// The backup.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The database that is there may go.
        #[arg(long)]
        replace: bool,
    },
}

/// `vleugel hub user`
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

fn within(text: &str, least: u32, most: u32) -> Result<u32, String> {
    text.parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(|| format!("{least}-{most}"))
}

fn when(text: &str) -> Result<NaiveDateTime, String> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .ok_or_else(|| "2026-11-23T07:12".to_owned())
}
