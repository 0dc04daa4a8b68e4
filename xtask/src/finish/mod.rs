//! Makes what trunk built ready for any static host: names that follow from contents, the path it is served from, the
//! content security policy, the service worker with its list, what hosts are told, and compressed copies.
//!
//! Whatever files trunk wrote are taken as they are found: nothing here knows how many scripts or wasm modules there are.
//! The same build gives the same bytes each time.

mod base;
mod compression;
mod digest;
mod hosts;
mod names;
mod page;
mod pages;
mod site;
mod worker;

pub use compression::Compressor;
pub use digest::hexadecimal;
pub use site::{PAGE, Site};
pub use worker::WORKER;

use crate::failure::Result;

/// The site as hosts serve it below `base`; without compressed copies where there is no compressor.
pub fn finish(mut site: Site, base: &str, compressor: Option<&mut Compressor>) -> Result<Site> {
    names::follow_content(&mut site)?;
    base::move_below(&mut site, base)?;
    worker::add_updates(&mut site, base)?;
    page::lock_down(&mut site)?;
    names::check_integrity(&site)?;
    worker::add_worker(&mut site, base);
    hosts::add_configurations(&mut site, base)?;
    if let Some(compressor) = compressor {
        compressor.compress(&mut site)?;
    }
    Ok(site)
}
