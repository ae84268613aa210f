#pragma once

#include "core/base/error.h"

#include <string>
#include <vector>

namespace ms {

enum class Severity { info, warning, error };

/// A finding that does not stop the work: an unknown section, a dropped row, an unmapped column. Travels beside the value; never dropped silently.
struct Diagnostic {
    Severity severity = Severity::warning;
    std::string code;    ///< stable, for translation and tests: "inp.unknown-section"
    std::string message; ///< one plain English sentence: what was wrong
    std::string subject; ///< the file
    std::string element; ///< id in it, if any
    Position position;
    std::string text;   ///< the offending text, shortened to 200 characters
    std::string kept;   ///< what was kept or assumed instead
    std::string advice; ///< what to do about it
    bool operator==(const Diagnostic&) const = default;

    /// One line: "file:12: message (element) 'text'; kept: ...; advice".
    [[nodiscard]] std::string toString() const;
};

using Diagnostics = std::vector<Diagnostic>;

} // namespace ms
