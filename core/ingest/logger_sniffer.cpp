#include "core/ingest/date_order.h"
#include "core/ingest/header_words.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/sniff_pieces.h"

#include <set>

namespace ms::ingest {

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

bool isSli(const std::vector<std::string_view>& lines) {
    for (std::size_t i = 0; i < lines.size() && i < 100; ++i)
        if (lowered(lines[i].substr(0, 7)) == "\"time\"," || lowered(lines[i].substr(0, 5)) == "time,") {
            std::vector<std::string_view> cells;
            splitLine(lines[i], ',', cells);
            if (cells.size() >= 6 && whatIs(cells[1], '.') == What::date && whatIs(cells[2], '.') == What::timeOfDay) return true;
        }
    return false;
}

Result<Layout> sniffSli(const std::string& path, const std::vector<std::string_view>& lines, Layout layout,
                        const std::vector<SourceProfile>& profiles) {
    layout.shape = Layout::Shape::sli;
    std::vector<DateSeen> dates;
    std::vector<std::string_view> cells;
    std::string head;
    std::int64_t headLine = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        splitLine(lines[i], ',', cells);
        if (lines[i].empty()) continue;
        if (lines[i].front() == '*' || (cells.size() == 1 && lines[i].front() == '"')) readPreamble(lines[i], layout);
        const std::string key = lowered(trimmed(cells[0]));
        if (key == "ch" && cells.size() >= 4) layout.headers.push_back(plainText(cells[2]) + " [" + plainText(cells[3]) + "]");
        if (key != "time" || cells.size() < 4) continue;
        if (headLine == 0) {
            headLine = static_cast<std::int64_t>(i) + 1;
            head = toUtf8(lines[i]);
        }
        dates.push_back({std::string(trimmed(cells[1])), static_cast<std::int64_t>(i) + 1});
    }
    layout.firstDataLine = headLine + 1;
    layout.found(1, "line " + std::to_string(headLine) + " is the \"time\" line of a logger file: " + head);
    if (!layout.headers.empty())
        layout.found(1, std::to_string(layout.headers.size()) + (layout.headers.size() == 1 ? " \"ch\" line names" : " \"ch\" lines name") +
                            " channel and unit, as " + layout.headers.front());
    else if (!layout.unit.empty())
        layout.found(1, "the remarks at its top name the unit " + layout.unit);
    const SourceProfile* profile = profileFor(layout.signature(), profiles);
    const auto decision = decideDateOrder(dates, path, layout.diagnostics, profile ? profile->order : std::nullopt);
    if (!decision.ok()) return decision.error();
    layout.time.order = decision->order;
    layout.orderProved = decision->proved;
    if (!decision->evidence.empty()) layout.found(decision->confidence, decision->evidence);
    if (!decision->proved && profile && profile->order) layout.profile = profile->name;
    return layout;
}

} // namespace ms::ingest
