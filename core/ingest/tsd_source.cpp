#include "core/ingest/tsd_source.h"

#include "core/ingest/header_words.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/value_column.h"

#include <algorithm>
#include <filesystem>

namespace ms::ingest {
namespace {

namespace fs = std::filesystem;

std::string_view firstLineOf(const std::vector<std::string_view>& lines) {
    for (const std::string_view line : lines)
        if (const std::string_view t = trimmed(line); !t.empty() && t.front() != ';') return t;
    return {};
}

std::vector<fs::path> filesWith(const fs::path& folder, std::string_view ending) {
    std::vector<fs::path> found;
    std::error_code problem;
    for (fs::directory_iterator it(folder, problem), end; !problem && it != end; it.increment(problem))
        if (lowered(it->path().extension().string()) == ending) found.push_back(it->path());
    std::sort(found.begin(), found.end());
    return found;
}

/// The folder beside a .TSD that is named like it, whatever its case; empty when there is none.
fs::path folderOf(const fs::path& tsd) {
    std::error_code problem;
    for (fs::directory_iterator it(tsd.parent_path().empty() ? fs::path(".") : tsd.parent_path(), problem), end; !problem && it != end;
         it.increment(problem))
        if (it->is_directory(problem) && lowered(it->path().filename().string()) == lowered(tsd.stem().string())) return it->path();
    return {};
}

/// The .TSD file that lists the points of a .DAT file.
std::string tsdOf(const fs::path& dat) {
    const fs::path folder = dat.parent_path().empty() ? fs::path(".") : dat.parent_path();
    for (const fs::path& tsd : filesWith(folder.parent_path().empty() ? fs::path(".") : folder.parent_path(), ".tsd"))
        if (lowered(tsd.stem().string()) == lowered(folder.filename().string())) return tsd.string();
    const auto beside = filesWith(folder, ".tsd");
    return beside.size() == 1 ? beside.front().string() : std::string{};
}

std::optional<double> limitOf(std::string_view cell) {
    const Cell c = readCell(cell, '.');
    if (c.kind == CellKind::real) return c.real;
    if (c.kind != CellKind::decimal && c.kind != CellKind::code) return std::nullopt;
    return static_cast<double>(c.decimal.mantissa) / powerOfTen(c.decimal.decimals);
}

} // namespace

bool isTsd(const std::vector<std::string_view>& lines) {
    const std::string_view first = firstLineOf(lines);
    return first.size() > 2 && first.front() == '[' && first.back() == ']' && first.find('=') != std::string_view::npos;
}

bool isDat(const std::vector<std::string_view>& lines) {
    const std::string_view first = firstLineOf(lines);
    if (first.size() < 5 || first.size() > 9 || first.front() != '_') return false;
    Stamp stamp;
    return TimeReader(TimeFormat{}).read("2000-01-01", first.substr(1), stamp);
}

TsdPoints readTsdPoints(const std::vector<std::string_view>& lines, const std::string& path, Diagnostics& diagnostics) {
    TsdPoints points;
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = trimmed(lines[i]);
        if (line.empty() || line.front() == ';' || line.front() == '[') continue;
        splitLine(line, ',', cells);
        const auto warn = [&](const char* what, const char* kept) {
            diagnostics.push_back({Severity::warning,
                                   "ingest.tsd-point",
                                   what,
                                   path,
                                   plainText(cells[0]),
                                   {static_cast<std::int64_t>(i) + 1, 0},
                                   toUtf8(line.substr(0, 200)),
                                   kept,
                                   "a point is key,name,type,unit,USED,min,max"});
        };
        if (cells.size() < 4 || trimmed(cells[0]).empty()) {
            warn("this is no point", "nothing of it");
            continue;
        }
        TsdPoint p{
            plainText(cells[0]), plainText(cells[1]), plainText(cells[2]), plainText(cells[3]), true, {}, {}, static_cast<std::int64_t>(i) + 1};
        if (cells.size() > 4) {
            const std::string used = lowered(trimmed(cells[4]));
            p.used = used.empty() || used == "used" || used == "1" || used == "y" || used == "yes";
        }
        if (cells.size() > 5) p.least = limitOf(cells[5]);
        if (cells.size() > 6) p.most = limitOf(cells[6]);
        if (p.least && p.most && *p.least >= *p.most) p.least = p.most = std::nullopt;
        if (!points.emplace(lowered(p.key), p).second) warn("this key stands there twice", "the first one");
    }
    return points;
}

std::vector<std::string> datFilesOf(const std::string& tsdPath) {
    const fs::path tsd(tsdPath), own = folderOf(tsd);
    std::vector<fs::path> files;
    if (!own.empty()) files = filesWith(own, ".dat");
    const fs::path beside = tsd.parent_path().empty() ? fs::path(".") : tsd.parent_path();
    if (files.empty() && filesWith(beside, ".tsd").size() == 1) files = filesWith(beside, ".dat");
    std::vector<std::string> names;
    for (const fs::path& file : files) names.push_back(file.string());
    std::stable_sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) { return dayNamedBy(a) < dayNamedBy(b); });
    return names;
}

std::optional<std::int64_t> dayNamedBy(const std::string& datPath) {
    const std::string stem = fs::path(datPath).stem().string();
    const auto parts = datePartsOf(stem);
    if (!parts) return std::nullopt;
    return dayOf(*parts, parts->yearFirst ? DateOrder::ymd : DateOrder::dmy);
}

Result<Layout> sniffTsd(const std::string& path, const std::vector<std::string_view>& lines, Layout layout) {
    layout.shape = Layout::Shape::tsd;
    const bool list = isTsd(lines);
    layout.tsdPath = list ? path : tsdOf(path);
    if (layout.tsdPath.empty())
        return Error{ErrorCode::invalidInput,
                     "these are values of a TSD system, but the .TSD file that lists their points is not there",
                     path,
                     {},
                     {},
                     "put it beside the folder of the .DAT files, and name it or the folder that holds both"};
    layout.companions = list ? datFilesOf(path) : std::vector{path};
    if (layout.companions.empty())
        return Error{ErrorCode::invalidInput,
                     "the .TSD file lists points, but there is no .DAT file with their values",
                     path,
                     {},
                     {},
                     "put the .DAT files beside it, or into a folder named like it"};
    if (list) {
        const TsdPoints points = readTsdPoints(lines, path, layout.diagnostics);
        const auto used = std::count_if(points.begin(), points.end(), [](const auto& p) { return p.second.used; });
        layout.found(1, "a .TSD list of " + std::to_string(points.size()) + " points, " + std::to_string(used) + " of them in use");
        layout.found(1, std::to_string(layout.companions.size()) + " .DAT files belong to it, from " +
                            fs::path(layout.companions.front()).filename().string() + " to " +
                            fs::path(layout.companions.back()).filename().string());
    } else {
        layout.found(1, "\"_hh:mm\" lines with keys and values under them: a day of the TSD system " + layout.tsdPath);
    }
    return layout;
}

} // namespace ms::ingest
