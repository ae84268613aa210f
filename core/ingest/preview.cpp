#include "core/ingest/preview.h"

#include "core/base/bytes.h"
#include "core/ingest/header_words.h"
#include "core/ingest/line_reader.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/parsed_file.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::ingest {
namespace {

constexpr std::size_t kCellShown = 80, kMostCells = 40, kFirstReadings = 60;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

std::string shown(std::string_view text) {
    std::string clean = toUtf8(text.substr(0, kCellShown));
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
    return clean;
}

std::vector<ColumnRole> rolesOf(const Layout& layout) {
    if (layout.shape == Layout::Shape::sli || layout.shape == Layout::Shape::tsd) return {};
    std::vector<ColumnRole> roles(layout.headers.size(), ColumnRole::unused);
    const auto set = [&roles](int column, ColumnRole role) {
        if (column >= 0 && static_cast<std::size_t>(column) < roles.size()) roles[static_cast<std::size_t>(column)] = role;
    };
    for (const int c : layout.valueColumns) set(c, ColumnRole::value);
    set(layout.dateColumn, ColumnRole::date);
    set(layout.timeColumn, ColumnRole::time);
    set(layout.tagColumn, ColumnRole::tag);
    set(layout.qualityColumn, ColumnRole::quality);
    set(layout.unitColumn, ColumnRole::unit);
    return roles;
}

/// Lines as the parsers of wide and long files cut them.
class LineShower {
public:
    LineShower(const Layout& layout, const LocalZone& zone, FilePreview& to)
        : m_layout(layout), m_times(layout.time), m_zone(zone), m_cursor(m_zone), m_to(to) {}

    void add(std::string_view line, std::int64_t number) {
        PreviewLine out;
        out.number = number;
        if (m_to.roles.empty()) {
            out.cells.push_back({shown(line), false});
            m_to.lines.push_back(std::move(out));
            return;
        }
        splitLine(line, m_layout.separator, m_cells);
        out.data = number >= m_layout.firstDataLine;
        for (std::size_t i = 0; i < m_cells.size() && i < kMostCells; ++i) {
            PreviewCell cell{shown(trimmed(m_cells[i])), false};
            if (out.data && i < m_to.roles.size() && m_to.roles[i] == ColumnRole::value) {
                const CellKind kind = readCell(m_cells[i], m_layout.decimalMark).kind;
                cell.code = kind == CellKind::text || kind == CellKind::code;
            }
            out.cells.push_back(std::move(cell));
        }
        if (out.data) readTime(out);
        m_to.lines.push_back(std::move(out));
    }

private:
    const Layout& m_layout;
    TimeReader m_times;
    LocalZone m_zone;
    ZoneCursor m_cursor;
    FilePreview& m_to;
    std::vector<std::string_view> m_cells;
    std::int64_t m_before = std::numeric_limits<std::int64_t>::min();

    void readTime(PreviewLine& out) {
        const auto cell = [this](int column) {
            return column >= 0 && static_cast<std::size_t>(column) < m_cells.size() ? m_cells[static_cast<std::size_t>(column)] : std::string_view{};
        };
        Stamp stamp;
        const bool readable = m_layout.timeColumn >= 0 ? m_times.read(cell(m_layout.dateColumn), cell(m_layout.timeColumn), stamp)
                                                       : m_times.read(cell(m_layout.dateColumn), stamp);
        if (!readable) return;
        m_before = stamp.utc ? stamp.ms : m_cursor.toUtc(stamp.ms, m_before);
        out.time = Instant{m_before};
    }
};

/// The sensor's readings from all that was parsed: the first ones, and an envelope of everything.
void addPicture(const PreviewWish& wish, FilePreview& to) {
    std::vector<series::Readings> pieces;
    std::string wanted = wish.sensor;
    for (const std::string& path : wish.parsedPaths) {
        auto reader = ParsedFileReader::open(path);
        if (!reader.ok()) return;
        std::uint32_t index = std::numeric_limits<std::uint32_t>::max();
        while (!reader->atEnd()) {
            auto record = reader->next();
            if (!record.ok()) return;
            if (const auto* sensor = std::get_if<ParsedSensor>(&*record)) {
                if (wanted.empty()) wanted = sensor->sensor.name;
                if (sensor->sensor.name == wanted) index = sensor->index;
            } else if (const auto* chunk = std::get_if<ParsedChunk>(&*record); chunk && chunk->sensor == index) {
                auto decoded = decodeChunk(chunk->chunk.data);
                if (decoded.ok() && decoded->readings.size() > 0) pieces.push_back(std::move(decoded->readings));
            }
        }
    }
    if (pieces.empty()) return;
    std::sort(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) { return a.times_ms.front() < b.times_ms.front(); });
    std::int64_t last = pieces.front().times_ms.back();
    for (const auto& p : pieces) last = std::max(last, p.times_ms.back());
    to.from = {pieces.front().times_ms.front()};
    to.to = {last};
    for (const auto& p : pieces)
        for (std::size_t i = 0; i < p.size() && to.firstValues.size() < kFirstReadings; ++i) {
            to.firstTimes_ms.push_back(p.times_ms[i]);
            to.firstValues.push_back(p.values[i]);
        }
    const auto columns = static_cast<std::size_t>(std::clamp(wish.columns, 1, 4000));
    to.low.assign(columns, kNothing);
    to.high.assign(columns, kNothing);
    const double width = std::max<double>(1, static_cast<double>(last - to.from.ms));
    for (const auto& p : pieces)
        for (std::size_t i = 0; i < p.size(); ++i) {
            const double at = static_cast<double>(p.times_ms[i] - to.from.ms) / width * static_cast<double>(columns);
            const std::size_t c = std::min(columns - 1, static_cast<std::size_t>(at));
            to.low[c] = std::fmin(to.low[c], p.values[i]);
            to.high[c] = std::fmax(to.high[c], p.values[i]);
        }
}

