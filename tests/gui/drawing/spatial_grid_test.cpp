#include "ui/drawing/spatial_grid.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using ms::drawing::Box;
using ms::drawing::SpatialGrid;

namespace {

std::vector<std::uint32_t> byScan(const std::vector<Box>& boxes, const Box& area) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < boxes.size(); ++i)
        if (!boxes[i].empty() && boxes[i].intersects(area)) found.push_back(i);
    return found;
}

std::vector<Box> randomBoxes(int count, unsigned seed, double longest) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> place(-5000, 5000), size(0, longest);
    std::vector<Box> boxes;
    for (int i = 0; i < count; ++i) {
        const double x = place(random), y = place(random);
        boxes.push_back({x, y, x + size(random), y + size(random)});
    }
    return boxes;
}

} // namespace

TEST_CASE("a query finds exactly what a scan finds, each item once") {
    for (const double longest : {0.0, 40.0, 9000.0}) {
        const auto boxes = randomBoxes(3000, 11, longest);
        const SpatialGrid grid(boxes);
        for (const Box& area : randomBoxes(200, 12, 2500)) {
            auto found = grid.query(area);
            std::sort(found.begin(), found.end());
            CHECK(found == byScan(boxes, area));
        }
    }
}

TEST_CASE("a visit that says false ends the query") {
    const auto boxes = randomBoxes(3000, 11, 40.0);
    const SpatialGrid grid(boxes);
    const Box all{-1e6, -1e6, 1e6, 1e6};
    int visited = 0;
    grid.query(all, [&](std::uint32_t) { return ++visited < 7; });
    CHECK(visited == 7);
    visited = 0;
    grid.query(all, [&](std::uint32_t) {
        ++visited;
        return true;
    });
    CHECK(visited == 3000);
}

TEST_CASE("empty grids, empty boxes and degenerate extents") {
    CHECK(SpatialGrid().query({0, 0, 1, 1}).empty());
    const SpatialGrid point({Box{5, 5, 5, 5}, Box{}});
    CHECK(point.query({4, 4, 6, 6}) == std::vector<std::uint32_t>{0});
    CHECK(point.query({6, 6, 7, 7}).empty());
    CHECK(point.query(Box{}).empty());
    std::vector<Box> row; // all on one line
    for (int i = 0; i < 500; ++i) row.push_back({i * 10.0, 3, i * 10.0 + 5, 3});
    const SpatialGrid line(row);
    CHECK(line.query({100, 0, 124, 10}).size() == 3);
    CHECK(line.query({-10, 0, 6000, 10}).size() == 500);
}

TEST_CASE("distance to a segment") {
    CHECK(ms::drawing::squaredDistance(0, 1, -1, 0, 1, 0) == doctest::Approx(1));
    CHECK(ms::drawing::squaredDistance(4, 4, 0, 0, 1, 0) == doctest::Approx(25));
    CHECK(ms::drawing::squaredDistance(3, 4, 0, 0, 0, 0) == doctest::Approx(25));
}
