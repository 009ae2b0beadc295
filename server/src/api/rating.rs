//! `articles/{slug}/rating`

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::Response,
};
use conglang_contract::{
    captcha::CaptchaAnswer,
    language::Language,
    live::{LiveEvent, RatingChange},
    problem::{FieldProblem, ProblemCode},
    rating::{PutRating, Rating, Stars},
    slug::Slug,
};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    captcha,
    http::{
        client_address::{ClientAddress, Network},
        entity_tag,
        headers::private,
        idempotency_key,
        json_body::JsonBody,
        language::request_language,
        problem::{ApiError, ApiResult, ReadRefusals, WriteRefusals},
        visitor::{Visitor, VisitorCookie, WritingVisitor},
    },
    site::{Site, SiteState},
};

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new().routes(routes!(get_article_rating, put_article_rating))
}

/// A vote with all that is known of its sender.
pub struct RatingWrite<'a> {
    pub slug: &'a str,
    pub visitor: &'a Visitor,
    pub network: Network,
    pub rating: PutRating,
}

/// How the article is rated, and what `visitor` gave.
///
/// # Errors
/// `feature_off`, `not_found`
pub async fn get_rating(site: &Site, slug: &str, visitor: Option<&Visitor>) -> ApiResult<Rating> {
    check_feature(site)?;
    site.store
        .rating(slug, visitor.map(Visitor::as_str))
        .await?
        .ok_or_else(ApiError::not_found)
}

/// Keeps a vote in place of the visitor's earlier one, and tells those who listen.
///
/// # Errors
/// `feature_off`, `not_found`, `rate_limited`, and those of [`captcha::redeem`]
pub async fn put_rating(site: &Site, write: RatingWrite<'_>) -> ApiResult<Rating> {
    let RatingWrite {
        slug,
        visitor,
        network,
        rating: PutRating { stars, captcha },
    } = write;
    get_rating(site, slug, None).await?;
    let allowance = site.rate_limits.check_write(network)?;
    captcha::redeem(site, &captcha, allowance).await?;
    store_rating(site, slug, visitor, stars).await
}

/// [`put_rating`] after all checks.
///
/// # Errors
/// `not_found`
pub async fn store_rating(
    site: &Site,
    slug: &str,
    visitor: &Visitor,
    stars: Stars,
) -> ApiResult<Rating> {
    let rating = site
        .store
        .put_rating(slug, visitor.as_str(), stars, site.clock.now())
        .await?
        .ok_or_else(ApiError::not_found)?;
    if let Ok(slug) = slug.parse::<Slug>() {
        // Nobody listening is no error.
        let _ = site.live.send(LiveEvent::Rating(RatingChange {
            slug,
            count: rating.count,
            average: rating.average,
        }));
    }
    Ok(rating)
}

/// The stars that a form or a body names.
///
/// # Errors
/// `validation` with the field `stars`
pub fn parse_stars(number: i64) -> ApiResult<Stars> {
    u8::try_from(number)
        .ok()
        .and_then(|number| Stars::try_from(number).ok())
        .ok_or_else(|| {
            ApiError::validation(vec![FieldProblem {
                field: "stars".to_owned(),
                message: match request_language() {
                    Language::Vietnamese => "Mời bạn chọn từ 1 đến 5 sao.",
                    Language::English => "Please choose 1 to 5 stars.",
                }
                .to_owned(),
            }])
        })
}

/// How the article is rated, where the visitor's vote is `stars` already: it came before, and its answer was lost.
/// Nothing is checked, since a vote that counts must not be called refused.
///
/// # Errors
/// When the database fails.
async fn earlier_rating(
    site: &Site,
    slug: &str,
    visitor: &Visitor,
    stars: Stars,
) -> ApiResult<Option<Rating>> {
    let rating = site.store.rating(slug, Some(visitor.as_str())).await?;
    Ok(rating.filter(|rating| rating.mine == Some(stars)))
}

fn check_feature(site: &Site) -> ApiResult<()> {
    if site.settings.features.rating {
        Ok(())
    } else {
        Err(ProblemCode::FeatureOff.into())
    }
}

/// How residents rated the article
#[utoipa::path(
    get,
    path = "/articles/{slug}/rating",
    tag = "rating",
    params(("slug" = String, Path)),
    responses(
        (status = 200, body = Rating),
        ReadRefusals,
    )
)]
async fn get_article_rating(
    State(site): State<SiteState>,
    Path(slug): Path<String>,
    cookie: VisitorCookie,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let rating = get_rating(&site, &slug, cookie.visitor.as_ref()).await?;
    entity_tag::private_json(&headers, &rating)
}

/// [`PutRating`] before its stars were checked, so that they can be refused by name.
#[derive(Deserialize)]
struct UncheckedRating {
    stars: i64,
    captcha: CaptchaAnswer,
}

/// Rate the article, or change one's rating
#[utoipa::path(
    put,
    path = "/articles/{slug}/rating",
    tag = "rating",
    params(
        ("slug" = String, Path),
        (
            "Idempotency-Key" = Option<String>,
            Header,
            description = "At most 200 characters. Whoever has no cookie yet is the same visitor with the same key, \
                           so that a first vote whose answer was lost is not counted again"
        ),
    ),
    request_body = PutRating,
    responses(
        (status = 200, body = Rating),
        WriteRefusals,
    )
)]
async fn put_article_rating(
    State(site): State<SiteState>,
    Path(slug): Path<String>,
    client: ClientAddress,
    cookie: VisitorCookie,
    headers: HeaderMap,
    JsonBody(body): JsonBody<UncheckedRating>,
) -> ApiResult<Response> {
    let stars = parse_stars(body.stars)?;
    let key = idempotency_key::of(&headers)?;
    let WritingVisitor {
        visitor,
        set_cookie,
    } = cookie.for_keyed_write(&site, key);
    let earlier = match key {
        Some(_) => earlier_rating(&site, &slug, &visitor, stars).await?,
        None => None,
    };
    let write = RatingWrite {
        slug: &slug,
        visitor: &visitor,
        network: client.network(),
        rating: PutRating {
            stars,
            captcha: body.captcha,
        },
    };
    let rating = match earlier {
        Some(rating) => rating,
        None => put_rating(&site, write).await?,
    };
    let mut response = private(Json(rating));
    if let Some(set_cookie) = set_cookie {
        response
            .headers_mut()
            .insert(header::SET_COOKIE, set_cookie);
    }
    Ok(response)
}
