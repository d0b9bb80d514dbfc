//! The PIN of a locked screen. It opens the program that is running, and nothing on a disk.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use rand::Rng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// How often a PIN may be wrong before nothing opens the screen any more.
pub const MAX_WRONG: u8 = 5;
/// Length of salt, of this program's secret and of what is compared, in bytes.
const BYTES: usize = 32;

/// What is kept of a PIN: not the PIN, and what is kept is worth nothing without this process.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Pin {
    salt: [u8; BYTES],
    secret: [u8; BYTES],
    verifier: [u8; BYTES],
    wrong: u8,
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹pin›")
    }
}

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It was the PIN.
    Opened,
    /// It was not; so many attempts are left.
    Wrong(u8),
    /// It was not, or it was once too often before: nothing opens it any more.
    Closed,
}

/// The PIN could not be worked out: there is no memory for it.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("work out a PIN")]
pub struct NoMemory;

impl Pin {
    /// Takes a PIN. Slow on purpose (argon2id, 19 MiB): never on the path of a key.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn new(digits: &str) -> Result<Self, NoMemory> {
        let (mut salt, mut secret) = ([0; BYTES], [0; BYTES]);
        let mut random = rand::rng();
        random.fill_bytes(&mut salt);
        random.fill_bytes(&mut secret);
        let verifier = worked_out(digits, &salt, &secret)?;
        Ok(Self { salt, secret, verifier, wrong: 0 })
    }

    /// Tries digits; as slow. What is right begins the count anew.
    ///
    /// # Errors
    /// When there is no memory for it: that was no attempt.
    pub fn attempt(&mut self, digits: &str) -> Result<Attempt, NoMemory> {
        if self.wrong >= MAX_WRONG {
            return Ok(Attempt::Closed);
        }
        let mut found = worked_out(digits, &self.salt, &self.secret)?;
        let is_right = bool::from(found.ct_eq(&self.verifier));
        found.zeroize();
        self.wrong = if is_right { 0 } else { self.wrong + 1 };
        Ok(match MAX_WRONG - self.wrong {
            MAX_WRONG => Attempt::Opened,
            0 => Attempt::Closed,
            left => Attempt::Wrong(left),
        })
    }
}

fn worked_out(digits: &str, salt: &[u8], secret: &[u8]) -> Result<[u8; BYTES], NoMemory> {
    let argon = Argon2::new_with_secret(secret, Algorithm::Argon2id, Version::V0x13, Params::DEFAULT);
    let mut out = [0; BYTES];
    argon.and_then(|argon| argon.hash_password_into(digits.as_bytes(), salt, &mut out)).map_err(|_| NoMemory)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_opens_and_five_wrong_ones_close_for_good() {
        let mut pin = Pin::new("280417").expect("a PIN");
        assert_eq!(pin.attempt("280418").expect("memory"), Attempt::Wrong(4));
        assert_eq!(pin.attempt("280417").expect("memory"), Attempt::Opened);
        for left in [4, 3, 2, 1] {
            assert_eq!(pin.attempt("").expect("memory"), Attempt::Wrong(left));
        }
        assert_eq!(pin.attempt("280418").expect("memory"), Attempt::Closed);
        assert_eq!(pin.attempt("280417").expect("memory"), Attempt::Closed, "the right one comes too late");
        assert_eq!(format!("{pin:?}"), "‹pin›");
    }
}
