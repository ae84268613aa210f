#include "core/ingest/date_order.h"
#include "core/ingest/header_words.h"
#include "core/ingest/layout.h"
#include "core/ingest/number_parser.h"

#include <algorithm>
#include <array>
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

enum class What { stamp, date, timeOfDay, number, empty, text };

/// What a cell may be, whatever the order of its date.
What whatIs(std::string_view cell, char mark) {
    const std::string_view t = trimmed(cell);
    if (t.empty()) return What::empty;
    if (std::none_of(t.begin(), t.end(), [](char c) { return c >= '0' && c <= '9'; })) return What::text;
    const bool colon = t.find(':') != std::string_view::npos;
    const Cell c = colon ? Cell{} : readCell(t, mark);
    const bool number = c.kind == CellKind::decimal || c.kind == CellKind::real || c.kind == CellKind::code;
    for (const DateOrder order : {DateOrder::dmy, DateOrder::mdy, DateOrder::ymd}) {
        if (number && t.size() != 8) break;
        Stamp stamp;
        TimeReader reader({Clock::text, order, mark});
        if (!reader.read(t, stamp)) continue;
        return t.find(':') == std::string_view::npos ? What::date : What::stamp;
    }
    if (number) return What::number;
    Stamp stamp;
    TimeReader reader(TimeFormat{});
    if (t.size() <= 12 && t.find(':') != std::string_view::npos && reader.read("2000-01-01", t, stamp)) return What::timeOfDay;
    return What::text;
}

bool headerNames(std::string_view header, std::initializer_list<std::string_view> words) {
    std::string key;
    for (const char c : lowered(header))
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) key += c;
    return std::any_of(words.begin(), words.end(), [&key](std::string_view w) { return key == w; });
}

