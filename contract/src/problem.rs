//! Errors as RFC 9457 problem details (`application/problem+json`).

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// What went wrong, for a program (`code`) and for a resident (`title`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    pub code: ProblemCode,
    /// One sentence that the UI may show, in the language that was asked for.
    pub title: String,
    /// What is wrong with which field, for `validation`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
}

/// One field that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field's name in JSON.
    pub field: String,
    /// One sentence in the language that was asked for.
    pub message: String,
}

/// Stable names of the errors; what a client may branch on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProblemCode {
    /// 422: the answer to the captcha is wrong, or is for another kind.
    CaptchaWrong,
    /// 422: the captcha is older than ten minutes.
    CaptchaExpired,
    /// 409: the captcha was used before.
    CaptchaUsed,
    /// 422: the network writes so often that only the code captcha is taken.
    CaptchaCodeRequired,
    /// 422: see `fields`.
    Validation,
    /// 400: the body is not JSON, or a parameter is not what it should be.
    BadRequest,
    /// 404
    NotFound,
    /// 405
    MethodNotAllowed,
    /// 409: the same `Idempotency-Key` came with another body.
    IdempotencyMismatch,
    /// 413
    TooLarge,
    /// 415
    UnsupportedMediaType,
    /// 429, with `Retry-After`.
    RateLimited,
    /// 403: the town has turned this feature off.
    FeatureOff,
    /// 403: a page of another site wrote, and the town does not let that site.
    OriginNotAllowed,
    /// 500
    Internal,
    /// 503, with `Retry-After`: the server is stopping, or its database is busy.
    Unavailable,
    /// A code that this version of the contract does not know.
    #[serde(other)]
    Unknown,
}

impl ProblemCode {
    /// The HTTP status that goes with the code.
    pub fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::FeatureOff | Self::OriginNotAllowed => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::CaptchaUsed | Self::IdempotencyMismatch => 409,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::CaptchaWrong
            | Self::CaptchaExpired
            | Self::CaptchaCodeRequired
            | Self::Validation => 422,
            Self::RateLimited => 429,
            Self::Internal | Self::Unknown => 500,
            Self::Unavailable => 503,
        }
    }

    /// One sentence of `language` that the UI may show.
    pub fn title(self, language: Language) -> &'static str {
        match language {
            Language::Vietnamese => self.vietnamese(),
            Language::English => self.english(),
        }
    }

    fn vietnamese(self) -> &'static str {
        match self {
            Self::CaptchaWrong => "Mã xác thực không đúng.",
            Self::CaptchaExpired => "Mã xác thực đã hết hạn. Mời bạn lấy mã khác.",
            Self::CaptchaUsed => "Mã xác thực này đã được dùng. Mời bạn lấy mã khác.",
            Self::CaptchaCodeRequired => "Mời bạn nhập mã xác thực trong ảnh.",
            Self::Validation => "Có thông tin chưa hợp lệ.",
            Self::BadRequest => "Yêu cầu không hợp lệ.",
            Self::NotFound => "Không tìm thấy nội dung này.",
            Self::MethodNotAllowed => "Địa chỉ này không nhận kiểu yêu cầu đó.",
            Self::IdempotencyMismatch => "Mã chống gửi trùng này đã dùng cho một nội dung khác.",
            Self::TooLarge => "Nội dung gửi lên quá lớn.",
            Self::UnsupportedMediaType => "Nội dung gửi lên phải ở dạng JSON.",
            Self::RateLimited => "Mạng của bạn gửi quá nhiều lần. Mời bạn thử lại sau ít phút.",
            Self::FeatureOff => "Tính năng này đang tắt.",
            Self::OriginNotAllowed => "Trang web này không được phép gửi nội dung vào cổng.",
            Self::Internal | Self::Unknown => "Máy chủ gặp lỗi. Mời bạn thử lại sau.",
            Self::Unavailable => "Máy chủ đang bận. Mời bạn thử lại sau.",
        }
    }

    fn english(self) -> &'static str {
        match self {
            Self::CaptchaWrong => "The verification code is wrong.",
            Self::CaptchaExpired => "The verification code has expired. Please take another one.",
            Self::CaptchaUsed => {
                "This verification code has been used already. Please take another one."
            }
            Self::CaptchaCodeRequired => "Please type the verification code in the picture.",
            Self::Validation => "Some of what you entered is not valid.",
            Self::BadRequest => "The request is not valid.",
            Self::NotFound => "This content could not be found.",
            Self::MethodNotAllowed => "This address does not take such a request.",
            Self::IdempotencyMismatch => {
                "This key against double sending was used for something else already."
            }
            Self::TooLarge => "What you sent is too large.",
            Self::UnsupportedMediaType => "What is sent has to be JSON.",
            Self::RateLimited => {
                "Your network is sending too often. Please try again in a few minutes."
            }
            Self::FeatureOff => "This feature is switched off.",
            Self::OriginNotAllowed => "This website may not send anything to the portal.",
            Self::Internal | Self::Unknown => "The server has failed. Please try again later.",
            Self::Unavailable => "The server is busy. Please try again later.",
        }
    }
}

impl Problem {
    /// The problem that `code` stands for, with its own status, told in Vietnamese.
    pub fn new(code: ProblemCode) -> Self {
        Self::told(Language::Vietnamese, code)
    }

    /// The problem that `code` stands for, with its own status, told in `language`.
    pub fn told(language: Language, code: ProblemCode) -> Self {
        Self {
            status: code.status(),
            code,
            title: code.title(language).to_owned(),
            fields: Vec::new(),
        }
    }

    /// A `validation` problem with what is wrong with each field, told in `language`.
    pub fn validation(language: Language, fields: Vec<FieldProblem>) -> Self {
        Self {
            fields,
            ..Self::told(language, ProblemCode::Validation)
        }
    }

    /// What is wrong with `field`, if anything.
    pub fn field(&self, field: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|problem| problem.field == field)
            .map(|problem| problem.message.as_str())
    }
}
