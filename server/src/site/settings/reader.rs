//! Reads the tables of `site.toml` key by key. What is wrong is noted and something stands in for
//! it, so that the rest is read as well and all mistakes are told at once.

use std::path::Path;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{keys, notes::Notes, syntax::Mended};
use crate::site::check::Mistake;

type Value<'a> = Spanned<DeValue<'a>>;

/// One table. The keys that are asked for are those that it may have.
pub struct TableReader<'a, 'n> {
    table: &'a DeTable<'a>,
    /// Where the table begins, as a byte of the text.
    position: usize,
    /// The table is absent or no table, so that its keys cannot be missing.
    stands_in: bool,
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
    notes: &'a mut Notes<'n>,
}

/// What `read` makes of the TOML in `mended`, and the mistakes of `file` in the order of its lines.
pub fn read_document<R>(
    file: &Path,
    mended: &Mended,
    read: impl FnOnce(&mut TableReader<'_, '_>) -> R,
) -> (R, Vec<Mistake>) {
    let mut notes = Notes::new(file, mended);
    // The errors that it finds are those that mending has left and told.
    let (document, _) = DeTable::parse_recoverable(&mended.text);
    let result = TableReader::new(document.get_ref(), 0, &mut notes).read(read);
    (result, notes.sorted())
}

impl<'a, 'n> TableReader<'a, 'n> {
    /// A string; empty where there is none.
    pub fn string(&mut self, key: &'static str) -> String {
        self.checked_string(key, |_| Ok(()))
    }

    /// A string that is more than white space.
    pub fn filled_string(&mut self, key: &'static str) -> String {
        self.checked_string(key, |text| {
            if text.trim().is_empty() {
                Err(format!("`{key}` không được để trống"))
            } else {
                Ok(())
            }
        })
    }

    /// A string that `check` has nothing against.
    pub fn checked_string(
        &mut self,
        key: &'static str,
        check: impl FnOnce(&str) -> Result<(), String>,
    ) -> String {
        self.parsed_string(key, |text| check(text).map(|()| text.to_owned()))
            .unwrap_or_default()
    }

