#pragma once

#include "core/base/error.h"

#include <memory>
#include <string>

class QCoreApplication;

/// Painting needs Qt's widgets, fonts and SVG, whose loading takes longer than a small import. So mainsight-cli has none of them: `export` is done by
/// mainsight-export, the same program with painting_here.cpp and export_command.cpp instead of painting_elsewhere.cpp.
namespace ms::cli {

/// A QApplication in mainsight-export, null in mainsight-cli.
[[nodiscard]] std::unique_ptr<QCoreApplication> makePaintingApplication(int& argc, char** argv);

/// The process goes on as another program of the same folder, with the same arguments. Returns only when that cannot be done.
[[nodiscard]] Error becomeProgram(const std::string& name, char** argv);

} // namespace ms::cli
