#pragma once

#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <mutex>
#include <string>

namespace ms::ingest {

/// Registers GDAL's drivers once and keeps its messages off stderr while it lives; the last one can be asked for.
class GdalQuiet {
public:
    GdalQuiet() {
        static std::once_flag once;
        std::call_once(once, [] { GDALAllRegister(); });
        CPLErrorReset();
        CPLPushErrorHandler(CPLQuietErrorHandler);
    }
    ~GdalQuiet() { CPLPopErrorHandler(); }
    GdalQuiet(const GdalQuiet&) = delete;
    GdalQuiet& operator=(const GdalQuiet&) = delete;
    [[nodiscard]] std::string message() const { return CPLGetLastErrorMsg(); }
};

} // namespace ms::ingest
