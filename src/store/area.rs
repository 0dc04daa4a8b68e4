//! Where texts are kept under keys: what localStorage does, and a stand-in that lives as long as the page.

use std::cell::RefCell;
use std::collections::HashMap;

/// Why a text was not kept. What was there before still is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteError {
    /// The browser gives no more room.
    Full,
    /// The browser does not let the page keep anything.
    Blocked,
    /// Something that is not ours stands where the text should go; it is not written over.
    Foreign,
}

/// Texts under keys. Every implementation passes the one suite in `tests/store_contract.rs`.
pub trait Area {
    /// Shows every key with its text, in any order.
    fn each(&self, visit: &mut dyn FnMut(&str, &str));
    /// The text under a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Keeps a text under a key. On an error the old text stays.
    fn set(&self, key: &str, text: &str) -> Result<(), WriteError>;
    /// Forgets a key.
    fn remove(&self, key: &str);
}

/// An area that lives as long as the page: for tests, and where the browser blocks storage.
#[derive(Debug, Default)]
pub struct MemoryArea {
    texts: RefCell<HashMap<String, String>>,
}

impl Area for MemoryArea {
    fn each(&self, visit: &mut dyn FnMut(&str, &str)) {
        self.texts.borrow().iter().for_each(|(key, text)| visit(key, text));
    }

    fn get(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, text: &str) -> Result<(), WriteError> {
        self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }
}