LocalZone zoneOf(const PreviewWish& wish, const Hints& hints, const Layout& layout) {
    if (const FileCorrection* said = hints.correctionOf(wish.path); said && !said->timezone.empty()) {
        const auto zone = hints.zones.find(said->timezone);
        return zone == hints.zones.end() ? LocalZone{} : zone->second;
    }
    return layout.timesAreUtc ? LocalZone{} : hints.zone;
}

} // namespace

FilePreview previewFile(const PreviewWish& wish, const Hints& hints) {
    FilePreview preview;
    const FileCorrection* said = hints.correctionOf(wish.path);
    const auto layout = sniff(wish.path, wish.member, hints.profiles, said ? said->layout : LayoutWishes{});
    Layout plain; // of a file that was not understood: its lines are shown as they are
    plain.shape = Layout::Shape::sli;
    const Layout& used = layout.ok() ? *layout : plain;
    if (layout.ok()) {
        preview.format = layout->description();
        preview.headers = layout->headers;
    } else {
        preview.error = layout.error().message;
        const auto head = readHead(wish.path, 4096, wish.member);
        if (!head.ok() || head->text.find('\0') != std::string::npos) return preview;
        plain.packing = head->packing;
        plain.encoding = head->encoding;
    }
    preview.roles = rolesOf(used);
    auto source = openSource(wish.path, used.packing, used.encoding, 0, wish.member);
    if (!source.ok()) {
        preview.error = source.error().message;
        return preview;
    }
    std::vector<char> buffer;
    LineReader reader(**source, buffer);
    LineShower shower(used, zoneOf(wish, hints, used), preview);
    std::string_view line;
    while (static_cast<int>(preview.lines.size()) < wish.lines && reader.next(line)) shower.add(line, reader.number());
    addPicture(wish, preview);
    return preview;
}

std::string encodePreview(const FilePreview& p) {
    ByteWriter out;
    out.text(p.format);
    out.text(p.error);
    out.count(p.headers.size());
    for (const std::string& h : p.headers) out.text(h);
    out.count(p.roles.size());
    for (const ColumnRole r : p.roles) out.u8(static_cast<std::uint8_t>(r));
    out.count(p.lines.size());
    for (const PreviewLine& l : p.lines) {
        out.zigzag(l.number);
        out.boolean(l.data);
        out.boolean(l.time.has_value());
        if (l.time) out.i64(l.time->ms);
        out.count(l.cells.size());
        for (const PreviewCell& c : l.cells) {
            out.text(c.text);
            out.boolean(c.code);
        }
    }
    out.count(p.firstTimes_ms.size());
    for (std::size_t i = 0; i < p.firstTimes_ms.size(); ++i) {
        out.i64(p.firstTimes_ms[i]);
        out.f64(p.firstValues[i]);
    }
    out.count(p.low.size());
    for (std::size_t i = 0; i < p.low.size(); ++i) {
        out.f64(p.low[i]);
        out.f64(p.high[i]);
    }
    out.i64(p.from.ms);
    out.i64(p.to.ms);
    return out.take();
}

Result<FilePreview> decodePreview(std::string_view bytes) {
    ByteReader in(bytes);
    FilePreview p;
    p.format = in.text();
    p.error = in.text();
    for (std::size_t n = in.count(1); n > 0 && !in.failed(); --n) p.headers.emplace_back(in.text());
    for (std::size_t n = in.count(1); n > 0 && !in.failed(); --n) p.roles.push_back(in.enumerator(ColumnRole::unit));
    for (std::size_t n = in.count(4); n > 0 && !in.failed(); --n) {
        PreviewLine& l = p.lines.emplace_back();
        l.number = in.zigzag();
        l.data = in.boolean();
        if (in.boolean()) l.time = Instant{in.i64()};
        for (std::size_t m = in.count(2); m > 0 && !in.failed(); --m) {
            PreviewCell& c = l.cells.emplace_back();
            c.text = in.text();
            c.code = in.boolean();
        }
    }
    for (std::size_t n = in.count(16); n > 0 && !in.failed(); --n) {
        p.firstTimes_ms.push_back(in.i64());
        p.firstValues.push_back(in.f64());
    }
    for (std::size_t n = in.count(16); n > 0 && !in.failed(); --n) {
        p.low.push_back(in.f64());
        p.high.push_back(in.f64());
    }
    p.from = Instant{in.i64()};
    p.to = Instant{in.i64()};
    if (auto done = in.finish("the preview of a file"); !done.ok()) return done.error();
    return p;
}

} // namespace ms::ingest
