//! A program that runs beside a test and ends with it, together with all that it started.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::thread;

use super::failure::{Failure, Step};

/// A running program at the head of a process group of its own. Dropping it ends the group.
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts it and gives what `read` finds in a line of its standard output, for example the port it listens on.
    pub fn announcing<T>(command: &mut Command, read: impl Fn(&str) -> Option<T>) -> Step<(Self, T)> {
        let program = command.get_program().to_string_lossy().into_owned();
        let mut process = Self::start(command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let output = process.child.stdout.take().ok_or_else(|| Failure::new(format!("{program} has no output")))?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let found = lines.find_map(|line| read(&line));
        // Whatever it says later is read and dropped, so that its pipe never fills up.
        thread::spawn(move || lines.for_each(drop));
        let found = found.ok_or_else(|| Failure::new(format!("{program} ended without saying that it is ready")))?;
        Ok((process, found))
    }

    /// Starts it; its output goes where `command` says.
    pub fn start(command: &mut Command) -> Step<Self> {
        Ok(Self { child: command.stdin(Stdio::null()).process_group(0).spawn()? })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        drop(Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status());
        drop(self.child.wait());
    }
}

/// A port that nobody listened on a moment ago, for programs that cannot choose one and tell.
pub fn free_port() -> Step<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
