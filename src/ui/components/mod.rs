//! Generic components: they know nothing of sessions and import neither the domain nor the store.
//!
//! Each file is one subject. What a component listens to outside of itself it stops listening to in `on_cleanup`;
//! whatever opens takes the focus and gives it back to what opened it; Escape is handled by the topmost thing, which
//! stops the event, so that what lies below never sees it.

pub mod avatar;
pub mod combobox;
pub mod confirm;
pub mod dialog;
pub mod disclosure;
pub mod dom;
pub mod drawer;
pub mod empty;
pub mod field;
pub mod icon;
pub mod menu;
pub mod notice;
pub mod popover;
pub mod progress;
pub mod segmented;
pub mod switch;
pub mod tabs;
pub mod toast;

pub use avatar::Avatar;
pub use combobox::Combobox;
pub use confirm::Confirm;
pub use dialog::{Dialog, DialogFooter};
pub use disclosure::Disclosure;
pub use drawer::Drawer;
pub use empty::EmptyState;
pub use field::{CheckField, Choice, DateEntry, DateField, SelectField, TextField, focus_first_invalid, read_date};
pub use icon::{Icon, IconButton, IconName};
pub use menu::{Menu, MenuEntry};
pub use notice::{Notice, Tone};
pub use popover::Popover;
pub use progress::Progress;
pub use segmented::RadioGroup;
pub use switch::Switch;
pub use tabs::Tabs;
pub use toast::{ToastRegion, Toasts, Undo, toasts};
