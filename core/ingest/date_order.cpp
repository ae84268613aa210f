#include "core/ingest/date_order.h"

#include "core/ingest/number_parser.h"

#include <algorithm>
#include <fstream>
#include <set>

namespace ms::ingest {
namespace {

/// Days between the first and the last date when read in `order`; -1 when some date does not exist in it.
std::int64_t extent(const std::vector<DateParts>& dates, DateOrder order, std::size_t& impossible) {
    std::int64_t least = 0, greatest = 0;
    bool any = false;
    impossible = 0;
    for (const DateParts& parts : dates) {
        const auto day = dayOf(parts, order);
        if (!day) {
            ++impossible;
            continue;
        }
        least = any ? std::min(least, *day) : *day;
        greatest = any ? std::max(greatest, *day) : *day;
        any = true;
    }
    return any ? greatest - least : -1;
}

} // namespace

Result<DateOrder> decideDateOrder(const std::vector<std::string>& texts, const std::string& path, Diagnostics& diagnostics) {
    std::vector<DateParts> open;
    std::string proofDay, proofMonth;
    for (const std::string& text : texts) {
        const auto parts = datePartsOf(text);
        if (!parts || parts->named || parts->yearFirst) continue; // these say it themselves
        open.push_back(*parts);
        if (parts->a > 12 && parts->a <= 31 && parts->b <= 12) proofDay = text;
        if (parts->b > 12 && parts->b <= 31 && parts->a <= 12) proofMonth = text;
    }
    if (open.empty()) return DateOrder::ymd;
    // 05/05/24 is the same day in either order.
    if (std::all_of(open.begin(), open.end(), [](const DateParts& p) { return p.a == p.b; })) return DateOrder::dmy;
    const auto say = [&](Severity severity, const std::string& message, const std::string& kept, const std::string& advice) {
        diagnostics.push_back({severity, "ingest.date-order", message, path, {}, {}, {}, kept, advice});
    };
    if (!proofDay.empty() && !proofMonth.empty()) {
        std::size_t wrongDay = 0, wrongMonth = 0;
        extent(open, DateOrder::dmy, wrongDay);
        extent(open, DateOrder::mdy, wrongMonth);
        if (wrongDay * 20 > open.size() && wrongMonth * 20 > open.size())
            return Error{ErrorCode::invalidInput,
                         "dates are written day first (" + proofDay + ") and month first (" + proofMonth + ")",
                         path,
                         {},
                         {},
                         "split the file, or export it with ISO dates"};
        const bool dayFirst = wrongDay <= wrongMonth;
        say(Severity::warning, "a few dates contradict the order of the others", dayFirst ? "day first" : "month first",
            "look at the rows that were left out");
        return dayFirst ? DateOrder::dmy : DateOrder::mdy;
    }
    if (!proofDay.empty()) {
        say(Severity::info, "dates are read day first: " + proofDay + " proves it", {}, {});
        return DateOrder::dmy;
    }
    if (!proofMonth.empty()) {
        say(Severity::info, "dates are read month first: " + proofMonth + " proves it", {}, {});
        return DateOrder::mdy;
    }
    std::size_t impossible = 0;
    const std::int64_t asDay = extent(open, DateOrder::dmy, impossible), asMonth = extent(open, DateOrder::mdy, impossible);
    if (asDay != asMonth && open.size() > 1) {
        const bool dayFirst = asDay < asMonth;
        say(Severity::info,
            std::string("dates are read ") + (dayFirst ? "day" : "month") + " first: so they span " + std::to_string(std::min(asDay, asMonth)) +
                " days, else " + std::to_string(std::max(asDay, asMonth)),
            {}, {});
        return dayFirst ? DateOrder::dmy : DateOrder::mdy;
    }
    say(Severity::warning, "nothing tells whether " + texts.front() + " is written day or month first", "day first",
        "check the times; export with ISO dates if they are wrong");
    return DateOrder::dmy;
}

bool orderIsOpen(const std::vector<std::string>& dates) {
    bool any = false;
    for (const std::string& text : dates) {
        const auto parts = datePartsOf(text);
        if (!parts || parts->named || parts->yearFirst) continue;
        if (parts->a > 12 || parts->b > 12) return false;
        any = true;
    }
    return any;
}

void sampleDates(const std::string& path, std::int64_t size, const Layout& layout, std::vector<std::string>& dates) {
    std::ifstream in(path, std::ios::binary);
    std::string block;
    std::vector<std::string_view> cells;
    std::set<std::string> known(dates.begin(), dates.end());
    for (int part = 1; part <= 8 && in; ++part) {
        block.resize(8192);
        in.seekg(std::max<std::int64_t>(0, size * part / 8 - static_cast<std::int64_t>(block.size())));
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        block.resize(static_cast<std::size_t>(in.gcount()));
        in.clear();
        std::string_view text = block;
        text.remove_prefix(std::min(text.size(), text.find('\n') == std::string_view::npos ? text.size() : text.find('\n') + 1));
        while (!text.empty()) {
            const std::size_t end = text.find('\n');
            if (end == std::string_view::npos) break;
            splitLine(text.substr(0, end), layout.separator, cells);
            text.remove_prefix(end + 1);
            if (static_cast<int>(cells.size()) <= layout.dateColumn) continue;
            const std::string_view cell = trimmed(cells[static_cast<std::size_t>(layout.dateColumn)]);
            const std::size_t colon = cell.find(':');
            const std::string date(colon == std::string_view::npos ? cell : cell.substr(0, cell.find_last_of(" T", colon)));
            if (datePartsOf(date) && known.insert(date).second) dates.push_back(date);
        }
    }
}

} // namespace ms::ingest
