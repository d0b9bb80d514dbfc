//! Who is signed in on this terminal, the token that says so, and the PIN that opens a locked screen.

mod pin;

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::id::{StaffId, WingId};

pub use pin::{Attempt, MAX_WRONG, NoMemory, Pin};

/// What the file is called.
const NAME: &str = "credentials.toml";
/// Longest token, in bytes.
const MAX_TOKEN_BYTES: u64 = 4096;
/// Most bytes of the file that are read: a token and a few short fields.
const MAX_FILE_BYTES: u64 = 16 * 1024;
/// Rights of others on the file: none.
const OTHERS: u32 = 0o077;

/// A sign-in as it is kept: where, with what, and as whom, so that the program starts without a network.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The hub's address.
    pub hub: String,
    token: String,
    staff: Uuid,
    /// The person's name, as colleagues see it.
    pub name: String,
    wing: Option<Uuid>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹credentials›")
    }
}

/// What cannot be done with a sign-in.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// Nobody signed in.
    #[error("read the sign-in: there is none")]
    NotSignedIn,
    /// Others can read or change it, or it is somebody else's.
    #[error("read the sign-in: others can read or change {}", .0.display())]
    Unsafe(PathBuf),
    /// It is not one of ours.
    #[error("read the sign-in in {}: it is damaged", .0.display())]
    Damaged(PathBuf),
    /// The disk said no.
    #[error("keep the sign-in in {}", .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// There was no token to read.
    #[error("read the token: there is none, or it is no token")]
    NoToken,
}

impl Credentials {
    /// A sign-in at a hub.
    pub fn new(hub: String, token: String, staff: StaffId, name: String, wing: Option<WingId>) -> Self {
        Self { hub, token, staff: staff.0, name, wing: wing.map(|wing| wing.0) }
    }

    /// The bearer token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        StaffId(self.staff)
    }

    /// Their wing, or the first one that they may see.
    pub fn wing(&self) -> Option<WingId> {
        self.wing.map(WingId)
    }

    /// Reads the sign-in of a state folder.
    ///
    /// # Errors
    /// When there is none, when others can read it, or when it is damaged.
    pub fn read(state: &Path) -> Result<Self, SessionError> {
        let path = state.join(NAME);
        let failed = |source| SessionError::Io { path: path.clone(), source };
        // What is looked at is what is read: opened once, and no link. A pipe must not make the start wait.
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        let custom = i32::try_from(flags.bits()).unwrap_or_default();
        let file = match OpenOptions::new().read(true).custom_flags(custom).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(SessionError::NotSignedIn),
            Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
                return Err(SessionError::Unsafe(path));
            }
            Err(source) => return Err(failed(source)),
        };
        let metadata = file.metadata().map_err(failed)?;
        let ours = metadata.uid() == rustix::process::geteuid().as_raw();
        if !metadata.is_file() || !ours || metadata.mode() & OTHERS != 0 {
            return Err(SessionError::Unsafe(path));
        }
        let mut text = String::new();
        file.take(MAX_FILE_BYTES).read_to_string(&mut text).map_err(failed)?;
        toml::from_str(&text).map_err(|_| SessionError::Damaged(path))
    }

    /// Keeps the sign-in, for its owner alone, whole or not at all.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn write(&self, state: &Path) -> Result<(), SessionError> {
        let path = state.join(NAME);
        let failed = |source| SessionError::Io { path: path.clone(), source };
        let text = toml::to_string(self).map_err(|_| SessionError::Damaged(path.clone()))?;
        write_private(state, NAME, text.as_bytes()).map_err(failed)
    }

    /// Forgets the sign-in. What was recorded stays.
    ///
    /// # Errors
    /// When there is none, or the disk says no.
    pub fn forget(state: &Path) -> Result<(), SessionError> {
        let path = state.join(NAME);
        match fs::remove_file(&path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(SessionError::NotSignedIn),
            Err(source) => Err(SessionError::Io { path, source }),
        }
    }
}

/// Writes a file that is its owner's alone, and its folder with it. A new file takes the place of the old one, or the old one stays whole.
///
/// # Errors
/// When the disk says no.
pub fn write_private(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let path = folder.join(name);
    let fresh = path.with_extension("new");
    // What lies there may be somebody else's, with rights of its own.
    remove(&fresh)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, &path)?;
    File::open(folder)?.sync_all()
}

/// Removes a file, if there is one.
///
/// # Errors
/// When the disk says no.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Reads a token: one line of printable ASCII.
///
/// # Errors
/// When there is nothing, too much, or something else.
pub fn read_token(from: impl Read) -> Result<String, SessionError> {
    let mut text = String::new();
    from.take(MAX_TOKEN_BYTES + 1).read_to_string(&mut text).map_err(|_| SessionError::NoToken)?;
    let token = text.trim_end_matches(['\n', '\r']);
    let good = !token.is_empty()
        && u64::try_from(token.len()).is_ok_and(|length| length <= MAX_TOKEN_BYTES)
        && token.chars().all(|c| c.is_ascii_graphic());
    if good { Ok(token.to_owned()) } else { Err(SessionError::NoToken) }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn credentials() -> Credentials {
        let staff = StaffId(Uuid::from_u128(1));
        Credentials::new("https://hub.example".into(), "secret".into(), staff, "M. de Vries".into(), None)
    }

    #[test]
    fn a_sign_in_is_kept_for_its_owner_alone() {
        let state = tempfile::tempdir().expect("a folder");
        assert!(matches!(Credentials::read(state.path()), Err(SessionError::NotSignedIn)));
        credentials().write(state.path()).expect("kept");
        credentials().write(state.path()).expect("kept again");
        assert_eq!(Credentials::read(state.path()).expect("read"), credentials());
        let path = state.path().join(NAME);
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("rights");
        assert!(matches!(Credentials::read(state.path()), Err(SessionError::Unsafe(_))));
        let elsewhere = state.path().join("elsewhere");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("rights");
        fs::rename(&path, &elsewhere).expect("moved");
        std::os::unix::fs::symlink(&elsewhere, &path).expect("a link");
        assert!(matches!(Credentials::read(state.path()), Err(SessionError::Unsafe(_))));
        Credentials::forget(state.path()).expect("forgotten");
        assert!(matches!(Credentials::forget(state.path()), Err(SessionError::NotSignedIn)));
    }

    #[test]
    fn neither_token_nor_name_is_in_debug() {
        assert_eq!(format!("{:?}", credentials()), "‹credentials›");
    }

    #[test]
    fn a_token_is_one_line_of_printable_letters() {
        assert_eq!(read_token(b"abc\n".as_slice()).expect("a token"), "abc");
        for bad in [b"".as_slice(), b"\n", b"a b", b"a\nb", "é".as_bytes()] {
            assert!(read_token(bad).is_err());
        }
        assert!(read_token(vec![b'x'; 5000].as_slice()).is_err());
    }
}
