#include "ui/drawing/map_overlay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace ms::drawing {
namespace {

/// Squared distance to the nearest of the lines at the corners of a grid; infinity where farther than the outline's distance plus a cell.
struct DistanceField {
    int columns = 0, rows = 0; ///< corners
    double x0 = 0, y0 = 0, cell = 1;
    std::vector<double> squared;
    [[nodiscard]] double at(int i, int j) const {
        return squared[static_cast<std::size_t>(j) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(i)];
    }
};

DistanceField distanceField(const std::vector<std::vector<Point>>& lines, double distance, int cells) {
    Box box;
    for (const auto& line : lines)
        for (const Point& p : line) box.add(p.x, p.y);
    DistanceField field;
    if (box.empty()) return field;
    box = box.grown(distance);
    field.cell = std::max(box.width(), box.height()) / cells;
    field.x0 = box.x0 - field.cell;
    field.y0 = box.y0 - field.cell;
    field.columns = static_cast<int>(std::ceil(box.width() / field.cell)) + 3;
    field.rows = static_cast<int>(std::ceil(box.height() / field.cell)) + 3;
    const double far = distance + 2 * field.cell;
    field.squared.assign(static_cast<std::size_t>(field.columns) * static_cast<std::size_t>(field.rows), far * far);
    const double reach = distance + field.cell;
    for (const auto& line : lines) {
        for (std::size_t k = 0; k + 1 < line.size(); ++k) {
            const Point a = line[k], b = line[k + 1];
            const auto column = [&](double x) { return std::clamp(static_cast<int>((x - field.x0) / field.cell), 0, field.columns - 1); };
            const auto row = [&](double y) { return std::clamp(static_cast<int>((y - field.y0) / field.cell), 0, field.rows - 1); };
            const int i1 = column(std::max(a.x, b.x) + reach), j1 = row(std::max(a.y, b.y) + reach);
            for (int j = row(std::min(a.y, b.y) - reach); j <= j1; ++j) {
                for (int i = column(std::min(a.x, b.x) - reach); i <= i1; ++i) {
                    double& d2 = field.squared[static_cast<std::size_t>(j) * static_cast<std::size_t>(field.columns) + static_cast<std::size_t>(i)];
                    d2 = std::min(d2, squaredDistance(field.x0 + i * field.cell, field.y0 + j * field.cell, a.x, a.y, b.x, b.y));
                }
            }
        }
    }
    return field;
}

/// Squared distances, in cells, along one line of a grid to the lower envelope of parabolas (Felzenszwalb and Huttenlocher 2012, algorithm 1).
void distanceAlong(std::vector<double>& f) {
    const auto n = static_cast<int>(f.size());
    std::vector<int> at(f.size());
    std::vector<double> border(f.size() + 1), out(f.size());
    const auto value = [&](int i) { return f[static_cast<std::size_t>(i)]; };
    int k = 0;
    border[0] = -1e30;
    border[1] = 1e30;
    for (int q = 1; q < n; ++q) {
        double s = 0;
        for (;; --k) {
            const int v = at[static_cast<std::size_t>(k)];
            s = ((value(q) + double(q) * q) - (value(v) + double(v) * v)) / (2.0 * (q - v));
            if (s > border[static_cast<std::size_t>(k)] || k == 0) break;
        }
        if (s > border[static_cast<std::size_t>(k)]) ++k;
        at[static_cast<std::size_t>(k)] = q;
        border[static_cast<std::size_t>(k)] = k == 0 ? -1e30 : s;
        border[static_cast<std::size_t>(k) + 1] = 1e30;
    }
    k = 0;
    for (int q = 0; q < n; ++q) {
        while (border[static_cast<std::size_t>(k) + 1] < q) ++k;
        const int v = at[static_cast<std::size_t>(k)];
        out[static_cast<std::size_t>(q)] = double(q - v) * (q - v) + value(v);
    }
    f = out;
}

/// Closes gaps narrower than about 2 (wide - distance): all within `wide` of the lines, shrunk again by the difference. Afterwards the field is the
/// distance that outlineAround() contours at `distance`.
void closeGaps(DistanceField& field, double wide) {
    const auto columns = static_cast<std::size_t>(field.columns), rows = static_cast<std::size_t>(field.rows);
    std::vector<double> outside(field.squared.size());
    for (std::size_t i = 0; i < outside.size(); ++i) outside[i] = field.squared[i] < wide * wide ? 1e12 : 0;
    std::vector<double> line;
    for (std::size_t j = 0; j < rows; ++j) {
        line.assign(outside.begin() + static_cast<std::ptrdiff_t>(j * columns), outside.begin() + static_cast<std::ptrdiff_t>((j + 1) * columns));
        distanceAlong(line);
        std::copy(line.begin(), line.end(), outside.begin() + static_cast<std::ptrdiff_t>(j * columns));
    }
    line.resize(rows);
    for (std::size_t i = 0; i < columns; ++i) {
        for (std::size_t j = 0; j < rows; ++j) line[j] = outside[j * columns + i];
        distanceAlong(line);
        for (std::size_t j = 0; j < rows; ++j) outside[j * columns + i] = line[j];
    }
    for (std::size_t i = 0; i < outside.size(); ++i) {
        const double shrunk = std::max(0.0, wide - std::sqrt(outside[i]) * field.cell);
        field.squared[i] = std::min(field.squared[i], shrunk * shrunk); // never tighter than the pipes' own distance
    }
}

/// Edges that a contour enters and leaves by, with the inside on its left, for each of the 16 cases; corners are bits 1 (low left), 2 (low right),
/// 4 (high right), 8 (high left), edges 0 bottom, 1 right, 2 top, 3 left. Saddles (5, 10) are kept apart.
constexpr std::array<std::array<int, 4>, 16> contourCases{{{-1, -1, -1, -1},
                                                           {0, 3, -1, -1},
                                                           {1, 0, -1, -1},
                                                           {1, 3, -1, -1},
                                                           {2, 1, -1, -1},
                                                           {0, 3, 2, 1},
                                                           {2, 0, -1, -1},
                                                           {2, 3, -1, -1},
                                                           {3, 2, -1, -1},
                                                           {0, 2, -1, -1},
                                                           {1, 0, 3, 2},
                                                           {1, 2, -1, -1},
                                                           {3, 1, -1, -1},
                                                           {0, 1, -1, -1},
                                                           {3, 0, -1, -1},
                                                           {-1, -1, -1, -1}}};

std::vector<Point> smoothed(const std::vector<Point>& ring) {
    std::vector<Point> out;
    out.reserve(ring.size() * 2);
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i], b = ring[(i + 1) % ring.size()];
        out.push_back({0.75 * a.x + 0.25 * b.x, 0.75 * a.y + 0.25 * b.y});
        out.push_back({0.25 * a.x + 0.75 * b.x, 0.25 * a.y + 0.75 * b.y});
    }
    return out;
}

