//! Texts of switching messages on and off.

pub struct PushTexts {
    pub switch_on: &'static str,
    pub switch_off: &'static str,
    pub working: &'static str,
    pub off: &'static str,
    pub on: &'static str,
    pub changed: &'static str,
    pub switched_off: &'static str,
    pub nothing_chosen: &'static str,
    pub denied: &'static str,
    pub not_decided: &'static str,
    pub unsupported: &'static str,
    /// On an iPhone, where only what is on the home screen may be told.
    pub needs_home_screen: &'static str,
    /// When it is not known what was chosen.
    pub unknown: &'static str,
    pub try_again: &'static str,
    pub failed: &'static str,
    /// When the portal does without them.
    pub not_offered: &'static str,
}

pub const VIETNAMESE: PushTexts = PushTexts {
    switch_on: "Bật thông báo",
    switch_off: "Tắt thông báo",
    working: "Đang thực hiện…",
    off: "Thông báo đang tắt trên máy này.",
    on: "Thông báo đang bật trên máy này. Bạn có thể đổi lựa chọn bất cứ lúc nào.",
    changed: "Đã lưu lựa chọn mới.",
    switched_off: "Đã tắt thông báo và xóa đăng ký của máy này.",
    nothing_chosen: "Mời bạn chọn ít nhất một mục, hoặc tắt thông báo.",
    denied: "Trình duyệt đang chặn thông báo của trang này. Hãy mở phần cài đặt của trang (biểu tượng bên cạnh địa chỉ), cho phép “Thông báo”, rồi tải lại trang.",
    not_decided: "Trình duyệt chưa được phép hiện thông báo, nên chưa bật được.",
    unsupported: "Trình duyệt này không nhận được thông báo. Hãy mở trang bằng Chrome, Edge, Firefox hoặc Safari bản mới, không phải trong Zalo hay Facebook.",
    needs_home_screen: "Trên iPhone, iPad, hãy thêm cổng thông tin vào màn hình chính trước: bấm nút Chia sẻ của Safari, chọn “Thêm vào MH chính”, mở từ đó rồi quay lại trang này.",
    unknown: "Chưa xem được máy này đang nhận những gì, nên chưa đổi được lựa chọn. Kiểm tra kết nối mạng rồi bấm “Thử lại”.",
    try_again: "Thử lại",
    failed: "Chưa thực hiện được. Kiểm tra kết nối mạng rồi bấm lại.",
    not_offered: "Cổng thông tin hiện không gửi thông báo.",
};

pub const ENGLISH: PushTexts = PushTexts {
    switch_on: "Switch notifications on",
    switch_off: "Switch notifications off",
    working: "One moment…",
    off: "Notifications are off on this device.",
    on: "Notifications are on. You can change your choice at any time.",
    changed: "Your choice is saved.",
    switched_off: "Notifications are off, and the subscription of this device is deleted.",
    nothing_chosen: "Please choose at least one topic, or switch notifications off.",
    denied: "Your browser blocks notifications of this site. Open the settings of the site (the icon beside its address), allow notifications, and reload the page.",
    not_decided: "Your browser has not been allowed to show notifications, so they are still off.",
    unsupported: "This browser cannot receive notifications. Open the page in a recent Chrome, Edge, Firefox or Safari, not inside Zalo or Facebook.",
    needs_home_screen: "On an iPhone or iPad, add the portal to your home screen first: press Share in Safari, choose “Add to Home Screen”, open it from there and come back to this page.",
    unknown: "What this device is told cannot be looked up now, so it cannot be changed either. Check your connection and press “Try again”.",
    try_again: "Try again",
    failed: "That did not work. Check your connection and press again.",
    not_offered: "The portal sends no notifications at present.",
};
