//! The server from outside: a site in a temporary folder with a real database, asked as browsers ask it.

mod alerts;
mod conformance;
mod content;
mod discovery;
mod pages;
#[cfg(unix)]
mod process;
mod push;
mod running;
mod search;
mod site;
mod writes;
