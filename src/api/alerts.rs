use conglang_contract::alert::AlertList;

use super::{ApiResult, page_answers::PageAnswers};

/// `GET alerts`, which the server alone asks; none while it is not known.
pub fn alerts(answers: &PageAnswers) -> Option<ApiResult<AlertList>> {
    answers.answer("alerts").map(|answer| answer.read())
}
