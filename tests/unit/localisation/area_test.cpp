#include "core/localisation/area.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

using namespace ms;
using localisation::Candidate;

namespace {

std::vector<Candidate> pipesOf(const std::vector<double>& lengths) {
    std::vector<Candidate> pipes;
    for (std::size_t i = 0; i < lengths.size(); ++i) pipes.push_back({LinkIndex(static_cast<std::int64_t>(i)), "p" + std::to_string(i), lengths[i]});
    return pipes;
}

} // namespace

TEST_CASE("The area takes the pipes that hold most per metre and lists the most probable first") {
    const auto pipes = pipesOf({100, 10, 50, 500});
    const Eigen::Vector4d p(0.40, 0.30, 0.25, 0.05);
    const auto area = localisation::areaOfInterest(pipes, p, 0.9, 660);
    REQUIRE(area.pipes.size() == 3);
    CHECK(area.pipes[0].id == "p0");
    CHECK(area.pipes[0].probability == doctest::Approx(0.40));
    CHECK(area.length_m == doctest::Approx(160));
    CHECK(area.share == doctest::Approx(160.0 / 660));
    CHECK_FALSE(area.wholeZone);
}

TEST_CASE("No set of pipes of less length holds the mass, but for the last pipe taken") {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> uniform(0.01, 1);
    for (int round = 0; round < 20; ++round) {
        std::vector<double> lengths(10);
        Eigen::VectorXd p(10);
        for (int i = 0; i < 10; ++i) {
            lengths[static_cast<std::size_t>(i)] = 100 * uniform(random);
            p[i] = uniform(random);
        }
        p /= p.sum();
        const auto area = localisation::areaOfInterest(pipesOf(lengths), p, 0.7, 1e6);
        double mass = 0, longest = 0;
        for (const auto& q : area.pipes) {
            mass += q.probability;
            longest = std::max(longest, q.length_m);
        }
        CHECK(mass >= 0.7 - 1e-9);
        double least = 1e9; // brute force over all subsets
        for (unsigned set = 1; set < 1024; ++set) {
            double m = 0, l = 0;
            for (unsigned i = 0; i < 10; ++i)
                if (set & (1U << i)) {
                    m += p[static_cast<Eigen::Index>(i)];
                    l += lengths[i];
                }
            if (m >= 0.7) least = std::min(least, l);
        }
        CHECK(area.length_m >= least - 1e-9);
        CHECK(area.length_m <= least + longest);
    }
}

TEST_CASE("An area of nearly everything, or none to be had, is the whole zone and says so") {
    const auto pipes = pipesOf({100, 100, 100});
    const auto flat = localisation::areaOfInterest(pipes, Eigen::Vector3d(1, 1, 1) / 3, 0.95, 300);
    CHECK(flat.wholeZone);
    CHECK(flat.share == 1);
    CHECK(flat.pipes.size() == 3);
    const auto none = localisation::areaOfInterest(pipes, Eigen::Vector3d(0, 0, 0), 0.9, 300);
    CHECK(none.wholeZone);
    CHECK(none.pipes.size() == 3);
    CHECK(none.pipes[0].probability == doctest::Approx(1.0 / 3));
    const auto wrong = localisation::areaOfInterest(pipes, Eigen::Vector3d(0.5, std::nan(""), 0.5), 0.9, 300);
    CHECK(wrong.wholeZone);
}
