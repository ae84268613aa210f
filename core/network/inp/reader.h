#pragma once

#include "core/base/diagnostic.h"
#include "core/network/inp/text.h"
#include "core/network/inp/units.h"
#include "core/network/network.h"

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

    // reader.cpp
    void split();
    void splitLine(std::string_view whole, std::int64_t number, Block*& block, bool& ended);
    template <typename F>
    void each(Section section, std::size_t least, F&& function); ///< function(line, tokens) for every line with enough tokens
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

    // read_options.cpp
    void readOptions();
    void readOption(const Line& line, const Tokens& t);
    void readTimes();
    void readPatterns();
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
void Reader::each(Section section, std::size_t least, F&& function) {
    Tokens tokens;
    for (const Block& block : m_blocks) {
        if (block.section != section) continue;
        for (const Line& line : block.lines) {
            tokensOf(line.text, tokens);
            if (tokens.empty()) continue;
            if (tokens.size() < least) {
                say(Severity::error, "inp.too-few-items", "this line has too few items", line, std::string(tokens.front()), "nothing of the line");
                continue;
            }
            function(line, tokens);
        }
    }
}

} // namespace ms::network::inp
