//! Messages of the portal to this device, switched on and off on `/thong-bao`.

mod browser;
mod server;

use std::{cell::Cell, rc::Rc};

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
    is_on: Rc<Cell<bool>>,
    is_busy: Rc<Cell<bool>>,
}

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
    spawn_local(async move { place.begin().await });
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
            is_on: Rc::default(),
            is_busy: Rc::default(),
        })
    }

    fn listen(&self) {
        let place = self.clone();
        let act = Closure::<dyn FnMut()>::new(move || place.act(Place::toggle)).into_js_value();
        self.switch.set_onclick(Some(act.unchecked_ref()));
        for input in self.inputs() {
            let place = self.clone();
            let act = move || {
                if place.is_on.get() {
                    place.act(Place::change);
                }
            };
            let act = Closure::<dyn FnMut()>::new(act).into_js_value();
            input.set_onchange(Some(act.unchecked_ref()));
        }
    }

    /// Looks up how it stands, without asking anybody for anything.
    async fn begin(&self) {
        let texts = &texts().push;
        let known = match browser::subscription().await {
            Some(subscription) => server::choice(&subscription).await,
            None => Ok(None),
        };
        match known {
            Ok(Some(choice)) => {
                self.check(&choice);
                self.show(true, texts.on);
            }
            Ok(None) => self.show(false, texts.off),
            Err(Refusal::NotOffered) => self.tell(texts.not_offered),
            // It may be on; what is chosen is not known now.
            Err(Refusal::Failed) => self.show(true, texts.failed),
        }
    }

    /// Does one thing at a time.
    fn act<F>(&self, action: impl FnOnce(Self) -> F + 'static)
    where
        F: Future<Output = Result<(bool, &'static str), &'static str>> + 'static,
    {
        if self.is_busy.replace(true) {
            return;
        }
        // Setting an attribute fails only for a name that is none.
        let _ = self.switch.set_attribute("aria-busy", "true");
        self.tell(texts().push.working);
        let place = self.clone();
        // Begun within the press, as browsers want it who ask for a permission.
        let action = action(self.clone());
        spawn_local(async move {
            let outcome = action.await;
            place.is_busy.set(false);
            let _ = place.switch.remove_attribute("aria-busy");
            match outcome {
                Ok((is_on, told)) => place.show(is_on, told),
                Err(told) => place.tell(told),
            }
        });
    }

    async fn toggle(self) -> Result<(bool, &'static str), &'static str> {
        let texts = &texts().push;
        if self.is_on.get() {
            switch_off(texts).await
        } else {
            self.switch_on(texts).await
        }
    }

    async fn switch_on(&self, texts: &PushTexts) -> Result<(bool, &'static str), &'static str> {
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
        Ok((true, texts.on))
    }

    async fn change(self) -> Result<(bool, &'static str), &'static str> {
        let texts = &texts().push;
        let choice = self.choice().ok_or(texts.nothing_chosen)?;
        let subscription = browser::subscription().await.ok_or(texts.failed)?;
        match server::put(&subscription, &choice).await {
            Ok(()) => Ok((true, texts.changed)),
            Err(_) => Err(texts.failed),
        }
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
        let Ok(inputs) = self.root.query_selector_all("input") else {
            return Vec::new();
        };
        (0..inputs.length())
            .filter_map(|index| inputs.get(index)?.dyn_into().ok())
            .collect()
    }

    fn show(&self, is_on: bool, told: &str) {
        let texts = &texts().push;
        self.is_on.set(is_on);
        let label = if is_on {
            texts.switch_off
        } else {
            texts.switch_on
        };
        self.switch.set_text_content(Some(label));
        dom::set_hidden(&self.switch, false);
        self.tell(told);
    }

    fn tell(&self, told: &str) {
        self.state.set_text_content(Some(told));
    }
}

/// The browser forgets its address even when the portal cannot be told: what is sent to it then is answered that
/// it is gone, and the portal forgets it as well.
async fn switch_off(texts: &PushTexts) -> Result<(bool, &'static str), &'static str> {
    let subscription: Option<PushSubscription> = browser::subscription().await;
    if let Some(subscription) = subscription {
        let told = server::delete(&subscription).await;
        let forgotten = browser::unsubscribe(&subscription).await;
        if told.is_err() && forgotten.is_err() {
            return Err(texts.failed);
        }
    }
    Ok((false, texts.switched_off))
}
