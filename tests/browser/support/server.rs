//! A static file server as a plain host would be one, and no more: files, MIME types, `index.html` for deep links.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// Serves a folder at `http://127.0.0.1:PORT` under a mount path, each server on a port, and so an origin, of its own.
pub struct Server {
    port: u16,
    mount: String,
    stopping: Arc<AtomicBool>,
    accepting: Mutex<Option<JoinHandle<()>>>,
    site: Arc<Site>,
}

impl Server {
    /// Starts to serve `folder` under `mount`, which begins and ends with a slash.
    pub fn start(folder: PathBuf, mount: &str) -> io::Result<Self> {
        assert!(mount.starts_with('/') && mount.ends_with('/'), "mount {mount:?} must begin and end with a slash");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let stopping = Arc::new(AtomicBool::new(false));
        let site = Arc::new(Site {
            folder: Mutex::new(folder),
            mount: mount.to_owned(),
            served: Mutex::default(),
            knows_wasm: AtomicBool::new(true),
        });
        let (stop, shared) = (Arc::clone(&stopping), Arc::clone(&site));
        let accepting = thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let (Ok(stream), site, stop) = (stream, Arc::clone(&shared), Arc::clone(&stop)) else {
                    continue;
                };
                // A connection that breaks is the browser's business: it asks again.
                thread::spawn(move || site.answer_all(stream, &stop).ok());
            }
        });
        Ok(Self { port, mount: mount.to_owned(), stopping, accepting: Mutex::new(Some(accepting)), site })
    }

    /// The address of the app, with a slash at its end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.mount)
    }

    /// Serves another folder from now on, as a host after a deployment.
    pub fn deploy(&self, folder: PathBuf) {
        if let Ok(mut current) = self.site.folder.lock() {
            *current = folder;
        }
    }

    /// Serves wasm as bytes of no known kind from now on, as hosts do that have not heard of it.
    pub fn forget_wasm(&self) {
        self.site.knows_wasm.store(false, Ordering::SeqCst);
    }

    /// The files that were served so far, each as often as it was.
    pub fn served(&self) -> Vec<PathBuf> {
        self.site.served.lock().map(|served| served.clone()).unwrap_or_default()
    }

    /// Stops to answer, as a host that went away.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        if let Some(accepting) = self.accepting.lock().ok().and_then(|mut accepting| accepting.take()) {
            // Wakes the accepting thread, which then sees the flag.
            drop(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)));
            drop(accepting.join());
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Site {
    folder: Mutex<PathBuf>,
    mount: String,
    served: Mutex<Vec<PathBuf>>,
    knows_wasm: AtomicBool,
}

impl Site {
    fn answer_all(&self, stream: TcpStream, stop: &AtomicBool) -> io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut writer = stream;
        loop {
            let mut request = String::new();
            if reader.read_line(&mut request)? == 0 {
                return Ok(());
            }
            loop {
                let mut header = String::new();
                if reader.read_line(&mut header)? == 0 {
                    return Ok(());
                }
                if header.trim().is_empty() {
                    break;
                }
            }
            if stop.load(Ordering::SeqCst) {
                return Ok(());
            }
            let address = request.split_whitespace().nth(1).unwrap_or("/");
            self.answer(&mut writer, address)?;
        }
    }

    fn answer(&self, writer: &mut TcpStream, address: &str) -> io::Result<()> {
        let path = address.split(['?', '#']).next().unwrap_or("/");
        let file = self.file(path);
        if let (Some(file), Ok(mut served)) = (&file, self.served.lock()) {
            served.push(file.clone());
        }
        let (status, kind, body) = match file {
            Some(file) => ("200 OK", self.mime(&file), fs::read(&file)?),
            None => ("404 Not Found", "text/plain; charset=utf-8", b"not found".to_vec()),
        };
        write!(
            writer,
            "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\ncache-control: no-cache\r\n\r\n",
            body.len()
        )?;
        writer.write_all(&body)?;
        writer.flush()
    }

    fn mime(&self, file: &Path) -> &'static str {
        match mime(file) {
            "application/wasm" if !self.knows_wasm.load(Ordering::SeqCst) => UNKNOWN,
            kind => kind,
        }
    }

    /// The file for a path: itself, or `index.html` where the path has no extension, as hosts are set up for such apps.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let relative = Path::new(path.strip_prefix(self.mount.as_str())?);
        if relative.components().any(|part| !matches!(part, Component::Normal(_))) {
            return None;
        }
        let folder = self.folder.lock().ok()?.clone();
        let file = folder.join(relative);
        if file.is_file() {
            return Some(file);
        }
        relative.extension().is_none().then(|| folder.join("index.html"))
    }
}

const UNKNOWN: &str = "application/octet-stream";

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => UNKNOWN,
    }
}
