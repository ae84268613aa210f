#pragma once

#include "core/base/result.h"
#include "core/scenario/spec.h"

#include <QByteArray>

#include <string>

namespace ms::cli {

/// A specification with what concerns the command rather than the scenario.
struct ScenarioFile {
    scenario::Spec spec;
    std::string crs; ///< of the network's coordinates
};

/// Reads a specification from JSON; `name` is what errors call the file. Every key must be known; errors say where ("bursts[2].pipe").
/// The keys are those of `mainsight-cli scenario --help`.
[[nodiscard]] Result<ScenarioFile> scenarioFromJson(const QByteArray& json, const std::string& name);

} // namespace ms::cli
