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

Result<DateDecision> decideDateOrder(const std::vector<DateSeen>& dates, const std::string& path, Diagnostics& diagnostics,
                                     std::optional<DateOrder> learned) {
    std::vector<DateParts> open;
    const DateSeen *firstOpen = nullptr, *firstPlain = nullptr;
    const DateSeen *proofDay = nullptr, *proofMonth = nullptr;
    for (const DateSeen& seen : dates) {
        const auto parts = datePartsOf(seen.text);
        if (!parts) continue;
        if (parts->named || parts->yearFirst) { // these say it themselves
            if (!firstPlain) firstPlain = &seen;
            continue;
        }
        if (!firstOpen) firstOpen = &seen;
        open.push_back(*parts);
        const auto earlier = [&seen](const DateSeen* proof) { return !proof || (seen.line > 0 && (proof->line == 0 || seen.line < proof->line)); };
        if (parts->a > 12 && parts->a <= 31 && parts->b <= 12 && earlier(proofDay)) proofDay = &seen;
        if (parts->b > 12 && parts->b <= 31 && parts->a <= 12 && earlier(proofMonth)) proofMonth = &seen;
    }
    if (open.empty())
        return DateDecision{DateOrder::ymd, 1, true, firstPlain ? "the dates say themselves what is year, month and day: " + firstPlain->text : ""};
    // 05/05/24 is the same day in either order.
    if (std::all_of(open.begin(), open.end(), [](const DateParts& p) { return p.a == p.b; }))
        return DateDecision{DateOrder::dmy, 1, true, firstOpen->text + " is the same day in either order"};
    DateDecision decision;
    const auto say = [&](Severity severity, const std::string& message, const std::string& kept, const std::string& advice) {
        diagnostics.push_back({severity, "ingest.date-order", message, path, {}, {}, {}, kept, advice});
    };
    const auto proof = [](const DateSeen& seen, bool dayFirst) {
        const DateParts parts = *datePartsOf(seen.text);
        return "day " + std::to_string(dayFirst ? parts.a : parts.b) + (seen.line > 0 ? " in line " + std::to_string(seen.line) : "") + " (" +
               seen.text + ") can only be " + (dayFirst ? "day/month/year" : "month/day/year");
    };
    if (proofDay && proofMonth) {
        std::size_t wrongDay = 0, wrongMonth = 0;
        extent(open, DateOrder::dmy, wrongDay);
        extent(open, DateOrder::mdy, wrongMonth);
        if (wrongDay * 20 > open.size() && wrongMonth * 20 > open.size())
            return Error{ErrorCode::invalidInput,
                         "dates are written day first (" + proofDay->text + ") and month first (" + proofMonth->text + ")",
                         path,
                         {},
                         {std::max(proofDay->line, proofMonth->line), 0},
                         "split the file, or export it with ISO dates"};
        const bool dayFirst = wrongDay <= wrongMonth;
        const DateSeen& against = dayFirst ? *proofMonth : *proofDay;
        decision = {dayFirst ? DateOrder::dmy : DateOrder::mdy, 0.7, true,
                    proof(dayFirst ? *proofDay : *proofMonth, dayFirst) + ", yet " + against.text + " contradicts it"};
        say(Severity::warning, "a few dates contradict the order of the others: " + decision.evidence, dayFirst ? "day first" : "month first",
            "look at the rows that were left out");
        return decision;
    }
    if (proofDay || proofMonth) {
        const bool dayFirst = proofDay != nullptr;
        decision = {dayFirst ? DateOrder::dmy : DateOrder::mdy, 1, true, proof(dayFirst ? *proofDay : *proofMonth, dayFirst)};
        say(Severity::info, std::string("dates are read ") + (dayFirst ? "day" : "month") + " first: " + decision.evidence, {}, {});
        return decision;
    }
    std::size_t impossible = 0;
    const std::int64_t asDay = extent(open, DateOrder::dmy, impossible), asMonth = extent(open, DateOrder::mdy, impossible);
    if (learned && *learned != DateOrder::ymd) {
        const bool dayFirst = *learned == DateOrder::dmy;
        decision = {*learned, 0.9, false,
                    std::string("nothing in the file tells the order of its dates; a file of the same kind had ") +
                        (dayFirst ? "day/month/year" : "month/day/year")};
        say(Severity::info, decision.evidence, dayFirst ? "day first" : "month first",
            "mainsight-cli profiles lists what was learned, and forgets it");
        return decision;
    }
    if (asDay != asMonth && open.size() > 1) {
        const bool dayFirst = asDay < asMonth;
        decision = {dayFirst ? DateOrder::dmy : DateOrder::mdy, 0.85, false,
                    std::string("read ") + (dayFirst ? "day" : "month") + " first the dates span " + std::to_string(std::min(asDay, asMonth)) +
                        " days, else " + std::to_string(std::max(asDay, asMonth))};
        say(Severity::info, "dates are read " + std::string(dayFirst ? "day" : "month") + " first: " + decision.evidence, {}, {});
        return decision;
    }
    decision = {DateOrder::dmy, 0.5, false, "nothing tells whether " + firstOpen->text + " is written day or month first"};
    say(Severity::warning, decision.evidence, "day first", "check the times; export with ISO dates if they are wrong");
    return decision;
}

bool orderIsOpen(const std::vector<DateSeen>& dates) {
    bool any = false;
    for (const DateSeen& seen : dates) {
        const auto parts = datePartsOf(seen.text);
        if (!parts || parts->named || parts->yearFirst) continue;
        if (parts->a > 12 || parts->b > 12) return false;
        any = true;
    }
    return any;
}

void sampleDates(const std::string& path, std::int64_t size, const Layout& layout, std::vector<DateSeen>& dates) {
    std::ifstream in(path, std::ios::binary);
    std::string block;
    std::vector<std::string_view> cells;
    std::set<std::string> known;
    for (const DateSeen& seen : dates) known.insert(seen.text);
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
            if (datePartsOf(date) && known.insert(date).second) dates.push_back({date, 0});
        }
    }
}

} // namespace ms::ingest
