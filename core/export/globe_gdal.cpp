#include "core/export/gdal_part.h"
#include "core/export/gdal_support.h"

#include <utility>

namespace ms::output::gdal {

Result<OGRSpatialReference> referenceOf(const std::string& crs) {
    OGRSpatialReference reference;
    if (!crs.empty() && reference.SetFromUserInput(crs.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE)
        return Error{
            ErrorCode::invalidInput, "the project's coordinate system is not known to PROJ", {}, crs, {}, "name it as EPSG:27700, or leave it out"};
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

OGRSpatialReference wgs84Reference() {
    OGRSpatialReference reference;
    reference.SetWellKnownGeogCS("WGS84");
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

Result<Transform> toWgs84(const OGRSpatialReference& own, const std::string& crs) {
    if (crs.empty())
        return Error{ErrorCode::unsupported,
                     "the project does not say its coordinate system, so places on the globe are not known",
                     {},
                     {},
                     {},
                     "say it in the window (File > Coordinate system), or make the project with --crs EPSG:27700"};
    const OGRSpatialReference globe = wgs84Reference();
    Transform transform(OGRCreateCoordinateTransformation(&own, &globe));
    if (!transform) return Error{ErrorCode::unsupported, "PROJ knows no way from the project's coordinates to WGS 84", {}, crs, {}, {}};
    return transform;
}

namespace {

class GdalWay final : public Globe::Way {
public:
    explicit GdalWay(Transform transform) : m_transform(std::move(transform)) {}
    [[nodiscard]] std::optional<network::Point> place(network::Point at) const override {
        const QuietErrors quiet;
        if (!m_transform->Transform(1, &at.x, &at.y)) return std::nullopt;
        return at;
    }

private:
    Transform m_transform;
};

} // namespace

Result<std::shared_ptr<const Globe::Way>> wayToWgs84(const std::string& crs) {
    const QuietErrors quiet;
    auto own = referenceOf(crs);
    if (!own) return own.error();
    auto transform = toWgs84(*own, crs);
    if (!transform) return transform.error();
    return std::shared_ptr<const Globe::Way>(std::make_shared<GdalWay>(std::move(*transform)));
}

} // namespace ms::output::gdal
