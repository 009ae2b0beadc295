//! Parts of pages whose types are forgotten.

#[cfg(feature = "ssr")]
use std::pin::Pin;

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::types,
        ssr::StreamBuilder,
        view::{Mountable, Position, PositionState},
    },
};

/// A part of a page, of whatever type: it is built or hydrated at once, and replaced as a whole.
///
/// A `view!` can be compiled five times over: to build it, to hydrate it, to hydrate it while something
/// is awaited, to change it piece by piece into another of its kind, and to write it as HTML. Leptos's
/// [`AnyView`] keeps them all, and residents pay for each in the size of the wasm. What stands around the
/// signals of a page needs the first two, and in the server the last.
pub struct Part(Box<dyn ErasedView>);

/// Forgets the type of a view.
pub trait IntoPart {
    /// The view as a [`Part`]. It has at least one node, so that another can take its place.
    fn part(self) -> Part;
}

impl<V: IntoView + 'static> IntoPart for V {
    fn part(self) -> Part {
        Part(Box::new(self))
    }
}

/// What is in the document of a [`Part`].
pub struct PartState(Box<dyn Mountable>);

trait ErasedView: Send {
    fn build(self: Box<Self>) -> PartState;

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> PartState;

    #[cfg(feature = "ssr")]
    fn html_len(&self) -> usize;

    #[cfg(feature = "ssr")]
    fn dry_resolve(&mut self);

    #[cfg(feature = "ssr")]
    fn resolve(self: Box<Self>) -> Pin<Box<dyn Future<Output = Part> + Send>>;

    #[cfg(feature = "ssr")]
    fn write(self: Box<Self>, html: &mut String, options: HtmlOptions<'_>);

    #[cfg(feature = "ssr")]
    fn stream(self: Box<Self>, html: &mut StreamBuilder, options: HtmlOptions<'_>);
}

/// How HTML is written; see [`RenderHtml::to_html_with_buf`].
#[cfg(feature = "ssr")]
struct HtmlOptions<'a> {
    position: &'a mut Position,
    escape: bool,
    mark_branches: bool,
    extra_attributes: Vec<AnyAttribute>,
}

impl<V: IntoView + 'static> ErasedView for V {
    fn build(self: Box<Self>) -> PartState {
        PartState(Box::new(Render::build(*self)))
    }

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> PartState {
        PartState(Box::new(RenderHtml::hydrate::<true>(
            *self, cursor, position,
        )))
    }

    #[cfg(feature = "ssr")]
    fn html_len(&self) -> usize {
        RenderHtml::html_len(self)
    }

    #[cfg(feature = "ssr")]
    fn dry_resolve(&mut self) {
        RenderHtml::dry_resolve(self);
    }

    #[cfg(feature = "ssr")]
    fn resolve(self: Box<Self>) -> Pin<Box<dyn Future<Output = Part> + Send>> {
        Box::pin(async move { RenderHtml::resolve(*self).await.into_owned().part() })
    }

    #[cfg(feature = "ssr")]
    fn write(self: Box<Self>, html: &mut String, options: HtmlOptions<'_>) {
        self.to_html_with_buf(
            html,
            options.position,
            options.escape,
            options.mark_branches,
            options.extra_attributes,
        );
    }

    #[cfg(feature = "ssr")]
    fn stream(self: Box<Self>, html: &mut StreamBuilder, options: HtmlOptions<'_>) {
        // Every page is sent in order.
        self.to_html_async_with_buf::<false>(
            html,
            options.position,
            options.escape,
            options.mark_branches,
            options.extra_attributes,
        );
    }
}

impl Render for Part {
    type State = PartState;

    fn build(self) -> PartState {
        self.0.build()
    }

    fn rebuild(self, state: &mut PartState) {
        let mut new = self.0.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl Mountable for PartState {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        self.0.elements()
    }
}

impl AddAnyAttr for Part {
    type Output<NewAttribute: Attribute> = Self;

    /// A part stands for several elements or none, so an attribute from outside has no place.
    fn add_any_attr<NewAttribute: Attribute>(self, _attribute: NewAttribute) -> Self {
        self
    }
}

// `hydrate_async` is left to the trait, which then hydrates at once.
impl RenderHtml for Part {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> PartState {
        self.0.hydrate(cursor, position)
    }

    fn into_owned(self) -> Self {
        self
    }

    #[cfg(feature = "ssr")]
    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn dry_resolve(&mut self) {
        #[cfg(feature = "ssr")]
        self.0.dry_resolve();
    }

    async fn resolve(self) -> Self {
        #[cfg(feature = "ssr")]
        return self.0.resolve().await;
        #[cfg(not(feature = "ssr"))]
        self
    }

    #[cfg_attr(
        not(feature = "ssr"),
        expect(unused_variables, reason = "only the server writes HTML")
    )]
    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attributes: Vec<AnyAttribute>,
    ) {
        #[cfg(feature = "ssr")]
        self.0.write(
            html,
            HtmlOptions {
                position,
                escape,
                mark_branches,
                extra_attributes,
            },
        );
    }

    #[cfg_attr(
        not(feature = "ssr"),
        expect(unused_variables, reason = "only the server writes HTML")
    )]
    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        html: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attributes: Vec<AnyAttribute>,
    ) {
        #[cfg(feature = "ssr")]
        self.0.stream(
            html,
            HtmlOptions {
                position,
                escape,
                mark_branches,
                extra_attributes,
            },
        );
    }
}
