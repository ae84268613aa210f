#include "core/detection/zone_series.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ms;
using namespace ms::detection;

namespace {

/// An inlet and twelve customers who all live by one shape, one of whom has a leak of his own and one of whom is silent in the second half.
struct Street {
    std::vector<series::Sensor> sensors;
    std::vector<series::Readings> readings;
    Balance balance;
    Instant start = instantFromUtc({2025, 1, 6});
    static constexpr int kHours = 96;

    static double shape(int hour) { return 1 + 0.5 * std::sin(6.283185307 * (hour % 24) / 24); }

    explicit Street(int customers) {
        for (int i = 0; i <= customers; ++i) {
            series::Sensor s;
            s.name = i == 0 ? "inlet" : "customer " + std::to_string(i);
            s.quantity = i == 0 ? Quantity::flow : Quantity::demand;
            s.zone = "Z";
            sensors.push_back(s);
            series::Readings r;
            for (int h = 0; h < kHours; ++h) {
                if (i == 2 && h >= kHours / 2) break;
                double v = i == 0 ? 0.01 * shape(h) : 1e-5 * i * shape(h);
                if (i == 3 && h >= 72) v += 1e-3;
                r.times_ms.push_back((start + hours(h)).ms);
                r.values.push_back(v);
                r.quality.push_back(0);
            }
            readings.push_back(r);
        }
        balance.zone = "Z";
        balance.flows = {{0, 1}};
    }

    [[nodiscard]] ZoneSeries series() const {
        std::vector<Meter> meters;
        for (std::size_t i = 0; i < sensors.size(); ++i) meters.push_back({&sensors[i], &readings[i]});
        return assemble(balance, nullptr, meters, {start, start + hours(kHours)}, hours(1));
    }
};

} // namespace

TEST_CASE("without a model the driver is the shape that most customers share, each over his own mean") {
    const ZoneSeries series = Street(12).series();
    REQUIRE(series.classes == std::vector<std::string>{"customer meters"});
    REQUIRE(series.drivers_m3s.rows() == Street::kHours);
    CHECK_FALSE(series.scaled);
    for (int h = 48; h < Street::kHours; ++h)                                               // by the third day the means are those of whole days
        CHECK(series.drivers_m3s(h, 0) == doctest::Approx(Street::shape(h)).epsilon(0.07)); // running means: so far into the day
}

TEST_CASE("a few customers are no street: fewer than ten give no driver") {
    const ZoneSeries series = Street(9).series();
    CHECK(series.drivers_m3s.cols() == 0);
    CHECK(series.inflow_m3s.size() == Street::kHours);
}
