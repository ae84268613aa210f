#include "core/ingest/date_order.h"
#include "core/ingest/header_words.h"
#include "core/ingest/layout.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/sniff_pieces.h"
#include "core/ingest/tsd_source.h"

#include <algorithm>
#include <map>
#include <set>

namespace ms::ingest {
namespace {

using Cells = std::vector<std::string_view>;

constexpr std::size_t kHead = std::size_t{1} << 16, kLargestHead = std::size_t{1} << 26;
constexpr std::size_t kLooked = 120; ///< lines of the head that are looked at closely

std::vector<std::string_view> linesOf(std::string_view text, bool whole) {
    std::vector<std::string_view> lines;
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos && !whole) break;
        std::string_view line = text.substr(0, end);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        lines.push_back(line);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

/// One guess at the separator with what it leads to.
struct Guess {
    char separator = ',';
    int dateColumn = -1, timeColumn = -1;
    Clock clock = Clock::text;
    double score = 0;
    std::size_t columns = 0;
    int alike = 0, looked = 0; ///< lines with that many columns, of those that were looked at
};

/// Epoch or serial number: a column of rising numbers of the right size.
Clock clockOf(const std::vector<Cells>& rows, std::size_t column, char mark, bool& found) {
    double before = -1, first = 0;
    std::size_t n = 0, rising = 0;
    for (const Cells& cells : rows) {
        if (column >= cells.size()) continue;
        const Cell c = readCell(cells[column], mark);
        if (c.kind != CellKind::decimal && c.kind != CellKind::real) continue;
        double v = c.kind == CellKind::real ? c.real : static_cast<double>(c.decimal.mantissa);
        for (int i = 0; c.kind == CellKind::decimal && i < c.decimal.decimals; ++i) v /= 10;
        if (n++ == 0) first = v;
        rising += v >= before ? 1 : 0;
        before = v;
    }
    found = n >= 2 && rising * 10 >= n * 9;
    if (found && first > 3e8 && first < 4.2e9) return Clock::epochSeconds;
    if (found && first > 3e11 && first < 4.2e12) return Clock::epochMillis;
    if (found && first > 25000 && first < 60000 && before - first < 20000) return Clock::serialDays;
    found = false;
    return Clock::text;
}

Guess guessWith(char separator, const std::vector<std::string_view>& lines) {
    Guess guess;
    guess.separator = separator;
    std::vector<Cells> rows;
    std::map<std::size_t, int> widths;
    const std::size_t from = std::max(lines.size() / 2, lines.size() > 24 ? lines.size() - 24 : 0); // the end of the head: surely data
    for (std::size_t i = from; i < lines.size(); ++i) {
        Cells cells;
        splitLine(lines[i], separator, cells);
        if (lines[i].empty()) continue;
        ++widths[cells.size()];
        rows.push_back(std::move(cells));
    }
    if (rows.empty()) return guess;
    const auto usual = std::max_element(widths.begin(), widths.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    guess.columns = usual->first;
    guess.alike = usual->second;
    guess.looked = static_cast<int>(rows.size());
    if (guess.columns < 2) return guess;
    std::erase_if(rows, [&](const Cells& c) { return c.size() != guess.columns; });
    const double steady = static_cast<double>(usual->second) / static_cast<double>(rows.size());
    const char mark = separator == ',' ? '.' : ',';
    const auto share = [&](std::size_t column, std::initializer_list<What> wanted) {
        const auto n = std::count_if(rows.begin(), rows.end(), [&](const Cells& c) {
            const What what = whatIs(c[column], mark);
            return std::find(wanted.begin(), wanted.end(), what) != wanted.end();
        });
        return static_cast<double>(n) / static_cast<double>(rows.size());
    };
    const std::size_t most = std::min<std::size_t>(guess.columns, 12);
    for (std::size_t c = 0; c < most; ++c) {
        const double stamps = share(c, {What::stamp}), dates = share(c, {What::date});
        double score = 0;
        int timeColumn = -1;
        if (stamps > 0.4) {
            score = stamps;
        } else if (dates > 0.4) {
            for (std::size_t k = 0; k < most && timeColumn < 0; ++k)
                if (k != c && share(k, {What::timeOfDay}) > 0.4) timeColumn = static_cast<int>(k);
            score = timeColumn >= 0 ? dates : 0.8 * dates;
        }
        if (score * steady > guess.score) {
            guess.score = score * steady;
            guess.dateColumn = static_cast<int>(c);
            guess.timeColumn = timeColumn;
        }
    }
    for (std::size_t c = 0; c < most && guess.dateColumn < 0; ++c) {
        bool found = false;
        guess.clock = clockOf(rows, c, mark == ',' && separator == ';' ? ',' : '.', found);
        if (!found) continue;
        guess.dateColumn = static_cast<int>(c);
        guess.score = 0.5 * steady;
    }
    return guess;
}

/// How often numbers were seen with either decimal mark, and one of them.
struct Marks {
    std::size_t commas = 0, points = 0;
    std::string comma, point;
};

Marks countMarks(const std::vector<std::string_view>& lines, const Guess& guess) {
    Marks marks;
    Cells cells;
    const std::size_t stride = std::max<std::size_t>(1, lines.size() / kLooked);
    for (std::size_t i = 0; i < lines.size(); i += stride) {
        splitLine(lines[i], guess.separator, cells);
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (static_cast<int>(c) == guess.dateColumn || static_cast<int>(c) == guess.timeColumn) continue;
            const std::string_view t = trimmed(cells[c]);
            Decimal d;
            if (t.find(',') != std::string_view::npos && readDecimal(t.data(), t.data() + t.size(), ',', d) == t.data() + t.size()) {
                if (++marks.commas == 1) marks.comma = t;
            }
            if (t.find('.') != std::string_view::npos && readDecimal(t.data(), t.data() + t.size(), '.', d) == t.data() + t.size()) {
                if (++marks.points == 1) marks.point = t;
            }
        }
        if (marks.commas + marks.points > 5000) break;
    }
    return marks;
}

void decideMark(const Marks& marks, const std::string& path, const SourceProfile* profile, Layout& layout) {
    layout.markProved = marks.commas != marks.points;
    if (!layout.markProved && profile && profile->decimalMark) {
        layout.decimalMark = *profile->decimalMark;
        layout.profile = profile->name;
        layout.found(0.95, std::string("no number shows a decimal mark; a file of the same kind had '") + layout.decimalMark + "'");
        return;
    }
    layout.decimalMark = marks.commas > marks.points ? ',' : '.';
    const std::string& example = marks.commas > marks.points ? marks.comma : marks.point;
    const std::size_t against = std::min(marks.commas, marks.points), all = marks.commas + marks.points;
    if (all == 0)
        layout.found(1, "the numbers are whole: no decimal mark is needed");
    else
        layout.found(1 - 0.5 * static_cast<double>(against) / static_cast<double>(all),
                     std::string("decimal ") + (layout.decimalMark == ',' ? "comma" : "point") + ", as in " + example);
    if (layout.markProved && profile && profile->decimalMark && *profile->decimalMark != layout.decimalMark)
        layout.diagnostics.push_back({Severity::warning,
                                      "ingest.profile-contradicted",
                                      "its decimal mark is not the one that files of this kind had",
                                      path,
                                      profile->name,
                                      {},
                                      example,
                                      "what the file shows",
                                      "look at a few values"});
}

/// The dates of the rows, each once as long as they stand together.
std::vector<DateSeen> datesOf(const std::vector<std::string_view>& lines, std::size_t first, const Layout& layout) {
    std::vector<DateSeen> dates;
    std::set<std::string, std::less<>> known;
    std::string_view before;
    for (std::size_t i = first; i < lines.size(); ++i) {
        const std::string_view line = lines[i];
        std::size_t from = 0;
        for (int c = 0; c < layout.dateColumn && from != std::string_view::npos; ++c) {
            from = line.find(layout.separator, from);
            if (from != std::string_view::npos) ++from;
        }
        if (from == std::string_view::npos || from > line.size()) continue;
        std::string_view cell = line.substr(from);
        if (!before.empty() && cell.substr(0, before.size()) == before) continue;
        cell = trimmed(cell.substr(0, cell.find(layout.separator)));
        const std::size_t colon = cell.find(':');
        before = colon == std::string_view::npos ? cell : cell.substr(0, cell.find_last_of(" T", colon));
        if (!before.empty() && known.size() < 5000 && known.emplace(before).second)
            dates.push_back({std::string(before), static_cast<std::int64_t>(i) + 1});
    }
    return dates;
}

const char* nameOfSeparator(char separator) {
    return separator == '\t' ? "a tab" : separator == ';' ? "';'" : separator == ',' ? "','" : separator == ' ' ? "a blank" : "'|'";
}

/// "m3/h" and its like in most cells that are not empty: a second line of the header.
bool isUnitRow(const Cells& cells, const Layout& layout) {
    std::size_t units = 0, others = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (static_cast<int>(c) == layout.dateColumn || static_cast<int>(c) == layout.timeColumn) continue;
        std::string_view t = trimmed(cells[c]);
        if (t.size() > 2 && (t.front() == '[' || t.front() == '(')) t = t.substr(1, t.size() - 2);
        if (!t.empty()) ++(unitFromString(t) ? units : others);
    }
    return units > others;
}

/// The header above the data, a line of units under it taken in: "Flow" over "l/s" becomes "Flow [l/s]".
void readHeader(const std::vector<std::string_view>& lines, std::size_t first, std::size_t columns, Layout& layout) {
    layout.headers.assign(columns, {});
    Cells cells;
    std::vector<std::string> units;
    for (std::size_t i = first; i-- > 0;) {
        if (trimmed(lines[i]).empty()) continue;
        splitLine(lines[i], layout.separator, cells);
        if (cells.size() + 1 < columns || cells.size() < 2) break; // a line of the preamble: there is no header
        if (units.empty() && isUnitRow(cells, layout) && i > 0) {
            for (const std::string_view cell : cells) units.push_back(toUtf8(trimmed(cell)));
            layout.found(1, "line " + std::to_string(i + 1) + " names the units of the columns");
            continue;
        }
        bool any = false;
        for (std::size_t c = 0; c < columns && c < cells.size(); ++c) {
            std::string& header = layout.headers[c];
            header = plainText(cells[c]);
            any = any || !header.empty();
            if (c < units.size() && unitFromString(units[c])) header += (header.empty() ? "[" : " [") + units[c] + "]";
        }
        if (any) layout.found(1, "line " + std::to_string(i + 1) + " is the header" + (i > 0 ? ", what stands above it is a preamble" : ""));
        return;
    }
    for (std::size_t c = 0; c < columns && c < units.size(); ++c)
        if (unitFromString(units[c])) layout.headers[c] = "[" + units[c] + "]";
    layout.found(0.8, "there is no header: columns are named by their number");
}

/// What the dates are, and in which order, with the proof.
Result<void> decideTimes(const std::string& path, const FileHead& head, const std::vector<std::string_view>& lines, std::size_t first,
                         const SourceProfile* profile, Layout& layout) {
    const std::string& header = layout.headers[static_cast<std::size_t>(layout.dateColumn)];
    Cells cells;
    splitLine(lines[first], layout.separator, cells);
    const std::string example(trimmed(cells[static_cast<std::size_t>(layout.dateColumn)]));
    const std::string column = header.empty() ? "column " + std::to_string(layout.dateColumn + 1) : "column '" + header + "'";
    const std::string at = ", as " + example + " in line " + std::to_string(first + 1);
    switch (layout.time.clock) {
    case Clock::epochSeconds: layout.found(0.9, column + " counts seconds since 1970" + at); return {};
    case Clock::epochMillis: layout.found(0.9, column + " counts milliseconds since 1970" + at); return {};
    case Clock::serialDays: layout.found(0.85, column + " counts days since 1899-12-30, as spreadsheets do" + at); return {};
    case Clock::text: break;
    }
    layout.found(1, column + (layout.timeColumn >= 0 ? " holds dates, the times stand in a column of their own" : " holds dates and times") + at);
    std::vector<DateSeen> seen = datesOf(lines, first, layout);
    if (head.packing == Packing::none && !head.whole && orderIsOpen(seen)) sampleDates(path, head.size, layout, seen);
    const auto decision = decideDateOrder(seen, path, layout.diagnostics, profile ? profile->order : std::nullopt);
    if (!decision.ok()) return decision.error();
    layout.time.order = decision->order;
    layout.orderProved = decision->proved;
    if (!decision->evidence.empty()) layout.found(decision->confidence, decision->evidence);
    if (!profile || !profile->order || decision->order == DateOrder::ymd) return {};
    if (!decision->proved) {
        layout.profile = profile->name;
    } else if (decision->order != *profile->order) {
        layout.diagnostics.push_back({Severity::warning,
                                      "ingest.profile-contradicted",
                                      "its dates are not in the order that files of this kind had",
                                      path,
                                      profile->name,
                                      {},
                                      {},
                                      "what the file proves: " + decision->evidence,
                                      "look at the times"});
    }
    return {};
}

/// What the user said about dates stands above what was found out.
void obey(const LayoutWishes& wishes, Layout& layout) {
    if (!wishes.order || layout.time.clock != Clock::text) return;
    layout.time.order = *wishes.order;
    layout.orderProved = true;
    layout.evidence.push_back("the order of the dates is as was said");
}

} // namespace

