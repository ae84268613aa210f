#include "core/export/xlsx_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>

namespace ms::output {
namespace {

constexpr std::size_t kSheetRows = 1'048'575; ///< below the head
constexpr std::size_t kCellText = 32'767;

struct Formats {
    lxw_format *head, *text, *percent;
};

/// UTF-8 cut to what a cell holds, not within a character.
std::string cellText(const std::string& text) {
    if (text.size() <= kCellText) return text;
    std::size_t end = kCellText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

bool isShare(const Field& field) {
    return field.name == "probability" || field.name == "cumulative" || field.name == "confidence" || field.name == "area_share" ||
           field.name == "area_level";
}

double widthOf(const Field& field) {
    if (field.name == "why" || field.name == "note" || field.name == "meaning") return 70;
    if (field.name.ends_with("_at") || field.name == "time" || field.name == "start_from" || field.name == "start_to") return 26;
    if (field.name == "street" || field.name == "sensor" || field.name == "series") return 24;
    return std::max(10.0, static_cast<double>(field.name.size()) + 3);
}

void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, lxw_format* format) {
    if (const auto* text = std::get_if<std::string>(&cell))
        worksheet_write_string(sheet, row, column, cellText(*text).c_str(), format);
    else if (const auto* integer = std::get_if<std::int64_t>(&cell))
        worksheet_write_number(sheet, row, column, static_cast<double>(*integer), format);
    else if (const auto* real = std::get_if<double>(&cell); real && std::isfinite(*real))
        worksheet_write_number(sheet, row, column, *real, format);
}

void addTable(lxw_workbook* book, const Layer& table, const Formats& formats) {
    const std::size_t sheets = std::max<std::size_t>(1, (table.features.size() + kSheetRows - 1) / kSheetRows);
    for (std::size_t k = 0; k < sheets; ++k) {
        const std::string name = k == 0 ? table.name : table.name + " " + std::to_string(k + 1);
        lxw_worksheet* sheet = workbook_add_worksheet(book, name.c_str());
        for (std::size_t i = 0; i < table.fields.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            worksheet_set_column(sheet, column, column, widthOf(table.fields[i]), nullptr);
            worksheet_write_string(sheet, 0, column, table.fields[i].name.c_str(), formats.head);
        }
        const std::size_t first = k * kSheetRows, last = std::min(table.features.size(), first + kSheetRows);
        for (std::size_t r = first; r < last; ++r)
            for (std::size_t i = 0; i < table.features[r].cells.size(); ++i)
                put(sheet, static_cast<lxw_row_t>(r - first + 1), static_cast<lxw_col_t>(i), table.features[r].cells[i],
                    isShare(table.fields[i]) ? formats.percent : nullptr);
        worksheet_freeze_panes(sheet, 1, 0);
        if (last > first) worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(last - first), static_cast<lxw_col_t>(table.fields.size() - 1));
    }
}

void addAbout(lxw_workbook* book, const Content& content, const Formats& formats) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, "about");
    worksheet_set_column(sheet, 0, 0, 22, nullptr);
    worksheet_set_column(sheet, 1, 1, 80, nullptr);
    lxw_row_t row = 0;
    const auto line = [&](const char* name, const std::string& value) {
        if (value.empty()) return;
        worksheet_write_string(sheet, row, 0, name, formats.head);
        worksheet_write_string(sheet, row++, 1, cellText(value).c_str(), formats.text);
    };
    line("project", content.title);
    line("from", content.company);
    line("events", std::to_string(content.events.size()));
    line("analysis (run)", content.run);
    line("written by", "Mainsight " + content.version);
    line("coordinates (x, y)", content.crs.empty() ? "of the model; no CRS known" : content.crs);
    line("lon, lat", content.crs.empty() ? "" : "WGS 84, degrees");
    line("times", "ISO 8601 with offset; zone " + content.zone.name);
    line("units", "pressure and level in m, flow in l/s, volume in m3, length in m, diameter in mm; probabilities and shares from 0 to 1");
    line("columns", "are explained on the sheet \"fields\"");
}

Layer fieldsTable(const std::vector<Layer>& tables) {
    constexpr auto text = Field::Type::text;
    Layer table{"fields", Geometry::none, {{"sheet", "sheet", text, {}}, {"column", "column", text, {}}, {"meaning", "meaning", text, {}}}, {}};
    for (const Layer& layer : tables)
        for (const Field& field : layer.fields) table.features.push_back({{}, {layer.name, field.name, field.meaning}, Geometry::none, 0, 0});
    return table;
}

} // namespace

Result<void> writeXlsx(const Content& content, const std::vector<Layer>& tables, const std::string& path) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE; // rows go straight to the file: 50 events have half a million readings
    lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
    if (!book) return Error{ErrorCode::unwritable, "could not be made", path, {}, {}, {}};
    lxw_doc_properties properties{};
    std::string title = content.title, company = content.company, comment = "Mainsight " + content.version + ", analysis " + content.run;
    properties.title = title.data();
    properties.company = company.data();
    properties.comments = comment.data();
    workbook_set_properties(book, &properties);
    Formats formats{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)};
    format_set_bold(formats.head);
    format_set_text_wrap(formats.text);
    format_set_num_format(formats.percent, "0.0%");
    addAbout(book, content, formats);
    for (const Layer& table : tables) addTable(book, table, formats);
    addTable(book, fieldsTable(tables), formats);
    const lxw_error error = workbook_close(book); // frees the book in any case
    if (error != LXW_NO_ERROR)
        return Error{ErrorCode::unwritable, std::string("could not be written to the end: ") + lxw_strerror(error), path, {}, {},
                     "is the disk full?"};
    return {};
}

} // namespace ms::output
