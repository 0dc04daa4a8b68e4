//! Ids that nobody else makes.

use crate::domain::FreshIds;

/// Random bits of the browser's cryptographic source, fetched in blocks: an import asks for 10,000 ids.
#[derive(Default)]
pub(super) struct RandomIds {
    block: Vec<u8>,
}

impl FreshIds for RandomIds {
    fn next_bits(&mut self) -> u128 {
        const BLOCK: usize = 4096;
        if self.block.len() < 16 {
            self.block = vec![0; BLOCK];
            if let Some(Ok(crypto)) = web_sys::window().map(|window| window.crypto()) {
                // Fails above 65,536 bytes only (Web Cryptography API, getRandomValues).
                let _ = crypto.get_random_values_with_u8_array(&mut self.block);
            }
        }
        let rest = self.block.len() - 16;
        let bits = self.block.split_off(rest);
        bits.iter().fold(0, |bits, byte| bits << 8 | u128::from(*byte))
    }
}
