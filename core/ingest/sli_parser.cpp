#include "core/ingest/file_parser.h"
#include "core/ingest/header_words.h"

#include <map>

namespace ms::ingest {
namespace {

/// A channel of a logger file.
struct SliChannel {
    std::string header, unit;
    std::optional<Quantity> quantity;
    RowBlock block;
    ValueColumn values;
};

class SliParser {
public:
    explicit SliParser(ParseContext& context) : m(context) {}

    bool run() {
        if (m.part.from > 0) return true; // all of it is read as one
        std::string_view line;
        while (m.lines.next(line)) {
            if (m.lines.number() % kLookEvery == 0) {
                if (m.stop.stop_requested()) return false;
                m.progress();
            }
            take(line);
        }
        endBlock();
        finish();
        return true;
    }

private:
    ParseContext& m;
    std::map<int, SliChannel> m_channels;
    int m_current = 0;
    std::vector<std::string_view> m_cells;
    bool m_open = false;
    std::int64_t m_start = 0, m_step = 0, m_promised = 0, m_read = 0, m_headLine = 0;
    std::size_t m_blockFrom = 0;

    void take(std::string_view line) {
        const std::string_view t = trimmed(line);
        if (t.empty() && !m_open) return;
        if (!t.empty() && (t.front() == '*' || t.front() == ';')) return;
        if (!t.empty() && (line.front() == '"' || (t.front() >= 'A' && t.front() <= 'z' && t.find(',') != std::string_view::npos))) {
            splitLine(line, ',', m_cells);
            const std::string key = lowered(trimmed(m_cells[0]));
            if (key == "time" && m_cells.size() >= 4) return head(line);
            if (key == "ch" && m_cells.size() >= 4) {
                endBlock();
                const Cell n = readCell(m_cells[1], '.');
                m_current = n.kind == CellKind::decimal ? static_cast<int>(n.decimal.mantissa) : m_current + 1;
                SliChannel& c = m_channels[m_current];
                c.header = toUtf8(trimmed(m_cells[2]));
                c.quantity = quantityNamedIn(c.header);
                c.unit = toUtf8(trimmed(m_cells[3]));
                return;
            }
            if (m_cells.size() == 1 || !m_open) return; // a remark
        }
        if (!m_open) {
            ++m.report.rows;
            return quarantine(m.report, m.lines.number(), line, "a value before the first \"time\" line");
        }
        splitLine(line, ',', m_cells);
        for (const std::string_view text : m_cells) value(text, line);
    }

    void head(std::string_view line) {
        endBlock();
        TimeReader reader(m.layout.time);
        Stamp stamp;
        const Cell interval = readCell(m_cells[3], '.'), count = readCell(m_cells.size() > 5 ? m_cells[5] : std::string_view{}, '.');
        const std::string unit = m_cells.size() > 4 ? lowered(trimmed(m_cells[4])) : "min";
        const std::int64_t unit_ms = unit.rfind("sec", 0) == 0   ? 1000
                                     : unit.rfind("h", 0) == 0   ? 3'600'000
                                     : unit.rfind("day", 0) == 0 ? 86'400'000
                                                                 : 60'000;
        m_open = reader.read(trimmed(m_cells[1]), trimmed(m_cells[2]), stamp) && interval.kind == CellKind::decimal &&
                 interval.decimal.mantissa > 0 && interval.decimal.decimals == 0;
        if (!m_open) {
            ++m.report.rows;
            return quarantine(m.report, m.lines.number(), line, "unreadable \"time\" line: the values under it are left out");
        }
        m_start = stamp.ms;
        m_step = interval.decimal.mantissa * unit_ms;
        m_promised = count.kind == CellKind::decimal ? count.decimal.mantissa : -1;
        m_read = 0;
        m_headLine = m.lines.number();
        m_channels[m_current];
    }

    void value(std::string_view text, std::string_view line) {
        SliChannel& c = m_channels[m_current];
        ++m.report.rows;
        const Cell cell = readCell(text, m.layout.decimalMark);
        if (cell.kind == CellKind::empty) ++m.report.emptyCells;
        if (cell.kind == CellKind::text || cell.kind == CellKind::code) {
            ++m.report.textCells;
            quarantine(m.report, m.lines.number(), line, "text or an error code instead of a reading");
        }
        // Values carry no time: an empty or wrong one still takes its place in the row of times.
        c.block.times.push_back(m_start + m_read * m_step);
        c.block.lines.push_back(static_cast<std::uint32_t>(m.lines.number()));
        c.values.push(cell);
        ++m_read;
    }

    void endBlock() {
        if (!m_open) return;
        m_open = false;
        SliChannel& c = m_channels[m_current];
        // Blank lines at the end of a file are no readings.
        while (m_read > m_promised && m_promised >= 0 && c.values.missing(c.values.size() - 1)) {
            c.values.truncate(c.values.size() - 1);
            c.block.times.pop_back();
            c.block.lines.pop_back();
            --m_read;
            --m.report.rows;
            --m.report.emptyCells;
        }
        if (m_promised >= 0 && m_promised != m_read)
            m.report.diagnostics.push_back(
                {Severity::warning,
                 "ingest.sli-count",
                 "the \"time\" line promises " + std::to_string(m_promised) + " values, " + std::to_string(m_read) + " follow",
                 m.part.path,
                 {},
                 {m_headLine, 0},
                 {},
                 "the values that are there, from its start on",
                 "check whether the file was cut, or values are missing in its midst: then later times are wrong"});
    }

    void finish() {
        const bool only = m_channels.size() == 1;
        std::size_t index = 0;
        for (auto& [number, c] : m_channels) {
            const MappedChannel mapped =
                m.mapper.map(only ? stemOf(m.part.path) : stemOf(m.part.path) + " " + (c.header.empty() ? std::to_string(number) : c.header), only,
                             c.unit, c.quantity);
            ZoneCursor cursor(*mapped.zone);
            std::int64_t before = std::numeric_limits<std::int64_t>::min();
            for (std::int64_t& t : c.block.times) before = t = cursor.toUtc(t, before);
            c.block.columns = {&c.values};
            sortRows(c.block, m.report, 0);
            m.output.write(index++, mapped, c.block, c.values);
        }
    }
};

} // namespace

bool parseSli(ParseContext& context) { return SliParser(context).run(); }

} // namespace ms::ingest
