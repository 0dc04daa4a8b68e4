//! The accessibility tree: what a screen reader gets, and so what "found by role and name" means. Chromium's own where that is
//! the engine, else the one that `ax_tree.js` reads in the page; both have the shape of the DevTools protocol.

use serde_json::Value;

use super::failure::{Failure, Step};

/// A role, under the name that ARIA gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A dialog that asks for a decision.
    AlertDialog,
    /// A button.
    Button,
    /// A cell of a table, row headers included.
    Cell,
    /// A check box.
    CheckBox,
    /// The header of a column.
    ColumnHeader,
    /// A native select or a combobox.
    ComboBox,
    /// The platform's date input.
    Date,
    /// A dialog, modal or not.
    Dialog,
    /// A file input.
    File,
    /// A group of things.
    Group,
    /// A heading.
    Heading,
    /// A link.
    Link,
    /// What a combobox offers.
    ListBox,
    /// The main part of the page.
    Main,
    /// An item of a menu, radio items included.
    MenuItem,
    /// A navigation landmark.
    Navigation,
    /// A choice of a list.
    Option,
    /// A bar that says how far something is.
    ProgressBar,
    /// A radio button.
    Radio,
    /// A named part of the page.
    Region,
    /// A row of a table.
    Row,
    /// A search box.
    SearchBox,
    /// A message that is not urgent.
    Status,
    /// A switch.
    Switch,
    /// A tab.
    Tab,
    /// A table or a grid.
    Table,
    /// A text box.
    TextBox,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 27] = [
        Self::AlertDialog,
        Self::Button,
        Self::Cell,
        Self::CheckBox,
        Self::ColumnHeader,
        Self::ComboBox,
        Self::Date,
        Self::Dialog,
        Self::File,
        Self::Group,
        Self::Heading,
        Self::Link,
        Self::ListBox,
        Self::Main,
        Self::MenuItem,
        Self::Navigation,
        Self::Option,
        Self::ProgressBar,
        Self::Radio,
        Self::Region,
        Self::Row,
        Self::SearchBox,
        Self::Status,
        Self::Switch,
        Self::Tab,
        Self::Table,
        Self::TextBox,
    ];

    /// The names that Chromium has for the role.
    fn internal(self) -> &'static [&'static str] {
        match self {
            Self::AlertDialog => &["alertdialog"],
            Self::Button => &["button", "DisclosureTriangle", "DisclosureTriangleGrouped"],
            Self::Cell => &["cell", "gridcell", "rowheader"],
            Self::CheckBox => &["checkbox"],
            Self::ColumnHeader => &["columnheader"],
            Self::ComboBox => &["combobox"],
            Self::Date => &["Date"],
            Self::Dialog => &["dialog"],
            Self::File => &["button"],
            Self::Group => &["group", "list", "listitem"],
            Self::Heading => &["heading"],
            Self::Link => &["link"],
            Self::ListBox => &["listbox"],
            Self::Main => &["main"],
            Self::MenuItem => &["menuitem", "menuitemradio", "menuitemcheckbox"],
            Self::Navigation => &["navigation"],
            Self::Option => &["option", "listBoxOption"],
            Self::ProgressBar => &["progressbar", "progressIndicator"],
            Self::Radio => &["radio"],
            Self::Region => &["region"],
            Self::Row => &["row"],
            Self::SearchBox => &["searchbox"],
            Self::Status => &["status"],
            Self::Switch => &["switch"],
            Self::Tab => &["tab"],
            Self::Table => &["table", "grid", "treegrid"],
            Self::TextBox => &["textbox"],
        }
    }
}

/// One node of the tree.
#[derive(Clone, Debug)]
pub struct Node {
    id: String,
    parent: Option<usize>,
    children: Vec<usize>,
    ignored: bool,
    role: String,
    /// The accessible name.
    pub name: String,
    properties: Vec<(String, Value)>,
    /// The number under which the browser finds the element again.
    pub backend: Option<u64>,
}

impl Node {
    /// Whether the node is there for assistive tools and has this role.
    pub fn is(&self, role: Role) -> bool {
        !self.ignored && role.internal().contains(&self.role.as_str())
    }

    /// Whether the node is a piece of text.
    fn is_text(&self) -> bool {
        !self.ignored && self.role == "StaticText"
    }

    /// A property such as `checked`, `expanded` or `invalid`, as text.
    pub fn property(&self, name: &str) -> Option<String> {
        let (_, value) = self.properties.iter().find(|(property, _)| property == name)?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    }
}

/// A picture of the tree at one moment.
pub struct AxTree {
    nodes: Vec<Node>,
}