void splitLine(std::string_view line, char separator, std::vector<std::string_view>& cells) {
    cells.clear();
    std::size_t from = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (line[i] != separator || quoted) continue;
        cells.push_back(line.substr(from, i - from));
        from = i + 1;
    }
    cells.push_back(line.substr(from));
}

std::string Layout::description() const {
    std::string text = shape == Shape::sli ? "SLI logger file" : shape == Shape::tsd ? "TSD + DAT" : shape == Shape::wide ? "wide" : "long";
    if (shape == Shape::tsd) return text + ", " + std::to_string(companions.size()) + (companions.size() == 1 ? " day" : " days");
    if (shape != Shape::sli) {
        text += separator == '\t' ? ", tab" : std::string(", '") + separator + "'";
        if (decimalMark == ',') text += ", decimal comma";
        if (timeColumn >= 0) text += ", date and time apart";
    }
    if (time.clock == Clock::text)
        text += time.order == DateOrder::ymd ? "" : time.order == DateOrder::dmy ? ", dates d/m/y" : ", dates m/d/y";
    else
        text += time.clock == Clock::serialDays ? ", serial days" : ", epoch";
    if (packing != Packing::none)
        text += packing == Packing::gzip ? ", gzip" : packing == Packing::zstd ? ", zstd" : packing == Packing::zip ? ", zip" : ", spreadsheet";
    return text;
}

