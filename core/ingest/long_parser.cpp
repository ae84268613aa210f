#include "core/ingest/file_parser.h"
#include "core/ingest/header_words.h"

#include <deque>
#include <unordered_map>

namespace ms::ingest {
namespace {

/// One tag (and value column): its readings in the order of the file.
struct Series {
    std::string tag;
    MappedChannel mapped;
    ZoneCursor cursor;
    RowBlock block;
    ValueColumn values;
    std::int64_t before = std::numeric_limits<std::int64_t>::min();
    std::size_t follower = 0; ///< which series came after this one last time: files repeat their order
    Series(std::string t, MappedChannel m) : tag(std::move(t)), mapped(std::move(m)), cursor(*mapped.zone) {}
};

bool isGood(std::string_view quality, bool opc) {
    const Cell number = readCell(quality, '.');
    if (number.kind == CellKind::empty) return true;
    if (number.kind == CellKind::decimal) return number.decimal.decimals > 0 || number.decimal.mantissa >= 192 || !opc;
    const std::string low = lowered(trimmed(quality));
    return low.rfind("good", 0) == 0 || low == "ok" || low == "g" || low == "valid" || low == "raw" || low == "0xc0" || low == "normal";
}

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>{}(s); }
};

class LongParser {
public:
    explicit LongParser(ParseContext& context) : m(context), m_reader(context.layout.time) {
        const Layout& l = m.layout;
        m_last = static_cast<std::size_t>(std::max({l.dateColumn, l.timeColumn, l.tagColumn, l.qualityColumn, l.unitColumn}));
        for (const int c : l.valueColumns) m_last = std::max(m_last, static_cast<std::size_t>(c));
        m_cells.resize(m_last + 1);
        m_ends.resize(l.valueColumns.size(), SIZE_MAX);
    }

    bool run() {
        std::string_view line;
        std::int64_t sinceLook = 0;
        while (m.lines.next(line)) {
            if (m.part.to >= 0 && m.lines.offset() >= m.part.to) break;
            if (++sinceLook >= kLookEvery) {
                sinceLook = 0;
                if (m.stop.stop_requested()) return false;
                m.progress();
            }
            if (m.part.from == 0 && m.lines.number() < m.layout.firstDataLine) continue;
            row(line, m.lines.offset() >= m.part.from);
            if (m_readings * 21 > kMemoryLimit) flush();
        }
        flush();
        return true;
    }

private:
    ParseContext& m;
    TimeReader m_reader;
    std::size_t m_last = 0, m_readings = 0;
    std::vector<std::string_view> m_cells;
    std::deque<Series> m_series; ///< references stay valid
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> m_byTag;
    std::vector<std::size_t> m_ends; ///< by value column: the series of the row before
    std::string m_key, m_stampText;
    Stamp m_stamp;
    bool m_opc = false;

    [[nodiscard]] std::int64_t lineNumber() const { return m.firstLine + m.lines.number(); }
    std::string_view cell(int column) const { return m_cells[static_cast<std::size_t>(column)]; }

    std::size_t cut(std::string_view line) {
        const char *p = line.data(), *const end = p + line.size();
        std::size_t n = 0;
        while (n <= m_last && p <= end) {
            const char* stop = p;
            if (p < end && *p == '"') {
                bool quoted = false;
                for (; stop < end && (quoted || *stop != m.layout.separator); ++stop)
                    if (*stop == '"') quoted = !quoted;
            } else {
                while (stop < end && *stop != m.layout.separator) ++stop;
            }
            m_cells[n++] = {p, static_cast<std::size_t>(stop - p)};
            p = stop + 1;
        }
        return n;
    }

    bool stamp() {
        const Layout& l = m.layout;
        if (l.timeColumn >= 0) return m_reader.read(cell(l.dateColumn), cell(l.timeColumn), m_stamp);
        const std::string_view text = cell(l.dateColumn);
        if (text == m_stampText) return true; // rows of one instant stand together
        if (!m_reader.read(text, m_stamp)) return false;
        m_stampText = text;
        return true;
    }

