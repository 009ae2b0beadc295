//! What all handlers share: errors as problems, entity tags, client addresses, limits, headers.

pub mod client_address;
pub mod entity_tag;
pub mod form_body;
pub mod headers;
pub mod idempotency_key;
pub mod json_body;
pub mod language;
pub mod origin;
pub mod path;
pub mod problem;
pub mod rate_limit;
pub mod visitor;
