#include "core/network/inp/reader.h"

#include "core/network/inp_reader.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace ms::network {
namespace inp {
namespace {

struct SectionRow {
    Section section;
    std::string_view prefix; ///< what EPANET compares
    std::string_view name;
};

constexpr std::array kSections{
    SectionRow{Section::title, "TITL", "TITLE"},
    SectionRow{Section::junctions, "JUNC", "JUNCTIONS"},
    SectionRow{Section::reservoirs, "RESE", "RESERVOIRS"},
    SectionRow{Section::tanks, "TANK", "TANKS"},
    SectionRow{Section::pipes, "PIPE", "PIPES"},
    SectionRow{Section::pumps, "PUMP", "PUMPS"},
    SectionRow{Section::valves, "VALV", "VALVES"},
    SectionRow{Section::controls, "CONT", "CONTROLS"},
    SectionRow{Section::rules, "RULE", "RULES"},
    SectionRow{Section::demands, "DEMA", "DEMANDS"},
    SectionRow{Section::sources, "SOUR", "SOURCES"},
    SectionRow{Section::emitters, "EMIT", "EMITTERS"},
    SectionRow{Section::leakage, "LEAK", "LEAKAGE"},
    SectionRow{Section::patterns, "PATT", "PATTERNS"},
    SectionRow{Section::curves, "CURV", "CURVES"},
    SectionRow{Section::quality, "QUAL", "QUALITY"},
    SectionRow{Section::status, "STAT", "STATUS"},
    SectionRow{Section::roughness, "ROUG", "ROUGHNESS"},
    SectionRow{Section::energy, "ENER", "ENERGY"},
    SectionRow{Section::reactions, "REAC", "REACTIONS"},
    SectionRow{Section::mixing, "MIXI", "MIXING"},
    SectionRow{Section::report, "REPO", "REPORT"},
    SectionRow{Section::times, "TIME", "TIMES"},
    SectionRow{Section::options, "OPTI", "OPTIONS"},
    SectionRow{Section::coordinates, "COOR", "COORDINATES"},
    SectionRow{Section::vertices, "VERT", "VERTICES"},
    SectionRow{Section::labels, "LABE", "LABELS"},
    SectionRow{Section::backdrop, "BACK", "BACKDROP"},
    SectionRow{Section::tags, "TAGS", "TAGS"},
    SectionRow{Section::end, "END", "END"},
};

} // namespace

Reader::Reader(std::string_view text, const std::string& name) : m_name(name) {
    constexpr std::string_view bom = "\xEF\xBB\xBF";
    if (text.substr(0, 3) == bom) text.remove_prefix(3);
    if (isUtf8(text)) {
        m_text = text;
        m_ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    } else {
        m_text = utf8FromLatin1(text);
        network.latin1 = true;
    }
}

void Reader::notice(const char* code, const char* message, const Line& line, const char* kept) {
    const auto known = std::find_if(m_habits.begin(), m_habits.end(), [&](const Habit& h) { return h.code == std::string_view(code); });
    if (known != m_habits.end()) {
        ++known->count;
    } else {
        m_habits.push_back({code, message, kept, line, 1});
    }
}

void Reader::sayHabits() {
    for (const Habit& h : m_habits) {
        const std::string more = h.count > 1 ? " (and on " + std::to_string(h.count - 1) + " further lines)" : std::string{};
        say(Severity::info, h.code, h.message + more, h.first, {}, h.kept);
    }
}

/// What is odd about a line whatever its section.
void Reader::lookAtLine(const Line& line) {
    if (line.whole.size() > 255) notice("inp.long-line", "this line is longer than the 255 characters that EPANET 2.0 reads", line, "the whole line");
    if (line.whole.find('\0') != std::string_view::npos) notice("inp.nul-bytes", "this line holds NUL bytes", line, "the line, with blanks for them");
    if (line.text.find('\t') != std::string_view::npos) notice("inp.tabs", "items are separated by tabs", line, "the items, as with blanks");
    if (line.text.find('"') != std::string_view::npos)
        notice("inp.quotes", "items stand in double quotes", line, "the text between them, as one item");
    if (!m_ascii && std::any_of(line.whole.begin(), line.whole.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
        if (network.latin1) {
            notice("inp.latin1", "the file is not UTF-8", line, "its text, read as Latin-1");
        } else {
            notice("inp.utf8", "the file holds characters beyond ASCII, in UTF-8", line, "its text, read as UTF-8");
        }
    }
}

void Reader::lookAtLineEnds(std::int64_t lines) {
    const int kinds = (m_dosEnds > 0) + (m_unixEnds > 0) + (m_macEnds > 0);
    if (kinds > 1)
        say(Severity::info, "inp.line-ends", "the lines of this file end in more than one way", m_firstOtherEnd, {}, "all of them, as ends of lines");
    else if (m_dosEnds > 0)
        say(Severity::info, "inp.line-ends", "the lines of this file end as on Windows (CR LF)", m_firstDosEnd, {}, "the lines without their CR");
    else if (m_macEnds > 0)
        say(Severity::info, "inp.line-ends", "the lines of this file end in CR alone", m_firstOtherEnd, {}, "all of them, as ends of lines");
    if (!m_text.empty() && m_text.back() != '\n' && m_text.back() != '\r') {
        const std::size_t last = m_text.find_last_of("\r\n");
        const std::string_view whole = std::string_view(m_text).substr(last == std::string::npos ? 0 : last + 1);
        say(Severity::info, "inp.no-last-newline", "the last line has no end", {lines, {}, {}, whole}, {}, "the line");
    }
}

void Reader::keepRemark(const Block& block, std::string_view text) {
    network.remarks.push_back({block.name, {}, std::string(text)});
    ++m_waitingRemarks;
}

void Reader::keepAtEnd(const Block& block, std::string_view text) {
    network.remarks.insert(network.remarks.end() - static_cast<std::ptrdiff_t>(m_waitingRemarks), {block.name, {}, std::string(text)});
}

void Reader::placeRemarks(std::string_view before) {
    for (; m_waitingRemarks > 0; --m_waitingRemarks) network.remarks[network.remarks.size() - m_waitingRemarks].before = before;
}

std::string Reader::remarkKey(const Block& block, const Tokens& tokens) const {
    switch (block.section) {
    case Section::times:
    case Section::options: return {};
    case Section::controls: return std::to_string(network.controls.size());
    case Section::rules: return startsNoCase(tokens[0], "RULE") && tokens.size() > 1 ? std::string(tokens[1]) : std::string{};
    case Section::tags: return tokens.size() > 1 ? std::string(tokens[1]) : std::string{};
    default: return std::string(tokens[0]);
    }
}

std::optional<std::int64_t> Reader::secondsAt(const Line& line, std::string_view time, std::string_view unit) {
    if (startsNoCase(unit, "PM") && numberFromString(time.substr(0, time.find(':'))).value_or(0) >= 13)
        say(Severity::warning, "inp.pm-after-noon", "an hour after 12 needs no PM", line, {}, std::string(time) + " hours");
    const auto seconds = secondsFromString(time, unit);
    if (seconds && (!unit.empty() || time.find('.') != std::string_view::npos))
        notice("inp.time-form", "a time is written in decimals, with AM or PM, or with a unit", line, "the time");
    return seconds;
}

void Reader::say(Severity severity, const char* code, std::string message, const Line& line, std::string element, std::string kept,
                 std::string advice) {
    Diagnostic d;
    d.severity = severity;
    d.code = code;
    d.message = std::move(message);
    d.subject = m_name;
    d.element = std::move(element);
    d.position = {line.number, 0};
    d.text = std::string(trimmed(line.whole).substr(0, 200));
    d.kept = std::move(kept);
    d.advice = std::move(advice);
    diagnostics.push_back(std::move(d));
}

void Reader::splitLine(std::string_view whole, std::int64_t number, Block*& block, bool& ended) {
    Line line;
    line.number = number;
    line.whole = whole;
    const auto semicolon = whole.find(';');
    line.text = trimmed(whole.substr(0, semicolon));
    if (semicolon != std::string_view::npos) line.comment = trimmed(whole.substr(semicolon + 1));
    if (!line.text.empty() && line.text.front() == '[') {
        if (ended) return;
        std::string_view inside = line.text.substr(1);
        const auto close = inside.find(']');
        if (close == std::string_view::npos)
            say(Severity::warning, "inp.open-bracket", "this section heading lacks its closing bracket", line, {}, "the section");
        inside = trimmed(inside.substr(0, close));
        const auto row = std::find_if(kSections.begin(), kSections.end(), [&](const SectionRow& r) { return startsNoCase(inside, r.prefix); });
        Block next;
        next.name = upper(inside);
        if (row == kSections.end()) {
            say(Severity::warning, "inp.unknown-section", "this section is not known", line, next.name,
                "its lines, word by word, for writing the file back");
        } else {
            next.section = row->section;
            if (row->section == Section::end) ended = true;
            if (next.name != row->name)
                say(Severity::info, "inp.section-name", "this section heading is not spelt as EPANET writes it", line, next.name,
                    "read as [" + std::string(row->name) + "]");
            next.name = row->name;
        }
        m_blocks.push_back(std::move(next));
        block = &m_blocks.back();
        return;
    }
    if (ended) return;
    if (block) {
        block->lines.push_back(line);
    } else if (!line.text.empty()) {
        say(Severity::warning, "inp.before-first-section", "this text stands before the first section", line, {}, "nothing of the line");
    } else if (!line.comment.empty()) {
        network.remarks.push_back({{}, {}, std::string(line.comment)});
    }
}

void Reader::split() {
    const std::string_view text = m_text;
    std::int64_t number = 0;
    Block* block = nullptr;
    bool ended = false;
    std::size_t start = 0, afterEnd = 0;
    Line firstAfter;
    while (start < text.size()) {
        std::size_t end = start;
        while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
        std::string_view whole = text.substr(start, end - start);
        ++number;
        start = end + 1;
        if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') {
            ++start;
            if (m_dosEnds++ == 0) m_firstDosEnd = {number, {}, {}, whole};
        } else if (end < text.size()) {
            const bool other = text[end] == '\r' || m_dosEnds > 0;
            if (other && m_firstOtherEnd.number == 0) m_firstOtherEnd = {number, {}, {}, whole};
            ++(text[end] == '\r' ? m_macEnds : m_unixEnds);
        }
        if (const auto z = whole.find('\x1A'); z != std::string_view::npos) { // Ctrl-Z: DOS's end of file
            say(Severity::info, "inp.ctrl-z", "an end-of-file mark of DOS (Ctrl-Z) stands here", {number, {}, {}, whole.substr(0, z)}, {},
                "what stands before it on the line");
            whole = whole.substr(0, z);
        }
        lookAtLine({number, whole.substr(0, whole.find(';')), {}, whole});
        const bool wasEnded = ended;
        splitLine(whole, number, block, ended);
        if (wasEnded && !trimmed(whole).empty()) {
            if (afterEnd++ == 0) firstAfter = {number, {}, {}, whole};
        }
    }
    if (afterEnd > 0)
        say(Severity::warning, "inp.after-end", "text follows [END]", firstAfter, {}, "nothing after [END] (" + std::to_string(afterEnd) + " lines)");
    if (!ended) say(Severity::info, "inp.no-end", "the file has no [END]", {number, {}, {}, {}}, {}, "everything up to its last line");
    lookAtLineEnds(number);
}

double Reader::number(const Line& line, std::string_view token, double otherwise, const char* what) {
    if (token == "*") return otherwise; // an old way to leave a field blank
    if (const auto value = numberFromString(token)) return *value;
    say(Severity::error, "inp.not-a-number", std::string("'") + std::string(token) + "' is not a number (" + what + ")", line, {},
        numberToString(otherwise));
    return otherwise;
}

NodeIndex Reader::nodeAt(const Line& line, std::string_view id) {
    const auto found = m_nodes.find(std::string(id));
    if (found != m_nodes.end()) return NodeIndex{found->second};
    say(Severity::error, "inp.no-such-node", "there is no node of this id", line, std::string(id), "nothing of the line");
    return {};
}

LinkIndex Reader::linkAt(const Line& line, std::string_view id) {
    const auto found = m_links.find(std::string(id));
    if (found != m_links.end()) return LinkIndex{found->second};
    say(Severity::error, "inp.no-such-link", "there is no link of this id", line, std::string(id), "nothing of the line");
    return {};
}

int Reader::patternAt(const Line& line, std::string_view id) {
    if (id.empty() || id == "*") return -1;
    const auto found = m_patterns.find(std::string(id));
    if (found != m_patterns.end()) return found->second;
    say(Severity::error, "inp.no-such-pattern", "there is no pattern of this id", line, std::string(id), "the default pattern");
    return -1;
}

int Reader::curveAt(const Line& line, std::string_view id, CurveUse use) {
    if (id.empty() || id == "*") return -1;
    const auto found = m_curves.find(std::string(id));
    if (found == m_curves.end()) {
        say(Severity::error, "inp.no-such-curve", "there is no curve of this id", line, std::string(id), "no curve");
        return -1;
    }
    Curve& curve = network.curves[static_cast<std::size_t>(found->second)];
    if (curve.use == CurveUse::none) curve.use = use;
    if (curve.use != use && !(curve.use == CurveUse::pumpHead && use == CurveUse::headloss) &&
        !(curve.use == CurveUse::headloss && use == CurveUse::pumpHead))
        say(Severity::warning, "inp.curve-used-twice", "this curve serves two different purposes", line, curve.id,
            "its first purpose decides its units");
    return found->second;
}

double Reader::settingFactor(const Link& link) const {
    if (link.kind != LinkKind::valve) return 1.0;
    switch (link.valveKind) {
    case ValveKind::prv:
    case ValveKind::psv:
    case ValveKind::pbv: return m_units.pressure_m;
    case ValveKind::fcv: return m_units.flow_m3s;
    default: return 1.0;
    }
}

/// Room for what the sections can hold at most: growing would move every element again and again.
void Reader::reserve() {
    std::size_t nodes = 0, links = 0;
    for (const Block& block : m_blocks) {
        if (block.section >= Section::junctions && block.section <= Section::tanks) nodes += block.lines.size();
        if (block.section >= Section::pipes && block.section <= Section::valves) links += block.lines.size();
    }
    network.nodes.reserve(nodes);
    network.links.reserve(links);
    m_nodes.reserve(nodes);
    m_links.reserve(links);
}

void Reader::keepRaw(const Block& block) {
    auto found = std::find_if(network.otherSections.begin(), network.otherSections.end(), [&](const RawSection& s) { return s.name == block.name; });
    if (found == network.otherSections.end()) {
        network.otherSections.push_back({block.name, {}});
        found = network.otherSections.end() - 1;
    }
    for (const Line& line : block.lines)
        if (!trimmed(line.whole).empty()) found->lines.emplace_back(trimmed(line.whole));
}

void Reader::checkWhole() {
    std::unordered_map<std::string, int> headings;
    for (const Block& block : m_blocks)
        if (++headings[block.name] == 2)
            say(Severity::info, "inp.section-twice", "section [" + block.name + "] appears more than once",
                block.lines.empty() ? Line{} : block.lines.front(), {}, "the lines of all of them");
    if (!headings.count("COORDINATES"))
        say(Severity::warning, "inp.no-coordinates", "the file has no [COORDINATES]", {}, {}, "the network, without a place on the map");
    if (!headings.count("TIMES")) say(Severity::info, "inp.no-times", "the file has no [TIMES]", {}, {}, "a single instant");
    std::vector<bool> linked(network.nodes.size(), false);
    for (const Link& link : network.links) linked[link.from.at()] = linked[link.to.at()] = true;
    for (std::size_t i = 0; i < linked.size(); ++i)
        if (!linked[i])
            say(Severity::warning, "inp.unconnected", "this node is connected to nothing", {}, network.nodes[i].id, "the node, without a head");
}

void Reader::read() {
    split();
    reserve();
    readOptions();
    readTimes();
    readPatterns();
    readCurves();
    readJunctions();
    readReservoirs();
    readTanks();
    readPipes();
    readPumps();
    readValves();
    readDemands();
    readEmittersAndLeakage();
    readStatus();
    convertCurves();
    readControls();
    readRules();
    readMap();
    for (const Block& block : m_blocks) {
        switch (block.section) {
        case Section::title:
            for (const Line& line : block.lines) {
                if (!network.title.empty() && !line.whole.empty()) network.title += '\n';
                network.title += trimmed(line.whole);
            }
            break;
        case Section::sources:
        case Section::quality:
        case Section::roughness:
        case Section::energy:
        case Section::reactions:
        case Section::mixing:
        case Section::report:
        case Section::labels:
        case Section::backdrop:
        case Section::unknown: keepRaw(block); break;
        default: break;
        }
    }
    network.buildIndex();
    checkWhole();
    sayHabits();
}

} // namespace inp

