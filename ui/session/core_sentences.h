#pragma once

#include <span>

namespace ms::session {

/// A sentence, or a part of one, that core says in plain English. `text` has places %1 ... for what changes; `kinds` holds a letter for each:
/// v value with its unit ("4.10 l/s", "+0.35 m"), n number, t local time, z UTC time, k length in km, q per cent, s text, c a sentence of this table.
/// Without the full stop at its end.
struct CoreSentence {
    const char* kinds;
    const char* text;
};

/// All that are known: the source texts of their translations.
[[nodiscard]] std::span<const CoreSentence> coreSentences();
/// Those of them that reading files brings.
[[nodiscard]] std::span<const CoreSentence> readingSentences();
/// Those of core/project, which are among them.
[[nodiscard]] std::span<const CoreSentence> projectSentences();

} // namespace ms::session
