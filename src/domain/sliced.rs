//! Long work that is done a slice at a time, so that whoever waits can be told how far it is and can stop it.

/// Work of many parts that can be left between any two of them. However it is sliced, the same comes of it.
pub trait Sliced: Sized {
    /// What comes of it.
    type Output;

    /// Does the next parts, at most so many.
    fn go_on(&mut self, most: usize);

    /// How many parts are done, and how many there are.
    fn progress(&self) -> (usize, usize);

    /// What came of it. Parts that are not done yet are left out.
    fn finish(self) -> Self::Output;

    /// Whether nothing is left to do.
    fn is_done(&self) -> bool {
        let (done, all) = self.progress();
        done >= all
    }

    /// Does it in one go.
    fn whole(mut self) -> Self::Output {
        self.go_on(usize::MAX);
        self.finish()
    }
}
