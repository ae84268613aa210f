#pragma once

#include "core/base/diagnostic.h"
#include "core/network/inp/text.h"
#include "core/network/inp/units.h"
#include "core/network/network.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ms::network::inp {

/// One line of a section: number, text before the comment, comment without its semicolon.
struct Line {
    std::int64_t number = 0;
    std::string_view text, comment, whole;
};

enum class Section {
    title,
    junctions,
    reservoirs,
    tanks,
    pipes,
    pumps,
    valves,
    controls,
    rules,
    demands,
    sources,
    emitters,
    leakage,
    patterns,
    curves,
    quality,
    status,
    roughness,
    energy,
    reactions,
    mixing,
    report,
    times,
    options,
    coordinates,
    vertices,
    labels,
    backdrop,
    tags,
    end,
    unknown
};

/// Reads the text of one .inp, section by section in the order in which they depend on each other. Used once. Every oddity becomes a diagnostic.
class Reader {
public:
    Reader(std::string_view text, const std::string& name);
    void read();

    Network network;
    Diagnostics diagnostics;

private:
    using Tokens = std::vector<std::string_view>;
    struct Block {
        Section section = Section::unknown;
        std::string name;
        std::vector<Line> lines;
    };

    /// Something harmless that many files do, said once a file: its first line and how many there are.
    struct Habit {
        const char *code, *message;
        std::string kept;
        Line first;
        std::int64_t count = 0;
    };

    // reader.cpp
    void split();
    void splitLine(std::string_view whole, std::int64_t number, Block*& block, bool& ended);
    void lookAtLine(const Line& line);
    void lookAtLineEnds(std::int64_t lines);
    void notice(const char* code, const char* message, const Line& line, const char* kept);
    void sayHabits();
    void keepRemark(const Block& block, std::string_view text); ///< waits for the next line of its section
    void keepAtEnd(const Block& block, std::string_view text);  ///< of its section
    void placeRemarks(std::string_view before);                 ///< gives those that wait their place
    [[nodiscard]] std::string remarkKey(const Block& block, const Tokens& tokens) const;
    [[nodiscard]] std::optional<std::int64_t> secondsAt(const Line& line, std::string_view time, std::string_view unit);
    template <typename F>
    /// function(line, tokens) for every line with at least `least` tokens; what stands behind the first `most` means nothing and is said.
    void each(Section section, std::size_t least, std::size_t most, F&& function);
    void reserve();
    void keepRaw(const Block& block);
    void checkWhole();
    void say(Severity severity, const char* code, std::string message, const Line& line, std::string element = {}, std::string kept = {},
             std::string advice = {});
    [[nodiscard]] double number(const Line& line, std::string_view token, double otherwise, const char* what);
    [[nodiscard]] NodeIndex nodeAt(const Line& line, std::string_view id);
    [[nodiscard]] LinkIndex linkAt(const Line& line, std::string_view id);
    [[nodiscard]] int patternAt(const Line& line, std::string_view id);
    [[nodiscard]] int curveAt(const Line& line, std::string_view id, CurveUse use);
    [[nodiscard]] double settingFactor(const Link& link) const; ///< file number -> SI for a valve's or pump's setting

    static constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();

    // read_options.cpp
    void readOptions();
    void readOption(const Line& line, const Tokens& t);
    void readTimes();
    void readPatterns();
    void waitComment(const Block& block, std::string& comment, std::string_view text);
    void settleComment(const Block& block, std::string& comment, std::string_view id, bool isNew);
    void readCurves();
    void convertCurves();

    // read_elements.cpp
    void readJunctions();
    void readReservoirs();
    void readTanks();
    void readTank(const Line& line, const Tokens& t);
    void readReservoir(const Line& line, const Tokens& t);
    bool addNode(const Line& line, Node node);
    bool addLink(const Line& line, Link link, std::string_view from, std::string_view to);
    void readPipes();
    void readPumps();
    void readValves();
    void readDemands();
    void readEmittersAndLeakage();
    void readStatus();
    void readMap();

    // read_operation.cpp
    void readControls();
    void readControl(const Line& line, const Tokens& t);
    void readRules();
    bool readPremise(const Line& line, const Tokens& t, RulePremise& premise);
    bool readAction(const Line& line, const Tokens& t, RuleAction& action);
    bool setStatus(const Line& line, Link& link, std::string_view value);

    std::string m_text, m_name;
    std::vector<Habit> m_habits;
    std::size_t m_waitingRemarks = 0; ///< so many at the end of network.remarks have no place yet
    std::int64_t m_dosEnds = 0, m_unixEnds = 0, m_macEnds = 0;
    Line m_firstDosEnd, m_firstOtherEnd, m_patternLine, m_pressureLine;
    bool m_ascii = false;
    std::vector<Block> m_blocks;
    Units m_units;
    std::unordered_map<std::string, std::int32_t> m_nodes, m_links, m_patterns, m_curves;
    std::vector<bool> m_demandReplaced;
    std::string m_defaultPattern = "1";
    bool m_defaultPatternNamed = false, m_pressureNamed = false;
    double m_minimumPressure = 0, m_requiredPressure = 0.1, m_headError = 0, m_flowChange = 0,
           m_viscosity = 1; ///< in the file's units until those are known
};

template <typename F>
void Reader::each(Section section, std::size_t least, std::size_t most, F&& function) {
    Tokens tokens;
    for (const Block& block : m_blocks) {
        if (block.section != section) continue;
        const bool remarks = section != Section::energy; // kept word by word
        const bool ownComments = (section >= Section::junctions && section <= Section::valves) || section == Section::demands;
        for (const Line& line : block.lines) {
            tokensOf(line.text, tokens);
            if (remarks && !line.comment.empty() && (tokens.empty() || !ownComments)) keepRemark(block, line.comment);
            if (tokens.empty()) continue;
            if (m_waitingRemarks > 0)
                if (const std::string key = remarkKey(block, tokens); !key.empty()) placeRemarks(key);
            if (std::find(tokens.begin(), tokens.end(), "*") != tokens.end())
                notice("inp.blank-star", "a '*' stands for a field left blank", line, "the field's default");
            if (tokens.size() > most)
                notice("inp.extra-items", "there are more items on the line than the section knows", line, "those that it knows");
            if (tokens.size() < least) {
                say(Severity::error, "inp.too-few-items", "this line has too few items", line, std::string(tokens.front()), "nothing of the line");
                continue;
            }
            function(line, tokens);
        }
        placeRemarks({});
    }
}

} // namespace ms::network::inp