double signedArea(const std::vector<Point>& ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i], b = ring[(i + 1) % ring.size()];
        twice += (a.x - ring[0].x) * (b.y - ring[0].y) - (b.x - ring[0].x) * (a.y - ring[0].y);
    }
    return twice / 2;
}

} // namespace

std::vector<std::vector<Point>> outlineAround(const std::vector<std::vector<Point>>& lines, double distance, int cells) {
    std::vector<std::vector<Point>> rings;
    if (lines.empty() || !(distance > 0) || cells < 4) return rings;
    const double wide = 2.5 * distance;
    DistanceField field = distanceField(lines, wide, cells);
    if (field.columns == 0) return rings;
    closeGaps(field, wide);

    // An edge of the grid has one number; a contour leaves each edge at most once.
    const auto edgeOf = [&](int i, int j, int side) -> std::int64_t {
        const std::int64_t stride = field.columns;
        switch (side) {
        case 0: return (std::int64_t{j} * stride + i) * 2;
        case 2: return (std::int64_t{j + 1} * stride + i) * 2;
        case 3: return (std::int64_t{j} * stride + i) * 2 + 1;
        default: return (std::int64_t{j} * stride + i + 1) * 2 + 1;
        }
    };
    const auto crossing = [&](std::int64_t edge) {
        const bool vertical = edge % 2 == 1;
        const int i = static_cast<int>((edge / 2) % field.columns), j = static_cast<int>((edge / 2) / field.columns);
        const double a = std::sqrt(field.at(i, j)), b = std::sqrt(vertical ? field.at(i, j + 1) : field.at(i + 1, j));
        const double f = std::clamp((distance - a) / (b - a), 0.0, 1.0);
        return Point{field.x0 + (i + (vertical ? 0 : f)) * field.cell, field.y0 + (j + (vertical ? f : 0)) * field.cell};
    };
    std::unordered_map<std::int64_t, std::int64_t> next;
    std::vector<std::int64_t> starts;
    const double limit = distance * distance;
    for (int j = 0; j + 1 < field.rows; ++j) {
        for (int i = 0; i + 1 < field.columns; ++i) {
            const unsigned inside = (field.at(i, j) < limit ? 1U : 0U) | (field.at(i + 1, j) < limit ? 2U : 0U) |
                                    (field.at(i + 1, j + 1) < limit ? 4U : 0U) | (field.at(i, j + 1) < limit ? 8U : 0U);
            const auto& sides = contourCases[inside];
            for (std::size_t k = 0; k < 4 && sides[k] >= 0; k += 2) {
                next[edgeOf(i, j, sides[k])] = edgeOf(i, j, sides[k + 1]);
                starts.push_back(edgeOf(i, j, sides[k]));
            }
        }
    }
    for (const std::int64_t start : starts) {
        std::vector<Point> ring;
        std::int64_t edge = start;
        for (auto it = next.find(edge); it != next.end(); it = next.find(edge)) {
            ring.push_back(crossing(edge));
            edge = it->second;
            next.erase(it);
        }
        if (ring.size() >= 4 && signedArea(ring) > 0) rings.push_back(smoothed(smoothed(ring))); // holes run the other way round
    }
    return rings;
}

} // namespace ms::drawing
