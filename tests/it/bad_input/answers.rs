//! Answers that no hub gives, each made of one that a hub gave, and the name of what is wrong with it.

use std::sync::Arc;

use serde_json::{Value, json};
use vleugel::api::{Fault, Spoilt};

use crate::harness::http::Message;
use crate::harness::proxy::Spoil;

/// More than any answer may have, in bytes.
const TOO_MUCH: usize = 9 * 1024 * 1024;
/// The limits that an answer is held to.
const LIMIT: usize = 8 * 1024 * 1024;
const DEPTH: usize = 32;
const TEXT: usize = 64 * 1024;

/// An answer that cannot be used.
pub(crate) struct Bad {
    /// What is wrong, for whoever reads that a test failed.
    pub(crate) what: &'static str,
    pub(crate) spoil: Spoil,
    /// Its name.
    pub(crate) fault: Fault,
}

impl Bad {
    fn new(
        what: &'static str,
        fault: impl Into<Fault>,
        spoil: impl Fn(&Message) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        Self { what, spoil: Arc::new(spoil), fault: fault.into() }
    }

    /// Made of these bytes, whatever the hub said.
    fn raw(what: &'static str, fault: impl Into<Fault>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::new(what, fault, move |_| bytes.clone())
    }

    /// The hub's answer with another header.
    fn header(what: &'static str, fault: impl Into<Fault>, name: &'static str, value: Option<&'static str>) -> Self {
        Self::new(what, fault, move |good| good.clone().with(name, value).bytes())
    }

    /// The hub's answer with another body.
    fn body(what: &'static str, fault: impl Into<Fault>, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self::new(what, fault, move |good| Message { body: body.clone(), ..good.clone() }.bytes())
    }

    /// The hub's answer with a body that is packed, or says so.
    fn packed(what: &'static str, fault: impl Into<Fault>, packing: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self::new(what, fault, move |good| {
            Message { body: body.clone(), ..good.clone() }.with("content-encoding", Some(packing)).bytes()
        })
    }

    /// The hub's answer, changed where it is JSON.
    fn json(what: &'static str, fault: impl Into<Fault>, change: fn(&mut Value)) -> Self {
        Self::new(what, fault, move |good| {
            let mut value = serde_json::from_slice(&good.body).expect("a hub answers JSON");
            change(&mut value);
            Message { body: value.to_string().into_bytes(), ..good.clone() }.bytes()
        })
    }
}

/// Every kind of answer that can be made whatever was asked.
pub(crate) fn all() -> Vec<Bad> {
    [not_of_a_hub(), of_the_wrong_kind(), of_the_wrong_size(), of_the_wrong_shape()].into_iter().flatten().collect()
}

fn not_of_a_hub() -> Vec<Bad> {
    let page = "connection: close\r\ncontent-type: text/html; charset=utf-8\r\n\r\n<html>log in</html>";
    let plain = "connection: close\r\ncontent-type: application/json\r\n\r\n{}";
    vec![
        Bad::raw("the page of a guest network", Spoilt::WebPage, format!("HTTP/1.1 200 OK\r\n{page}")),
        Bad::raw("such a page with another status", Spoilt::WebPage, format!("HTTP/1.1 403 Forbidden\r\n{page}")),
        Bad::raw(
            "a way to such a page",
            Spoilt::WebPage,
            "HTTP/1.1 302 Found\r\nconnection: close\r\nlocation: http://127.0.0.1:9/\r\n\r\n",
        ),
        Bad::raw("the status of guest networks", Spoilt::WebPage, format!("HTTP/1.1 511 Log In\r\n{page}")),
        Bad::raw("another program", Spoilt::NotAHub, format!("HTTP/1.1 200 OK\r\n{plain}")),
        Bad::raw(
            "another program that says no",
            Spoilt::NotAHub,
            "HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n",
        ),
        Bad::raw("SSH", Spoilt::NotHttp, "SSH-2.0-OpenSSH_9.2p1\r\n"),
        Bad::raw("TLS", Spoilt::NotHttp, b"\x15\x03\x01\x00\x02\x02\x46".as_slice()),
        Bad::raw("a header that is none", Spoilt::NotHttp, "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n{}"),
        Bad::raw(
            "a gateway without a hub behind it",
            Fault::Server(502),
            format!("HTTP/1.1 502 Bad Gateway\r\n{page}"),
        ),
        Bad::header("a hub without a version", Spoilt::NotAHub, "api-version", None),
        Bad::header("a hub of the next version", Fault::OtherVersion, "api-version", Some("2.0.0")),
        Bad::header("a version that is none", Fault::OtherVersion, "api-version", Some("newest")),
    ]
}

