#pragma once

#include "core/export/content.h"
#include "core/export/layers.h"

#include <string>

/// How a feature looks and what it says in Google Earth and its kin.
namespace ms::output {

struct KmlLook {
    std::string name;      ///< in the list, and on the map where it is labelled
    std::string balloon;   ///< HTML; every value escaped, nothing fetched
    std::string style;     ///< OGR's feature style string
    bool labelled = false; ///< a line that gets a point for its name
};

[[nodiscard]] KmlLook kmlLook(const Layer& layer, const Feature& feature);
[[nodiscard]] std::string kmlFolder(const std::string& layer); ///< "Pipes by probability"
[[nodiscard]] std::string kmlTitle(const Content& content);
[[nodiscard]] std::string kmlDescription(const Content& content); ///< who, run, version, CRS that it came from

/// & < > " ' as entities.
[[nodiscard]] std::string htmlEscaped(const std::string& text);

} // namespace ms::output
