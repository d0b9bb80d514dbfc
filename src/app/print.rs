//! Sends text to a printer, through the command that the system has for it. Nothing is written to a file.

use std::io;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::time::timeout;

/// Longest time that the command may take. It only has to take the text; printing itself is the print server's.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub(super) enum PrintError {
    /// There is no command.
    #[error("no command to print with")]
    NoCommand,
    /// It could not be started, or took no text.
    #[error("run the command to print with")]
    Io(#[from] io::Error),
    /// It ended with this code; none when a signal ended it.
    #[error("the command to print with ended with {0:?}")]
    Failed(Option<i32>),
    /// It did not end.
    #[error("the command to print with did not end")]
    TimedOut,
}

/// Gives the text to the command. It gets no terminal: what it says would be on the screen.
pub(super) async fn print(command: &[String], text: String) -> Result<(), PrintError> {
    let (program, arguments) = command.split_first().ok_or(PrintError::NoCommand)?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let mut paper = child.stdin.take().ok_or(PrintError::NoCommand)?;
    let printed = async {
        // Who ends before the last line says why with its code.
        let written = paper.write_all(text.as_bytes()).await;
        drop(paper);
        let ended = child.wait().await?;
        if !ended.success() {
            return Err(PrintError::Failed(ended.code()));
        }
        Ok(written?)
    };
    timeout(PATIENCE, printed).await.unwrap_or(Err(PrintError::TimedOut))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|part| (*part).to_owned()).collect()
    }

    #[tokio::test]
    async fn the_command_gets_the_text_whole() {
        let place = tempfile::tempdir().expect("a folder");
        let out = place.path().join("paper");
        let script = format!("cat > {}", out.display());
        let text = "regel\n".repeat(50_000);
        print(&command(&["sh", "-c", &script]), text.clone()).await.expect("printed");
        assert!(std::fs::read_to_string(out).expect("a file") == text);
    }

    #[tokio::test]
    async fn what_went_wrong_is_said() {
        let failed = print(&command(&["sh", "-c", "exit 3"]), "x".repeat(1 << 20)).await;
        assert!(matches!(failed, Err(PrintError::Failed(Some(3)))), "{failed:?}");
        assert!(matches!(print(&command(&["/no/such/lp"]), String::new()).await, Err(PrintError::Io(_))));
        assert!(matches!(print(&[], String::new()).await, Err(PrintError::NoCommand)));
    }
}
