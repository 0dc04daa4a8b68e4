//! Sorting. One sort serves everything: a sort for each type costs four kilobytes of code, and twenty had grown.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::ids::Bits;

/// Where things stand in a list, by a number that names them. One type for the same reason; hashed, because a start finds
/// 10,000 sessions their places twice.
pub(super) type Places = FxHashMap<Bits, usize>;

/// Sorts; equal items stay in their order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let places = sorted_places(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut unsorted: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| unsorted[place].take()));
}

/// Sorts by a text of each item, letter case aside.
pub fn sort_by_text<T>(items: &mut Vec<T>, text: impl Fn(&T) -> &str) {
    let folded: Vec<String> = items.iter().map(|item| text(item).to_lowercase()).collect();
    let places = sorted_places(items.len(), &|a, b| folded[a].cmp(&folded[b]));
    let mut unsorted: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| unsorted[place].take()));
}

fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_stay_in_their_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        sort_by(&mut items, |a, b| a.0.cmp(&b.0));
        assert_eq!(items, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        let mut names = vec!["b", "A", "a", "B"];
        sort_by_text(&mut names, |name| name);
        assert_eq!(names, ["A", "a", "b", "B"]);
    }
}
