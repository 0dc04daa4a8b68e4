//! nginx and Caddy with the configurations in `deploy/`: only address and folder are put in.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Step};
use crate::http::{Answer, get};
use crate::process::{Process, free_port};
use crate::site::{Site, named};

/// Debian's nginx finds it through its own nginx.conf, which these tests do not use.
const BROTLI_MODULE: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// A program that serves files.
#[derive(Clone, Copy, Debug)]
enum Program {
    Nginx,
    Caddy,
}

/// A running host with the app on it.
pub struct Host {
    program: Program,
    port: u16,
    /// Before the site, whose folder goes when the host has ended.
    _process: Process,
    /// What it serves.
    pub site: Site,
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}", self.program, self.site.base)
    }
}

impl Host {
    /// Each program, at the root and below a path.
    pub fn all() -> Step<Vec<Self>> {
        let mut hosts = Vec::new();
        for base in ["/", "/okrs/"] {
            hosts.push(Self::start(Program::Nginx, base)?);
            hosts.push(Self::start(Program::Caddy, base)?);
        }
        Ok(hosts)
    }

    /// Asks for a path of the app.
    pub fn get(&self, path: &str) -> Step<Answer> {
        self.get_encoded(path, "identity")
    }

    /// Asks for a path of the app in one of these encodings.
    pub fn get_encoded(&self, path: &str, encodings: &str) -> Step<Answer> {
        get(self.port, &self.site.path(path), encodings)
    }

    /// Asks for a path of the host.
    pub fn get_from_root(&self, path: &str) -> Step<Answer> {
        get(self.port, path, "identity")
    }

    fn start(program: Program, base: &'static str) -> Step<Self> {
        let site = Site::lay(base)?;
        let port = free_port()?;
        let scratch = site.scratch()?;
        let mut command = match program {
            Program::Nginx => nginx(&site, &scratch, port)?,
            Program::Caddy => caddy(&site, &scratch, port)?,
        };
        let log = scratch.join("log");
        let output = fs::File::create(&log)?;
        command.stdout(Stdio::from(output.try_clone()?)).stderr(Stdio::from(output));
        let host = Self { program, port, _process: Process::start(&mut command)?, site };
        host.answers().map_err(|failure| {
            Failure::new(format!("{host}: {failure}\n{}", fs::read_to_string(&log).unwrap_or_default()))
        })?;
        Ok(host)
    }

    fn answers(&self) -> Step {
        let begin = Instant::now();
        loop {
            match self.get("") {
                Ok(_) => return Ok(()),
                Err(failure) if begin.elapsed() > Duration::from_secs(10) => return Err(failure),
                Err(_) => thread::sleep(Duration::from_millis(20)),
            }
        }
    }
}

fn nginx(site: &Site, scratch: &Path, port: u16) -> Step<Command> {
    let name = if site.base == "/" { "nginx.conf" } else { "nginx-subpath.conf" };
    let text = shipped(name)?;
    let text = put(&text, "listen ", &format!("listen 127.0.0.1:{port};"))?;
    let text = put(&text, "root ", &format!("root {};", site.root().display()))?;
    fs::write(scratch.join("site.conf"), text)?;
    let at = |name: &str| scratch.join(name).display().to_string();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|kind| format!("{kind}_temp_path {};\n", at(kind)))
        .collect();
    // What Debian's nginx.conf is around a site, as far as a host needs it that ends with a test.
    let around = format!(
        "load_module {BROTLI_MODULE};\ndaemon off;\nmaster_process off;\npid {};\nerror_log stderr;\nevents {{}}\n\
         http {{\naccess_log off;\n{temporary}include {};\n}}\n",
        at("pid"),
        at("site.conf")
    );
    fs::write(scratch.join("nginx.conf"), around)?;
    let mut command = Command::new(named("OKR_NGINX")?);
    command.arg("-p").arg(scratch).args(["-e", "stderr", "-c"]).arg(scratch.join("nginx.conf"));
    Ok(command)
}

fn caddy(site: &Site, scratch: &Path, port: u16) -> Step<Command> {
    let (name, address) =
        if site.base == "/" { ("Caddyfile", "okrs.example.org {") } else { ("Caddyfile-subpath", "example.org {") };
    let text = shipped(name)?;
    let text = put(&text, address, &format!("http://127.0.0.1:{port} {{"))?;
    let text = put(&text, "root ", &format!("root * {}", site.root().display()))?;
    // Nothing listens beside the site.
    let text = format!("{{\n\tadmin off\n}}\n{text}");
    fs::write(scratch.join("Caddyfile"), text)?;
    let mut command = Command::new(named("OKR_CADDY")?);
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(scratch.join("Caddyfile"));
    command.env("HOME", scratch).env("XDG_DATA_HOME", scratch).env("XDG_CONFIG_HOME", scratch);
    Ok(command)
}

fn shipped(name: &str) -> Step<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("deploy").join(name);
    fs::read_to_string(&path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

/// The text with the one line that begins so replaced.
fn put(text: &str, beginning: &str, line: &str) -> Step<String> {
    let fits = |one: &&str| one.trim_start().starts_with(beginning);
    match text.lines().filter(fits).count() {
        1 => Ok(text.lines().map(|one| if fits(&one) { line } else { one }).collect::<Vec<_>>().join("\n") + "\n"),
        count => Err(Failure::new(format!("{count} lines begin with {beginning:?}, not one"))),
    }
}
