//! Texts of the map that one can move.

pub struct MapTexts {
    pub map: &'static str,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub close: &'static str,
    pub locate: &'static str,
    pub locating: &'static str,
    /// An area's full name, and how many metres it may be off.
    pub located: fn(&str, u32) -> String,
    /// How many kilometres it may be off.
    pub located_vaguely: fn(u32) -> String,
    pub outside: &'static str,
    pub locating_refused: &'static str,
    pub locating_failed: &'static str,
    pub you: &'static str,
    pub full_screen: &'static str,
    pub leave_full_screen: &'static str,
    pub print: &'static str,
    pub layers: &'static str,
    /// How many places the map shows.
    pub shown: fn(usize) -> String,
    pub none_shown: &'static str,
    pub list_failed: &'static str,
    /// The accessible name of a heap of places.
    pub heap: fn(usize) -> String,
    pub surface: &'static str,
    /// Square kilometres with a point between whole ones and parts.
    pub square_kilometres: fn(&str) -> String,
    pub population: &'static str,
    /// A number of people without separators, and the year in which they were counted.
    pub people: fn(&str, Option<u16>) -> String,
    pub to_area: &'static str,
    pub phone: &'static str,
    pub hours: &'static str,
    pub directions: &'static str,
    pub article: &'static str,
    pub approximate: &'static str,
    pub failed: &'static str,
    /// Whose streets they are.
    pub street_authors: &'static str,
}

pub const VIETNAMESE: MapTexts = MapTexts {
    map: "Bản đồ, dùng phím mũi tên để di chuyển, phím cộng và trừ để phóng",
    zoom_in: "Phóng to",
    zoom_out: "Thu nhỏ",
    close: "Đóng",
    locate: "Vị trí của tôi",
    locating: "Đang xác định vị trí…",
    located: |area, metres| format!("Bạn đang ở {area} (sai số khoảng {metres} m)."),
    located_vaguely: |kilometres| {
        format!(
            "Vị trí chỉ là ước chừng (sai số khoảng {kilometres} km) nên chưa biết bạn ở phường, xã nào."
        )
    },
    outside: "Bạn đang ở ngoài các khu vực trên bản đồ này.",
    locating_refused: "Trình duyệt không được phép cho biết vị trí. Bạn có thể cho phép trong phần cài đặt của trang.",
    locating_failed: "Chưa xác định được vị trí. Bạn hãy thử lại ở nơi thoáng hơn.",
    you: "Vị trí của bạn",
    full_screen: "Toàn màn hình",
    leave_full_screen: "Thoát toàn màn hình",
    print: "In bản đồ",
    layers: "Lớp địa điểm",
    shown: |count| format!("Bản đồ đang hiện {count} địa điểm."),
    none_shown: "Không có địa điểm nào khớp.",
    list_failed: "Chưa tải được danh sách; bản đồ vẫn hiện đúng các địa điểm tìm thấy.",
    heap: |count| format!("{count} địa điểm gần nhau, bấm để tách ra"),
    surface: "Diện tích",
    square_kilometres: |number| format!("{} km²", number.replace('.', ",")),
    population: "Dân số",
    people: |count, year| {
        let year = year.map_or_else(String::new, |year| format!(" (năm {year})"));
        format!("{} người{year}", grouped(count, '.'))
    },
    to_area: "Xem khu vực này",
    phone: "Điện thoại",
    hours: "Giờ làm việc",
    directions: "Chỉ đường",
    article: "Bài viết",
    approximate: "Điểm đặt ở giữa khu vực, chưa phải tọa độ chính xác.",
    failed: "Chưa tải được bản đồ tương tác; sơ đồ và danh sách vẫn đầy đủ.",
    street_authors: "những người đóng góp cho OpenStreetMap",
};

pub const ENGLISH: MapTexts = MapTexts {
    map: "Map; move it with the arrow keys, zoom with plus and minus",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    close: "Close",
    locate: "My position",
    locating: "Finding your position…",
    located: |area, metres| format!("You are in {area} (within some {metres} m)."),
    located_vaguely: |kilometres| {
        format!(
            "Your position is only roughly known (within some {kilometres} km), so the ward cannot be told."
        )
    },
    outside: "You are outside of the areas on this map.",
    locating_refused: "The browser may not tell the position. You can allow it in the settings of this site.",
    locating_failed: "The position could not be found. Try again where the sky is open.",
    you: "Your position",
    full_screen: "Full screen",
    leave_full_screen: "Leave full screen",
    print: "Print the map",
    layers: "Layers of places",
    shown: |count| match count {
        1 => "The map shows 1 place.".to_owned(),
        count => format!("The map shows {count} places."),
    },
    none_shown: "No place matches.",
    list_failed: "The list could not be loaded; the map shows the places that were found.",
    heap: |count| format!("{count} places near each other; press to take them apart"),
    surface: "Area",
    square_kilometres: |number| format!("{number} km²"),
    population: "Population",
    people: |count, year| {
        let year = year.map_or_else(String::new, |year| format!(" (in {year})"));
        format!("{}{year}", grouped(count, ','))
    },
    to_area: "See this area",
    phone: "Telephone",
    hours: "Opening hours",
    directions: "Directions",
    article: "Article",
    approximate: "Shown in the middle of its area; its exact position is not known.",
    failed: "The interactive map could not be loaded; the drawing and the list are complete.",
    street_authors: "OpenStreetMap contributors",
};

/// `28729` → `28.729`
fn grouped(digits: &str, separator: char) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_counted_as_each_language_counts() {
        assert_eq!(
            (VIETNAMESE.people)("28729", Some(2014)),
            "28.729 người (năm 2014)"
        );
        assert_eq!((ENGLISH.people)("1281540", None), "1,281,540");
        assert_eq!((VIETNAMESE.square_kilometres)("35.31"), "35,31 km²");
    }
}
