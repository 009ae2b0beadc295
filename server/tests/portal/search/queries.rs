//! What is found for what people type.

use super::{names, search, site_with_articles};

/// What was typed, what is found first (in this order), and what is not found at all.
const CASES: &[(&str, &[&str], &[&str])] = &[
    // Marks that are typed count.
    ("đường", &["duong-tranh"], &["ho-duong"]),
    ("dương", &["ho-duong"], &["duong-tranh", "an-uong"]),
    ("đường tránh", &["duong-tranh"], &["ho-duong"]),
    ("dương liễu", &["ho-duong"], &["duong-tranh"]),
    ("Đức", &["duc-thuan"], &["bao-so-ba"]),
    ("ăn", &["an-uong"], &["an-toan-dien"]),
    ("rèn", &["lang-ren"], &["hoa-dao"]),
    ("hoa", &["hoa-dao"], &[]),
    ("hoa đào", &["hoa-dao"], &["hoa-phuong"]),
    ("bão số", &["bao-so-ba"], &["duc-thuan"]),
    ("đền Cả", &["moi"], &["duong-tranh"]),
    ("nước sạch", &["cap-nuoc"], &["an-toan-dien"]),
    ("núi Hồng", &["hoa-dao"], &["bao-so-ba"]),
    ("Đức Thọ", &["duc-tho"], &["duc-thuan"]),
    ("Đức Thuận", &["duc-thuan"], &["duc-tho"]),
    ("Lễ hội", &["moi"], &["lang-ren"]),
    ("lửa", &["lang-ren"], &["bao-so-ba"]),
    ("tàu thuyền", &["bao-so-ba"], &["duong-tranh"]),
    // Without marks everything with these letters.
    ("duong", &["ho-duong", "duong-tranh"], &["hoa-dao"]),
    ("duong tranh", &["duong-tranh"], &["ho-duong"]),
    ("duc thuan", &["duc-thuan"], &["duc-tho"]),
    ("duc tho", &["duc-tho"], &["hoa-dao"]),
    (
        "hong linh",
        &["nam-hong-linh", "bac-hong-linh", "lang-ren"],
        &["duc-tho"],
    ),
    ("lang ren", &["lang-ren"], &["duc-tho"]),
    ("trung luong", &["lang-ren"], &["duc-tho"]),
    ("le hoi den ca", &["moi", "cu"], &["duc-tho"]),
    ("bao so 3", &["bao-so-ba"], &["lang-ren"]),
    (
        "nghi quyet",
        &["nghi-quyet-12", "nghi-quyet-02"],
        &["lang-ren"],
    ),
    ("an toan", &["an-toan-dien"], &["duc-tho"]),
    ("hoa giai", &["hoa-phuong"], &["hoa-dao"]),
    ("hoa dao", &["hoa-dao"], &["hoa-phuong"]),
    ("nuoc sach", &["cap-nuoc"], &["duc-tho"]),
    ("chuyen doi so", &["nghi-quyet-02"], &["lang-ren"]),
    ("khoi cong", &["duong-tranh"], &["lang-ren"]),
    ("thuy", &["hoa-phuong"], &["lang-ren"]),
    ("d", &[], &["lang-ren"]),
    // đ is a letter of its own when it is typed.
    ("đuc thuan", &["duc-thuan"], &["duc-tho"]),
    ("đào", &["hoa-dao"], &["an-toan-dien"]),
    ("đao", &["hoa-dao"], &[]),
    ("Đ", &[], &["duc-tho"]),
    // A tone that is not typed is open, a typed one is not.
    ("đương tránh", &["duong-tranh"], &["ho-duong"]),
    ("Đưc Thuân", &["duc-thuan"], &["duc-tho"]),
    ("hôi", &["moi"], &["duc-tho"]),
    ("sông", &["song-minh", "doi-song"], &[]),
    ("sống", &["doi-song"], &["song-minh"]),
    ("lê hôi", &["moi"], &["duc-tho"]),
    // Where the tone is written does not matter.
    ("hoà giải", &["hoa-phuong"], &["hoa-dao"]),
    ("hòa giải", &["hoa-phuong"], &["hoa-dao"]),
    ("HÒA GIẢI", &["hoa-phuong"], &["hoa-dao"]),
    ("Thuý", &["hoa-phuong"], &["lang-ren"]),
    ("Thúy", &["hoa-phuong"], &["lang-ren"]),
    ("thúy", &["hoa-phuong"], &["lang-ren"]),
    // Composed and decomposed letters are the same.
    (
        "đu\u{31b}o\u{31b}\u{300}ng",
        &["duong-tranh"],
        &["ho-duong"],
    ),
    (
        "Đu\u{301}\u{31b}c Thua\u{323}\u{302}n",
        &["duc-thuan"],
        &["duc-tho"],
    ),
    ("hoa\u{300} gia\u{309}i", &["hoa-phuong"], &["hoa-dao"]),
    // Neither do capitals nor signs between words.
    (
        "HONG LINH",
        &["nam-hong-linh", "bac-hong-linh"],
        &["duc-tho"],
    ),
    ("lÀnG rÈn", &["lang-ren"], &["duc-tho"]),
    ("  làng \t rèn ", &["lang-ren"], &["duc-tho"]),
    ("làng, rèn!", &["lang-ren"], &["duc-tho"]),
    ("(đường) tránh?", &["duong-tranh"], &["ho-duong"]),
    ("làng +rèn -đường", &[], &["duc-tho"]),
    // Numbers and codes, whose parts stand together.
    ("02-NQ/TU", &["nghi-quyet-02"], &["nghi-quyet-12"]),
    ("02-nq/tu", &["nghi-quyet-02"], &["nghi-quyet-12"]),
    ("02/NQ-TU", &["nghi-quyet-02"], &["nghi-quyet-12"]),
    ("12-NQ/HU", &["nghi-quyet-12"], &["nghi-quyet-02"]),
    ("nghị quyết 02", &["nghi-quyet-02"], &["nghi-quyet-12"]),
    ("NQ", &["nghi-quyet-12", "nghi-quyet-02"], &["lang-ren"]),
    ("1.200", &["cap-nuoc"], &["bao-so-ba"]),
    ("1.200 m", &["cap-nuoc"], &["bao-so-ba"]),
    ("77", &["chi-nhac-qua"], &["bao-so-ba"]),
    ("200 300", &["bao-so-ba"], &["cap-nuoc"]),
    ("2019", &["cu"], &["moi"]),
    // However the digits of a number or a day are set apart.
    ("1200", &["cap-nuoc"], &["bao-so-ba"]),
    ("0239.3.835.356", &["mot-cua"], &["bao-so-ba"]),
    ("02393835356", &["mot-cua"], &["bao-so-ba"]),
    ("0239 3835 356", &["mot-cua"], &["bao-so-ba"]),
    ("0239-3835.356", &["mot-cua"], &["bao-so-ba"]),
    ("gọi 0912345678", &[], &["mot-cua"]),
    ("điện thoại 0912345678", &["mot-cua"], &["bao-so-ba"]),
    ("1/7/2025", &["mot-cua"], &["cap-nuoc"]),
    ("01/07/2025", &["mot-cua"], &["cap-nuoc"]),
    ("1.7.2025", &["mot-cua"], &["cap-nuoc"]),
    ("01/07", &["mot-cua"], &["cap-nuoc"]),
    ("11/7/2025", &[], &["mot-cua"]),
    // What an attachment is called, and who wrote it.
    ("1234/QĐ-UBND", &["quyet-dinh"], &["mot-cua"]),
    ("quyết định 1234", &["quyet-dinh"], &["mot-cua"]),
    ("qd-1234.pdf", &["quyet-dinh"], &["mot-cua"]),
    ("Phan Huy Ích", &["quyet-dinh"], &["mot-cua"]),
    // Words between quotation marks stand together, in this order.
    ("\"đền Cả\"", &["moi"], &["duc-tho"]),
    ("\"lễ hội đền\"", &["moi", "cu"], &["duc-tho"]),
    ("\"den ca\"", &["moi"], &["duc-tho"]),
    ("“lò rèn”", &["lang-ren"], &["duc-tho"]),
    ("\"rèn làng\"", &[], &["lang-ren"]),
    ("\"đền hội\"", &[], &["moi", "cu"]),
    ("\"Đức Thuận\" kênh", &["duc-thuan"], &["duc-tho"]),
    ("\"dương liễu", &["ho-duong"], &["duong-tranh"]),
    ("\"Đưc Thuân\"", &["duc-thuan"], &["duc-tho"]),
    // The title counts more than the text, the new more than the old.
    ("lò rèn", &["lang-ren", "chi-nhac-qua"], &["duc-tho"]),
    ("lễ hội đền cả", &["moi"], &["duc-tho"]),
    ("rước kiệu", &["moi", "cu"], &["duc-tho"]),
    ("giao ban", &["chi-nhac-qua"], &["duc-tho"]),
    // Tags and places.
    ("làng nghề", &["lang-ren"], &["duc-tho"]),
    ("Bắc Hồng Lĩnh", &["bac-hong-linh"], &["nam-hong-linh"]),
    ("nam hong linh", &["nam-hong-linh"], &["bac-hong-linh"]),
    // Pages.
    ("ban do", &["ban-do"], &[]),
    ("cảnh báo", &["canh-bao"], &["bao-so-ba"]),
    ("thống kê truy cập", &["thong-ke"], &["duc-tho"]),
    ("lưu trữ", &["luu-tru"], &["duc-tho"]),
    ("đọc nhiều", &["doc-nhieu"], &["duc-tho"]),
    ("nhận thông báo", &["thong-bao"], &["duc-tho"]),
    ("nhúng vào trang web", &["nhung"], &["duc-tho"]),
    // All words have to be there.
    ("làng rèn bóng chuyền", &[], &["lang-ren", "duc-tho"]),
];

#[tokio::test]
async fn people_find_what_they_mean() {
    assert!(CASES.len() >= 80, "{}", CASES.len());
    let site = site_with_articles().await;
    let mut wrong = Vec::new();
    for (typed, first, absent) in CASES {
        let found = names(&search(&site, typed, "&per_page=50").await);
        let in_order = found
            .iter()
            .map(String::as_str)
            .take(first.len())
            .eq(first.iter().copied());
        let without = absent
            .iter()
            .all(|name| !found.iter().any(|found| found == name));
        if !in_order || !without {
            wrong.push(format!(
                "{typed:?}: {found:?}, not {first:?} without {absent:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
