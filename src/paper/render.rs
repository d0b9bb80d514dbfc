//! A list as text, a web page, a table and JSON.

use chrono::{DateTime, SecondsFormat, Utc};
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, Width};
use serde_json::{Map, Value, json as object};
use unicode_width::UnicodeWidthStr;

use super::{Cell, Column, Sheet, Shown};
use crate::domain::day::By;
use crate::domain::look::List;
use crate::text::{Id, Words};

/// What a spreadsheet takes for a formula at the beginning of a field.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];
/// From this width in columns on, text of a field may be broken.
const WIDE: usize = 12;

impl Sheet {
    /// The columns for people or for programs, each with its place in a row.
    fn columns(&self, left_out: Shown) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(move |(_, column)| column.shown != left_out)
    }
}

/// Text for a page of this width in letters. Nothing is cut: what does not fit in its column goes on below.
pub fn text(sheet: &Sheet, words: &Words, width: u16) -> String {
    let columns: Vec<_> = sheet.columns(Shown::InData).collect();
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(columns.iter().map(|(_, column)| words.say(column.title).as_str().to_owned()));
    for row in &sheet.rows {
        let cells = columns.iter().map(|(at, _)| row.get(*at).map(|cell| cell.shown(words)).unwrap_or_default());
        table.add_row(Row::from(cells.collect::<Vec<_>>()));
    }
    for ((at, _), column) in columns.iter().zip(table.column_iter_mut()) {
        column.set_padding((0, 1)).set_cell_alignment(CellAlignment::Left);
        // Cells and times stay whole; names, places and remarks share the room.
        let widest = sheet.rows.iter().filter_map(|row| row.get(*at)).map(|cell| cell.shown(words).width()).max();
        if widest.is_some_and(|widest| widest < WIDE) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        } else {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(10)));
        }
    }
    let mut heading = Table::new();
    heading.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    for line in std::iter::once(&sheet.title).chain(&sheet.heading) {
        heading.add_row([line.as_str()]);
    }
    heading.column_iter_mut().for_each(|column| {
        column.set_padding((0, 0));
    });
    let mut page = String::new();
    for line in heading.lines().chain(std::iter::once(String::new())).chain(table.lines()) {
        page.push_str(line.trim_end());
        page.push('\n');
    }
    if sheet.rows.is_empty() {
        page.push_str(words.say(Id::EmptyNobody).as_str());
        page.push('\n');
    }
    page
}

/// A table for a spreadsheet, in the reader's language; fields with `;` between them, as Dutch spreadsheets read them. No field is a
/// formula.
///
/// # Errors
/// Never: it is written to memory. The error is the writer's, for the caller's type.
pub fn csv(sheet: &Sheet, words: &Words) -> Result<Vec<u8>, csv::Error> {
    let columns: Vec<_> = sheet.columns(Shown::OnPaper).collect();
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record(columns.iter().map(|(_, column)| words.say(column.title).as_str().to_owned()))?;
    for row in &sheet.rows {
        let fields = columns.iter().map(|(at, _)| row.get(*at).map(|cell| cell.shown(words)).unwrap_or_default());
        writer.write_record(fields.map(no_formula))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn no_formula(field: String) -> String {
    if field.starts_with(FORMULA) { format!("'{field}") } else { field }
}

/// A page for a browser, whole in itself, that prints well.
pub fn html(sheet: &Sheet, words: &Words) -> String {
    const STYLE: &str = "body{font:11pt sans-serif;margin:1.5em}h1{font-size:14pt}table{border-collapse:collapse;width:100%}\
        th,td{text-align:left;vertical-align:top;padding:.15em .5em;border-bottom:1px solid #999}thead{display:table-header-group}\
        tr{break-inside:avoid}@page{margin:1.5cm}";
    let title = escaped(sheet.title.as_str());
    let heading: Vec<_> = sheet.heading.iter().map(|line| format!("<p>{}</p>\n", escaped(line.as_str()))).collect();
    let heading = heading.concat();
    let columns: Vec<_> = sheet.columns(Shown::InData).collect();
    let names = columns
        .iter()
        .map(|(_, column)| format!("<th scope=\"col\">{}</th>", escaped(words.say(column.title).as_str())));
    let names: String = names.collect();
    let row = |row: &Vec<Cell>| {
        let cells = columns.iter().map(|(at, _)| row.get(*at).map(|cell| cell.shown(words)).unwrap_or_default());
        let cells: Vec<_> = cells.map(|cell| format!("<td>{}</td>", escaped(&cell))).collect();
        format!("<tr>{}</tr>\n", cells.concat())
    };
    let rows: String = sheet.rows.iter().map(row).collect();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\n\
         <body>\n<h1>{title}</h1>\n{heading}<table>\n<thead><tr>{names}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</body>\n</html>\n",
        lang = words.lang().code(),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// For programs: keys and words of the program in English whatever the reader's language, times in UTC.
pub fn json(sheet: &Sheet, words: &Words) -> Value {
    let [total, on_wing, elsewhere, outside] = sheet.people;
    let columns: Vec<_> = sheet.columns(Shown::OnPaper).collect();
    let row = |row: &Vec<Cell>| {
        let fields = columns
            .iter()
            .map(|(at, column)| (column.key.to_owned(), row.get(*at).map_or(Value::Null, |cell| value(cell, words))));
        Value::Object(fields.collect::<Map<_, _>>())
    };
    let by = match sheet.by {
        By::Person => "person",
        By::Time => "time",
        By::Place => "place",
    };
    let text = |text: &Option<crate::text::SafeText>| text.as_ref().map(|text| text.as_str().to_owned());
    object!({
        "list": sheet.list.code(),
        "by": (sheet.list == List::Day).then_some(by),
        "facility": text(&sheet.facility),
        "wing": text(&sheet.wing),
        "date": sheet.date.to_string(),
        "at": instant(sheet.at),
        "source_at": sheet.source_at.map(instant),
        "synced_at": sheet.synced_at.map(instant),
        "people": { "total": total, "on_wing": on_wing, "elsewhere": elsewhere, "outside": outside },
        "not_recorded": sheet.not_recorded,
        "rows": sheet.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn value(cell: &Cell, words: &Words) -> Value {
    match cell {
        Cell::Word(id) => Value::String(id.name().to_owned()),
        Cell::Count(count) => Value::from(*count),
        Cell::Time(at) => Value::String(instant(*at)),
        Cell::Nothing | Cell::Unknown => Value::Null,
        Cell::Text(_) => Value::String(cell.shown(words)),
    }
}
