//! Messages of the portal to this device, switched on and off on `/thong-bao`.

mod browser;
mod server;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use conglang_contract::push::{PushTopic, SubscriptionChoice};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlInputElement, NotificationPermission, PushSubscription};

use crate::{
    dom,
    texts::{push::PushTexts, texts},
};
use server::Refusal;

/// The part of the page that holds the choice.
#[derive(Clone)]
struct Place {
    root: Element,
    switch: HtmlElement,
    state: Element,
    standing: Rc<Cell<Standing>>,
    is_busy: Rc<Cell<bool>>,
    /// Whether something was ticked, or not any more, while something else was done.
    is_changed: Rc<Cell<bool>>,
    /// What the portal was told last.
    told: Rc<RefCell<Option<SubscriptionChoice>>>,
}

/// How it stands with the messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Standing {
    /// Neither whether they are on nor what is chosen.
    #[default]
    Unknown,
    Off,
    On,
}

/// What became of an action, and what is told of it.
type Outcome = Result<(Standing, &'static str), &'static str>;

/// Shows how it stands, and lets it be changed.
pub fn offer(element: &Element) {
    // The page has both; another version of it may not.
    let Ok(place) = Place::of(element) else {
        return;
    };
    if let Some(reason) = hindrance() {
        place.tell(reason);
        return;
    }
    place.listen();
    place.act(Place::look_up);
}

/// Why this browser cannot be told anything, if it cannot.
fn hindrance() -> Option<&'static str> {
    let texts = &texts().push;
    if !browser::has_push() {
        return Some(if browser::is_outside_home_screen() {
            texts.needs_home_screen
        } else {
            texts.unsupported
        });
    }
    (browser::permission() == NotificationPermission::Denied).then_some(texts.denied)
}

impl Place {
    fn of(root: &Element) -> Result<Self, JsValue> {
        let part = |selector: &str| root.query_selector(selector)?.ok_or(JsValue::NULL);
        Ok(Self {
            switch: part(".push__switch")?.dyn_into()?,
            state: part(".push__state")?,
            root: root.clone(),
            standing: Rc::default(),
            is_busy: Rc::default(),
            is_changed: Rc::default(),
            told: Rc::default(),
        })
    }

    fn listen(&self) {
        let place = self.clone();
        let act = Closure::<dyn FnMut()>::new(move || place.act(Place::toggle)).into_js_value();
        self.switch.set_onclick(Some(act.unchecked_ref()));
        for input in self.inputs() {
            let place = self.clone();
            let act = Closure::<dyn FnMut()>::new(move || place.change()).into_js_value();
            input.set_onchange(Some(act.unchecked_ref()));
        }
    }

    /// Tells the portal what is ticked now, if it sends anything.
    fn change(&self) {
        if self.is_busy.get() {
            self.is_changed.set(true);
        } else if self.standing.get() == Standing::On {
            self.act(Self::put);
        }
    }

