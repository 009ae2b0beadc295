//! The server from outside: a site in a temporary folder with a real database, asked as browsers ask it.

mod content;
mod pages;
#[cfg(unix)]
mod process;
mod site;
mod writes;