/// One guess at the separator with what it leads to.
struct Guess {
    char separator = ',';
    int dateColumn = -1, timeColumn = -1;
    Clock clock = Clock::text;
    double score = 0;
    std::size_t columns = 0;
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

/// "Site name,Hurst Court" and its like, above the header; "* units m3/h" in logger files.
void readPreamble(std::string_view line, Layout& layout) {
    std::string_view t = trimmed(line);
    while (!t.empty() && (t.front() == '*' || t.front() == '#' || t.front() == ';' || t.front() == '"' || t.front() == ' ')) t.remove_prefix(1);
    const std::string low = lowered(t);
    for (const std::string_view key : {"units", "unit", "einheit"}) {
        if (low.rfind(key, 0) != 0 || t.size() <= key.size()) continue;
        std::string_view rest = t.substr(key.size());
        while (!rest.empty() && std::string_view(" ,;:=\t\"").find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
        rest = trimmed(rest.substr(0, rest.find_first_of(",;\t\"")));
        if (unitFromString(rest)) layout.unit = rest;
        return;
    }
    if (low.rfind("site", 0) == 0)
        if (const std::size_t gap = t.find_first_of(",;:\t"); gap != std::string_view::npos) layout.site = toUtf8(trimmed(t.substr(gap + 1)));
}

char decimalMarkOf(const std::vector<std::string_view>& lines, const Guess& guess) {
    std::size_t commas = 0, points = 0;
    Cells cells;
    const std::size_t stride = std::max<std::size_t>(1, lines.size() / kLooked);
    for (std::size_t i = 0; i < lines.size(); i += stride) {
        splitLine(lines[i], guess.separator, cells);
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (static_cast<int>(c) == guess.dateColumn || static_cast<int>(c) == guess.timeColumn) continue;
            const std::string_view t = trimmed(cells[c]);
            Decimal d;
            if (readDecimal(t.data(), t.data() + t.size(), ',', d) == t.data() + t.size() && t.find(',') != std::string_view::npos) ++commas;
            if (readDecimal(t.data(), t.data() + t.size(), '.', d) == t.data() + t.size() && t.find('.') != std::string_view::npos) ++points;
        }
        if (commas + points > 5000) break;
    }
    return commas > points ? ',' : '.';
}

bool isQualityWord(std::string_view text) {
    static constexpr std::array<std::string_view, 12> kWords{"good",    "bad",          "uncertain",   "ok",  "suspect",   "valid",
                                                             "invalid", "questionable", "substituted", "raw", "estimated", "g"};
    const std::string low = lowered(trimmed(text));
    return std::find(kWords.begin(), kWords.end(), low) != kWords.end();
}

/// Which columns hold tags, values, qualities, units.
void nameColumns(const std::vector<std::string_view>& data, std::size_t columns, Layout& layout) {
    struct Seen {
        std::size_t numbers = 0, texts = 0, qualities = 0;
    };
    std::vector<Seen> seen(columns);
    Cells cells;
    std::size_t looked = 0;
    for (const std::string_view line : data) {
        splitLine(line, layout.separator, cells);
        if (cells.size() != columns) continue;
        for (std::size_t c = 0; c < columns; ++c) {
            const Cell cell = readCell(cells[c], layout.decimalMark);
            if (cell.kind == CellKind::text)
                ++(isQualityWord(cells[c]) ? seen[c].qualities : seen[c].texts);
            else if (cell.kind != CellKind::empty)
                ++seen[c].numbers;
        }
        if (++looked >= kLooked || looked * columns > 200'000) break;
    }
    for (std::size_t c = 0; c < columns; ++c) {
        const int i = static_cast<int>(c);
        if (i == layout.dateColumn || i == layout.timeColumn) continue;
        const std::string& header = layout.headers[c];
        const bool textual = seen[c].texts > seen[c].numbers;
        if (headerNames(header, {"quality", "qual", "status", "flag", "flags", "qualitycode", "validity"}) ||
            seen[c].qualities > seen[c].numbers + seen[c].texts) {
            layout.qualityColumn = i;
        } else if (headerNames(header, {"unit", "units", "uom", "engunits"}) && textual) {
            layout.unitColumn = i;
        } else if (layout.tagColumn < 0 && columns >= 3 &&
                   (headerNames(header,
                                {"tag",  "tagname",  "sensor", "sensorid", "sensorname", "point",  "pointid", "pointname", "channel", "channelname",
                                 "name", "variable", "siteid", "loggerid", "logger",     "series", "signal",  "meterid",   "meter",   "id"}) ||
                    textual)) {
            layout.tagColumn = i;
        } else if (textual) {
            layout.diagnostics.push_back({Severity::warning,
                                          "ingest.text-column",
                                          "a column holds text",
                                          {},
                                          header,
                                          {},
                                          {},
                                          "it is passed over",
                                          "name it in sensors.csv if it holds readings"});
        } else {
            layout.valueColumns.push_back(i);
        }
    }
    layout.shape = layout.tagColumn >= 0 ? Layout::Shape::longForm : Layout::Shape::wide;
}

/// The dates of the rows, each once as long as they stand together.
std::vector<std::string> datesOf(const std::vector<std::string_view>& data, const Layout& layout) {
    std::set<std::string, std::less<>> dates;
    std::string_view before;
    for (const std::string_view line : data) {
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
        if (!before.empty() && dates.size() < 5000) dates.emplace(before);
    }
    return {dates.begin(), dates.end()};
}

bool isSli(const std::vector<std::string_view>& lines) {
    for (std::size_t i = 0; i < lines.size() && i < 100; ++i)
        if (lowered(lines[i].substr(0, 7)) == "\"time\"," || lowered(lines[i].substr(0, 5)) == "time,") {
            Cells cells;
            splitLine(lines[i], ',', cells);
            if (cells.size() >= 6 && whatIs(cells[1], '.') == What::date && whatIs(cells[2], '.') == What::timeOfDay) return true;
        }
    return false;
}

Result<Layout> sniffSli(const std::string& path, const std::vector<std::string_view>& lines, Layout layout) {
    layout.shape = Layout::Shape::sli;
    std::set<std::string, std::less<>> dates;
    Cells cells;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        splitLine(lines[i], ',', cells);
        if (lines[i].empty()) continue;
        if (lines[i].front() == '*' || (cells.size() == 1 && lines[i].front() == '"')) readPreamble(lines[i], layout);
        if (cells.size() >= 6 && lowered(trimmed(cells[0])) == "time") dates.insert(std::string(trimmed(cells[1])));
    }
    const auto order = decideDateOrder({dates.begin(), dates.end()}, path, layout.diagnostics);
    if (!order.ok()) return order.error();
    layout.time.order = *order;
    return layout;
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
    std::string text = shape == Shape::sli ? "SLI logger file" : shape == Shape::wide ? "wide" : "long";
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

Result<Layout> sniff(const std::string& path) {
    FileHead head;
    std::vector<std::string_view> lines;
    for (std::size_t n = kHead; n <= kLargestHead; n *= 8) {
        auto read = readHead(path, n);
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
    if (isSli(lines)) return sniffSli(path, lines, std::move(layout));

    Guess best;
    for (const char separator : {'\t', ';', ',', '|'}) {
        const Guess guess = guessWith(separator, lines);
        if (guess.score > best.score + 1e-9) best = guess;
    }
    if (best.dateColumn < 0) return nothing("no column of times was found");
    layout.separator = best.separator;
    layout.dateColumn = best.dateColumn;
    layout.timeColumn = best.timeColumn;
    layout.time.clock = best.clock;
    layout.decimalMark = decimalMarkOf(lines, best);
    layout.time.decimalMark = layout.decimalMark;
    layout.quotes = head.text.find('"') != std::string::npos;

    // The data begin with the first line whose time can be read; what stands above are preamble and header.
    Cells cells;
    std::size_t first = lines.size();
    for (std::size_t i = 0; i < lines.size() && first == lines.size(); ++i) {
        splitLine(lines[i], layout.separator, cells);
        const auto column = static_cast<std::size_t>(best.dateColumn);
        if (cells.size() <= column || cells.size() < 2) continue;
        const std::string_view cell = trimmed(cells[column]);
        const What what = whatIs(cell, layout.decimalMark);
        if (best.clock == Clock::text ? what == What::stamp || what == What::date : what == What::number) first = i;
    }
    if (first == lines.size()) return nothing("no row with a time was found");
    layout.firstDataLine = static_cast<std::int64_t>(first) + 1;
    layout.headers.assign(best.columns, {});
    for (std::size_t i = 0; i < first; ++i) readPreamble(lines[i], layout);
    for (std::size_t i = first; i-- > 0;) {
        if (trimmed(lines[i]).empty()) continue;
        splitLine(lines[i], layout.separator, cells);
        if (cells.size() + 1 < best.columns || cells.size() < 2) break; // a line of the preamble: there is no header
        for (std::size_t c = 0; c < best.columns && c < cells.size(); ++c) layout.headers[c] = toUtf8(trimmed(cells[c]));
        break;
    }
    const std::string timeHeader = lowered(layout.headers[static_cast<std::size_t>(layout.dateColumn)] +
                                           (layout.timeColumn >= 0 ? layout.headers[static_cast<std::size_t>(layout.timeColumn)] : ""));
    layout.timesAreUtc = timeHeader.find("utc") != std::string::npos || timeHeader.find("gmt") != std::string::npos;
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
    if (best.clock == Clock::text) {
        std::vector<std::string> looked = datesOf({lines.begin() + static_cast<std::ptrdiff_t>(first), lines.end()}, layout);
        if (head.packing == Packing::none && !head.whole && orderIsOpen(looked)) sampleDates(path, head.size, layout, looked);
        const auto order = decideDateOrder(looked, path, layout.diagnostics);
        if (!order.ok()) return order.error();
        layout.time.order = *order;
    }
    for (Diagnostic& d : layout.diagnostics) d.subject = path;
    return layout;
}

} // namespace ms::ingest
