#pragma once

#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <initializer_list>
#include <mutex>
#include <string>
#include <vector>

namespace ms::ingest {

/// Registers GDAL's drivers once and keeps its messages off stderr while it lives; the last one can be asked for.
class GdalQuiet {
public:
    GdalQuiet() {
        static std::once_flag once;
        std::call_once(once, [] {
            CPLSetConfigOption("GML_DOWNLOAD_SCHEMA", "NO"); // a GML file sends it to no address
            CPLSetConfigOption("GML_SKIP_RESOLVE_ELEMS", "ALL");
            GDALAllRegister();
        });
        CPLErrorReset();
        CPLPushErrorHandler(CPLQuietErrorHandler);
    }
    ~GdalQuiet() { CPLPopErrorHandler(); }
    GdalQuiet(const GdalQuiet&) = delete;
    GdalQuiet& operator=(const GdalQuiet&) = delete;
    [[nodiscard]] std::string message() const { return CPLGetLastErrorMsg(); }
};

/// Opens a file (or folder) of the disk by one of these drivers; null when it is none. No other is asked: to many of GDAL's a name may be an address
/// ("/vsicurl/..."), and a file may send them to one (WMS, VRT), which only the user may do.
[[nodiscard]] inline GDALDatasetUniquePtr openOnDisk(const std::string& path, unsigned flags, std::initializer_list<const char*> drivers) {
    std::error_code problem;
    if (!std::filesystem::exists(path, problem)) {
        CPLError(CE_Failure, CPLE_OpenFailed, "%s", "there is no such file");
        return nullptr;
    }
    std::vector<const char*> names(drivers);
    names.push_back(nullptr);
    return GDALDatasetUniquePtr(GDALDataset::Open(path.c_str(), flags | GDAL_OF_READONLY, names.data()));
}

} // namespace ms::ingest
