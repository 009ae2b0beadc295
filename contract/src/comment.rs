//! Residents' comments on an article, and the official answers to them.

use serde::{Deserialize, Serialize};

use crate::{
    captcha::CaptchaAnswer,
    format::{english_count, integer},
    language::Language,
    problem::FieldProblem,
    receipt::Receipt,
    slug::Slug,
    text::{clean, clean_line},
    timestamp::Timestamp,
};

/// An approved comment with the approved replies to it, official answers first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// What `reply_to` names.
    pub id: i64,
    pub author: CommentAuthor,
    /// Plain text; `\n` ends a line.
    pub body: String,
    pub created_at: Timestamp,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub replies: Vec<Comment>,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", from = "AuthorFields")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CommentAuthor {
    Resident {
        name: String,
    },
    /// An official answer, by the name of the office.
    Office {
        name: String,
    },
    /// The writer has deleted the comment; it stands for the replies under it. Its body is empty.
    Removed,
}

/// A [`CommentAuthor`] as JSON has it. Read through this, since serde's own way to read tagged enums costs
/// the wasm a second deserialiser.
#[derive(Deserialize)]
struct AuthorFields {
    kind: AuthorKind,
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum AuthorKind {
    Resident,
    Office,
    Removed,
}

impl From<AuthorFields> for CommentAuthor {
    fn from(AuthorFields { kind, name }: AuthorFields) -> Self {
        match kind {
            AuthorKind::Resident => Self::Resident { name },
            AuthorKind::Office => Self::Office { name },
            AuthorKind::Removed => Self::Removed,
        }
    }
}

/// The body of `POST articles/{slug}/comments`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostComment {
    /// 2 to 80 characters after cleaning.
    pub author_name: String,
    /// 2 to 2,000 characters after cleaning.
    pub body: String,
    /// The id of an approved comment of the same article that is itself no reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<i64>,
    /// The writer agrees that name and text are kept and shown. Nothing is kept without it.
    pub consent: bool,
    pub captcha: CaptchaAnswer,
}

/// The answer to `POST articles/{slug}/comments`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentReceipt {
    pub receipt: Receipt,
    pub status: CommentStatus,
}

/// The answer to `GET comments/{receipt}`: what its writer may see of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowedComment {
    pub receipt: Receipt,
    pub status: CommentStatus,
    pub article_slug: Slug,
    pub article_title: String,
    /// That of the title, where it is not the one that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_language: Option<Language>,
    pub author_name: String,
    pub body: String,
    pub created_at: Timestamp,
    /// Why it was rejected, as the moderator told it.
    pub reason: Option<String>,
    /// The approved replies to it, official answers first.
    pub replies: Vec<Comment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CommentStatus {
    Pending,
    Approved,
    Rejected,
}

/// A comment's text fields, cleaned and within their limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentText {
    pub author_name: String,
    pub body: String,
}

/// How many characters a field takes, counted after cleaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub minimum: usize,
    pub maximum: usize,
}

pub const AUTHOR_NAME_LIMITS: Limits = Limits {
    minimum: 2,
    maximum: 80,
};
pub const BODY_LIMITS: Limits = Limits {
    minimum: 2,
    maximum: 2000,
};

impl Limits {
    /// What is wrong with a text of `length` characters, as a sentence of `language` about `label`.
    ///
    /// # Errors
    /// When the text is too short or too long.
    pub fn check(self, language: Language, label: &str, length: usize) -> Result<(), String> {
        let Self { minimum, maximum } = self;
        let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let characters = |number| english_count(wide(number), "character", "characters");
        let vietnamese = language == Language::Vietnamese;
        if length == 0 {
            Err(if vietnamese {
                format!("{label} còn trống.")
            } else {
                format!("{label} is empty.")
            })
        } else if length < minimum {
            Err(if vietnamese {
                format!("{label} cần ít nhất {minimum} ký tự.")
            } else {
                format!("{label} needs at least {}.", characters(minimum))
            })
        } else if length > maximum {
            let excess = length - maximum;
            Err(if vietnamese {
                format!(
                    "{label} dài quá {} ký tự ({} ký tự thừa).",
                    integer(language, wide(maximum)),
                    integer(language, wide(excess))
                )
            } else {
                format!(
                    "{label} is longer than {} ({} too many).",
                    characters(maximum),
                    integer(language, wide(excess))
                )
            })
        } else {
            Ok(())
        }
    }
}

impl CommentText {
    /// Cleans the fields and checks them; the app calls it before sending, the server after.
    ///
    /// # Errors
    /// One problem for each field that is out of its limits, with the field's name in JSON, told in
    /// `language`.
    pub fn new(
        language: Language,
        author_name: &str,
        body: &str,
    ) -> Result<Self, Vec<FieldProblem>> {
        let (name_label, body_label) = match language {
            Language::Vietnamese => ("Họ và tên", "Nội dung"),
            Language::English => ("Your name", "Your comment"),
        };
        let author_name = clean_line(author_name);
        let body = clean(body);
        let problems: Vec<_> = [
            (
                "author_name",
                AUTHOR_NAME_LIMITS.check(language, name_label, author_name.chars().count()),
            ),
            (
                "body",
                BODY_LIMITS.check(language, body_label, body.chars().count()),
            ),
        ]
        .into_iter()
        .filter_map(|(field, result)| {
            result.err().map(|message| FieldProblem {
                field: field.to_owned(),
                message,
            })
        })
        .collect();
        if problems.is_empty() {
            Ok(Self { author_name, body })
        } else {
            Err(problems)
        }
    }
}

impl PostComment {
    /// Checks everything but the captcha and `reply_to`, which only the server can.
    ///
    /// # Errors
    /// One problem for each field that is refused, told in `language`.
    pub fn check(
        language: Language,
        author_name: &str,
        body: &str,
        consent: bool,
    ) -> Result<CommentText, Vec<FieldProblem>> {
        let text = CommentText::new(language, author_name, body);
        if consent {
            return text;
        }
        let mut problems = text.err().unwrap_or_default();
        problems.push(FieldProblem {
            field: "consent".to_owned(),
            message: match language {
                Language::Vietnamese => "Bạn cần đồng ý thì cổng mới được lưu bình luận.",
                Language::English => "The portal may keep your comment only if you agree.",
            }
            .to_owned(),
        });
        Err(problems)
    }
}