    /// What `parse` makes of a string, or the reason why it makes nothing of it.
    pub fn parsed_string<R>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<R, String>,
    ) -> Option<R> {
        let value = self.require(key)?;
        self.parse(&format!("`{key}`"), value, parse)
    }

    pub fn optional_string(&mut self, key: &'static str) -> Option<String> {
        self.optional_parsed_string(key, |text| Ok(text.to_owned()))
    }

    /// Whether `key` of the table called `table` is `true`; asked for before that table is read.
    pub fn is_on(&self, table: &str, key: &str) -> bool {
        let value = match self.table.get(table).map(Spanned::get_ref) {
            Some(DeValue::Table(table)) => table.get(key),
            _ => None,
        };
        value.is_some_and(|value| matches!(value.get_ref(), DeValue::Boolean(true)))
    }

    pub fn optional_parsed_string<R>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<R, String>,
    ) -> Option<R> {
        let value = self.get(key)?;
        self.parse(&format!("`{key}`"), value, parse)
    }

    /// What `parse` makes of each string of a list; nothing where there is no list.
    pub fn parsed_strings<R>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<R, String>,
    ) -> Vec<R> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(&format!("`{key}`"), value, "danh sách chuỗi");
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| self.parse(&format!("phần tử của `{key}`"), item, &parse))
            .collect()
    }

    pub fn boolean(&mut self, key: &'static str, default: bool) -> bool {
        match self.get(key) {
            None => default,
            Some(value) => value.get_ref().as_bool().unwrap_or_else(|| {
                self.wrong_type(&format!("`{key}`"), value, "true hoặc false");
                default
            }),
        }
    }

    /// What `parse` makes of a whole number from 0 on.
    pub fn whole_number<R>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(u64) -> Result<R, String>,
    ) -> Option<R> {
        let value = self.get(key)?;
        let DeValue::Integer(integer) = value.get_ref() else {
            self.wrong_type(&format!("`{key}`"), value, "số nguyên");
            return None;
        };
        // TOML has the number -0, which only signed types take.
        let number = i128::from_str_radix(integer.as_str(), integer.radix());
        number
            .ok()
            .and_then(|number| u64::try_from(number).ok())
            .ok_or_else(|| format!("`{key}` phải là số nguyên từ 0 đến {}", u64::MAX))
            .and_then(parse)
            .map_err(|reason| self.notes.note(value.span().start, &reason))
            .ok()
    }

    /// What `read` makes of a table; of an empty one where there is none.
    pub fn table<R>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut TableReader<'_, '_>) -> R,
    ) -> R {
        let value = self.require(key);
        self.nested(key, value, read)
    }

    pub fn optional_table<R>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut TableReader<'_, '_>) -> R,
    ) -> R {
        let value = self.get(key);
        self.nested(key, value, read)
    }

    /// What `read` makes of each table of a list; `None` where there is no list.
    pub fn tables<R>(
        &mut self,
        key: &'static str,
        read: impl FnMut(&mut TableReader<'_, '_>) -> R,
    ) -> Option<Vec<R>> {
        let value = self.require(key);
        self.list(key, value, read)
    }

    pub fn optional_tables<R>(
        &mut self,
        key: &'static str,
        read: impl FnMut(&mut TableReader<'_, '_>) -> R,
    ) -> Vec<R> {
        let value = self.get(key);
        self.list(key, value, read).unwrap_or_default()
    }

    /// Every string that stands in the table itself, under whatever key.
    pub fn written_strings(&self) -> impl Iterator<Item = &str> {
        self.table
            .values()
            .filter_map(|value| value.get_ref().as_str())
    }

    fn new(table: &'a DeTable<'a>, position: usize, notes: &'a mut Notes<'n>) -> Self {
        Self {
            table,
            position,
            stands_in: false,
            known: Vec::new(),
            missing: Vec::new(),
            notes,
        }
    }

    fn read<R>(mut self, read: impl FnOnce(&mut TableReader<'_, '_>) -> R) -> R {
        let result = read(&mut self);
        if !self.stands_in {
            self.note_keys();
        }
        result
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Value<'a>> {
        self.known.push(key);
        self.table.get(key)
    }

    fn require(&mut self, key: &'static str) -> Option<&'a Value<'a>> {
        let value = self.get(key);
        if value.is_none() {
            self.missing.push(key);
        }
        value
    }

    fn parse<R>(
        &mut self,
        name: &str,
        value: &Value<'_>,
        parse: impl FnOnce(&str) -> Result<R, String>,
    ) -> Option<R> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(name, value, "chuỗi trong dấu nháy");
            return None;
        };
        parse(text)
            .map_err(|reason| self.notes.note(value.span().start, &reason))
            .ok()
    }

    fn nested<R>(
        &mut self,
        key: &str,
        value: Option<&'a Value<'a>>,
        read: impl FnOnce(&mut TableReader<'_, '_>) -> R,
    ) -> R {
        if let Some(value) = value {
            if let DeValue::Table(table) = value.get_ref() {
                return TableReader::new(table, value.span().start, self.notes).read(read);
            }
            self.wrong_type(&format!("`{key}`"), value, &format!("bảng [{key}]"));
        }
        let empty = DeTable::new();
        let mut reader = TableReader::new(&empty, 0, self.notes);
        reader.stands_in = true;
        reader.read(read)
    }

    fn list<R>(
        &mut self,
        key: &str,
        value: Option<&'a Value<'a>>,
        mut read: impl FnMut(&mut TableReader<'_, '_>) -> R,
    ) -> Option<Vec<R>> {
        let value = value?;
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(&format!("`{key}`"), value, &format!("các bảng [[{key}]]"));
            return None;
        };
        let mut results = Vec::new();
        for item in items {
            if let DeValue::Table(table) = item.get_ref() {
                let reader = TableReader::new(table, item.span().start, self.notes);
                results.push(reader.read(&mut read));
            } else {
                self.wrong_type(&format!("phần tử của `{key}`"), item, "bảng");
            }
        }
        Some(results)
    }

    fn wrong_type(&mut self, name: &str, value: &Value<'_>, needed: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "chuỗi trong dấu nháy",
            DeValue::Integer(_) => "số nguyên",
            DeValue::Float(_) => "số thập phân",
            DeValue::Boolean(_) => "true hoặc false",
            DeValue::Datetime(_) => "ngày giờ",
            DeValue::Array(_) => "danh sách",
            DeValue::Table(_) => "bảng",
        };
        self.notes.note(
            value.span().start,
            &format!("giá trị sai kiểu: {name} là {found}, cần {needed}"),
        );
    }

    /// Notes the keys that the table must not have, and those that it lacks.
    fn note_keys(mut self) {
        for (position, reason) in keys::unknown(self.table, &self.known, &mut self.missing) {
            self.notes.note(position, &reason);
        }
        for key in self.missing {
            self.notes.note_missing(self.position, key);
        }
    }
}
