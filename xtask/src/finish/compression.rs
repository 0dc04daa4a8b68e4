//! Files as they go over the network, so that a host needs neither time nor modules to compress them.

use super::hosts;
use super::site::Site;
use crate::failure::{Failure, Result};
use flate2::{Compression, GzBuilder};
use std::collections::HashMap;
use std::io::Write;

const BROTLI_QUALITY: u32 = 11;
const BROTLI_WINDOW: u32 = 22;

/// Compresses each content once, whatever sites it is in.
#[derive(Default)]
pub struct Compressor {
    known: HashMap<Vec<u8>, (Vec<u8>, Vec<u8>)>,
}

impl Compressor {
    /// Puts a `.br` and a `.gz` beside each file, without exception: hosts look for them by name alone.
    pub fn compress(&mut self, site: &mut Site) -> Result<()> {
        let mut added = Vec::new();
        for (path, content) in &site.files {
            if hosts::is_configuration(path) {
                continue;
            }
            if !self.known.contains_key(content) {
                self.known.insert(content.clone(), (brotli(content)?, gzip(content)?));
            }
            if let Some((brotli, gzip)) = self.known.get(content) {
                added.push((format!("{path}.br"), brotli.clone()));
                added.push((format!("{path}.gz"), gzip.clone()));
            }
        }
        site.files.extend(added);
        Ok(())
    }
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(content).map_err(Failure::while_doing("brotli"))?;
    Ok(writer.into_inner())
}

/// Without name and time in its header: two builds of one commit are the same bytes.
fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzBuilder::new().write(Vec::new(), Compression::best());
    writer.write_all(content).map_err(Failure::while_doing("gzip"))?;
    writer.finish().map_err(Failure::while_doing("gzip"))
}
