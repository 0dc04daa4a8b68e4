//! OKR sessions in the browser alone.
