#pragma once

#include "core/base/result.h"
#include "core/network/network.h"

#include <string>

namespace ms::network {

/// The network as the text of an EPANET 2.3 .inp (UTF-8, or Latin-1 as it was read; \n), in the units of its options. Numbers get the fewest digits
/// that readInp turns back into the same SI value, so that reading what was written gives an equal Network (title, comments of elements, tags,
/// vertices and the sections kept word by word included). Comments between the lines come back before the line they stood before, or at the end of
/// their section. What is not kept: the order of lines among different kinds, blanks, what the reader's diagnostics say was not taken.
[[nodiscard]] std::string writeInp(const Network& network);
[[nodiscard]] Result<void> writeInpFile(const Network& network, const std::string& path);

} // namespace ms::network
