#include "core/ingest/file_parser.h"
#include "core/ingest/header_words.h"

#include <algorithm>
#include <map>

namespace ms::ingest {
namespace {

constexpr double kLongestStep_ms = 31 * 86'400'000.0;
constexpr std::size_t kMostChannels = 1000;

/// A channel of a logger file.
struct SliChannel {
    std::string header, unit;
    std::optional<Quantity> quantity;
    RowBlock block;
    ValueColumn values;
};

/// Reads logger files of the standard logger interface: "ch" lines name the channels, a "time" line says when the first record was taken, how far
/// records are apart and how many follow; a record has one value a channel. Nothing says a record's own time, so every line counts.
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
    std::map<int, SliChannel> m_channels; ///< by number
    std::vector<int> m_active;            ///< numbers of the channels that the records at hand hold, in their order
    std::vector<std::string_view> m_cells;
    bool m_open = false, m_named = false; ///< within a block; "ch" lines stood since the last one
    std::int64_t m_start = 0, m_step = 0, m_promised = 0, m_read = 0, m_headLine = 0, m_blank = 0;

    void take(std::string_view line) {
        const std::string_view t = trimmed(line);
        if (t.empty() && !m_open) return;
        if (!t.empty() && (t.front() == '*' || t.front() == ';')) return;
        if (!t.empty() && (line.front() == '"' || (t.front() >= 'A' && t.front() <= 'z' && t.find(',') != std::string_view::npos))) {
            splitLine(line, ',', m_cells);
            const std::string key = lowered(trimmed(m_cells[0]));
            if (key == "text") return;
            if (key == "time" && m_cells.size() >= 4) return head(line);
            if (key == "ch" && m_cells.size() >= 4) return channel();
            if (m_cells.size() == 1 || !m_open) return; // a remark
        }
        if (!m_open) {
            ++m.report.rows;
            return quarantine(m.report, m.lines.number(), line, "a value before the first \"time\" line");
        }
        record(t, line);
    }

    void channel() {
        endBlock();
        if (!m_named) m_active.clear();
        m_named = true;
        const Cell n = readCell(m_cells[1], '.');
        const bool numbered = n.kind == CellKind::decimal && n.decimal.decimals == 0 && n.decimal.mantissa > 0 && n.decimal.mantissa < 10'000;
        const int number = numbered ? static_cast<int>(n.decimal.mantissa) : m_channels.empty() ? 1 : m_channels.rbegin()->first + 1;
        SliChannel& c = m_channels[number];
        c.header = plainText(m_cells[2]);
        c.quantity = quantityNamedIn(c.header);
        c.unit = plainText(m_cells[3]);
        if (std::find(m_active.begin(), m_active.end(), number) == m_active.end()) m_active.push_back(number);
        std::sort(m_active.begin(), m_active.end());
    }

    void head(std::string_view line) {
        endBlock();
        m_named = false;
        TimeReader reader(m.layout.time);
        Stamp stamp;
        const Cell interval = readCell(m_cells[3], '.'), count = readCell(m_cells.size() > 5 ? m_cells[5] : std::string_view{}, '.');
        const std::string unit = m_cells.size() > 4 ? lowered(trimmed(m_cells[4])) : "min";
        const double unit_ms = unit.rfind("sec", 0) == 0 || unit == "s" ? 1000
                               : unit.rfind("h", 0) == 0                ? 3'600'000
                               : unit.rfind("day", 0) == 0              ? 86'400'000
                                                                        : 60'000;
        double step = 0; // "15.0" is usual
        if (interval.kind == CellKind::decimal)
            step = static_cast<double>(interval.decimal.mantissa) / powerOfTen(interval.decimal.decimals) * unit_ms;
        m_open = reader.read(trimmed(m_cells[1]), trimmed(m_cells[2]), stamp) && step >= 1 && step <= kLongestStep_ms;
        if (!m_open) {
            ++m.report.rows;
            return quarantine(m.report, m.lines.number(), line, "unreadable \"time\" line: the values under it are left out");
        }
        m_start = stamp.ms;
        m_step = static_cast<std::int64_t>(step + 0.5);
        m_promised = count.kind == CellKind::decimal ? count.decimal.mantissa : -1;
        m_read = m_blank = 0;
        m_headLine = m.lines.number();
        if (m_active.empty()) m_active = {1};
    }

    void record(std::string_view t, std::string_view line) {
        splitLine(t, ',', m_cells);
        if (t.empty()) {
            ++m_blank;
        } else {
            for (; m_blank > 0; --m_blank) put({}, {}); // a blank line between records is a record without values: it keeps its place
            put(m_cells, line);
        }
    }

    /// One record; no cells = blank.
    void put(const std::vector<std::string_view>& cells, std::string_view line) {
        ++m.report.rows;
        // A record with more values than "ch" lines stand there for: the others are channels without a name.
        for (std::size_t i = m_active.size(); i < cells.size() && i < kMostChannels; ++i) m_active.push_back(m_active.back() + 1);
        const bool byNumber = !cells.empty() && m_active.back() <= static_cast<int>(cells.size());
        for (std::size_t i = 0; i < m_active.size(); ++i) {
            const std::size_t at = byNumber ? static_cast<std::size_t>(m_active[i] - 1) : i;
            SliChannel& c = m_channels[m_active[i]];
            const Cell cell = at < cells.size() ? readCell(cells[at], m.layout.decimalMark) : Cell{};
            if (cell.kind == CellKind::empty) ++m.report.emptyCells;
            if (cell.kind == CellKind::text || cell.kind == CellKind::code) {
                ++m.report.textCells;
                quarantine(m.report, m.lines.number(), line, "text or an error code instead of a reading");
            }
            // Values carry no time: an empty or wrong one still takes its place in the row of times.
            c.block.times.push_back(m_start + m_read * m_step);
            c.block.lines.push_back(static_cast<std::uint32_t>(m.lines.number()));
            c.values.push(cell);
        }
        ++m_read;
    }

    void endBlock() {
        if (!m_open) return;
        m_open = false;
        // Blank lines at the end of a block are no records, unless it promises more.
        for (; m_blank > 0 && m_read < m_promised; --m_blank) put({}, {});
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

    [[nodiscard]] std::string nameOf(int number, const SliChannel& c) const {
        if (m_channels.size() == 1) return stemOf(m.part.path);
        const auto alike = std::count_if(m_channels.begin(), m_channels.end(), [&c](const auto& other) { return other.second.header == c.header; });
        std::string name = stemOf(m.part.path) + " " + c.header;
        if (c.header.empty() || alike > 1) name += (c.header.empty() ? "" : " ") + std::to_string(number);
        return name;
    }

    void finish() {
        std::size_t index = 0;
        for (auto& [number, c] : m_channels) {
            const MappedChannel mapped = m.mapper.map(nameOf(number, c), m_channels.size() == 1, c.unit, c.quantity);
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
