//! What an answer may be at most: what nests deeper or says more at once is refused before anything of it is read.

use super::spoilt::Spoilt;

/// Deepest nesting of lists and objects in an answer.
const MAX_DEPTH: usize = 32;
/// Longest text in an answer, in bytes as it was sent.
const MAX_TEXT_BYTES: usize = 64 * 1024;
/// Longest cursor, tag or name of a lineage, in bytes: all of them come back in a request or in the journal.
const MAX_TOKEN_BYTES: usize = 1024;

const TOO_DEEP: Spoilt = Spoilt::TooDeep { limit: MAX_DEPTH };
const TOO_LONG: Spoilt = Spoilt::TextTooLong { limit: MAX_TEXT_BYTES };

/// Looks at JSON once, without reading it: serde's own limit on depth does not count what it skips or keeps as it came.
///
/// # Errors
/// At the first excess. Whether it is JSON at all is not looked at.
pub(super) fn check(json: &[u8]) -> Result<(), Spoilt> {
    let mut bytes = json.iter();
    let mut depth = 0_usize;
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' if depth == MAX_DEPTH => return Err(TOO_DEEP),
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' if text_bytes(&mut bytes) > MAX_TEXT_BYTES => return Err(TOO_LONG),
            _ => {}
        }
    }
    Ok(())
}

/// Goes to the end of a text, and says how long it was.
fn text_bytes<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> usize {
    let mut length = 0;
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => break,
            b'\\' => {
                bytes.next();
                length += 2;
            }
            _ => length += 1,
        }
    }
    length
}

/// Whether this can be a cursor, a tag or the name of a lineage.
pub(super) fn is_token(token: &str) -> bool {
    !token.is_empty() && token.len() <= MAX_TOKEN_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(depth: usize) -> String {
        format!(r#"{{"body":{}{}}}"#, "[".repeat(depth - 1), "]".repeat(depth - 1))
    }

    #[test]
    fn what_nests_too_deep_is_refused_however_deep_it_is() {
        assert_eq!(check(nested(MAX_DEPTH).as_bytes()), Ok(()));
        assert_eq!(check(nested(MAX_DEPTH + 1).as_bytes()), Err(TOO_DEEP));
        assert_eq!(check("[".repeat(1_000_000).as_bytes()), Err(TOO_DEEP));
        let wide = format!("[{}[]]", "[],".repeat(1_000));
        assert_eq!(check(wide.as_bytes()), Ok(()), "side by side is not deep");
    }

    #[test]
    fn a_text_has_a_longest_length_also_when_it_is_full_of_escapes_or_never_ends() {
        let text = |length: usize| format!(r#"{{"name":"{}"}}"#, "a".repeat(length));
        assert_eq!(check(text(MAX_TEXT_BYTES).as_bytes()), Ok(()));
        assert_eq!(check(text(MAX_TEXT_BYTES + 1).as_bytes()), Err(TOO_LONG));
        assert_eq!(check(r#"["\"\\","[[[["]"#.repeat(1_000).as_bytes()), Ok(()));
        assert_eq!(check(format!(r#""{}"#, r#"\""#.repeat(MAX_TEXT_BYTES)).as_bytes()), Err(TOO_LONG));
        let deep_in_a_text = format!(r#"["{}"]"#, "[".repeat(1_000));
        assert_eq!(check(deep_in_a_text.as_bytes()), Ok(()));
    }

    #[test]
    fn a_token_is_neither_empty_nor_endless() {
        assert!(is_token("MzQ1.abc") && is_token(&"a".repeat(MAX_TOKEN_BYTES)));
        assert!(!is_token("") && !is_token(&"a".repeat(MAX_TOKEN_BYTES + 1)));
    }
}
