//! One page a module.

pub mod article;
pub mod receipt;