impl AxTree {
    /// Reads the answer of `Accessibility.getFullAXTree`, or one of its shape.
    pub fn read(answer: &Value) -> Step<Self> {
        let list = answer["nodes"].as_array().ok_or_else(|| Failure::new("the accessibility tree has no nodes"))?;
        let mut nodes: Vec<Node> = list.iter().map(node).collect();
        let index: std::collections::HashMap<String, usize> =
            nodes.iter().enumerate().map(|(at, node)| (node.id.clone(), at)).collect();
        for (at, source) in list.iter().enumerate() {
            let children = source["childIds"].as_array().map(Vec::as_slice).unwrap_or_default();
            let children: Vec<usize> = children.iter().filter_map(|id| index.get(id.as_str()?).copied()).collect();
            for &child in &children {
                nodes[child].parent = Some(at);
            }
            nodes[at].children = children;
        }
        Ok(Self { nodes })
    }

    /// The node at an index that this tree gave.
    pub fn node(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    /// The nodes under `scope` (the whole page without one) in reading order.
    pub fn under(&self, scope: Option<usize>) -> Vec<usize> {
        let mut found = Vec::new();
        let roots: Vec<usize> = match scope {
            Some(at) => self.nodes[at].children.clone(),
            None => (0..self.nodes.len()).filter(|&at| self.nodes[at].parent.is_none()).collect(),
        };
        for root in roots {
            self.collect(root, &mut found);
        }
        found
    }

    fn collect(&self, at: usize, found: &mut Vec<usize>) {
        found.push(at);
        for &child in &self.nodes[at].children {
            self.collect(child, found);
        }
    }

    /// The text in a node, white space made single.
    pub fn text(&self, at: usize) -> String {
        let mut text = String::new();
        for child in self.under(Some(at)) {
            if self.nodes[child].is_text() {
                text.push_str(&self.nodes[child].name);
            }
        }
        single_spaced(&text)
    }

    /// The pieces of text in a node, each by itself.
    pub fn pieces(&self, at: usize) -> Vec<String> {
        let texts = self.under(Some(at)).into_iter().filter(|&child| self.nodes[child].is_text());
        texts.map(|child| single_spaced(&self.nodes[child].name)).filter(|text| !text.is_empty()).collect()
    }

    /// The smallest nodes in `scope`, itself included, whose whole text satisfies `wanted`.
    pub fn with_text(&self, scope: Option<usize>, wanted: impl Fn(&str) -> bool) -> Vec<usize> {
        let fitting: Vec<usize> = scope
            .into_iter()
            .chain(self.under(scope))
            .filter(|&at| !self.nodes[at].is_text() && self.nodes[at].role != "InlineTextBox")
            .filter(|&at| wanted(&self.text(at)))
            .collect();
        let is_above = |at: usize| fitting.iter().any(|&other| self.ancestors(other).any(|above| above == at));
        fitting.iter().copied().filter(|&at| !is_above(at)).collect()
    }

    fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[at].parent, |&above| self.nodes[above].parent)
    }

    /// What a person would need to know about the tree when something is missing from it.
    pub fn outline(&self, scope: Option<usize>) -> String {
        const LIMIT: usize = 150;
        let seen: Vec<usize> = self
            .under(scope)
            .into_iter()
            .filter(|&at| {
                let node = &self.nodes[at];
                !node.ignored && !node.name.is_empty() && node.role != "InlineTextBox"
            })
            .collect();
        let mut lines: Vec<String> = seen
            .iter()
            .take(LIMIT)
            .map(|&at| format!("    {} {:?}", self.nodes[at].role, self.nodes[at].name))
            .collect();
        // A label repeats as the text inside its control: once is enough.
        lines.dedup_by(|later, earlier| {
            later.split_once(' ').map(|(_, b)| b) == earlier.split_once(' ').map(|(_, b)| b)
        });
        if seen.len() > LIMIT {
            lines.push(format!("    … and {} more", seen.len() - LIMIT));
        }
        lines.join("\n")
    }
}

fn node(source: &Value) -> Node {
    let properties = source["properties"].as_array().map(Vec::as_slice).unwrap_or_default();
    Node {
        id: source["nodeId"].as_str().unwrap_or_default().to_owned(),
        parent: None,
        children: Vec::new(),
        ignored: source["ignored"].as_bool().unwrap_or_default(),
        role: source["role"]["value"].as_str().unwrap_or_default().to_owned(),
        // A piece of text keeps the spaces at its ends: they part it from the next piece.
        name: source["name"]["value"].as_str().unwrap_or_default().to_owned(),
        properties: properties
            .iter()
            .map(|property| {
                (property["name"].as_str().unwrap_or_default().to_owned(), property["value"]["value"].clone())
            })
            .collect(),
        backend: source["backendDOMNodeId"].as_u64(),
    }
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
