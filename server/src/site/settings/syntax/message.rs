//! What the TOML reader says, in Vietnamese.

const UNQUOTED: &str = "thiếu giá trị, hoặc chữ chưa đặt trong dấu nháy kép";

/// The reason for `message`, which is about the text `written`: the commonest in Vietnamese, the
/// rest as they are.
pub fn translate(message: &str, written: &str) -> String {
    let message = message.trim();
    let (problem, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let translated = match problem {
        "string values must be quoted" => UNQUOTED,
        "invalid boolean" if is_boolean(written) => "true và false phải viết thường",
        // The reader takes a word for what begins with the same letter.
        "invalid boolean" | "invalid float" if expected.chars().any(char::is_alphabetic) => {
            UNQUOTED
        }
        "missing opening quote" => "chuỗi thiếu dấu nháy mở",
        "invalid basic string"
        | "invalid literal string"
        | "invalid multi-line basic string"
        | "invalid multi-line literal string"
            if expected.contains(['"', '\'']) =>
        {
            "chuỗi thiếu dấu nháy đóng"
        }
        "missing escaped value" => {
            "sau dấu \\ trong chuỗi là một ký tự lạ; muốn có dấu \\ thì viết \\\\"
        }
        "key with no value" | "missing value for key" => "sau tên khóa phải có dấu = và giá trị",
        "invalid unquoted key" if written.contains(':') => {
            "sau tên khóa phải là dấu =, không phải dấu :"
        }
        "invalid unquoted key" => "tên khóa chỉ gồm chữ cái không dấu, chữ số, dấu _ và dấu -",
        "unquoted keys cannot be empty" => "thiếu tên khóa",
        "unclosed table" => "tiêu đề bảng thiếu dấu ] đóng",
        "unclosed array table" => "tiêu đề bảng thiếu dấu ]] đóng",
        "unclosed array" => "danh sách thiếu dấu ] đóng",
        "unclosed inline table" => "bảng thiếu dấu } đóng",
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            "thiếu dấu phẩy"
        }
        "unexpected key or value" => "thừa chữ ở cuối dòng",
        "cannot recurse further; max recursion depth met" | "recursion limit" => {
            "các giá trị lồng nhau quá sâu"
        }
        "duplicate key" => return format!("sai cú pháp TOML: `{written}` đã có ở trên"),
        _ => {
            let message = message.replace(", expected ", ", cần ");
            return format!("sai cú pháp TOML: {message}");
        }
    };
    format!("sai cú pháp TOML: {translated}")
}

fn is_boolean(word: &str) -> bool {
    ["true", "false"].contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::site::settings::syntax::errors;

    /// The reader's words are no promise; a new version of it may bring new ones.
    #[test]
    fn the_commonest_errors_are_told_in_vietnamese() {
        for (text, part) in [
            ("a = b", "dấu nháy kép"),
            ("a = tin", "dấu nháy kép"),
            ("a = ngày", "dấu nháy kép"),
            ("a =", "thiếu giá trị"),
            ("a = b\"", "dấu nháy mở"),
            ("a = \"b", "dấu nháy đóng"),
            ("a = 'b", "dấu nháy đóng"),
            ("a = \"\"\"b", "dấu nháy đóng"),
            ("a = '''b", "dấu nháy đóng"),
            ("a = \"\\h\"", "ký tự lạ"),
            ("a", "dấu ="),
            ("a: 1", "không phải dấu :"),
            ("á = 1", "chữ cái không dấu"),
            ("[]", "thiếu tên"),
            ("[a", "thiếu dấu ] đóng"),
            ("[[a]", "tiêu đề bảng"),
            ("a = [1", "danh sách thiếu dấu ]"),
            ("a = { b = 1", "bảng thiếu dấu }"),
            ("a = [\"b\" \"c\"]", "dấu phẩy"),
            ("a = \"b\" c", "thừa chữ"),
            ("a = True", "viết thường"),
            ("a = 1\na = 2", "`a` đã có ở trên"),
        ] {
            let errors = errors(text);
            let told = errors.values().next().expect("an error");
            assert!(told.starts_with("sai cú pháp TOML: "), "{told}");
            assert!(told.contains(part), "{told} for {text}");
        }
    }
}
