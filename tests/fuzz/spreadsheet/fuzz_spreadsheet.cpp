// Any bytes as the rows of a sheet, and behind the first '~' as its shared texts, in a workbook that is otherwise sound: a fuzzer would not get past
// a zip's checksums. Read as a table and as readings. What begins with "PK" is taken as a whole workbook.
#include "core/ingest/file_sniff.h"
#include "core/ingest/ingest.h"
#include "core/ingest/spreadsheet.h"
#include "core/ingest/table_reader.h"
#include "tests/fuzz/fuzz_target.h"

#include <zlib.h>

#include <algorithm>

namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

std::string little(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
    return text;
}

/// A zip whose members are stored as they are.
std::string zipOf(const Members& members) {
    std::string zip, directory;
    for (const auto& [name, text] : members) {
        const auto crc = crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()));
        const std::string facts =
            little(20, 2) + little(0, 8) + little(crc, 4) + little(text.size(), 4) + little(text.size(), 4) + little(name.size(), 2) + little(0, 2);
        directory += "PK\x01\x02" + little(20, 2) + facts + little(0, 10) + little(zip.size(), 4) + name;
        zip += "PK\x03\x04" + facts + name + text;
    }
    return zip + directory + "PK\x05\x06" + little(0, 4) + little(members.size(), 2) + little(members.size(), 2) + little(directory.size(), 4) +
           little(zip.size(), 4) + little(0, 2);
}

std::string workbook(std::string_view rows, std::string_view texts) {
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                      office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                      package = "http://schemas.openxmlformats.org/package/2006/",
                      part = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    const auto relations = [&](const std::string& list) {
        return "<Relationships xmlns='" + package + "relationships'>" + list + "</Relationships>";
    };
    const auto relation = [&](const char* id, const char* type, const char* target) {
        return std::string("<Relationship Id='") + id + "' Type='" + office + "/" + type + "' Target='" + target + "'/>";
    };
    return zipOf(
        {{"[Content_Types].xml",
          "<Types xmlns='" + package +
              "content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
              "<Override PartName='/xl/workbook.xml' ContentType='" +
              part + "sheet.main+xml'/><Override PartName='/xl/worksheets/sheet1.xml' ContentType='" + part + "worksheet+xml'/></Types>"},
         {"_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))},
         {"xl/_rels/workbook.xml.rels", relations(relation("r1", "worksheet", "worksheets/sheet1.xml") +
                                                  relation("r2", "sharedStrings", "sharedStrings.xml") + relation("r3", "styles", "styles.xml"))},
         {"xl/workbook.xml",
          "<workbook xmlns='" + main + "' xmlns:r='" + office + "'><sheets><sheet name='s' sheetId='1' r:id='r1'/></sheets></workbook>"},
         {"xl/styles.xml",
          "<styleSheet xmlns='" + main + "'><cellXfs><xf numFmtId='0'/><xf numFmtId='22' applyNumberFormat='1'/></cellXfs></styleSheet>"},
         {"xl/sharedStrings.xml", "<sst xmlns='" + main + "'>" + std::string(texts) + "</sst>"},
         {"xl/worksheets/sheet1.xml", "<worksheet xmlns='" + main + "'><sheetData>" + std::string(rows) + "</sheetData></worksheet>"}});
}

void exerciseSpreadsheet(std::string_view bytes) {
    using namespace ms;
    const std::size_t cut = std::min(bytes.find('~'), bytes.size());
    const std::string path = test::scratchFile(
        "book.xlsx", bytes.starts_with("PK") ? std::string(bytes) : workbook(bytes.substr(0, cut), bytes.substr(std::min(cut + 1, bytes.size()))));
    if (const auto table = ingest::readTable(path); table.ok())
        for (const auto& row : table->rows) test::demand(row.cells.size() == table->header.size());
    (void)ingest::sheetsOf(path).ok();
    ingest::Hints hints;
    hints.units = {{Quantity::flow, "l/s"}, {Quantity::pressure, "m"}};
    NullSink sink;
    test::demand(ingest::sniffFiles({path}, hints, sink, {}).ok());
    test::demand(ingest::importFiles({{{path, 0, -1}}, static_cast<std::int64_t>(bytes.size())}, hints, path + ".out", sink, {}).ok());
}

const test::FuzzTargetEntry kSpreadsheet({"spreadsheet", exerciseSpreadsheet, nullptr});

} // namespace
