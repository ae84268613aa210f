#pragma once

#include "core/network/inp/units.h"
#include "core/network/network.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ms::network::inp {

/// Writes one network, section by section; used once.
class Writer {
public:
    explicit Writer(const Network& network);
    [[nodiscard]] std::string write();

private:
    void section(std::string_view name);
    void remarksBefore(std::string_view key); ///< those that stood before the line which begins with `key`
    void restOfRemarks();
    void id(const std::string& text); ///< padded; in quotes where it holds blanks
    void number(double si, double factor = 1.0);
    void word(std::string_view text);
    void end(const std::string& comment = {});
    void seconds(std::int64_t s);
    void pattern(int index);
    [[nodiscard]] double settingFactor(const Link& link) const;

    // writer.cpp
    void nodes();
    void links();
    void valve(const Link& link);
    void demandsAndOutflows();
    void status();
    void patternsAndCurves();
    void timesAndOptions();
    void map();
    void others();

    // write_operation.cpp
    void controls();
    void rules();
    void premise(const RulePremise& premise, bool first);
    void action(const RuleAction& action, std::string_view begin);

    const Network& m_net;
    Units m_units;
    std::string m_text;
    std::unordered_map<std::string_view, std::vector<const Remark*>> m_remarks; ///< of the present section, by what they stand before
    std::vector<const Remark*> m_lastRemarks;                                   ///< of the present section, at its end
};

} // namespace ms::network::inp
