//! What can be wrong with an answer: a closed list, so that each has a sentence of its own.

/// Something answered, and what it said cannot be used. Nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Spoilt {
    /// Its head cannot be read: what answers does not speak HTTP, or not as a server does.
    #[error("what answers does not speak HTTP")]
    NotHttp,
    /// HTML, or a way to another page: the sign-in page of a guest network (captive portal).
    #[error("a web page came in place of an answer")]
    WebPage,
    /// Another program: no hub says nothing about its version.
    #[error("what answers is not a vleugel hub")]
    NotAHub,
    /// A hub that sends something else than JSON.
    #[error("the answer is of another type than JSON")]
    WrongType,
    /// More bytes came than an answer may have.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// Most bytes.
        limit: usize,
    },
    /// It is packed, and would fill the memory.
    #[error("the answer unpacks to more than {limit} bytes")]
    UnpacksTooLarge {
        /// Most bytes after unpacking.
        limit: usize,
    },
    /// It is packed in a way that was not asked for, or damaged, or wants more memory than unpacking may take.
    #[error("the answer cannot be unpacked")]
    DoesNotUnpack,
    /// It ends before its end.
    #[error("the answer is cut off")]
    CutOff,
    /// Lists and objects in each other.
    #[error("the answer nests deeper than {limit} levels")]
    TooDeep {
        /// Most levels.
        limit: usize,
    },
    /// One text.
    #[error("a text in the answer is longer than {limit} bytes")]
    TextTooLong {
        /// Most bytes, as it was sent.
        limit: usize,
    },
    /// It says that it is JSON, and is not.
    #[error("the answer is not JSON")]
    NotJson,
    /// JSON with something missing, or a value of another type.
    #[error("something in the answer is missing or of another type")]
    OtherShape,
    /// JSON of the right types that cannot be true: it contradicts itself, or what was asked.
    #[error("the answer contradicts itself or the question")]
    Contradicts,
}

impl Spoilt {
    /// Whether a hub can have said this: then what is wrong may be one stream only. Otherwise there is no hub at the other end.
    pub const fn is_of_a_hub(self) -> bool {
        !matches!(self, Self::NotHttp | Self::WebPage | Self::NotAHub)
    }
}
