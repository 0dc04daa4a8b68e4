//! The hosts that the configurations in `deploy/` are tested with.

use crate::check;
use crate::dist;
use crate::failure::{Failure, Result};
use crate::install;
use crate::process;
use crate::project::Project;
use std::path::{Path, PathBuf};

const PACKAGES: [&str; 3] = ["nginx", "libnginx-mod-http-brotli-static", "caddy"];
/// Where Debian puts the module that the second package brings.
const BROTLI_MODULE: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// nginx and Caddy.
pub struct Hosts {
    nginx: PathBuf,
    caddy: PathBuf,
}

impl Hosts {
    /// Finds or installs them; a machine on which that fails gets a message that names what to install.
    pub fn ready() -> Result<Self> {
        let find = || {
            // Users other than root often have no sbin in their PATH.
            let named = |name: &str| process::on_path(name).into_iter().next();
            let nginx = named("nginx").or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|file| file.is_file()));
            let has_brotli = Path::new(BROTLI_MODULE).is_file();
            Some(Self { nginx: nginx.filter(|_| has_brotli)?, caddy: named("caddy")? })
        };
        if let Some(found) = find() {
            return Ok(found);
        }
        let reason = "the configurations in deploy/ are tested with these hosts";
        let installed = install::install_debian_packages(&PACKAGES, reason, "half a minute")?;
        find().filter(|_| installed).ok_or_else(|| {
            Failure::new(format!(
                "the tests of the hosts need nginx with brotli and Caddy, and this command may not install them.\n\
                 Install them by hand: sudo apt-get update && sudo apt-get install {}",
                PACKAGES.join(" ")
            ))
        })
    }

    /// Caddy.
    pub fn caddy(&self) -> &Path {
        &self.caddy
    }

    /// Serves the build with each configuration and tests what comes out.
    pub fn tests(&self, project: &Project) -> Result<()> {
        let mut command = process::cargo();
        command
            .current_dir(&project.root)
            .args(["test", "-p", check::APP, "--test", check::HOSTS_TEST])
            .env("OKR_NGINX", &self.nginx)
            .env("OKR_CADDY", &self.caddy)
            .env("OKR_DIST", project.dist())
            .env("OKR_DIST_BELOW_OKRS", project.variant(dist::BELOW_OKRS));
        process::run(&mut command)
    }
}
