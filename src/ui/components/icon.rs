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
    Minus,
    Search,
    ChevronDown,
    ChevronRight,
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
    People,
    Settings,
    Download,
    Lock,
    Copy,
    ArrowLeft,
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
            Self::Minus => "M3 8h10",
            Self::Search => "M7 2.75a4.25 4.25 0 1 0 0 8.5a4.25 4.25 0 1 0 0-8.5zM10.2 10.2l3.3 3.3",
            Self::ChevronDown => "M4 6l4 4 4-4",
            Self::ChevronRight => "M6 4l4 4-4 4",
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
            Self::Redo => "M10.5 3L13.5 6l-3 3M13.5 6H6.75a3.75 3.75 0 0 0 0 7.5H10",
            Self::Trash => "M2.75 4.25h10.5M6 4.25v-1.5h4v1.5M4 4.25l.6 9h6.8l.6-9M6.75 7v3.75M9.25 7v3.75",
            Self::People => {
                "M6 3a2.25 2.25 0 1 0 0 4.5a2.25 2.25 0 1 0 0-4.5zM1.75 13c.3-2.3 2-3.5 4.25-3.5s3.95 1.2 4.25 3.5\
                 M10.75 3.2a2.25 2.25 0 0 1 0 4.1M12 9.8c1.3.5 2.05 1.6 2.25 3.2"
            }
            Self::Settings => {
                "M2 4.5h6.75M12.25 4.5H14M10.5 2.75a1.75 1.75 0 1 0 0 3.5a1.75 1.75 0 1 0 0-3.5z\
                 M2 11.5h1.75M7.25 11.5H14M5.5 9.75a1.75 1.75 0 1 0 0 3.5a1.75 1.75 0 1 0 0-3.5z"
            }
            Self::Download => "M8 2.5v7.5M4.75 7L8 10.25 11.25 7M2.75 13.25h10.5",
            Self::Lock => "M3.75 7.25h8.5v6h-8.5zM5.5 7.25V5a2.5 2.5 0 0 1 5 0v2.25",
            Self::Copy => "M5.75 5.75h7.5v7.5h-7.5zM10.25 5.75v-3h-7.5v7.5h3",
            Self::ArrowLeft => "M13.25 8H2.75M6.75 4l-4 4 4 4",
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
