//! Parts of the map's pages.

pub mod area_facts;
pub mod names;
pub mod periods;
pub mod places;
pub mod search;
pub mod stage;
pub mod successions;
