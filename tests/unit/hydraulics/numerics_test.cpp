#include "core/hydraulics/elements.h"
#include "core/hydraulics/ldl.h"
#include "core/hydraulics/power_kernel.h"

#include <cmath>
#include <doctest/doctest.h>
#include <random>

using namespace ms::hydraulics::detail;

TEST_CASE("the wide kernel is the plain formula") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> exponent(-9, 3), coefficient(-4, 2);
    constexpr std::size_t count = 1003;
    std::vector<double> flow(count), r(count), minor(count), c(count), rest(count);
    for (std::size_t i = 0; i < count; ++i) {
        flow[i] = (i % 2 ? -1 : 1) * std::pow(10.0, exponent(random));
        r[i] = std::pow(10.0, coefficient(random));
        minor[i] = i % 3 ? 0 : std::pow(10.0, coefficient(random));
    }
    flow[0] = 0;
    for (const double e : {1.852, 2.0}) {
        powerPipes(count, e, flow.data(), r.data(), minor.data(), c.data(), rest.data());
        for (std::size_t i = 0; i < count; ++i) {
            const Linear plain = powerPipe(flow[i], r[i], e, minor[i]);
            CHECK(c[i] == doctest::Approx(plain.conductance).epsilon(1e-12));
            CHECK(rest[i] == doctest::Approx(plain.rest).epsilon(1e-12));
        }
    }
}

TEST_CASE("L D L^T solves a random grid, also with sparse right-hand sides") {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> weight(0.1, 10);
    constexpr std::int32_t side = 12, n = side * side;
    std::vector<std::pair<std::int32_t, std::int32_t>> edges;
    for (std::int32_t i = 0; i < n; ++i) {
        if (i % side + 1 < side) edges.emplace_back(i, i + 1);
        if (i + side < n) edges.emplace_back(i, i + side);
    }
    const auto order = eliminationOrder(n, edges);
    std::vector<std::int32_t> position(static_cast<std::size_t>(n));
    for (std::int32_t k = 0; k < n; ++k) position[static_cast<std::size_t>(order[static_cast<std::size_t>(k)])] = k;
    for (auto& [a, b] : edges) {
        a = position[static_cast<std::size_t>(a)];
        b = position[static_cast<std::size_t>(b)];
    }
    const LdlPattern pattern = makePattern(n, edges);
    std::vector<double> diagonal(static_cast<std::size_t>(n), 0.01), lower(static_cast<std::size_t>(pattern.entries()), 0.0), weights;
    for (const auto& [a, b] : edges) {
        const double w = weight(random);
        weights.push_back(w);
        diagonal[static_cast<std::size_t>(a)] += w;
        diagonal[static_cast<std::size_t>(b)] += w;
        lower[static_cast<std::size_t>(pattern.find(a, b))] -= w;
    }
    const std::vector<double> original = diagonal;
    REQUIRE(factor(pattern, diagonal.data(), lower.data()));
    std::vector<double> x(static_cast<std::size_t>(n), 0.0);
    x[17] = 1;
    x[90] = -2;
    SparseForward sparse;
    sparse.add(17, 1, pattern);
    sparse.add(90, -2, pattern);
    sparse.run(pattern, lower.data());
    forward(pattern, lower.data(), x.data());
    for (std::size_t i = 0; i < x.size(); ++i) CHECK(sparse.values[i] == doctest::Approx(x[i]));
    backward(pattern, diagonal.data(), lower.data(), x.data());
    std::vector<double> back(static_cast<std::size_t>(n), 0.0);
    for (std::size_t i = 0; i < back.size(); ++i) back[i] = original[i] * x[i];
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const auto a = static_cast<std::size_t>(edges[e].first), b = static_cast<std::size_t>(edges[e].second);
        back[a] -= weights[e] * x[b];
        back[b] -= weights[e] * x[a];
    }
    for (std::size_t i = 0; i < back.size(); ++i) CHECK(back[i] == doctest::Approx(i == 17 ? 1.0 : i == 90 ? -2.0 : 0.0).epsilon(1e-9));
}
