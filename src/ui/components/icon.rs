//! One family of icons: 16 px, strokes of 1.5 px, in the colour of the text, hidden from assistive tools.

use crate::ui::markup::{El, el, svg};

/// The icons there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says what it shows.
pub enum IconName {
    Menu,
    Close,
    MoreVertical,
    Plus,
    Search,
    ChevronDown,
    ChevronRight,
    ChevronUp,
    SortAscending,
    SortDescending,
    Check,
    Calendar,
    Warning,
    Error,
    Info,
    Undo,
    Redo,
    Trash,
    Person,
    People,
    Settings,
    Target,
    Activity,
    Table,
    Timeline,
    Download,
    Upload,
    Keyboard,
    Command,
    Lock,
    External,
    Palette,
    Copy,
    ArrowRight,
    Play,
    Clock,
    Eye,
}

impl IconName {
    /// The outline, in a box of 16 × 16.
    const fn outline(self) -> &'static str {
        match self {
            Self::Menu => "M2.5 4.25h11M2.5 8h11M2.5 11.75h11",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::MoreVertical => {
                "M7.75 3.25a.25.25 0 1 0 .5 0a.25.25 0 1 0-.5 0M7.75 8a.25.25 0 1 0 .5 0a.25.25 0 1 0-.5 0\
                 M7.75 12.75a.25.25 0 1 0 .5 0a.25.25 0 1 0-.5 0"
            }
            Self::Plus => "M8 3v10M3 8h10",
            Self::Search => "M7 2.75a4.25 4.25 0 1 0 0 8.5a4.25 4.25 0 1 0 0-8.5zM10.2 10.2l3.3 3.3",
            Self::ChevronDown => "M4 6l4 4 4-4",
            Self::ChevronRight => "M6 4l4 4-4 4",
            Self::ChevronUp => "M4 10l4-4 4 4",
            Self::SortAscending => "M8 13V3.5M4.5 7L8 3.5 11.5 7",
            Self::SortDescending => "M8 3v9.5M4.5 9L8 12.5 11.5 9",
            Self::Check => "M3 8.5l3.5 3.5L13 4.5",
            Self::Calendar => {
                "M2.75 4.25a1 1 0 0 1 1-1h8.5a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-8.5a1 1 0 0 1-1-1z\
                 M2.75 6.75h10.5M5.5 1.75v2.5M10.5 1.75v2.5"
            }
            Self::Warning => "M8 2.25L14.25 13H1.75zM8 6.5v3M8 11.2v.01",
            Self::Error => "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5zM8 4.9v3.6M8 10.9v.01",
            Self::Info => "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5zM8 7.5v3.6M8 5.1v.01",
            Self::Undo => "M5.5 3L2.5 6l3 3M2.5 6h6.75a3.75 3.75 0 0 1 0 7.5H6",
            Self::Redo => "M10.5 3l3 3-3 3M13.5 6H6.75a3.75 3.75 0 0 0 0 7.5H10",
            Self::Trash => "M2.75 4.25h10.5M6 4.25v-1.5h4v1.5M4 4.25l.6 9h6.8l.6-9M6.75 7v3.75M9.25 7v3.75",
            Self::Person => {
                "M8 2.25a2.75 2.75 0 1 0 0 5.5a2.75 2.75 0 1 0 0-5.5zM2.75 13.75c.4-2.6 2.5-4 5.25-4s4.85 1.4 5.25 4"
            }
            Self::People => {
                "M6 3a2.25 2.25 0 1 0 0 4.5a2.25 2.25 0 1 0 0-4.5zM1.75 13c.3-2.3 2-3.5 4.25-3.5s3.95 1.2 4.25 3.5\
                 M10.75 3.2a2.25 2.25 0 0 1 0 4.1M12 9.8c1.3.5 2.05 1.6 2.25 3.2"
            }
            Self::Settings => {
                "M2 4.5h6.75M12.25 4.5H14M10.5 2.75a1.75 1.75 0 1 0 0 3.5a1.75 1.75 0 1 0 0-3.5z\
                 M2 11.5h1.75M7.25 11.5H14M5.5 9.75a1.75 1.75 0 1 0 0 3.5a1.75 1.75 0 1 0 0-3.5z"
            }
            Self::Target => {
                "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5zM8 4.75a3.25 3.25 0 1 0 0 6.5a3.25 3.25 0 1 0 0-6.5z\
                 M8 8v.01"
            }
            Self::Activity => "M1.75 8h3l2-5 3 10 2-5h2.5",
            Self::Table => "M2.25 3.25h11.5v9.5H2.25zM2.25 6.5h11.5M6.25 6.5v6.25",
            Self::Timeline => "M2 4h6M5 8h7M8.5 12H14",
            Self::Download => "M8 2.5v7.5M4.75 7L8 10.25 11.25 7M2.75 13.25h10.5",
            Self::Upload => "M8 10.5V3M4.75 6L8 2.75 11.25 6M2.75 13.25h10.5",
            Self::Keyboard => "M1.75 4.25h12.5v7.5H1.75zM4.5 7v.01M7 7v.01M9.5 7v.01M12 7v.01M5 9.5h6",
            Self::Command => {
                "M6 6h4v4H6zM6 6V4.25A1.75 1.75 0 1 0 4.25 6H6zM10 6h1.75A1.75 1.75 0 1 0 10 4.25V6z\
                 M10 10v1.75A1.75 1.75 0 1 0 11.75 10H10zM6 10H4.25A1.75 1.75 0 1 0 6 11.75V10z"
            }
            Self::Lock => "M3.75 7.25h8.5v6h-8.5zM5.5 7.25V5a2.5 2.5 0 0 1 5 0v2.25",
            Self::External => "M9.5 2.75h3.75V6.5M13 3L7.5 8.5M11.25 9.5v3.75h-8.5v-8.5H6.5",
            Self::Palette => {
                "M8 1.75a6.25 6.25 0 0 0 0 12.5c1 0 1.4-.7 1.1-1.5-.4-1.1.2-2 1.4-2h1.4c1.4 0 2.35-1 2.35-2.6\
                 C14.25 4.5 11.5 1.75 8 1.75zM5 6.2v.01M8 4.6v.01M11 6.2v.01M4.4 9.2v.01"
            }
            Self::Copy => "M5.75 5.75h7.5v7.5h-7.5zM10.25 5.75v-3h-7.5v7.5h3",
            Self::ArrowRight => "M2.75 8h10.5M9.25 4l4 4-4 4",
            Self::Play => "M4.5 2.75L13 8l-8.5 5.25z",
            Self::Clock => "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5zM8 4.5V8l2.5 1.75",
            Self::Eye => {
                "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4z"
            }
        }
    }
}

/// An icon beside a word, or in a button that has a name of its own.
pub fn icon(name: IconName) -> El {
    svg("svg")
        .class("icon")
        .attr("width", "16")
        .attr("height", "16")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", name.outline()))
}

/// A button that shows an icon only: its label is its accessible name and its tooltip.
pub fn icon_button(label: &str, icon: IconName, on_click: impl Fn() + 'static) -> El {
    unnamed_button(icon).attr("aria-label", label).attr("title", label).on_click(on_click)
}

fn unnamed_button(name: IconName) -> El {
    el("button").attr("type", "button").class("icon-button").child(icon(name))
}
