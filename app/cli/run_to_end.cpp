#include "app/cli/run_to_end.h"

namespace ms::cli {

jobs::RunOptions runOptions(int workers, const std::string& launcher) {
    return {workers, QString::fromStdString(launcher), qEnvironmentVariable("MAINSIGHT_WORKER")};
}

} // namespace ms::cli
