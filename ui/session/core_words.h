#pragma once

#include "core/base/diagnostic.h"
#include "ui/session/display_units.h"

#include <string>
#include <vector>

namespace ms::session {

/// What core says in plain English, in the window's language, with its numbers and times as the user reads them. A sentence that is not known stays
/// as it is.
[[nodiscard]] QString inWords(const std::string& english, const DisplayUnits& units = {});
/// One line each, made up as core does: "file:12: message (element). Advice".
[[nodiscard]] QString inWords(const Error& error, const DisplayUnits& units = {});
[[nodiscard]] QString inWords(const Diagnostic& diagnostic, const DisplayUnits& units = {});

/// Whether a sentence is known, its parts included.
[[nodiscard]] bool isKnownSentence(const std::string& english);

} // namespace ms::session
