#pragma once

#include "core/ingest/layout.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ms::ingest {

/// A date as it stands in a file, and the first line it was seen in (0 = not known).
struct DateSeen {
    std::string text;
    std::int64_t line = 0;
};

/// How the dates of a file are read, and how sure that is: 1 when a date proves it.
struct DateDecision {
    DateOrder order = DateOrder::ymd;
    double confidence = 1;
    bool proved = true;   ///< no other order is possible; else it is the likelier one, or a mere habit
    std::string evidence; ///< "day 25 in line 3 (25/05/2024) can only be day/month/year"
};

/// Decides dd/mm or mm/dd for a whole file from its distinct dates: a number above 12 proves it; else what a file of the same kind proved
/// (`learned`); else the order in which the dates lie closer together; else day first, with a warning. The evidence becomes a diagnostic too.
/// invalidInput when dates prove both orders.
[[nodiscard]] Result<DateDecision> decideDateOrder(const std::vector<DateSeen>& dates, const std::string& path, Diagnostics& diagnostics,
                                                   std::optional<DateOrder> learned = {});

/// Whether these dates leave the order open: more of them may tell.
[[nodiscard]] bool orderIsOpen(const std::vector<DateSeen>& dates);

/// Adds dates of lines from the middle and the end of a plain file, for where its head does not tell.
void sampleDates(const std::string& path, std::int64_t size, const Layout& layout, std::vector<DateSeen>& dates);

} // namespace ms::ingest
