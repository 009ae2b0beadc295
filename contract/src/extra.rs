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
    /// title and address in its data.
    Share,
    /// Its address copied.
    CopyAddress,
}

impl Extra {
    const ALL: [Self; 8] = [
        Self::Photograph,
        Self::ReadAloud,
        Self::Map,
        Self::Song,
        Self::AllSongs,
        Self::Player,
        Self::Share,
        Self::CopyAddress,
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
        }
    }

    /// The extra of that value.
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|extra| extra.as_str() == value)
    }
}
