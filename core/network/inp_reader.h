#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/network/network.h"

#include <string>
#include <string_view>

namespace ms::network {

/// A network with what was odd in its file. All errors of a file are among the diagnostics, not only the first.
struct ReadNetwork {
    Network network;
    Diagnostics diagnostics;
};

/// Reads the text of an EPANET .inp. `name` is what diagnostics call the file. An Error when no network can be made of it.
[[nodiscard]] Result<ReadNetwork> readInp(std::string_view text, const std::string& name);
[[nodiscard]] Result<ReadNetwork> readInpFile(const std::string& path);

} // namespace ms::network
