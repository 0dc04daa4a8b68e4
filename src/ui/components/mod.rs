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
pub mod pager;
pub mod popover;
pub mod segmented;
pub mod switch;
pub mod tabs;
pub mod toast;

pub use avatar::avatar;
pub use combobox::Combobox;
pub use confirm::{Confirm, discard_question};
pub use dialog::{Dialog, dialog_footer};
pub use disclosure::disclosure;
pub use drawer::Drawer;
pub use empty::empty_state;
pub use field::{CheckField, Choice, DateEntry, DateField, SelectField, TextField, focus_first_invalid, read_date};
pub use icon::{IconName, icon, icon_button};
pub use menu::{Menu, MenuEntry};
pub use notice::{Tone, notice};
pub use pager::pager;
pub use popover::Popover;
pub use segmented::segmented;
pub use switch::switch;
pub use tabs::Tabs;
pub use toast::{Toasts, Undo, toast_region, toasts};
