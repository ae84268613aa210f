#include "core/ingest/file_parser.h"

#include <algorithm>
#include <cstring>

namespace ms::ingest {
namespace {

/// The channels of one clock, with their rows. Usually there is one.
struct ClockGroup {
    const LocalZone* zone;
    ZoneCursor cursor;
    RowBlock block;
    std::int64_t before = std::numeric_limits<std::int64_t>::min();
};

enum class Role : std::uint8_t { skip, date, time, value };

struct Column {
    Role role = Role::skip;
    std::size_t channel = 0;
};

constexpr std::size_t kLookAhead = 128; ///< rows after which the rest is foreseen

class WideParser {
public:
    explicit WideParser(ParseContext& context)
        : m(context), m_reader(context.layout.time), m_separator(context.layout.separator), m_mark(context.layout.decimalMark) {
        makeChannels();
    }

    bool run() {
        std::string_view line;
        std::int64_t sinceLook = 0;
        const std::size_t most = mostRows();
        while (m.lines.next(line)) {
            if (m.part.to >= 0 && m.lines.offset() >= m.part.to) break;
            if (++sinceLook >= kLookEvery) {
                sinceLook = 0;
                if (m.stop.stop_requested()) return false;
                m.progress();
            }
            if (m.part.from == 0 && m.lines.number() < m.layout.firstDataLine) continue;
            row(line, m.lines.offset() >= m.part.from);
            if (m_rows >= most) flush();
        }
        flush();
        return true;
    }

private:
    ParseContext& m;
    TimeReader m_reader;
    char m_separator, m_mark;
    std::vector<Column> m_columns;
    std::vector<MappedChannel> m_channels;
    std::vector<ValueColumn> m_values;
    std::vector<std::size_t> m_groupOf;
    std::vector<ClockGroup> m_groups;
    std::size_t m_rows = 0;

    void makeChannels() {
        const Layout& layout = m.layout;
        m_columns.resize(layout.headers.size());
        m_columns[static_cast<std::size_t>(layout.dateColumn)].role = Role::date;
        if (layout.timeColumn >= 0) m_columns[static_cast<std::size_t>(layout.timeColumn)].role = Role::time;
        for (const int c : layout.valueColumns) {
            const std::string& header = layout.headers[static_cast<std::size_t>(c)];
            const bool only = layout.valueColumns.size() == 1;
            MappedChannel mapped = m.mapper.map(header.empty() && !only ? "column " + std::to_string(c + 1) : header, only);
            if (mapped.sensors.empty()) continue;
            m_columns[static_cast<std::size_t>(c)] = {Role::value, m_channels.size()};
            std::size_t g = 0;
            while (g < m_groups.size() && m_groups[g].zone != mapped.zone) ++g;
            if (g == m_groups.size()) m_groups.push_back({mapped.zone, ZoneCursor(*mapped.zone), {}});
            m_groupOf.push_back(g);
            m_channels.push_back(std::move(mapped));
        }
        m_values.resize(m_channels.size());
        for (std::size_t i = 0; i < m_values.size(); ++i) m_groups[m_groupOf[i]].block.columns.push_back(&m_values[i]);
    }

    [[nodiscard]] std::int64_t lineNumber() const { return m.firstLine + m.lines.number(); }

    /// The end of the cell that begins at `p`, a separator within quotes left aside.
    const char* cellEnd(const char* p, const char* end) const {
        if (p < end && *p == '"') {
            bool quoted = false;
            for (; p < end; ++p) {
                if (*p == '"') quoted = !quoted;
                if (*p == m_separator && !quoted) return p;
            }
            return end;
        }
        const void* found = std::memchr(p, m_separator, static_cast<std::size_t>(end - p));
        return found ? static_cast<const char*>(found) : end;
    }