fn of_the_wrong_kind() -> Vec<Bad> {
    let utf16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        Bad::header("HTML of a hub", Spoilt::WrongType, "content-type", Some("text/html")),
        Bad::header("XML of a hub", Spoilt::WrongType, "content-type", Some("application/xml")),
        Bad::header("no type at all", Spoilt::WrongType, "content-type", None),
        Bad::body("HTML that says it is JSON", Spoilt::NotJson, "<html>log in</html>"),
        Bad::body("UTF-16", Spoilt::NotJson, utf16),
        Bad::new("something after the end", Spoilt::NotJson, |good| {
            Message { body: [good.body.as_slice(), b" {}"].concat(), ..good.clone() }.bytes()
        }),
        Bad::packed("gzip, which nobody asked for", Spoilt::DoesNotUnpack, "gzip", b"\x1f\x8b\x08".as_slice()),
        Bad::packed("not packed, though it says so", Spoilt::DoesNotUnpack, "zstd", "{}"),
        // A frame's head alone (RFC 8878, 3.1.1.1): it wants a window of 128 MiB.
        Bad::packed("a window of 128 MiB", Spoilt::DoesNotUnpack, "zstd", b"\x28\xb5\x2f\xfd\x00\x88".as_slice()),
    ]
}

fn of_the_wrong_size() -> Vec<Bad> {
    let packed = |length: usize| zstd::encode_all(vec![b' '; length].as_slice(), 1).expect("spaces can be packed");
    let mut half = packed(1000);
    half.truncate(half.len() - 3);
    // Frames that hold nothing and are skipped (RFC 8878, 3.1.2).
    let nothing = [0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0].repeat(TOO_MUCH / 8);
    vec![
        Bad::body("nine megabytes of nothing", Spoilt::TooLarge { limit: LIMIT }, vec![b' '; TOO_MUCH]),
        Bad::packed("nine megabytes of packed nothing", Spoilt::TooLarge { limit: LIMIT }, "zstd", nothing),
        Bad::packed(
            "a few kilobytes that become 256 MiB",
            Spoilt::UnpacksTooLarge { limit: LIMIT },
            "zstd",
            packed(256 << 20),
        ),
        Bad::packed("packed, and cut off", Spoilt::CutOff, "zstd", half),
        Bad::new("shorter than it says", Spoilt::CutOff, |good| {
            [good.head(good.body.len() + 1), good.body.clone()].concat()
        }),
        Bad::new("the last byte is missing, and it says so", Spoilt::CutOff, |good| {
            let body = good.body.split_last().expect("a body").1.to_vec();
            Message { body, ..good.clone() }.bytes()
        }),
        Bad::new("chunks without the last one", Spoilt::CutOff, |good| {
            let head = String::from_utf8(good.head(0)).expect("a head of plain letters");
            head.replace("content-length: 0", "transfer-encoding: chunked")
                .into_bytes()
                .into_iter()
                .chain(*b"1\r\n{\r\n")
                .collect()
        }),
        Bad::body("nothing", Spoilt::CutOff, ""),
        Bad::new("nothing, on purpose", Spoilt::CutOff, |good| {
            let first = "HTTP/1.1 204 No Content".to_owned();
            Message { first, body: Vec::new(), ..good.clone() }.bytes()
        }),
        Bad::json("a thousand levels", Spoilt::TooDeep { limit: DEPTH }, |value| {
            value["later"] = (0..1000).fold(Value::Null, |inside, _| json!([inside]));
        }),
        Bad::body("a million levels without an end", Spoilt::TooDeep { limit: DEPTH }, "[".repeat(1_000_000)),
        Bad::json("a text without measure", Spoilt::TextTooLong { limit: TEXT }, |value| {
            value["later"] = "a".repeat(TEXT + 1).into();
        }),
    ]
}

