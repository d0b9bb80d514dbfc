//! Keys as keymaps write them: `space`, `pgdn`, `ctrl-c`, `a`. Letters are the same with Caps Lock.

use std::fmt;

/// A key, with or without Ctrl.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// Whether Ctrl is down.
    pub ctrl: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A letter, digit or sign; letters in lower case.
    Char(char),
    /// F1 to F12.
    F(u8),
    /// A key with a name.
    Named(Named),
}

macro_rules! named {
    ($($variant:ident = $name:literal;)*) => {
        /// Keys with a name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "they say what they are")]
        pub enum Named {
            $($variant,)*
        }

        impl Named {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name),)*];
        }
    };
}

named! {
    Enter = "enter";
    Esc = "esc";
    Tab = "tab";
    Backspace = "backspace";
    Delete = "delete";
    Up = "up";
    Down = "down";
    Left = "left";
    Right = "right";
    PageUp = "pgup";
    PageDown = "pgdn";
    Home = "home";
    End = "end";
}

impl Key {
    /// A plain letter, digit or sign.
    pub const fn char(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: false }
    }

    /// Reads a key as a keymap writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let (ctrl, name) = text.strip_prefix("ctrl-").map_or((false, text), |name| (true, name));
        let named = Named::ALL.iter().find(|(_, known)| *known == name).map(|(named, _)| Code::Named(*named));
        let f = || {
            let number = name.strip_prefix('f')?.parse().ok()?;
            (1..=12).contains(&number).then_some(Code::F(number))
        };
        let mut chars = name.chars();
        let single = match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_uppercase() && !c.is_whitespace() => Some(Code::Char(c)),
            _ => (name == "space").then_some(Code::Char(' ')),
        };
        Some(Self { code: named.or_else(f).or(single)?, ctrl })
    }

    /// The digit, for a key that is one.
    pub fn digit(self) -> Option<u16> {
        match self.code {
            Code::Char(c) if !self.ctrl => c.to_digit(10).and_then(|digit| u16::try_from(digit).ok()),
            _ => None,
        }
    }

    /// Whether it is a letter: names are made of those.
    pub fn is_letter(self) -> bool {
        matches!(self.code, Code::Char(c) if c.is_alphabetic() && !self.ctrl)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "f{number}"),
            Code::Named(named) => {
                let name = Named::ALL.iter().find(|(known, _)| *known == named).map_or("", |(_, name)| name);
                f.write_str(name)
            }
        }
    }
}
