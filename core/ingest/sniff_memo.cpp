#include "core/ingest/sniff_memo.h"

#include "core/ingest/spreadsheet.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

namespace ms::ingest {
namespace {

constexpr std::size_t kPeek = 1536; ///< bytes of a file that are compared
constexpr std::size_t kRowsCompared = 16, kLeastRows = 4;
constexpr std::size_t kMostKnown = 64;

struct Peek {
    std::string header;
    std::vector<std::string> shapes; ///< of the rows below it
};

/// Nothing when the file is too short, packed, or has long lines: then it is sniffed for its own sake.
Peek peekAt(const std::string& path) {
    struct Closer {
        void operator()(std::FILE* f) const { std::fclose(f); }
    };
    const std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
    if (!file) return {};
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    char bytes[kPeek];
    std::string_view text(bytes, std::fread(bytes, 1, sizeof bytes, file.get()));
    if (packingOf(text) != Packing::none || text.find('\0') != std::string_view::npos) return {};
    Peek peek;
    for (std::size_t line = 0; line <= kRowsCompared; ++line) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) break;
        if (line == 0)
            peek.header = text.substr(0, end);
        else
            peek.shapes.push_back(shapeOf(text.substr(0, end)));
        text.remove_prefix(end + 1);
    }
    if (peek.shapes.size() < kLeastRows) return {};
    return peek;
}

bool isDecidedByItsHead(const Layout& l) {
    const bool asked = std::any_of(l.diagnostics.begin(), l.diagnostics.end(), [](const Diagnostic& d) { return d.code == "ingest.date-order"; });
    return l.packing == Packing::none && l.encoding == Encoding::bytes && l.shape != Layout::Shape::sli && l.shape != Layout::Shape::tsd &&
           l.firstDataLine == 2 && l.time.clock == Clock::text && l.time.order == DateOrder::ymd && l.profile.empty() && !asked;
}

} // namespace

std::string shapeOf(std::string_view row) {
    const auto kindOf = [](char c) {
        if (c >= '0' && c <= '9') return '9';
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
        return letter ? 'a' : c;
    };
    std::string shape;
    for (const char c : row) {
        const char kind = kindOf(c), before = shape.empty() ? ',' : shape.back();
        if (kind == before && (kind == '9' || kind == 'a')) continue;
        if ((kind == '-' || kind == '+') && before != '9' && before != 'a') continue; // a sign
        shape.push_back(kind);
    }
    return shape;
}

Result<Layout> SniffMemo::sniff(const std::string& path, const std::string& member, const std::vector<SourceProfile>& profiles) {
    Peek peek = isSpreadsheet(path) || !member.empty() ? Peek{} : peekAt(path);
    if (peek.shapes.empty()) return ingest::sniff(path, member, profiles);
    const auto found = m_known.find(peek.header);
    if (found != m_known.end() &&
        std::all_of(peek.shapes.begin(), peek.shapes.end(), [&](const std::string& shape) { return found->second.shapes.count(shape) > 0; })) {
        Layout layout = found->second.layout;
        for (Diagnostic& d : layout.diagnostics) d.subject = path;
        layout.evidence.insert(layout.evidence.begin(),
                               "header and rows are written like those of " + found->second.name + ", of which this was found");
        return layout;
    }
    auto layout = ingest::sniff(path, member, profiles);
    if (!layout.ok() || !isDecidedByItsHead(*layout)) return layout;
    if (found == m_known.end() && m_known.size() < kMostKnown) {
        m_known.emplace(std::move(peek.header), Known{*layout, path.substr(path.find_last_of('/') + 1), {peek.shapes.begin(), peek.shapes.end()}});
    } else if (found != m_known.end()) {
        Layout now = *layout;
        now.diagnostics = found->second.layout.diagnostics;
        now.evidence = found->second.layout.evidence;
        if (now == found->second.layout) found->second.shapes.insert(peek.shapes.begin(), peek.shapes.end());
    }
    return layout;
}

} // namespace ms::ingest
