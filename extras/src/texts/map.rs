//! Texts of the map that one can move.

use conglang_contract::{format, language::Language};

pub struct MapTexts {
    pub map: &'static str,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub close: &'static str,
    pub locate: &'static str,
    pub locating: &'static str,
    /// An area's full name, and how far off it may be.
    pub located: fn(&str, &str) -> String,
    /// How far off it may be.
    pub located_vaguely: fn(&str) -> String,
    pub outside: &'static str,
    /// The areas to compare the position with could not be loaded.
    pub look_up_failed: &'static str,
    pub locating_refused: &'static str,
    pub locating_failed: &'static str,
    pub you: &'static str,
    pub full_screen: &'static str,
    pub leave_full_screen: &'static str,
    pub print: &'static str,
    pub layers: &'static str,
    /// How many places the map shows.
    pub shown: fn(u64) -> String,
    /// How many places there are.
    pub place_count: fn(u64) -> String,
    pub none_shown: &'static str,
    pub list_failed: &'static str,
    /// The accessible name of a heap of places.
    pub heap: fn(u64) -> String,
    pub surface: &'static str,
    /// Whole square kilometres and hundredths.
    pub square_kilometres: fn(u64, u64) -> String,
    pub population: &'static str,
    /// People, and the year in which they were counted.
    pub people: fn(u64, Option<u16>) -> String,
    pub to_area: &'static str,
    pub phone: &'static str,
    pub hours: &'static str,
    pub directions: &'static str,
    pub article: &'static str,
    /// The area in whose middle the place is shown, when that is known.
    pub approximate: fn(Option<&str>) -> String,
    pub failed: &'static str,
    /// Whose streets they are.
    pub street_authors: &'static str,
}

pub const VIETNAMESE: MapTexts = MapTexts {
    map: "Bản đồ, dùng phím mũi tên để di chuyển, phím cộng và trừ để phóng to, thu nhỏ",
    zoom_in: "Phóng to",
    zoom_out: "Thu nhỏ",
    close: "Đóng",
    locate: "Vị trí của tôi",
    locating: "Đang xác định vị trí…",
    located: |area, distance| format!("Bạn đang ở {area} (sai số khoảng {distance})."),
    located_vaguely: |distance| {
        format!(
            "Vị trí chỉ là ước chừng (sai số khoảng {distance}) nên chưa biết bạn ở phường, xã nào."
        )
    },
    outside: "Bạn đang ở ngoài các khu vực trên bản đồ này.",
    look_up_failed: "Chưa tải được ranh giới các phường, xã nên chưa biết bạn đang ở đâu. Bạn hãy xem lại kết nối mạng rồi thử lại.",
    locating_refused: "Trình duyệt không được phép cho biết vị trí. Bạn có thể cho phép trong phần cài đặt của trang.",
    locating_failed: "Chưa xác định được vị trí. Bạn hãy thử lại ở nơi thoáng hơn.",
    you: "Vị trí của bạn",
    full_screen: "Toàn màn hình",
    leave_full_screen: "Thoát toàn màn hình",
    print: "In bản đồ",
    layers: "Lớp địa điểm",
    shown: |count| format!("Bản đồ đang hiện {} địa điểm.", vietnamese(count)),
    place_count: |count| format!("{} địa điểm", vietnamese(count)),
    none_shown: "Không có địa điểm nào khớp.",
    list_failed: "Chưa tải được danh sách; bản đồ vẫn hiện đúng các địa điểm tìm thấy.",
    heap: |count| format!("{} địa điểm gần nhau, bấm để tách ra", vietnamese(count)),
    surface: "Diện tích",
    square_kilometres: |whole, hundredths| format!("{},{hundredths:02} km²", vietnamese(whole)),
    population: "Dân số",
    people: |count, year| {
        let year = year.map_or_else(String::new, |year| format!(" (năm {year})"));
        format!("{} người{year}", vietnamese(count))
    },
    to_area: "Xem khu vực này",
    phone: "Điện thoại",
    hours: "Giờ làm việc",
    directions: "Chỉ đường",
    article: "Bài viết",
    approximate: |area| {
        let area = area.unwrap_or("khu vực");
        format!("Điểm đặt ở giữa {area}, chưa phải tọa độ chính xác.")
    },
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
    located: |area, distance| format!("You are in {area} (within some {distance})."),
    located_vaguely: |distance| {
        format!(
            "Your position is only roughly known (within some {distance}), so the ward cannot be told."
        )
    },
    outside: "You are outside of the areas on this map.",
    look_up_failed: "The borders of the wards could not be loaded, so it is not known where you are. Check the network and try again.",
    locating_refused: "The browser is not allowed to tell your position. You can allow it in the settings of this site.",
    locating_failed: "The position could not be found. Try again where the sky is open.",
    you: "Your position",
    full_screen: "Full screen",
    leave_full_screen: "Leave full screen",
    print: "Print the map",
    layers: "Layers of places",
    shown: |count| format!("The map shows {}.", english_places(count)),
    place_count: english_places,
    none_shown: "No place matches.",
    list_failed: "The list could not be loaded; the map shows the places that were found.",
    heap: |count| {
        let places = english_places(count);
        format!("{places} near each other; press to take them apart")
    },
    surface: "Area",
    square_kilometres: |whole, hundredths| {
        let whole = format::integer(Language::English, whole);
        format!("{whole}.{hundredths:02} km²")
    },
    population: "Population",
    people: |count, year| {
        let year = year.map_or_else(String::new, |year| format!(" (in {year})"));
        format!("{}{year}", format::integer(Language::English, count))
    },
    to_area: "See this area",
    phone: "Telephone",
    hours: "Opening hours",
    directions: "Directions",
    article: "Article",
    approximate: |area| {
        let area = area.unwrap_or("its area");
        format!("Shown in the middle of {area}; its exact position is not known.")
    },
    failed: "The interactive map could not be loaded; the drawing and the list are complete.",
    street_authors: "OpenStreetMap contributors",
};

fn vietnamese(count: u64) -> String {
    format::integer(Language::Vietnamese, count)
}

fn english_places(count: u64) -> String {
    format::english_count(count, "place", "places")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        assert_eq!(
            (VIETNAMESE.people)(28_729, Some(2014)),
            "28.729 người (năm 2014)"
        );
        assert_eq!((ENGLISH.people)(1_281_540, None), "1,281,540");
        assert_eq!((VIETNAMESE.square_kilometres)(35, 5), "35,05 km²");
        assert_eq!((VIETNAMESE.shown)(5000), "Bản đồ đang hiện 5.000 địa điểm.");
        assert_eq!((ENGLISH.shown)(1), "The map shows 1 place.");
        assert_eq!(
            (ENGLISH.heap)(1200),
            "1,200 places near each other; press to take them apart"
        );
    }
}
