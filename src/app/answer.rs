//! What is wrong with an answer of the hub, as a sentence: for the screen and for the command line.

use crate::api::Spoilt;
use crate::text::Id;

/// What is wrong, and what can be done where that is known.
pub const fn reason(spoilt: Spoilt) -> Id {
    match spoilt {
        Spoilt::NotHttp => Id::AnswerNotHttp,
        Spoilt::WebPage => Id::AnswerWebPage,
        Spoilt::NotAHub => Id::AnswerNotAHub,
        Spoilt::WrongType => Id::AnswerWrongType,
        Spoilt::TooLarge { .. } => Id::AnswerTooLarge,
        Spoilt::UnpacksTooLarge { .. } => Id::AnswerUnpacksTooLarge,
        Spoilt::DoesNotUnpack => Id::AnswerDoesNotUnpack,
        Spoilt::CutOff => Id::AnswerCutOff,
        Spoilt::TooDeep { .. } => Id::AnswerTooDeep,
        Spoilt::TextTooLong { .. } => Id::AnswerTextTooLong,
        Spoilt::NotJson => Id::AnswerNotJson,
        Spoilt::OtherShape => Id::AnswerOtherShape,
        Spoilt::Contradicts => Id::AnswerContradicts,
    }
}
