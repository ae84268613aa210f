#include "app/cli/painting.h"

#include <QApplication>

namespace ms::cli {

std::unique_ptr<QCoreApplication> makePaintingApplication(int& argc, char** argv) { return std::make_unique<QApplication>(argc, argv); }

Error becomeProgram(const std::string& name, char**) { return {ErrorCode::internal, "this program does all by itself", name, {}, {}, {}}; }

} // namespace ms::cli
