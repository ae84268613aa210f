#pragma once

#include "core/base/result.h"

#include <stop_token>
#include <string>
#include <vector>

namespace ms::output {

/// Packs the files `names` of `folder` into a zip at `path`, in it under `top`/, in that order.
/// Deflated, names UTF-8. Made beside the target and renamed: `path` is whole or is not touched. cancelled when `stop` is asked for.
[[nodiscard]] Result<void> zipFiles(const std::string& folder, const std::vector<std::string>& names, const std::string& top, const std::string& path,
                                    std::stop_token stop = {});

} // namespace ms::output
