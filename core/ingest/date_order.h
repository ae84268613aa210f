#pragma once

#include "core/ingest/layout.h"

#include <string>
#include <vector>

namespace ms::ingest {

/// Decides dd/mm or mm/dd for a whole file from its distinct dates: a number above 12 proves it; else the order in which the dates lie closer
/// together; else day first, with a warning. The evidence becomes a diagnostic. invalidInput when dates prove both orders.
[[nodiscard]] Result<DateOrder> decideDateOrder(const std::vector<std::string>& dates, const std::string& path, Diagnostics& diagnostics);

/// Whether these dates leave the order open: more of them may tell.
[[nodiscard]] bool orderIsOpen(const std::vector<std::string>& dates);

/// Adds dates of lines from the middle and the end of a plain file, for where its head does not tell.
void sampleDates(const std::string& path, std::int64_t size, const Layout& layout, std::vector<std::string>& dates);

} // namespace ms::ingest
