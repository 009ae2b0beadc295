//! What only a browser has, behind functions that do nothing in the server.

pub mod navigation;
