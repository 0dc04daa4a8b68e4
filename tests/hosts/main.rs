//! The built app on the hosts that `deploy/` has configurations for, as they are shipped: Debian's nginx and Caddy, at the
//! root and below `/okrs/`.

#[path = "../browser/support/failure.rs"]
#[allow(dead_code, reason = "the browser tests use all of it")]
mod failure;
#[path = "../browser/support/process.rs"]
#[allow(dead_code, reason = "the browser tests use all of it")]
mod process;

mod host;
mod http;
mod site;

use failure::{Failure, Step, ensure};
use host::Host;
use http::Answer;

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Runs a check on each host and says on which it failed.
fn on_each(check: impl Fn(&Host) -> Step) -> Step {
    for host in Host::all()? {
        check(&host).map_err(|failure| Failure::new(format!("{host}: {failure}")))?;
    }
    Ok(())
}

fn is_page(host: &Host, path: &str, answer: &Answer) -> Step {
    ensure(answer.status == 200, || format!("{path}: {}", answer.status))?;
    ensure(answer.header("content-type").starts_with("text/html"), || format!("{path}: {answer:?}"))?;
    ensure(answer.body == host.site.content("index.html")?, || format!("{path} is not the page"))?;
    ensure(answer.header("cache-control") == "no-cache", || {
        format!("{path}: cache-control {:?}", answer.header("cache-control"))
    })
}

#[test]
fn the_address_of_every_page_gives_the_page_and_is_asked_for_each_time() -> Step {
    on_each(|host| {
        for path in
            ["", "okrs/sessions", "okrs/sessions?closed", "okrs/sessions/SE-01001", "settings/people", "nonsense"]
        {
            is_page(host, path, &host.get(path)?)?;
        }
        Ok(())
    })
}

#[test]
fn a_file_that_is_not_there_is_not_found_and_nobody_remembers_that() -> Step {
    on_each(|host| {
        for path in ["okr-sessions-0123456789abcdef.js", "okr-sessions-0123456789abcdef_bg.wasm", "okrs/none.css"] {
            let answer = host.get(path)?;
            ensure(answer.status == 404, || format!("{path}: {}", answer.status))?;
            let caching = answer.header("cache-control");
            ensure(!caching.contains("max-age"), || format!("{path}: cache-control {caching:?}"))?;
        }
        Ok(())
    })
}

#[test]
fn what_is_meant_for_other_hosts_is_not_served() -> Step {
    on_each(|host| {
        for path in ["_headers", "_redirects"] {
            let answer = host.get(path)?;
            ensure(answer.status == 404, || format!("{path}: {}", answer.status))?;
        }
        Ok(())
    })
}

#[test]
fn files_have_the_types_that_browsers_insist_on() -> Step {
    on_each(|host| {
        let mut expected = vec![
            ("service-worker.js".to_owned(), "text/javascript"),
            ("manifest.webmanifest".to_owned(), "application/manifest+json"),
            ("favicon.svg".to_owned(), "image/svg+xml"),
            ("icons/icon-192.png".to_owned(), "image/png"),
        ];
        for (ending, kind) in [(".js", "text/javascript"), (".wasm", "application/wasm"), (".css", "text/css")] {
            expected.extend(host.site.hashed(ending)?.into_iter().map(|name| (name, kind)));
        }
        for (path, wanted) in expected {
            let answer = host.get(&path)?;
            let kind = answer.header("content-type").split(';').next().unwrap_or_default();
            ensure(answer.status == 200 && kind == wanted, || format!("{path}: {} {kind:?}", answer.status))?;
        }
        Ok(())
    })
}

#[test]
fn hashed_files_are_kept_for_ever_and_the_worker_and_the_manifest_asked_for_each_time() -> Step {
    on_each(|host| {
        let mut expected = vec![("service-worker.js".to_owned(), "no-cache")];
        expected.push(("manifest.webmanifest".to_owned(), "no-cache"));
        expected.push(("index.html".to_owned(), "no-cache"));
        for ending in [".js", ".wasm", ".css"] {
            expected.extend(host.site.hashed(ending)?.into_iter().map(|name| (name, FOR_EVER)));
        }
        for (path, wanted) in expected {
            let answer = host.get(&path)?;
            let caching = answer.header("cache-control");
            ensure(caching == wanted, || format!("{path}: cache-control {caching:?}, not {wanted:?}"))?;
        }
        Ok(())
    })
}

#[test]
fn every_answer_has_the_headers_that_the_build_names() -> Step {
    on_each(|host| {
        // The first rule of the file that other hosts read is the one for everything.
        let text = String::from_utf8(host.site.content("_headers")?)?;
        let rule = text.lines().skip(1).take_while(|line| line.starts_with(' '));
        let headers: Vec<(&str, &str)> = rule.filter_map(|line| line.trim().split_once(": ")).collect();
        ensure(headers.iter().any(|(name, _)| *name == "Content-Security-Policy"), || text.to_owned())?;
        for path in ["", "okrs/sessions", "service-worker.js", "none.js", &host.site.hashed(".wasm")?[0]] {
            let answer = host.get(path)?;
            for (name, wanted) in &headers {
                let value = answer.header(name);
                ensure(value == *wanted, || format!("{path:?}: {name} is {value:?}, not {wanted:?}"))?;
            }
        }
        Ok(())
    })
}

#[test]
fn the_compressed_copies_are_what_goes_over_the_network() -> Step {
    on_each(|host| {
        let script = &host.site.hashed(".js")?[0];
        let module = &host.site.hashed(".wasm")?[0];
        for (path, file) in [("okrs/sessions", "index.html"), (script, script), (module, module)] {
            for (accepted, encoding, ending) in
                [("gzip, br", "br", ".br"), ("gzip", "gzip", ".gz"), ("identity", "", "")]
            {
                let answer = host.get_encoded(path, accepted)?;
                let sent = answer.header("content-encoding");
                ensure(sent == encoding, || format!("{path} is encoded {sent:?}, not {encoding:?}"))?;
                let copy = host.site.content(&format!("{file}{ending}"))?;
                ensure(answer.body == copy, || format!("{path} is not what the copy {ending:?} holds"))?;
            }
            let varies = host.get_encoded(path, "br")?.header("vary").to_ascii_lowercase();
            ensure(varies.contains("accept-encoding"), || format!("{path} varies by {varies:?}"))?;
        }
        Ok(())
    })
}

#[test]
fn below_a_path_the_rest_of_the_host_is_left_alone() -> Step {
    on_each(|host| {
        if host.site.base == "/" {
            return Ok(());
        }
        let answer = host.get_from_root("/okrs")?;
        ensure((300..400).contains(&answer.status), || format!("/okrs: {}", answer.status))?;
        ensure(answer.header("location") == "/okrs/", || format!("/okrs leads to {:?}", answer.header("location")))?;
        let other = host.get_from_root("/okrs-other")?;
        ensure(other.header("content-security-policy").is_empty(), || "headers of the app on another's page".to_owned())
    })
}
