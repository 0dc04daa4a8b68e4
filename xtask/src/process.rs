//! Running other programs.

use crate::failure::{Failure, Result};
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The cargo that runs this `xtask`.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs it with its output on this terminal; an exit code other than 0 is a failure.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name_of(command);
    // What was printed so far belongs above what the program prints, also in a log file.
    std::io::stdout().flush().map_err(Failure::while_doing("writing to the terminal"))?;
    let status = command.status().map_err(Failure::while_doing(format!("could not start {name}")))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{name} failed ({status})."))) }
}

/// Becomes the program, so that whoever ends this process ends the program and not only its parent.
pub fn become_program(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        let name = name_of(command);
        let error = std::os::unix::process::CommandExt::exec(command);
        Err(Failure::new(format!("could not start {name}: {error}")))
    }
    #[cfg(not(unix))]
    run(command)
}

/// What it prints on standard output, or `None` when it cannot be started or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What it makes of a text on standard input, and prints on standard output.
pub fn filtered(command: &mut Command, text: &[u8]) -> Result<Vec<u8>> {
    let name = name_of(command);
    let start = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = start.map_err(Failure::while_doing(format!("could not start {name}")))?;
    if let Some(mut input) = child.stdin.take() {
        // It reads everything before it prints anything, so that neither waits for the other.
        input.write_all(text).map_err(Failure::while_doing(&name))?;
    }
    let output = child.wait_with_output().map_err(Failure::while_doing(&name))?;
    let status = output.status;
    if status.success() { Ok(output.stdout) } else { Err(Failure::new(format!("{name} failed ({status})."))) }
}

/// What `program --version` prints.
pub fn version_text(program: impl AsRef<OsStr>) -> Option<String> {
    output(Command::new(program).arg("--version"))
}

/// Every file of this name in the folders of `PATH`, in their order.
pub fn on_path(name: &str) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&name)).filter(|file| file.is_file()).collect()
}

fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    let subcommand = command.get_args().next().map(OsStr::to_string_lossy);
    if let Some(subcommand) = subcommand.filter(|argument| argument.starts_with(|c: char| c.is_ascii_lowercase())) {
        name = format!("{name} {subcommand}");
    }
    name
}