std::string Layout::signature() const {
    if (shape == Shape::tsd) return {};
    std::string text = shape == Shape::sli ? "sli" : shape == Shape::wide ? std::string("wide") + separator : std::string("long") + separator;
    bool any = false;
    for (const std::string& header : headers) {
        text += '\x1F' + lowered(header);
        any = any || !header.empty();
    }
    return any ? text : std::string{};
}

Result<Layout> sniff(const std::string& path, const std::string& member, const std::vector<SourceProfile>& profiles, const LayoutWishes& wishes) {
    FileHead head;
    std::vector<std::string_view> lines;
    for (std::size_t n = kHead; n <= kLargestHead; n *= 8) {
        auto read = readHead(path, n, member);
        if (!read.ok()) return read.error();
        head = std::move(*read);
        lines = linesOf(head.text, head.whole);
        if (lines.size() >= 8 || head.whole) break;
    }
    Layout layout;
    layout.packing = head.packing;
    layout.encoding = head.encoding;
    if (head.text.find('\0') != std::string::npos) return Error{ErrorCode::unsupported, "this is no text", path, {}, {}, "export it as CSV"};
    const auto nothing = [&](const char* why) {
        return Error{ErrorCode::invalidInput, why, path, {}, {1, 0}, "see the formats in the help, or export as CSV with a header"};
    };
    if (lines.empty()) return nothing("the file is empty");
    if (isTsd(lines) || isDat(lines)) return sniffTsd(path, lines, std::move(layout));
    if (isSli(lines)) {
        auto found = sniffSli(path, lines, std::move(layout), profiles);
        if (found.ok()) obey(wishes, *found);
        return found;
    }

    Guess best;
    for (const char separator : {'\t', ';', ',', '|', ' '}) {
        if (wishes.separator != 0 && separator != wishes.separator) continue;
        const Guess guess = guessWith(separator, lines);
        if (guess.score > best.score + 1e-9 && (separator != ' ' || best.dateColumn < 0)) best = guess;
    }
    if (best.dateColumn < 0) return nothing("no column of times was found");
    layout.separator = best.separator;
    layout.dateColumn = best.dateColumn;
    layout.timeColumn = best.timeColumn;
    layout.time.clock = best.clock;
    layout.quotes = head.text.find('"') != std::string::npos;
    layout.found(0.5 + 0.5 * static_cast<double>(best.alike) / static_cast<double>(std::max(1, best.looked)),
                 std::string(nameOfSeparator(best.separator)) + " cuts " + std::to_string(best.alike) + " of " + std::to_string(best.looked) +
                     " lines into " + std::to_string(best.columns) + " columns");

    // The data begin with the first line whose time can be read; what stands above are preamble and header.
    const Marks marks = countMarks(lines, best);
    const char likely = marks.commas > marks.points ? ',' : '.';
    Cells cells;
    std::size_t first = lines.size();
    for (std::size_t i = 0; i < lines.size() && first == lines.size(); ++i) {
        splitLine(lines[i], layout.separator, cells);
        const auto column = static_cast<std::size_t>(best.dateColumn);
        if (cells.size() <= column || cells.size() < 2) continue;
        const What what = whatIs(trimmed(cells[column]), likely);
        if (best.clock == Clock::text ? what == What::stamp || what == What::date : what == What::number) first = i;
    }
    if (first == lines.size()) return nothing("no row with a time was found");
    layout.firstDataLine = static_cast<std::int64_t>(first) + 1;
    for (std::size_t i = 0; i < first; ++i) readPreamble(lines[i], layout);
    readHeader(lines, first, best.columns, layout);
    const std::string timeHeader = lowered(layout.headers[static_cast<std::size_t>(layout.dateColumn)] +
                                           (layout.timeColumn >= 0 ? layout.headers[static_cast<std::size_t>(layout.timeColumn)] : ""));
    layout.timesAreUtc = timeHeader.find("utc") != std::string::npos || timeHeader.find("gmt") != std::string::npos;
    if (layout.timesAreUtc) layout.found(1, "the header says that its times are UTC");
    layout.decimalMark = likely;
    nameColumns({lines.begin() + static_cast<std::ptrdiff_t>(first), lines.end()}, best.columns, layout);
    if (layout.valueColumns.empty()) return nothing("no column of numbers was found beside the times");
    if (layout.shape == Layout::Shape::longForm && layout.valueColumns.size() > 1) {
        // Where one column is called the value, the other numbers are by-work.
        for (const int c : layout.valueColumns)
            if (headerNames(layout.headers[static_cast<std::size_t>(c)], {"value", "reading", "val", "readingvalue", "wert", "measurement"})) {
                layout.valueColumns = {c};
                break;
            }
    }
    const SourceProfile* profile = profileFor(layout.signature(), profiles);
    decideMark(marks, path, profile, layout);
    if (wishes.decimalMark != 0) layout.decimalMark = wishes.decimalMark;
    layout.time.decimalMark = layout.decimalMark;
    if (auto done = decideTimes(path, head, lines, first, profile, layout); !done.ok()) return done.error();
    obey(wishes, layout);
    for (Diagnostic& d : layout.diagnostics) d.subject = path;
    return layout;
}

} // namespace ms::ingest
