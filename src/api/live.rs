use super::client;

/// `GET live`: where the browser opens its stream of events.
pub fn live_path() -> String {
    client::path("live")
}
