//! What programs read: feeds, sitemaps, previews, and how others embed an article.

mod feeds;
mod oembed;
mod old_addresses;
mod previews;
mod sitemaps;
