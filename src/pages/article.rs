//! `/bai-viet/{slug}`: one article with its rating and comments.

mod head;

use conglang_contract::{
    article::Article,
    comment::Comment,
    page::Page,
    problem::{Problem, ProblemCode},
    site::Site,
    slug::Slug,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    api::{self, ApiError, ApiResult},
    app::{SiteResource, set_status},
    components::{
        article_body::ArticleBody,
        comments::{Comments, PAGE_PARAMETER},
        rating::RatingForm,
        related_articles::{ArticleNeighbours, RelatedArticles},
        states::ErrorPage,
    },
    hooks::navigation::use_page_arrival,
    i18n::texts,
};
use head::ArticleHead;

#[component]
pub fn ArticlePage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.read().get("slug").unwrap_or_default());
    // Keyed, so that another article gets forms of its own instead of those that were filled in here.
    view! {
        <For each=move || [slug.get()] key=Clone::clone children=|slug| view! { <OneArticle slug/> }/>
    }
}

#[component]
fn OneArticle(
    /// The last part of the address, which need not be a slug.
    slug: String,
) -> impl IntoView {
    let query = use_query_map();
    let slug = StoredValue::new(slug);
    let comment_page = Memo::new(move |_| {
        let page = query.read().get(PAGE_PARAMETER);
        page.and_then(|page| page.parse::<u32>().ok())
            .map_or(1, |page| page.max(1))
    });
    // Created in the same order in the browser and in the server, since they are matched by order.
    let site = expect_context::<SiteResource>();
    let article = Resource::new(move || slug.get_value(), load_article);
    let comments = Resource::new(
        move || (slug.get_value(), comment_page.get()),
        |(slug, page)| load_comments(slug, page),
    );
    let retry = Callback::new(move |()| {
        site.refetch();
        article.refetch();
        comments.refetch();
    });
    let text = &texts().article;
    view! {
        <Suspense fallback=move || {
            view! {
                <p class="loading" role="status">
                    {text.loading}
                </p>
            }
        }>
            {move || Suspend::new(async move {
                // All three are under way already; the page is shown when the last has come.
                let (site, comments) = (site.await, comments.await);
                match (article.await, site) {
                    (Ok(article), Ok(site)) => whole(article, comments, site).into_any(),
                    (Err(error), _) if error.is_not_found() => not_found().into_any(),
                    (Err(error), _) | (_, Err(error)) => {
                        view! { <ErrorPage error retry/> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
}

fn whole(article: Article, comments: ApiResult<Page<Comment>>, site: Site) -> impl IntoView {
    let features = site.features;
    let slug = article.summary.slug.clone();
    let (newer, older) = (article.newer.clone(), article.older.clone());
    let related = article.related.clone();
    let rating = article.rating;
    // The parts are erased one by one: as one type they are deeper than the compiler follows.
    let head = view! { <ArticleHead article=article.clone() site/> }.into_any();
    let body = view! { <ArticleBody article/> }.into_any();
    let rating = features
        .rating
        .then(|| view! { <RatingForm slug=slug.clone() rating/> }.into_any());
    let comments = features
        .comments
        .then(|| view! { <Comments slug=slug.clone() first=comments/> }.into_any());
    let neighbours = view! { <ArticleNeighbours newer older/> }.into_any();
    let related = view! { <RelatedArticles articles=related/> }.into_any();
    view! {
        {head}
        <article class="article">{body} {rating}</article>
        {neighbours}
        {related}
        {comments}
    }
}

fn not_found() -> impl IntoView {
    set_status(404);
    let text = &texts().article;
    use_page_arrival(text.not_found_title.to_owned());
    view! {
        <Title text=text.not_found_title/>
        <section class="article article--missing">
            <h1 class="article__title" tabindex="-1">
                {text.not_found_title}
            </h1>
            <p>{text.not_found_help}</p>
            <p>
                <a class="button" href="/">
                    {text.not_found_home}
                </a>
            </p>
        </section>
    }
}

async fn load_article(slug: String) -> ApiResult<Article> {
    api::articles::article(parse(&slug)?).await
}

async fn load_comments(slug: String, page: u32) -> ApiResult<Page<Comment>> {
    api::comments::comments(&parse(&slug)?, page).await
}

/// An address that cannot be an article's is not asked for.
fn parse(slug: &str) -> ApiResult<Slug> {
    slug.parse()
        .map_err(|_| ApiError::Problem(Problem::new(ProblemCode::NotFound)))
}
