#include "core/ingest/file_parser.h"
#include "core/ingest/header_words.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <optional>
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
    Series* follower = nullptr; ///< which one came after this last time: files repeat their order
    Series(std::string t, MappedChannel m) : tag(std::move(t)), mapped(std::move(m)), cursor(*mapped.zone) {}

    void push(std::int64_t utc, std::int64_t line, std::uint8_t quality) {
        if (quality != 0 && block.quality.empty()) block.quality.assign(block.times.size(), 0);
        if (!block.quality.empty() || quality != 0) block.quality.push_back(quality);
        block.times.push_back(utc);
        block.lines.push_back(static_cast<std::uint32_t>(line));
    }
};

bool isGood(std::string_view quality, bool opc) {
    const Cell number = readCell(quality, '.');
    if (number.kind == CellKind::empty) return true;
    if (number.kind == CellKind::decimal) return number.decimal.decimals > 0 || number.decimal.mantissa >= 192 || !opc;
    const std::string low = lowered(trimmed(quality));
    return low.rfind("good", 0) == 0 || low == "ok" || low == "g" || low == "valid" || low == "raw" || low == "0xc0" || low == "normal";
}

/// Whether `cell` begins with `text` and a separator stands behind it. Most cells are those of the row before, or of the row that followed last time.
bool standsAt(const char* cell, const char* end, std::string_view text, char separator) {
    const std::size_t n = text.size();
    if (n == 0 || static_cast<std::size_t>(end - cell) <= n || cell[n] != separator) return false;
    if (n < sizeof(std::uint64_t)) return std::memcmp(cell, text.data(), n) == 0;
    const auto differ = [&](std::size_t at) {
        std::uint64_t a = 0, b = 0;
        std::memcpy(&a, cell + at, sizeof a);
        std::memcpy(&b, text.data() + at, sizeof b);
        return a ^ b;
    };
    std::uint64_t any = differ(n - sizeof(std::uint64_t));
    for (std::size_t i = 0; i + sizeof(std::uint64_t) < n; i += sizeof(std::uint64_t)) any |= differ(i);
    return any == 0;
}

constexpr std::size_t kReadingBytes = 21; ///< in memory
constexpr std::size_t kLookAhead = 8192;  ///< rows after which the rest is foreseen

/// Of a reading that is not good: as an export of ours writes it, or suspect.
std::uint8_t qualityOf(std::string_view text) {
    const std::string low = lowered(trimmed(text));
    std::uint8_t quality = 0;
    if (low.find("outofrange") != std::string::npos) quality |= static_cast<std::uint8_t>(series::Quality::outOfRange);
    if (quality == 0 || low.find("suspect") != std::string::npos) quality |= static_cast<std::uint8_t>(series::Quality::suspect);
    return quality;
}

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>{}(s); }
};

class LongParser {
public:
    explicit LongParser(ParseContext& context) : m(context), m_reader(context.layout.time) {
        const Layout& l = m.layout;
        m_last = static_cast<std::size_t>(std::max({l.dateColumn, l.timeColumn, l.tagColumn, l.qualityColumn, l.unitColumn, l.quantityColumn}));
        for (const int c : l.valueColumns) m_last = std::max(m_last, static_cast<std::size_t>(c));
        m_cells.resize(m_last + 1);
        m_ends.resize(l.valueColumns.size(), nullptr);
        // Three columns and nothing to be looked up: the usual shape, whose rows are read without cutting them into cells first.
        m_plain = m_last == 2 && l.valueColumns == std::vector{2} && l.timeColumn < 0 && l.qualityColumn < 0 && l.unitColumn < 0;
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
            const bool counts = m.lines.offset() >= m.part.from;
            if (!(m_plain && counts && plainRow(line))) row(line, counts);
            if (m_readings == kLookAhead) reserve();
            if (m_readings * kReadingBytes > kMemoryLimit) flush();
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
    std::vector<Series*> m_ends; ///< by value column: the series of the row before
    std::string m_key, m_stampText, m_tagText;
    Stamp m_stamp;
    bool m_opc = false, m_plain = false;

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
                const void* found = std::memchr(p, m.layout.separator, static_cast<std::size_t>(end - p));
                stop = found ? static_cast<const char*>(found) : end;
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
        Stamp read;
        if (!m_reader.read(text, read)) return false;
        m_stamp = read;
        m_stampText = text;
        return true;
    }