    /// Does one thing at a time.
    fn act<F>(&self, action: impl FnOnce(Self) -> F + 'static)
    where
        F: Future<Output = Outcome> + 'static,
    {
        if self.is_busy.replace(true) {
            return;
        }
        // Setting an attribute fails only for a name that is none.
        let _ = self.switch.set_attribute("aria-busy", "true");
        self.tell(texts().push.working);
        let place = self.clone();
        // It begins in a microtask of the press, which to browsers is still the press: they let nobody ask for a
        // permission who was not pressed.
        let action = action(self.clone());
        spawn_local(async move {
            let outcome = action.await;
            place.is_busy.set(false);
            let _ = place.switch.remove_attribute("aria-busy");
            match outcome {
                Ok((standing, told)) => place.show(standing, told),
                Err(told) => place.tell(told),
            }
            if place.is_changed.take() {
                place.change();
            }
        });
    }

    async fn toggle(self) -> Outcome {
        let texts = &texts().push;
        match self.standing.get() {
            Standing::Unknown => self.look_up().await,
            Standing::Off => self.switch_on(texts).await,
            Standing::On => switch_off(texts).await,
        }
    }

    /// Looks up how it stands, without asking the person for anything. Until it is known, nothing can be chosen:
    /// what is ticked on the page as it comes is not what was chosen.
    async fn look_up(self) -> Outcome {
        let texts = &texts().push;
        self.allow_choice(false);
        let Some(subscription) = browser::subscription().await else {
            return Ok((Standing::Off, texts.off));
        };
        match server::choice(&subscription).await {
            Ok(Some(choice)) => {
                self.check(&choice);
                self.agree(&subscription, choice).await;
                Ok((Standing::On, texts.on))
            }
            Ok(None) => Ok((Standing::Off, texts.off)),
            Err(Refusal::NotOffered) => Err(texts.not_offered),
            Err(Refusal::Failed) => Ok((Standing::Unknown, texts.unknown)),
        }
    }

    async fn switch_on(&self, texts: &PushTexts) -> Outcome {
        let choice = self.choice().ok_or(texts.nothing_chosen)?;
        match browser::ask_permission().await {
            NotificationPermission::Granted => {}
            NotificationPermission::Denied => return Err(texts.denied),
            _ => return Err(texts.not_decided),
        }
        let told = |refusal| match refusal {
            Refusal::NotOffered => texts.not_offered,
            Refusal::Failed => texts.failed,
        };
        let key = server::public_key().await.map_err(told)?;
        let subscription = browser::subscribe(&key).await.map_err(|_| texts.failed)?;
        if let Err(refusal) = server::put(&subscription, &choice).await {
            // Nobody would ever send to it.
            let _ = browser::unsubscribe(&subscription).await;
            return Err(told(refusal));
        }
        self.agree(&subscription, choice).await;
        Ok((Standing::On, texts.on))
    }

    async fn put(self) -> Outcome {
        let texts = &texts().push;
        let choice = self.choice().ok_or(texts.nothing_chosen)?;
        if let Some(subscription) = browser::subscription().await
            && server::put(&subscription, &choice).await.is_ok()
        {
            self.agree(&subscription, choice).await;
            return Ok((Standing::On, texts.changed));
        }
        // What is ticked is what holds, unless it was changed again and is put once more.
        if !self.is_changed.get()
            && let Some(told) = &*self.told.borrow()
        {
            self.check(told);
        }
        Err(texts.failed)
    }

    /// Portal and device agree on `choice`.
    async fn agree(&self, subscription: &PushSubscription, choice: SubscriptionChoice) {
        // Without a worker that hears it there is no subscription either.
        let _ = browser::remember(Some((subscription, &choice))).await;
        self.told.replace(Some(choice));
    }

    /// What is ticked; none when no topic is.
    fn choice(&self) -> Option<SubscriptionChoice> {
        let mut topics: Vec<PushTopic> = Vec::new();
        let mut quiet_hours = false;
        for input in self.inputs().iter().filter(|input| input.checked()) {
            match input.value().parse() {
                Ok(topic) => topics.push(topic),
                Err(_) => quiet_hours = true,
            }
        }
        (!topics.is_empty()).then_some(SubscriptionChoice {
            topics,
            quiet_hours,
        })
    }

    fn check(&self, choice: &SubscriptionChoice) {
        for input in self.inputs() {
            input.set_checked(match input.value().parse() {
                Ok(topic) => choice.topics.contains(&topic),
                Err(_) => choice.quiet_hours,
            });
        }
    }

    fn inputs(&self) -> Vec<HtmlInputElement> {
        dom::all_in(&self.root, "input")
    }

    fn show(&self, standing: Standing, told: &str) {
        let texts = &texts().push;
        self.standing.set(standing);
        let label = match standing {
            Standing::Unknown => texts.try_again,
            Standing::Off => texts.switch_on,
            Standing::On => texts.switch_off,
        };
        self.switch.set_text_content(Some(label));
        dom::set_hidden(&self.switch, false);
        self.allow_choice(standing != Standing::Unknown);
        self.tell(told);
    }

    fn allow_choice(&self, is_allowed: bool) {
        for input in self.inputs() {
            input.set_disabled(!is_allowed);
        }
    }

    fn tell(&self, told: &str) {
        self.state.set_text_content(Some(told));
    }
}

/// The browser forgets its address even when the portal cannot be told: what is sent to it then is answered that
/// it is gone, and the portal forgets it as well.
async fn switch_off(texts: &PushTexts) -> Outcome {
    let subscription: Option<PushSubscription> = browser::subscription().await;
    // First of all, or the worker would renew what is gone.
    let _ = browser::remember(None).await;
    if let Some(subscription) = subscription {
        let told = server::delete(&subscription).await;
        let forgotten = browser::unsubscribe(&subscription).await;
        if told.is_err() && forgotten.is_err() {
            return Err(texts.failed);
        }
    }
    Ok((Standing::Off, texts.switched_off))
}
