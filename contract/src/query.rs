//! Queries of addresses.

/// What stands behind the `?` of an address, from names and the values that there are.
pub fn query_string<const N: usize>(fields: [(&str, Option<String>); N]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        if let Some(value) = value {
            query.append_pair(name, &value);
        }
    }
    query.finish()
}
