//! Texts of the installed portal: what the system's own menus show of it.

pub struct InstallTexts {
    /// The shortcuts of the icon on the home screen.
    pub latest: &'static str,
    pub map: &'static str,
    pub alerts: &'static str,
}

pub const VIETNAMESE: InstallTexts = InstallTexts {
    latest: "Tin mới",
    map: "Bản đồ",
    alerts: "Cảnh báo",
};

pub const ENGLISH: InstallTexts = InstallTexts {
    latest: "Latest news",
    map: "Map",
    alerts: "Alerts",
};
