//! Code that is fetched when it is first needed, so that the first page has less to fetch.
//!
//! The production build is split: what only a function declared with [`split!`] reaches stands in a file of its own, the
//! chunk. The development build is one module, in which the same functions run without a fetch. All code of a chunk comes
//! together, so few chunks with much in common are better than many: what two chunks share makes a third.

use std::pin::Pin;

use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;

/// A chunk could not be fetched: the network is away, or the host has another version of the app by now.
#[cfg(feature = "split")]
pub(crate) use wasm_split_helpers::SplitLoaderError as NotFetched;

/// A chunk could not be fetched: nothing, where nothing is split.
#[cfg(not(feature = "split"))]
pub(crate) enum NotFetched {}

/// Something that takes its time.
pub(crate) type Later<T> = Pin<Box<dyn Future<Output = Result<T, NotFetched>>>>;

/// Declares a function that does something as soon as the code behind it is there, or something else where it cannot be
/// fetched. It has to have at hand what it needs: by then the component that called it has made way for others.
macro_rules! deferred {
    ($(
        $(#[$doc:meta])*
        $vis:vis fn $name:ident($($argument:ident: $kind:ty),*) in $chunk:ident { $done:expr } else { $($failed:expr)? }
    )*) => {$(
        $(#[$doc])*
        $vis fn $name($($argument: $kind),*) {
            $crate::chunks::split! { $chunk, fn $name($($argument: $kind),*) -> () { $done } }
            $crate::chunks::act(Box::pin(async move {
                match fetch().await {
                    Ok(()) => $name($($argument),*).await,
                    Err(failed) => {
                        $($failed;)?
                        Err(failed)
                    }
                }
            }));
        }
    )*};
}
pub(crate) use deferred;

/// A function in a chunk, and `fetch()`, which fetches it; both to be awaited.
#[cfg(feature = "split")]
macro_rules! split {
    ($chunk:ident, fn $name:ident($($argument:ident: $kind:ty),*) -> $gives:ty { $made:expr }) => {
        #[::wasm_split_helpers::wasm_split($chunk, fallible, preload(fetch))]
        fn $name($($argument: $kind),*) -> ::core::result::Result<$gives, $crate::chunks::NotFetched> {
            ::core::result::Result::Ok($made)
        }
    };
}

/// The same where nothing is split.
#[cfg(not(feature = "split"))]
macro_rules! split {
    ($chunk:ident, fn $name:ident($($argument:ident: $kind:ty),*) -> $gives:ty { $made:expr }) => {
        async fn fetch() -> ::core::result::Result<(), $crate::chunks::NotFetched> {
            ::core::result::Result::Ok(())
        }
        async fn $name($($argument: $kind),*) -> ::core::result::Result<$gives, $crate::chunks::NotFetched> {
            ::core::result::Result::Ok($made)
        }
    };
}
pub(crate) use split;

/// The chunks there are, each with a function that fetches it.
macro_rules! chunks {
    ($($chunk:ident),*) => {
        /// Fetches each of them, one after the other when they are awaited so.
        pub(crate) fn fetch_all() -> Vec<Later<()>> {
            vec![$({
                split! { $chunk, fn $chunk() -> () { () } }
                // The function is an anchor that does nothing; what takes its time is its chunk.
                Box::pin(async { fetch().await.and($chunk().await) })
            }),*]
        }
    };
}

chunks! { dialogs, pages, timeline }

/// Called by [`deferred!`].
pub(crate) fn act(acting: Later<()>) {
    spawn_local(ScopedFuture::new_untracked(async {
        let _ = acting.await;
    }));
}
