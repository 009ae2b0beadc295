//! Trunk's `dist/index.html`, from which pages take the tags that start the app. Trunk alone knows
//! the hashed names, so nobody writes a hash twice.

use super::assets::Dist;

/// The part of Trunk's page that every rendered page repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// What stands in `<head>`, the title excepted, since each page has its own.
    head: String,
}

impl Template {
    /// Reads the app that is built into this binary. Without one, pages are sent without scripts.
    pub fn from_dist() -> Self {
        Dist::get("index.html")
            .and_then(|file| String::from_utf8(file.data.into_owned()).ok())
            .and_then(|html| Self::parse(&html))
            .unwrap_or_default()
    }

    /// Takes the head out of a whole page; `None` when it has none.
    pub fn parse(html: &str) -> Option<Self> {
        let (_, rest) = html.split_once("<head>")?;
        let (head, _) = rest.split_once("</head>")?;
        Some(Self {
            head: without_title(head),
        })
    }

    /// The head with `nonce` on each script.
    pub fn head(&self, nonce: &str) -> String {
        self.head
            .replace("<script", &format!("<script nonce=\"{nonce}\""))
    }

    /// The head without its scripts and their preloads: styles, icons and fonts.
    pub fn head_without_scripts(&self) -> String {
        let mut head = String::new();
        let mut rest = self.head.as_str();
        while let Some((before, script)) = rest.split_once("<script") {
            head.push_str(before);
            rest = script
                .split_once("</script>")
                .map_or("", |(_, after)| after);
        }
        head.push_str(rest);
        without_preloads(&head)
    }
}

/// Leaves out the links that load scripts and wasm early.
fn without_preloads(head: &str) -> String {
    let mut links = head.split("<link");
    let mut kept = links.next().unwrap_or_default().to_owned();
    for link in links {
        let (tag, after) = link.split_once('>').unwrap_or((link, ""));
        if tag.contains("\"modulepreload\"") || tag.contains("\"application/wasm\"") {
            kept.push_str(after);
        } else {
            kept.push_str("<link");
            kept.push_str(link);
        }
    }
    kept
}

fn without_title(head: &str) -> String {
    let Some((before, rest)) = head.split_once("<title>") else {
        return head.to_owned();
    };
    let after = rest.split_once("</title>").map_or("", |(_, after)| after);
    format!("{before}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_keep_the_tags_and_sign_the_scripts() {
        let html = "<html><head><title>x</title><link rel=\"icon\"><script type=\"module\">a</script>\
                    <link rel=\"modulepreload\" href=\"/a.js\"></head><body>";
        let template = Template::parse(html).expect("a head");
        assert_eq!(
            template.head("n1"),
            "<link rel=\"icon\"><script nonce=\"n1\" type=\"module\">a</script>\
             <link rel=\"modulepreload\" href=\"/a.js\">"
        );
        assert_eq!(template.head_without_scripts(), "<link rel=\"icon\">");
    }

    #[test]
    fn a_page_without_a_head_is_no_template() {
        assert_eq!(Template::parse("<p>"), None);
    }
}