    Series& seriesOf(std::string_view tag, std::size_t k) {
        if (m_ends[k] != SIZE_MAX) {
            const std::size_t guess = m_series[m_ends[k]].follower;
            if (m_series[guess].tag == tag) {
                m_ends[k] = guess;
                return m_series[guess];
            }
        }
        m_key.assign(tag);
        if (k > 0) m_key += '\x1F' + std::to_string(k);
        const auto found = m_byTag.find(std::string_view(m_key));
        std::size_t index = m_series.size();
        if (found != m_byTag.end()) {
            index = found->second;
        } else {
            m_byTag.emplace(m_key, index);
            const Layout& l = m.layout;
            const int column = l.valueColumns[k];
            std::string name = toUtf8(trimmed(tag));
            const std::string& header = l.headers[static_cast<std::size_t>(column)];
            const HeaderMeaning meaning = meaningOf(header);
            if (l.valueColumns.size() > 1) name += " " + header;
            const std::string unit = l.unitColumn >= 0 ? std::string(trimmed(cell(l.unitColumn))) : meaning.unit;
            m_series.emplace_back(std::string(tag), m.mapper.map(name, false, unit, meaning.quantity));
        }
        Series& s = m_series[index];
        if (m_ends[k] != SIZE_MAX) m_series[m_ends[k]].follower = index;
        m_ends[k] = index;
        return s;
    }

    void row(std::string_view line, bool counts) {
        const Layout& l = m.layout;
        const std::size_t n = cut(line);
        if (n <= static_cast<std::size_t>(std::max({l.dateColumn, l.timeColumn, l.tagColumn, l.valueColumns.front()}))) {
            if (!counts || trimmed(line).empty()) return;
            ++m.report.rows;
            quarantine(m.report, lineNumber(), line, "too few cells");
            return;
        }
        for (std::size_t i = n; i <= m_last; ++i) m_cells[i] = {};
        const std::string_view tag = cell(l.tagColumn);
        if (!stamp() || trimmed(tag).empty()) {
            if (!counts) return;
            ++m.report.rows;
            quarantine(m.report, lineNumber(), line, trimmed(tag).empty() ? "no tag" : "unreadable time");
            return;
        }
        if (counts) ++m.report.rows;
        std::uint8_t quality = 0;
        if (l.qualityColumn >= 0) {
            const std::string_view q = cell(l.qualityColumn);
            if (!(q.size() == 4 && q == "Good")) {
                const Cell number = readCell(q, '.');
                m_opc = m_opc || (number.kind == CellKind::decimal && number.decimal.mantissa >= 192);
                if (!isGood(q, m_opc)) quality = static_cast<std::uint8_t>(series::Quality::suspect);
            }
        }
        for (std::size_t k = 0; k < l.valueColumns.size(); ++k) {
            Series& s = seriesOf(tag, k);
            const std::int64_t utc = m_stamp.utc ? m_stamp.ms : s.cursor.toUtc(m_stamp.ms, s.before);
            s.before = utc;
            if (!counts || s.mapped.sensors.empty()) continue;
            const std::string_view text = cell(l.valueColumns[k]);
            Decimal d;
            if (const char* end = readDecimal(text.data(), text.data() + text.size(), l.decimalMark, d);
                end == text.data() + text.size() && d.mantissa > -9999) {
                s.values.push(d);
            } else {
                const Cell c = readCell(text, l.decimalMark);
                if (c.kind == CellKind::text || c.kind == CellKind::code) {
                    // A text in the place of a value says how the value is, not that the row is wrong.
                    ++m.report.textCells;
                    quarantine(m.report, lineNumber(), line, "text or an error code instead of a reading");
                    continue;
                }
                if (c.kind == CellKind::empty) {
                    ++m.report.emptyCells;
                    continue;
                }
                s.values.push(c);
            }
            if (quality != 0 && s.block.quality.empty()) s.block.quality.assign(s.block.times.size(), 0);
            s.block.times.push_back(utc);
            s.block.lines.push_back(static_cast<std::uint32_t>(m.lines.number()));
            if (!s.block.quality.empty() || quality != 0) s.block.quality.push_back(quality);
            ++m_readings;
        }
    }

    void flush() {
        for (std::size_t i = 0; i < m_series.size(); ++i) {
            Series& s = m_series[i];
            s.block.columns = {&s.values};
            sortRows(s.block, m.report, m.firstLine);
            m.output.write(i, s.mapped, s.block, s.values);
            s.values.clear();
            s.block = {};
            if (s.cursor.inGap() > 0)
                m.report.diagnostics.push_back(
                    {Severity::warning,
                     "ingest.in-gap",
                     "times that the change to summer time leaves out are there: the clock does not follow " + s.mapped.zone->name,
                     m.part.path,
                     s.tag,
                     {},
                     {},
                     "read as if the clock had not been moved",
                     "give the zone of the source"});
        }
        m_readings = 0;
    }
};

} // namespace

bool parseLong(ParseContext& context) { return LongParser(context).run(); }

} // namespace ms::ingest
