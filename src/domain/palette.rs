//! The twelve session colours.

macro_rules! palette {
    ($($name:ident),*) => {
        /// A session's colour: one of twelve that are readable on the light and the dark theme.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the names say it")]
        pub enum Colour { $($name),* }

        impl Colour {
            /// All twelve, in the order in which new sessions take them.
            pub const ALL: [Colour; 12] = [$(Colour::$name),*];

            /// The name as it is shown.
            pub fn name(self) -> &'static str {
                match self { $(Colour::$name => stringify!($name)),* }
            }
        }
    };
}

palette!(Blue, Green, Amber, Violet, Teal, Red, Indigo, Lime, Pink, Cyan, Orange, Slate);

impl Colour {
    /// The colour with this name, letter case aside.
    pub fn named(name: &str) -> Option<Colour> {
        Self::ALL.into_iter().find(|colour| colour.name().eq_ignore_ascii_case(name))
    }

    /// The colour a new session takes when `before` sessions exist already.
    pub fn after(before: usize) -> Colour {
        Self::ALL[before % Self::ALL.len()]
    }
}
