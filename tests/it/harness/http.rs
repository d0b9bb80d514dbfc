//! HTTP/1.1 messages as a line carries them: read whole, changed, and written again with the length that they have.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

/// Longest head, in bytes.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// A question or an answer.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// `GET /v1/me HTTP/1.1`, or `HTTP/1.1 200 OK`.
    pub(crate) first: String,
    /// Names in lower case, without those that say how long the body is.
    pub(crate) headers: Vec<(String, String)>,
    /// Without chunks.
    pub(crate) body: Vec<u8>,
}

/// How the end of a body is known.
enum Length {
    Bytes(usize),
    Chunks,
    /// Where the connection ends.
    Open,
}

impl Message {
    /// The next message of a line; none when the line ended before it.
    pub(crate) async fn read(line: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Self>> {
        let Some(first) = read_line(line).await? else { return Ok(None) };
        let (mut headers, mut length, mut bytes) = (Vec::new(), None, 0);
        loop {
            let text = read_line(line).await?.ok_or(io::ErrorKind::UnexpectedEof)?;
            bytes += text.len();
            if bytes > MAX_HEAD_BYTES {
                return Err(io::Error::other("a head without an end"));
            }
            let Some((name, value)) = text.split_once(':') else { break };
            let (name, value) = (name.to_ascii_lowercase(), value.trim().to_owned());
            match name.as_str() {
                "content-length" => length = Some(Length::Bytes(value.parse().map_err(io::Error::other)?)),
                "transfer-encoding" => length = Some(Length::Chunks),
                _ => headers.push((name, value)),
            }
        }
        let is_answer = first.starts_with("HTTP/");
        let is_empty = !is_answer || first.contains(" 304 ") || first.contains(" 204 ");
        let mut body = Vec::new();
        match length.unwrap_or(if is_empty { Length::Bytes(0) } else { Length::Open }) {
            Length::Bytes(_) if is_answer && is_empty => {}
            Length::Bytes(length) => {
                body.resize(length, 0);
                line.read_exact(&mut body).await?;
            }
            Length::Chunks => read_chunks(line, &mut body).await?,
            Length::Open => drop(line.read_to_end(&mut body).await?),
        }
        Ok(Some(Self { first, headers, body }))
    }

    /// The word after the first: the path of a question, the status of an answer.
    pub(crate) fn second_word(&self) -> &str {
        self.first.split(' ').nth(1).unwrap_or_default()
    }

    /// The same with other headers of this name, or without them.
    pub(crate) fn with(mut self, name: &str, value: Option<&str>) -> Self {
        self.headers.retain(|(found, _)| found != name);
        self.headers.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        self
    }

    /// The head as bytes, saying that so many bytes follow.
    pub(crate) fn head(&self, length: usize) -> Vec<u8> {
        let headers = self.headers.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]);
        let head: String = [&*self.first, "\r\n"].into_iter().chain(headers).collect();
        format!("{head}content-length: {length}\r\n\r\n").into_bytes()
    }

    /// All of it as bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        [self.head(self.body.len()), self.body.clone()].concat()
    }
}

/// A line without its end; none when there is nothing any more.
async fn read_line(line: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<String>> {
    let mut text = String::new();
    let read = line.read_line(&mut text).await?;
    Ok((read > 0).then(|| text.trim_end().to_owned()))
}

async fn read_chunks(line: &mut (impl AsyncBufRead + Unpin), body: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let size = read_line(line).await?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let size = usize::from_str_radix(&size, 16).map_err(io::Error::other)?;
        let start = body.len();
        body.resize(start + size, 0);
        line.read_exact(&mut body[start..]).await?;
        read_line(line).await?;
        if size == 0 {
            return Ok(());
        }
    }
}
