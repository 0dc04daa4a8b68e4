//! `cargo xtask serve`: the app at a local address, rebuilt on every change.

use crate::dist::public_url;
use crate::failure::{Failure, Result};
use crate::process;
use crate::project::Project;
use crate::tools;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};

/// What the command line says.
pub struct Options {
    port: u16,
    public_url: String,
}

impl Options {
    /// Reads `[--port N] [--public-url /x/]`.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { port: 8080, public_url: "/".to_owned() };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--port" => {
                    let port = arguments.next().and_then(|port| port.parse().ok());
                    options.port = port.ok_or_else(|| Failure::new("--port needs a number, for example 8081"))?;
                }
                "--public-url" => options.public_url = public_url(arguments.next())?,
                other => {
                    return Err(Failure::new(format!("serve does not know {other:?}; see cargo xtask help")));
                }
            }
        }
        Ok(options)
    }
}

/// Gets the tools and serves until it is interrupted.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    // Before the minutes that installing and building may take.
    TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(|error| {
        Failure::new(format!("port {} is not free ({error}); take another with --port", options.port))
    })?;
    let trunk = tools::serve_tools(project)?;
    let dist = project.serve_dist();
    fs::create_dir_all(&dist).map_err(Failure::while_doing(dist.display()))?;

    let Options { port, public_url } = options;
    println!("\nThe app will be at  http://127.0.0.1:{port}{public_url}  as soon as the first build below is done");
    println!("(1 to 3 minutes the first time, seconds after a change). Ctrl+C ends it.\n");
    let mut command = trunk.command(project);
    command
        .args(["serve", "--address", "127.0.0.1", "--port", &port.to_string(), "--public-url", public_url, "--dist"])
        .arg(dist)
        // Leptos then forgets the components' types, which halves the time of a rebuild. Never in production: it is slower.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--cfg erase_components");
    process::become_program(&mut command)
}
