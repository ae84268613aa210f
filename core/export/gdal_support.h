#pragma once

#include "core/base/result.h"

#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <memory>
#include <string>

/// What the files *_gdal.cpp share. Not for headers that others include.
namespace ms::output::gdal {

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
struct FreeTransform {
    void operator()(OGRCoordinateTransformation* transform) const { OGRCoordinateTransformation::DestroyCT(transform); }
};
struct DestroyFeature {
    void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;
using Transform = std::unique_ptr<OGRCoordinateTransformation, FreeTransform>;
using FeaturePtr = std::unique_ptr<OGRFeature, DestroyFeature>;

/// GDAL's messages go into our errors, not to stderr.
class QuietErrors {
public:
    QuietErrors() { CPLPushErrorHandler(CPLQuietErrorHandler); }
    ~QuietErrors() { CPLPopErrorHandler(); }
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
};

/// A project's coordinate system, x before y. invalidInput when PROJ does not know it; an empty reference for an empty name.
[[nodiscard]] Result<OGRSpatialReference> referenceOf(const std::string& crs);
[[nodiscard]] OGRSpatialReference wgs84Reference();
/// unsupported when the project's is not known, unwritable when there is no way between the two.
[[nodiscard]] Result<Transform> toWgs84(const OGRSpatialReference& own, const std::string& crs);

} // namespace ms::output::gdal
