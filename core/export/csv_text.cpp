#include "core/export/csv_text.h"

#include <cstdio>

namespace ms::output {
namespace {

constexpr const char* kMark = "\xEF\xBB\xBF";

std::string quoted(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) text.insert(0, "'");
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

std::string written(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return quoted(*text);
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) return std::to_string(*integer);
    if (const auto* real = std::get_if<double>(&cell)) {
        char buffer[40];
        std::snprintf(buffer, sizeof buffer, "%.10g", *real);
        for (char& c : buffer)
            if (c == ',') c = '.'; // a C locale that writes decimal commas must not split the cell
        return buffer;
    }
    return {};
}

} // namespace

std::string csvOf(const Layer& layer) {
    std::string out = kMark;
    for (std::size_t i = 0; i < layer.fields.size(); ++i) out += (i ? "," : "") + layer.fields[i].name;
    out += "\r\n";
    for (const Feature& feature : layer.features) {
        for (std::size_t i = 0; i < feature.cells.size(); ++i) {
            if (i) out += ',';
            out += written(feature.cells[i]);
        }
        out += "\r\n";
    }
    return out;
}

std::string fieldDictionary(const std::vector<Layer>& layers, const std::string& stem) {
    std::string out = std::string(kMark) + "file,field,name,meaning\r\n";
    for (const Layer& layer : layers)
        for (const Field& field : layer.fields)
            out += quoted(stem + "_" + layer.name + ".shp") + "," + field.shortName + "," + field.name + "," + quoted(field.meaning) + "\r\n";
    return out;
}

} // namespace ms::output
