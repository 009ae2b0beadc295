//! How the app asks its second wasm, the extras, for something.
//!
//! The app marks the element that it is about with [`ASK_ATTRIBUTE`], sends [`ASK_EVENT`] from it and
//! sees to it that the extras load. Extras that run already hear the event; those that have just started
//! look for what is marked. So nothing is lost in between, and nothing is done twice.

/// The attribute on the element that an extra is asked for; its value is [`Extra::as_str`].
pub const ASK_ATTRIBUTE: &str = "data-ask";

/// The event from that element. It bubbles up to the document.
pub const ASK_EVENT: &str = "conglang:ask";

/// In the place of [`ASK_ATTRIBUTE`] on an element whose extra cannot be loaded.
pub const ASK_FAILED_ATTRIBUTE: &str = "data-ask-failed";

/// In local storage once the device has kept a page, so that buttons ask whether theirs is.
pub const KEPT_SOMETHING: &str = "conglang.kept";

/// The event with which the extras answer [`Extra::Outbox`] at its form; its `detail` is true when they keep
/// what the form holds, and send it by themselves.
pub const OUTBOX_EVENT: &str = "conglang:outbox";

/// The class of the empty element of a form for what waits to be sent from it.
pub const OUTBOX_CLASS: &str = "outbox";

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// The photograph of a link, in full. The element is the link.
    Photograph,
    /// An article read aloud. The element is an empty one before the text, which takes the controls; the
    /// button that `aria-controls` it follows with `aria-expanded`.
    ReadAloud,
    /// The map that one can move. The element has the drawing in it, and an empty element for the map.
    Map,
    /// The song of a button ([`SONG_ATTRIBUTE`](crate::song::SONG_ATTRIBUTE)), played or paused.
    Song,
    /// All songs, one after the other. The element is the button.
    AllSongs,
    /// The player as it was left, at its place.
    Player,
    /// An article given to the device's own sheet. The element is the disclosure of the ways to share, with
    /// title and address in its data; it opens when the sheet does not come.
    Share,
    /// Its address copied.
    CopyAddress,
    /// What the portal has to tell about itself: no network, a new version. The element is the root.
    Companion,
    /// The page kept on the device, or let go. The element is the button.
    Keep,
    /// Whether it is kept. The element is the button.
    Kept,
    /// What can be read on the device. The element is an empty one.
    Shelf,
    /// Messages of the portal to this device, switched on and off. The element has the choice in it.
    Push,
    /// What could not be sent, kept until there is a network. The element is the form.
    Outbox,
    /// Suggestions while one types. The element is the form of the search.
    Search,
}

impl Extra {
    const ALL: [Self; 15] = [
        Self::Photograph,
        Self::ReadAloud,
        Self::Map,
        Self::Song,
        Self::AllSongs,
        Self::Player,
        Self::Share,
        Self::CopyAddress,
        Self::Companion,
        Self::Keep,
        Self::Kept,
        Self::Shelf,
        Self::Push,
        Self::Outbox,
        Self::Search,
    ];

    /// The value of [`ASK_ATTRIBUTE`].
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Photograph => "photograph",
            Self::ReadAloud => "read-aloud",
            Self::Map => "map",
            Self::Song => "song",
            Self::AllSongs => "all-songs",
            Self::Player => "player",
            Self::Share => "share",
            Self::CopyAddress => "copy-address",
            Self::Companion => "companion",
            Self::Keep => "keep",
            Self::Kept => "kept",
            Self::Shelf => "shelf",
            Self::Push => "push",
            Self::Outbox => "outbox",
            Self::Search => "search",
        }
    }

    /// The extra of that value.
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|extra| extra.as_str() == value)
    }
}
