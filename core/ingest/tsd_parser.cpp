#include "core/ingest/file_parser.h"
#include "core/ingest/header_words.h"
#include "core/ingest/tsd_source.h"

#include <filesystem>
#include <map>
#include <set>

namespace ms::ingest {
namespace {

/// One point: its readings in the order of the files.
struct TsdSeries {
    const TsdPoint* point;
    MappedChannel mapped;
    ZoneCursor cursor;
    RowBlock block;
    ValueColumn values;
    std::int64_t before = std::numeric_limits<std::int64_t>::min();
    TsdSeries(const TsdPoint& p, MappedChannel m) : point(&p), mapped(std::move(m)), cursor(*mapped.zone) {}
};

class TsdParser {
public:
    explicit TsdParser(ParseContext& context) : m(context), m_reader(TimeFormat{}) {}

    bool run() {
        if (m.part.from > 0) return true; // all of it is read as one
        if (!readPoints()) return true;
        for (const std::string& path : m.layout.companions) {
            if (m.stop.stop_requested()) return false;
            m.progress();
            if (!day(path)) return false;
            if (m_readings * 21 > kMemoryLimit) flush();
        }
        flush();
        for (const auto& [key, times] : m_unknown)
            m.report.diagnostics.push_back({Severity::warning,
                                            "ingest.tsd-unknown-key",
                                            std::to_string(times) + " values have a key that the .TSD file does not list",
                                            m.part.path,
                                            key,
                                            {},
                                            {},
                                            "they are left out",
                                            "add the point to " + m.layout.tsdPath});
        return true;
    }

private:
    ParseContext& m;
    TimeReader m_reader;
    TsdPoints m_points;
    std::map<std::string, TsdSeries, std::less<>> m_series;
    std::map<std::string, std::int64_t, std::less<>> m_unknown;
    std::vector<char> m_buffer;
    std::vector<std::string_view> m_cells;
    std::string m_file; ///< name of the .DAT at hand
    std::size_t m_readings = 0;

    bool readPoints() {
        const auto head = readHead(m.layout.tsdPath, std::size_t{16} << 20);
        if (!head.ok()) {
            m.report.error = head.error().message;
            m.report.errorCode = head.error().code;
            return false;
        }
        std::vector<std::string_view> lines;
        for (std::string_view text = head->text; !text.empty();) {
            const std::size_t end = text.find('\n');
            lines.push_back(text.substr(0, end));
            text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        }
        Diagnostics told; // the sniffer has said them
        m_points = readTsdPoints(lines, m.layout.tsdPath, told);
        std::set<std::string> names, twice;
        for (const auto& [key, p] : m_points)
            if (!names.insert(p.name).second) twice.insert(p.name);
        for (const auto& [key, p] : m_points) {
            if (!p.used) {
                m.report.diagnostics.push_back({Severity::info,
                                                "ingest.tsd-not-used",
                                                "the .TSD file marks this point as not in use",
                                                m.layout.tsdPath,
                                                p.key,
                                                {p.line, 0},
                                                {},
                                                "it is left out",
                                                "write USED into its fifth field to have it"});
                continue;
            }
            auto quantity = quantityNamedIn(p.type);
            if (!quantity) quantity = quantityNamedIn(p.name);
            const bool own = !p.name.empty() && twice.count(p.name) == 0;
            m_series.emplace(key, TsdSeries(p, m.mapper.map(own ? p.name : p.key, m_points.size() == 1, p.unit, quantity, p.key)));
        }
        return true;
    }

    void bad(std::int64_t line, std::string_view text, std::string_view reason) {
        const std::size_t listed = m.report.quarantine.size();
        quarantine(m.report, line, text, reason);
        if (m.report.quarantine.size() > listed) m.report.quarantine.back().file = m_file;
    }

