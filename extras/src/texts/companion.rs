//! Texts of what the portal tells about itself.

pub struct CompanionTexts {
    pub offline: &'static str,
    /// With date and time, without network.
    pub saved: fn(&str) -> String,
    /// With date and time, while the network is slow.
    pub slow: fn(&str) -> String,
    /// With date and time, when the network has come back.
    pub back: fn(&str) -> String,
    pub to_shelf: &'static str,
    pub load_anew: &'static str,
    pub update: &'static str,
    pub later: &'static str,
    pub install: &'static str,
    pub install_on_iphone: &'static str,
    pub install_now: &'static str,
    pub no_thanks: &'static str,
}

pub const VIETNAMESE: CompanionTexts = CompanionTexts {
    offline: "Không có mạng.",
    saved: |at| format!("Không có mạng. Bạn đang xem bản lưu lúc {at}."),
    slow: |at| format!("Mạng đang chậm. Bạn đang xem bản lưu lúc {at}."),
    back: |at| format!("Đã có mạng trở lại. Bạn đang xem bản lưu lúc {at}."),
    to_shelf: "Xem những gì đã lưu",
    load_anew: "Tải lại",
    update: "Có bản mới của cổng thông tin.",
    later: "Để sau",
    install: "Thêm cổng thông tin vào màn hình chính để mở nhanh, cả khi không có mạng?",
    install_on_iphone: "Để mở nhanh cổng thông tin: bấm nút Chia sẻ của Safari, rồi chọn “Thêm vào MH chính”.",
    install_now: "Thêm",
    no_thanks: "Không, cảm ơn",
};

pub const ENGLISH: CompanionTexts = CompanionTexts {
    offline: "You are offline.",
    saved: |at| format!("You are offline. This page was saved at {at}."),
    slow: |at| format!("The network is slow. This page was saved at {at}."),
    back: |at| format!("You are online again. This page was saved at {at}."),
    to_shelf: "See what is saved",
    load_anew: "Reload",
    update: "A new version of the portal is ready.",
    later: "Later",
    install: "Add the portal to your home screen, to open it quickly and offline?",
    install_on_iphone: "To open the portal quickly, press Share in Safari and choose “Add to Home Screen”.",
    install_now: "Add",
    no_thanks: "No, thanks",
};