    /// `counts`: false for the rows before the part, which only tell the clock where it stands.
    void row(std::string_view line, bool counts) {
        const char *p = line.data(), *const end = p + line.size();
        std::string_view date, time;
        std::int64_t empty = 0;
        std::size_t c = 0, values = 0;
        const std::size_t texts = m_texts.size();
        for (; c < m_columns.size() && p <= end; ++c) {
            const Column column = m_columns[c];
            const char* stop = nullptr;
            if (column.role == Role::value && counts) {
                Decimal d;
                stop = readDecimalPadded(p, end, m_mark, d);
                if (stop && (stop == end || *stop == m_separator) && d.mantissa > -9999) {
                    m_values[column.channel].push(d);
                    ++values;
                } else {
                    stop = cellEnd(p, end);
                    const std::string_view text(p, static_cast<std::size_t>(stop - p));
                    const Cell cell = readCell(text, m_mark);
                    m_values[column.channel].push(cell);
                    if (cell.kind == CellKind::empty)
                        ++empty;
                    else if (cell.kind == CellKind::text || cell.kind == CellKind::code)
                        m_texts.emplace_back(c, text);
                    else
                        ++values;
                }
            } else {
                stop = cellEnd(p, end);
                const std::string_view text(p, static_cast<std::size_t>(stop - p));
                if (column.role == Role::date)
                    date = text;
                else if (column.role == Role::time)
                    time = text;
            }
            p = stop + 1;
        }
        Stamp stamp;
        const bool readable = m.layout.timeColumn >= 0 ? m_reader.read(date, time, stamp) : m_reader.read(date, stamp);
        const bool surplus =
            p <= end && !std::string_view(p, static_cast<std::size_t>(end - p)).empty() && trimmed({p, static_cast<std::size_t>(end - p)}) != "";
        if (!counts) {
            if (readable && !surplus) stampRow(stamp, false);
            return;
        }
        if (!readable || surplus) {
            for (ValueColumn& v : m_values) v.truncate(m_rows);
            m_texts.resize(texts);
            if (values == 0 && trimmed(date).empty()) return; // an empty line, or one of separators
            ++m.report.rows;
            quarantine(m.report, lineNumber(), line, surplus ? "more cells than the header has" : "unreadable time");
            return;
        }
        if (c < m_columns.size())
            for (ValueColumn& v : m_values)
                if (v.size() == m_rows) {
                    v.pushMissing();
                    ++empty;
                }
        m.report.emptyCells += empty;
        ++m.report.rows;
        for (const auto& [at, text] : m_texts) {
            ++m.report.textCells;
            quarantine(m.report, lineNumber(), m.layout.headers[at] + ": " + std::string(text), "text or an error code instead of a reading");
        }
        m_texts.clear();
        stampRow(stamp, true);
        if (++m_rows == kLookAhead) reserve();
    }

    void reserve() {
        const std::size_t rows = std::min(foreseenRows(m, static_cast<std::size_t>(m.report.rows)), mostRows());
        for (ValueColumn& v : m_values) v.reserve(rows);
        for (ClockGroup& g : m_groups) {
            g.block.times.reserve(rows);
            g.block.lines.reserve(rows);
        }
    }
    [[nodiscard]] std::size_t mostRows() const { return kMemoryLimit / (m_values.size() * 8 + 12) + 1; } ///< before they are written out
    std::vector<std::pair<std::size_t, std::string_view>> m_texts;                                       ///< of the row at hand

    void stampRow(Stamp stamp, bool keep) {
        for (ClockGroup& g : m_groups) {
            const std::int64_t utc = stamp.utc ? stamp.ms : g.cursor.toUtc(stamp.ms, g.before);
            g.before = utc;
            if (!keep) continue;
            g.block.times.push_back(utc);
            g.block.lines.push_back(static_cast<std::uint32_t>(m.lines.number()));
        }
    }

    void flush() {
        bool first = true;
        for (ClockGroup& g : m_groups) {
            FileReport aside; // rows are counted once, not once a clock
            sortRows(g.block, first ? m.report : aside, m.firstLine);
            first = false;
        }
        for (std::size_t i = 0; i < m_channels.size(); ++i) m.output.write(i, m_channels[i], m_groups[m_groupOf[i]].block, m_values[i]);
        for (ValueColumn& v : m_values) v.clear();
        for (ClockGroup& g : m_groups) {
            g.block.times.clear();
            g.block.lines.clear();
            if (g.cursor.inGap() > 0 && !m_toldGap)
                m.report.diagnostics.push_back(
                    {Severity::warning,
                     "ingest.in-gap",
                     "times that the change to summer time leaves out are there: the clock does not follow " + g.zone->name,
                     m.part.path,
                     {},
                     {},
                     {},
                     "read as if the clock had not been moved",
                     "give the zone of the source: --timezone"});
            m_toldGap = m_toldGap || g.cursor.inGap() > 0;
        }
        m_rows = 0;
    }
    bool m_toldGap = false;
};

} // namespace

bool parseWide(ParseContext& context) { return WideParser(context).run(); }

} // namespace ms::ingest
