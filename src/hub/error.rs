//! Every error of the hub as a problem document. The only place that knows status codes.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};

use super::store::StoreError;
use crate::domain::decide::Rejection;
use crate::wire::problem::{FieldProblem, PROBLEM_TYPE, Problem};

/// What a handler answers instead of its result.
#[derive(Debug, thiserror::Error)]
pub(in crate::hub) enum Error {
    /// No token, or one that nobody has.
    #[error("sign in")]
    NotSignedIn,
    /// The program of the caller is too old for this hub.
    #[error("the program is too old for this hub")]
    TooOld,
    /// Not there, or not for the caller: the two are not told apart.
    #[error("there is nothing here for you")]
    NotFound,
    /// The path is there, the method is not.
    #[error("this method does not go with this path")]
    WrongMethod,
    /// The body is larger than any request needs.
    #[error("the request is too large")]
    TooLarge,
    /// The body is not JSON.
    #[error("the request has to be JSON")]
    WrongType,
    /// The request is not what the description says.
    #[error("the request does not say what is asked")]
    Malformed(Vec<FieldProblem>),
    /// A cursor of another lineage.
    #[error("the cursor is from before a restore")]
    EpochChanged,
    /// A cursor from before the tombstones that are kept.
    #[error("the cursor is too old")]
    CursorExpired,
    /// Numbers are missing before this one.
    #[error("actions are missing before this one")]
    Gap {
        /// The number that is expected next.
        expected: u64,
    },
    /// The number was used for something else.
    #[error("this number was used for another action")]
    ContentDiffers,
    /// The caller sees it, and may not change it.
    #[error("you may not change this")]
    NotYours,
    /// It cannot become so.
    #[error("it does not go from what it is now to this")]
    Refused(Rejection),
    /// It is not what the caller saw.
    #[error("it has changed since you read it")]
    Changed,
    /// The caller does not say what they saw.
    #[error("say with If-Match what you saw, or with If-None-Match: * that there was nothing")]
    NoCondition,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// A fault in this program.
    #[error("the hub has a fault")]
    Fault,
}

impl Error {
    /// One thing that is wrong with the request.
    pub(in crate::hub) fn malformed(location: &str, detail: &str) -> Self {
        Self::Malformed(vec![FieldProblem { location: location.to_owned(), detail: detail.to_owned() }])
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::TooOld => StatusCode::UPGRADE_REQUIRED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::EpochChanged | Self::CursorExpired => StatusCode::GONE,
            Self::Gap { .. } | Self::ContentDiffers | Self::Refused(_) => StatusCode::CONFLICT,
            Self::NotYours => StatusCode::FORBIDDEN,
            Self::Changed => StatusCode::PRECONDITION_FAILED,
            Self::NoCondition => StatusCode::PRECONDITION_REQUIRED,
            Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    const fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "not-signed-in",
            Self::TooOld => "too-old",
            Self::NotFound => "not-found",
            Self::WrongMethod => "wrong-method",
            Self::TooLarge => "too-large",
            Self::WrongType => "wrong-type",
            Self::Malformed(_) => "malformed",
            Self::EpochChanged => "epoch-changed",
            Self::CursorExpired => "cursor-expired",
            Self::Gap { .. } => "gap",
            Self::ContentDiffers => "content-differs",
            Self::NotYours => "not-yours",
            Self::Refused(code) => code.as_str(),
            Self::Changed => "changed",
            Self::NoCondition => "no-condition",
            Self::Store(_) => "store",
            Self::Fault => "fault",
        }
    }
}

impl Error {
    /// What the caller is told.
    pub(in crate::hub) fn problem(self) -> Problem {
        if let Self::Store(error) = &self {
            // The database's own words stay in the log.
            tracing::error!(%error, source = ?std::error::Error::source(error).map(ToString::to_string), "store");
        }
        Problem {
            kind: format!("urn:vleugel:problem:{}", self.code()),
            title: self.to_string(),
            status: self.status().as_u16(),
            detail: String::new(),
            code: self.code().to_owned(),
            expected: if let Self::Gap { expected } = self { Some(expected) } else { None },
            errors: if let Self::Malformed(errors) = self { errors } else { Vec::new() },
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = (status, Json(self.problem())).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_TYPE));
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