Result<ReadNetwork> readInp(std::string_view text, const std::string& name) {
    if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF")
        return Error{ErrorCode::unreadable, "the file is UTF-16", name, {}, {}, "Save it as UTF-8 or in the Windows code page."};
    inp::Reader reader(text, name);
    reader.read();
    const bool source =
        std::any_of(reader.network.nodes.begin(), reader.network.nodes.end(), [](const Node& n) { return n.kind != NodeKind::junction; });
    if (reader.network.nodes.empty() || reader.network.links.empty() || !source) {
        std::string message = reader.network.nodes.empty()   ? "no network can be made of this file: it has no nodes"
                              : reader.network.links.empty() ? "no network can be made of this file: it has no links"
                                                             : "no network can be made of this file: it has neither tank nor reservoir";
        Position first;
        std::size_t unsaid = 0;
        for (const Diagnostic& d : reader.diagnostics) {
            if (d.severity != Severity::error) continue;
            if (first.line == 0) first = d.position;
            if (message.size() < 4000) {
                message += "; line " + std::to_string(d.position.line) + ": " + d.message;
            } else {
                ++unsaid;
            }
        }
        if (unsaid > 0) message += "; and " + std::to_string(unsaid) + " further errors";
        return Error{ErrorCode::invalidInput, message, name, {}, first, "Check that this is an EPANET input file (.inp)."};
    }
    return ReadNetwork{std::move(reader.network), std::move(reader.diagnostics)};
}

Result<ReadNetwork> readInpFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{ErrorCode::notFound, "the network file cannot be opened", path, {}, {}, "Check its path and the right to read it."};
    std::ostringstream text;
    text << file.rdbuf();
    if (file.bad()) return Error{ErrorCode::unreadable, "the network file cannot be read to its end", path, {}, {}, {}};
    return readInp(text.str(), path);
}

} // namespace ms::network