    bool day(const std::string& path) {
        m_file = std::filesystem::path(path).filename().string();
        const auto dayNumber = dayNamedBy(path);
        if (!dayNumber) {
            m.report.diagnostics.push_back({Severity::warning,
                                            "ingest.dat-name",
                                            "the name of the .DAT file says no day",
                                            path,
                                            {},
                                            {},
                                            {},
                                            "the file is left out",
                                            "name it like 2024-05-06.dat"});
            return true;
        }
        auto source = openSource(path, Packing::none, Encoding::bytes);
        if (!source.ok()) {
            m.report.error = source.error().message + ": " + path;
            m.report.errorCode = source.error().code;
            return true;
        }
        LineReader lines(**source, m_buffer);
        std::string_view line;
        std::int64_t at = -1;
        while (lines.next(line)) {
            if (lines.number() % kLookEvery == 0 && m.stop.stop_requested()) return false;
            const std::string_view t = trimmed(line);
            if (t.empty() || t.front() == ';' || t.front() == '[') continue;
            if (t.front() == '_') {
                Stamp stamp;
                at = m_reader.read("2000-01-01", trimmed(t.substr(1)), stamp) ? *dayNumber * 86'400'000 + stamp.ms - kBase_ms : -1;
                if (at == -1) {
                    ++m.report.rows;
                    bad(lines.number(), line, "unreadable time: the values under it are left out");
                }
                continue;
            }
            value(t, lines.number(), at);
        }
        return true;
    }
    static constexpr std::int64_t kBase_ms = 946'684'800'000; ///< 2000-01-01

    void value(std::string_view line, std::int64_t number, std::int64_t at) {
        ++m.report.rows;
        splitLine(line, ',', m_cells);
        if (m_cells.size() < 2) return bad(number, line, "too few cells");
        if (at == -1) return bad(number, line, "no time stands above this value");
        const std::string key = lowered(trimmed(m_cells[0]));
        const auto found = m_series.find(key);
        if (found == m_series.end()) {
            if (m_points.count(key) > 0) return; // not in use
            ++m_unknown[key];
            return bad(number, line, "a key that the .TSD file does not list");
        }
        TsdSeries& s = found->second;
        const std::int64_t utc = s.cursor.toUtc(at, s.before);
        s.before = utc;
        if (s.mapped.sensors.empty()) return;
        const Cell cell = readCell(m_cells[1], '.');
        if (cell.kind == CellKind::empty) {
            ++m.report.emptyCells;
            return;
        }
        if (cell.kind == CellKind::text || cell.kind == CellKind::code) {
            ++m.report.textCells;
            return bad(number, line, "text or an error code instead of a reading");
        }
        std::uint8_t quality = 0;
        if (m_cells.size() > 2) {
            const Cell flag = readCell(m_cells[2], '.');
            if (flag.kind != CellKind::empty && !(flag.kind == CellKind::decimal && flag.decimal.mantissa == 1 && flag.decimal.decimals == 0))
                quality |= static_cast<std::uint8_t>(series::Quality::suspect);
        }
        const double v = cell.kind == CellKind::real ? cell.real : static_cast<double>(cell.decimal.mantissa) / powerOfTen(cell.decimal.decimals);
        if ((s.point->least && v < *s.point->least) || (s.point->most && v > *s.point->most))
            quality |= static_cast<std::uint8_t>(series::Quality::outOfRange);
        s.values.push(cell);
        s.block.times.push_back(utc);
        s.block.lines.push_back(static_cast<std::uint32_t>(number));
        s.block.quality.push_back(quality);
        ++m_readings;
    }

    void flush() {
        std::size_t index = 0;
        for (auto& [key, s] : m_series) {
            s.block.columns = {&s.values};
            sortRows(s.block, m.report, 0);
            m.output.write(index++, s.mapped, s.block, s.values);
            s.values.clear();
            s.block = {};
        }
        m_readings = 0;
    }
};

} // namespace

bool parseTsd(ParseContext& context) { return TsdParser(context).run(); }

} // namespace ms::ingest
