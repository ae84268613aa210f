#include "core/ingest/cut_points.h"

#include "core/ingest/number_parser.h"

#include <algorithm>
#include <fstream>
#include <map>

namespace ms::ingest {
namespace {

constexpr std::int64_t kAround = 65536; ///< bytes on either side of a cut
constexpr int kTries = 24;

/// Whether the rows of a piece ascend in even steps: series by series in the long form.
bool isEven(std::string_view text, const Layout& layout) {
    TimeReader reader(layout.time);
    std::map<std::string, std::int64_t, std::less<>> before; ///< by tag
    std::map<std::int64_t, std::size_t> steps;
    std::vector<std::string_view> cells;
    std::size_t rows = 0;
    const auto wanted = static_cast<std::size_t>(std::max({layout.dateColumn, layout.timeColumn, layout.tagColumn, layout.quantityColumn}));
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) break;
        splitLine(text.substr(0, end), layout.separator, cells);
        text.remove_prefix(end + 1);
        Stamp stamp;
        if (cells.size() <= wanted) return false;
        const auto cell = [&cells](int column) { return cells[static_cast<std::size_t>(column)]; };
        const bool readable = layout.timeColumn >= 0 ? reader.read(cell(layout.dateColumn), cell(layout.timeColumn), stamp)
                                                     : reader.read(cell(layout.dateColumn), stamp);
        if (!readable) return false;
        std::string tag;
        if (layout.tagColumn >= 0) tag = cell(layout.tagColumn);
        if (layout.quantityColumn >= 0) tag.append(1, '\x1F').append(cell(layout.quantityColumn));
        const auto [last, fresh] = before.emplace(tag, stamp.ms);
        if (!fresh) {
            if (stamp.ms <= last->second) return false;
            ++steps[stamp.ms - last->second];
            last->second = stamp.ms;
        }
        ++rows;
    }
    if (rows < 2) return false;
    if (steps.empty()) return true; // every row is of a series of its own
    const auto usual = std::max_element(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    const bool regular = usual->second * 5 >= rows * 2;
    return !regular || steps.rbegin()->first <= usual->first + usual->first / 2;
}

/// The first line end at or behind `offset` is what a part begins after; false when the rows around it are not even.
bool isSafe(std::ifstream& in, std::int64_t offset, std::int64_t size, const Layout& layout) {
    const std::int64_t from = std::max<std::int64_t>(0, offset - kAround), to = std::min(size, offset + kAround);
    std::string text(static_cast<std::size_t>(to - from), '\0');
    in.clear();
    in.seekg(from);
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    const std::size_t first = text.find('\n');
    return first != std::string::npos && isEven(std::string_view(text).substr(first + 1), layout);
}

} // namespace

std::vector<std::int64_t> safeCuts(const std::string& path, const Layout& layout, std::int64_t size, const std::vector<std::int64_t>& wished) {
    std::vector<std::int64_t> cuts;
    std::ifstream in(path, std::ios::binary);
    for (std::size_t i = 0; i < wished.size() && in; ++i) {
        const std::int64_t end = i + 1 < wished.size() ? wished[i + 1] : size;
        for (int k = 0; k < kTries; ++k) {
            const std::int64_t at = wished[i] + k * 2 * kAround;
            if (at + kAround >= end) break;
            if (!isSafe(in, at, size, layout)) continue;
            cuts.push_back(at);
            break;
        }
    }
    return cuts;
}

} // namespace ms::ingest
