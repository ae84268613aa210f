#pragma once

#include "core/base/result.h"
#include "core/network/network.h"

#include <memory>
#include <optional>
#include <string>

namespace ms::output {

/// From a project's coordinates to WGS 84, by PROJ's best operation for the area. Not thread-safe: one a thread.
class Globe {
public:
    /// unsupported without a CRS, invalidInput when PROJ does not know it.
    [[nodiscard]] static Result<Globe> of(const std::string& crs);

    /// x = longitude, y = latitude in degrees; nullopt where PROJ has no answer.
    [[nodiscard]] std::optional<network::Point> place(network::Point at) const { return m_way->place(at); }

    /// Who knows the way; lives in the part that has GDAL.
    class Way {
    public:
        virtual ~Way() = default;
        [[nodiscard]] virtual std::optional<network::Point> place(network::Point at) const = 0;
    };

private:
    explicit Globe(std::shared_ptr<const Way> way) : m_way(std::move(way)) {}
    std::shared_ptr<const Way> m_way;
};

} // namespace ms::output