fn of_the_wrong_shape() -> Vec<Bad> {
    vec![
        Bad::json("nothing in it", Spoilt::OtherShape, |value| *value = json!({})),
        Bad::json("null", Spoilt::OtherShape, |value| *value = Value::Null),
        Bad::json("a list", Spoilt::OtherShape, |value| *value = json!([])),
        Bad::json("a text", Spoilt::OtherShape, |value| *value = "later".into()),
        Bad::json("numbers where texts belong", Spoilt::OtherShape, numbers_for_texts),
        Bad::json("lists where anything else belongs", Spoilt::OtherShape, |value| {
            value.as_object_mut().expect("an object").values_mut().for_each(|value| *value = json!([[]]));
        }),
    ]
}

fn numbers_for_texts(value: &mut Value) {
    match value {
        Value::String(_) => *value = 7.into(),
        Value::Array(values) => values.iter_mut().for_each(numbers_for_texts),
        Value::Object(values) => values.values_mut().for_each(numbers_for_texts),
        _ => {}
    }
}

/// Answers of the right types that cannot be true: what is asked, and what is wrong.
pub(crate) fn contradictions() -> Vec<(&'static str, Bad)> {
    let wrong = |path, what, change: fn(&mut Value)| (path, Bad::json(what, Spoilt::Contradicts, change));
    let rows = |value: &mut Value| value["rows"].as_array().expect("rows").clone();
    vec![
        wrong("heads", "a stream twice", |value| {
            let streams = value["streams"].as_array_mut().expect("streams");
            streams.push(streams[0].clone());
        }),
        wrong("heads", "a sum that is no number", |value| value["streams"][0]["sum"] = "seven".into()),
        wrong("heads", "no lineage", |value| value["epoch"] = "".into()),
        (
            "heads",
            Bad::new("unchanged, since never", Spoilt::Contradicts, |good| {
                let first = "HTTP/1.1 304 Not Modified".to_owned();
                Message { first, body: Vec::new(), ..good.clone() }.bytes()
            }),
        ),
        wrong("changes", "rows backwards", |value| value["rows"].as_array_mut().expect("rows").reverse()),
        (
            "changes",
            Bad::new("a row twice", Spoilt::Contradicts, move |good| {
                let mut value: Value = serde_json::from_slice(&good.body).expect("JSON");
                let mut twice = rows(&mut value);
                let mut last = twice.last().expect("a row").clone();
                last["sequence"] = (last["sequence"].as_u64().expect("a number") + 1).into();
                twice.push(last);
                value["rows"] = twice.into();
                Message { body: value.to_string().into_bytes(), ..good.clone() }.bytes()
            }),
        ),
        wrong("changes", "more, and yet the sum", |value| value["more"] = true.into()),
        wrong("changes", "an empty page that is not the last", |value| {
            *value = json!({ "rows": [], "cursor": value["cursor"], "more": true });
        }),
        wrong("changes", "a cursor without an end", |value| value["cursor"] = "c".repeat(2000).into()),
        wrong("enrol", "another terminal", |value| value["id"] = "00000000-0000-0000-0000-00000000000f".into()),
        wrong("push", "no outcome", |value| value["outcomes"] = json!([])),
        wrong("push", "an outcome twice", |value| {
            let outcomes = value["outcomes"].as_array_mut().expect("outcomes");
            outcomes.push(outcomes[0].clone());
        }),
        wrong("outcomes", "an outcome twice", |value| {
            let outcomes = value["outcomes"].as_array_mut().expect("outcomes");
            outcomes.push(outcomes[0].clone());
        }),
    ]
}
