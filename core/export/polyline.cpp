#include "core/export/polyline.h"

#include <cmath>

namespace ms::output {

AlongLine pointAlong(const std::vector<network::Point>& line, double share) {
    const auto pieceLength = [&line](std::size_t i) { return std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y); };
    double length = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) length += pieceLength(i);
    double left = share * length;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double piece = pieceLength(i);
        if (piece > 0 && left <= piece) {
            const double f = left / piece;
            return {{line[i].x + f * (line[i + 1].x - line[i].x), line[i].y + f * (line[i + 1].y - line[i].y)}, i};
        }
        left -= piece;
    }
    return {share < 0.5 || length <= 0 ? line.front() : line.back(), 0};
}

} // namespace ms::output
