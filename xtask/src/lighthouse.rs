//! What Lighthouse says of the build, served by Caddy with the configuration that is shipped.

use crate::browser::Browser;
use crate::failure::{Failure, Result};
use crate::hosts::Hosts;
use crate::process;
use crate::project::Project;
use serde_json::Value;
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

const PAGE: &str = "okrs/sessions";
/// The categories with the least score that each is to have, in percent.
const GOALS: [(&str, u32); 3] = [("performance", 95), ("accessibility", 100), ("best-practices", 100)];
const CHROMIUM_FLAGS: &str = "--headless=new --no-sandbox --disable-dev-shm-usage --disable-background-networking \
                              --disable-component-update --disable-sync --no-first-run";

/// Measures the build in `dist/` and prints the scores, with what keeps them from the full one.
pub fn run(project: &Project, program: &Path, browser: &Browser, hosts: &Hosts) -> Result<()> {
    let scratch = project.root.join("target").join("lighthouse");
    fs::create_dir_all(&scratch).map_err(Failure::while_doing(scratch.display()))?;
    let port = free_port()?;
    let host = serve(project, hosts, &scratch, port)?;
    let report = scratch.join("report.json");
    let measured = process::run(
        Command::new("node")
            .arg(program)
            .arg(format!("http://127.0.0.1:{port}/{PAGE}"))
            .args(["--preset=desktop", "--quiet", "--no-enable-error-reporting", "--output=json"])
            .arg(format!("--only-categories={}", GOALS.map(|(category, _)| category).join(",")))
            .arg(format!("--chrome-flags={CHROMIUM_FLAGS}"))
            .arg(format!("--output-path={}", report.display()))
            .env("CHROME_PATH", browser.program()),
    );
    drop(host);
    measured?;
    let text = fs::read_to_string(&report).map_err(Failure::while_doing(report.display()))?;
    let report = serde_json::from_str(&text).map_err(Failure::while_doing("Lighthouse's report"))?;
    print(&report);
    Ok(())
}

fn print(report: &Value) {
    println!("\nLighthouse, desktop, /{PAGE}:");
    for (category, goal) in GOALS {
        let found = &report["categories"][category];
        let percent = found["score"].as_f64().unwrap_or_default() * 100.0;
        println!("{category:<30}{percent:>8.0}  (goal {goal})");
        let audits = found["auditRefs"].as_array().map(Vec::as_slice).unwrap_or_default();
        for audit in audits.iter().filter(|audit| audit["weight"].as_f64() > Some(0.0)) {
            let result = &report["audits"][audit["id"].as_str().unwrap_or_default()];
            if result["score"].as_f64().is_some_and(|score| score < 1.0) {
                let shown = result["displayValue"].as_str().unwrap_or_default();
                println!("    {} {shown}", result["title"].as_str().unwrap_or_default());
            }
        }
    }
}

/// Ends Caddy when dropped.
struct Host(Child);

impl Drop for Host {
    fn drop(&mut self) {
        // What has ended already cannot be ended again.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(project: &Project, hosts: &Hosts, scratch: &Path, port: u16) -> Result<Host> {
    let shipped = project.root.join("deploy").join("Caddyfile");
    let text = fs::read_to_string(&shipped).map_err(Failure::while_doing(shipped.display()))?;
    let text = text
        .replace("okrs.example.org", &format!("http://127.0.0.1:{port}"))
        .replace("/var/www/okr-sessions", &project.dist().display().to_string());
    let file = scratch.join("Caddyfile");
    fs::write(&file, format!("{{\n\tadmin off\n}}\n{text}")).map_err(Failure::while_doing(file.display()))?;
    let child = Command::new(hosts.caddy())
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(&file)
        .env("XDG_DATA_HOME", scratch)
        .env("XDG_CONFIG_HOME", scratch)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Failure::while_doing("could not start caddy"))?;
    let host = Host(child);
    for _ in 0..200 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(host);
        }
        thread::sleep(Duration::from_millis(50));
    }
    Err(Failure::new("Caddy does not serve the build."))
}

fn free_port() -> Result<u16> {
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    Ok(address.map_err(Failure::while_doing("no port is free"))?.port())
}
