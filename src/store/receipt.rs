//! How surely a change is kept, which is known a moment after it was made.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// How surely a change is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is on the disk and survives a crash of the browser: it may be called saved.
    Durable,
    /// The browser has it and did not confirm that it is on the disk.
    Unconfirmed,
    /// It lasts as long as the page: the browser blocks its storage.
    InMemory,
}

enum State {
    Waiting(Option<Box<dyn FnOnce(Kept)>>),
    Known(Kept),
    /// Another change began: what is shown from now on speaks of that one.
    Passed,
}

/// What tells how surely a change is kept.
#[derive(Clone)]
pub struct Receipt(Rc<RefCell<State>>);

impl Receipt {
    pub(super) fn new() -> Self {
        Self(Rc::new(RefCell::new(State::Waiting(None))))
    }

    /// Tells once it is known, unless another change has begun by then. Who asked before is told too.
    pub fn once_known(&self, tell: impl FnOnce(Kept) + 'static) {
        let state = self.0.replace(State::Passed);
        let state = match state {
            State::Waiting(before) => State::Waiting(Some(Box::new(move |kept| {
                if let Some(before) = before {
                    before(kept);
                }
                tell(kept);
            }))),
            State::Known(kept) => {
                tell(kept);
                State::Known(kept)
            }
            State::Passed => State::Passed,
        };
        self.0.replace(state);
    }

    pub(super) fn settle(&self, kept: Kept) {
        if matches!(&*self.0.borrow(), State::Passed) {
            return;
        }
        if let State::Waiting(Some(tell)) = self.0.replace(State::Known(kept)) {
            tell(kept);
        }
    }

    pub(super) fn pass(&self) {
        self.0.replace(State::Passed);
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt")
    }
}
