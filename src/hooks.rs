//! What only a browser has, behind functions that do nothing in the server.

pub mod captcha;
pub mod disclosure;
pub mod draft;
pub mod extras;
pub mod focus;
pub mod live;
pub mod navigation;
pub mod page_head;
pub mod player;
pub mod preference;
pub mod reading_progress;
pub mod storage;
pub mod visit;
