//! Browser features as hooks: options in, a struct out, nothing done while the server renders.

pub mod captcha;
pub mod draft;
pub mod live;
pub mod visit;
