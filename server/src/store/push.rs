//! Web push: subscriptions, and the queue of what is to be sent to them.

mod queue;
mod subscriptions;

pub use queue::{
    ClaimedPush, GATHERING_SECONDS, NewPushEvent, PushClaim, PushEnd, PushServices, amend, enqueue,
    revise, unschedule, withdraw,
};
pub use subscriptions::NewSubscription;