    /// A row like the one before with the next tag: "the same time,the tag that followed last time,decimal". Anything else is left to row().
    bool plainRow(std::string_view line) {
        Series* const before = m_ends.front();
        if (!before || !before->follower) return false;
        Series& s = *before->follower;
        const Layout& l = m.layout;
        const bool timeFirst = l.dateColumn == 0;
        const std::string_view first = timeFirst ? std::string_view(m_stampText) : s.tag, second = timeFirst ? std::string_view(s.tag) : m_stampText;
        const char *p = line.data(), *const end = p + line.size();
        if (!standsAt(p, end, first, l.separator)) return false;
        p += first.size() + 1;
        if (!standsAt(p, end, second, l.separator)) return false;
        p += second.size() + 1;
        Decimal d;
        if (p == end || readDecimalPadded(p, end, l.decimalMark, d) != end || d.mantissa <= -9999) return false;
        ++m.report.rows;
        m_ends.front() = &s;
        const std::int64_t utc = m_stamp.utc ? m_stamp.ms : s.cursor.toUtc(m_stamp.ms, s.before);
        s.before = utc;
        if (s.mapped.sensors.empty()) return true;
        s.values.push(d);
        s.push(utc, m.lines.number(), 0);
        ++m_readings;
        return true;
    }

    void reserve() {
        const std::size_t rows = std::min(foreseenRows(m, m_readings), kMemoryLimit / kReadingBytes);
        for (Series& s : m_series) {
            const auto share = static_cast<double>(s.block.times.size() + 1) / static_cast<double>(m_readings);
            const auto n = static_cast<std::size_t>(static_cast<double>(rows) * share) + 1;
            s.values.reserve(n);
            s.block.times.reserve(n);
            s.block.lines.reserve(n);
        }
    }

    Series& seriesOf(std::string_view tag, std::size_t k) {
        if (m_ends[k] && m_ends[k]->follower && m_ends[k]->follower->tag == tag) return *(m_ends[k] = m_ends[k]->follower);
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
            // With a column of quantities the tag is "name US quantity"; a name is told its quantity where it says none itself.
            const std::size_t cut = tag.find('\x1F');
            std::string name = plainText(tag.substr(0, cut));
            std::optional<Quantity> quantity;
            if (cut != std::string_view::npos) {
                const std::string measured = plainText(tag.substr(cut + 1));
                quantity = quantityNamedIn(measured);
                if (!quantity) name += " " + measured;
            }
            const std::string& header = l.headers[static_cast<std::size_t>(column)];
            const HeaderMeaning meaning = meaningOf(header);
            if (l.valueColumns.size() > 1) name += " " + header;
            const std::string unit = l.unitColumn >= 0 ? std::string(trimmed(cell(l.unitColumn))) : meaning.unit;
            m_series.emplace_back(std::string(tag), m.mapper.map(name, false, unit, quantity ? quantity : meaning.quantity));
        }
        Series& s = m_series[index];
        if (m_ends[k]) m_ends[k]->follower = &s;
        m_ends[k] = &s;
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
        std::string_view tag = cell(l.tagColumn);
        if (l.quantityColumn >= 0) {
            m_tagText.assign(tag).append(1, '\x1F').append(cell(l.quantityColumn));
            tag = m_tagText;
        }
        if (!stamp() || trimmed(cell(l.tagColumn)).empty()) {
            if (!counts) return;
            ++m.report.rows;
            quarantine(m.report, lineNumber(), line, trimmed(cell(l.tagColumn)).empty() ? "no tag" : "unreadable time");
            return;
        }
        if (counts) ++m.report.rows;
        std::uint8_t quality = 0;
        if (l.qualityColumn >= 0) {
            const std::string_view q = cell(l.qualityColumn);
            if (!(q.size() == 4 && q == "Good")) {
                const Cell number = readCell(q, '.');
                m_opc = m_opc || (number.kind == CellKind::decimal && number.decimal.mantissa >= 192);
                if (!isGood(q, m_opc)) quality = qualityOf(q);
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
            s.push(utc, m.lines.number(), quality);
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
            s.block.times.clear();
            s.block.lines.clear();
            s.block.quality.clear();
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
