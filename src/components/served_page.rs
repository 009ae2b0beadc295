//! Pages that tell much and do little: the server alone makes them, and the app shows what it sent.
//!
//! In the browser they would be a fifth of the wasm, which everybody loads for an article. So the app
//! fetches such a page as a browser would, and shows its content in the place of its own. What can be
//! done there is done by the extras: an element with [`EXTRA_ATTRIBUTE`] is given to its extra at once,
//! one with [`CLICK_ATTRIBUTE`] when it is pressed.

/// The class around the content of such a page.
pub const SERVED_CLASS: &str = "served";
/// On the body of a page that stands without the app, so that the app leaves for it. No text can have it,
/// since quotation marks are escaped.
pub const OWN_PAGE_MARK: &str = "data-own-page=\"\"";
/// Names the extra that an element is for.
pub const EXTRA_ATTRIBUTE: &str = "data-extra";
/// Names the extra that pressing a button asks for.
pub const CLICK_ATTRIBUTE: &str = "data-click-extra";

#[cfg(not(feature = "ssr"))]
mod browser;
#[cfg(feature = "ssr")]
mod server;

#[cfg(not(feature = "ssr"))]
pub use browser::ServedPage;
#[cfg(feature = "ssr")]
pub use server::served;
