#include "core/detection/zone_series.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

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
    CHECK(series.drivers_m3s.col(0).head(23).array().isNaN().all()); // a mean of some hours is none
    for (int h = 23; h < 48; ++h) CHECK(series.drivers_m3s(h, 0) == doctest::Approx(Street::shape(h)).epsilon(0.2));
    for (int h = 48; h < Street::kHours; ++h)                                               // by the third day the means are those of whole days
        CHECK(series.drivers_m3s(h, 0) == doctest::Approx(Street::shape(h)).epsilon(0.07)); // running means: so far into the day
}

TEST_CASE("a few customers are no street: fewer than ten give no driver") {
    const ZoneSeries series = Street(9).series();
    CHECK(series.drivers_m3s.cols() == 0);
    CHECK(series.inflow_m3s.size() == Street::kHours);
}

namespace {

/// Junctions J0 ... of homes (even) and shops (odd), 1 l/s each in the mean, on a main with a tank; customers are metered at the first of them.
struct ModelledStreet {
    network::Network net;
    std::vector<series::Sensor> sensors;
    std::vector<series::Readings> readings;
    Balance balance;
    Instant start = instantFromUtc({2025, 1, 6});
    int hoursInAll = 48;

    static double homes(int hour) { return 1 + 0.5 * std::sin(6.283185307 * (hour % 24) / 24); }
    static double shops(int hour) { return hour % 24 >= 8 && hour % 24 < 18 ? 2 : 0.3; }

    ModelledStreet(int junctions, int metered) {
        net.patterns.push_back({"home", {1}, {}});
        for (int j = 0; j < junctions; ++j) {
            network::Node n;
            n.id = "J" + std::to_string(j);
            n.demands.push_back({1e-3, j % 2 == 0 ? 0 : -1, {}});
            balance.nodes.emplace_back(j);
            net.nodes.push_back(n);
        }
        network::Node tank;
        tank.id = "T";
        tank.kind = network::NodeKind::tank;
        net.nodes.push_back(tank);
        net.buildIndex();
        add("inlet", "M", Quantity::flow, [&](int h) { return 0.001 * junctions / 2 * (homes(h) + shops(h)); });
        for (int j = 0; j < metered; ++j)
            add("c" + std::to_string(j), "J" + std::to_string(j), Quantity::demand, [j](int h) { return 1e-3 * (j % 2 == 0 ? homes(h) : shops(h)); });
        balance.zone = "Z";
        balance.flows = {{0, 1}};
    }
    template <class F>
    series::Readings& add(const std::string& name, const std::string& element, Quantity quantity, F value) {
        series::Sensor s;
        s.name = name;
        s.element = element;
        s.quantity = quantity;
        sensors.push_back(s);
        series::Readings r;
        for (int h = 0; h < hoursInAll; ++h) {
            r.times_ms.push_back((start + hours(h)).ms);
            r.values.push_back(value(h));
            r.quality.push_back(0);
        }
        readings.push_back(r);
        return readings.back();
    }
    [[nodiscard]] std::vector<Meter> meters() const {
        std::vector<Meter> out;
        for (std::size_t i = 0; i < sensors.size(); ++i) out.push_back({&sensors[i], &readings[i]});
        return out;
    }
    [[nodiscard]] ZoneSeries series() const { return assemble(balance, &net, meters(), {start, start + hours(hoursInAll)}, hours(1)); }
};

} // namespace

TEST_CASE("with a model each class of customers drives what its unmetered junctions take") {
    ModelledStreet street(20, 14);
    ZoneSeries series = street.series();
    REQUIRE(series.classes == std::vector<std::string>{"default", "home"});
    CHECK(series.scaled);
    for (int h = 0; h < street.hoursInAll; ++h) { // three of each are not metered
        CHECK(series.drivers_m3s(h, 0) == doctest::Approx(0.003 * ModelledStreet::shops(h)));
        CHECK(series.drivers_m3s(h, 1) == doctest::Approx(0.003 * ModelledStreet::homes(h)));
    }
    // A customer with a leak of his own and one who is silent for a while move it little; with most silent nothing is known.
    for (std::size_t h = 20; h < 30; ++h) street.readings[3].values[h] += 0.005;
    street.readings[5].values[12] = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t s = 1; s < 12; ++s) street.readings[s].values[40] = std::numeric_limits<double>::quiet_NaN();
    series = street.series();
    for (const int h : {12, 22, 28}) CHECK(series.drivers_m3s(h, 1) == doctest::Approx(0.003 * ModelledStreet::homes(h)).epsilon(0.25));
    CHECK(series.drivers_m3s(12, 1) == doctest::Approx(0.003 * ModelledStreet::homes(12)));
    CHECK(std::isnan(series.drivers_m3s(40, 0)));
    CHECK(std::isfinite(series.drivers_m3s(41, 0)));
}

TEST_CASE("a class that nobody outside the meters belongs to drives nothing; too few meters tell no class") {
    ModelledStreet street(20, 14);
    for (std::size_t j = 14; j < 20; ++j) street.net.nodes[j].demands[0].pattern = 0; // all unmetered are homes
    const ZoneSeries series = street.series();
    REQUIRE(series.classes == std::vector<std::string>{"home"});
    CHECK(series.drivers_m3s.cols() == 1);
    CHECK(series.drivers_m3s(10, 0) == doctest::Approx(0.006 * ModelledStreet::homes(10)));
    CHECK(ModelledStreet(20, 8).series().drivers_m3s.cols() == 0);  // four of each
    CHECK(ModelledStreet(14, 14).series().drivers_m3s.cols() == 1); // all are metered: only the shape that they share
    CHECK_FALSE(ModelledStreet(14, 14).series().scaled);
    ModelledStreet all(14, 14);
    all.balance.allMetered = true;
    CHECK(all.series().drivers_m3s.cols() == 0); // what is left is loss
    ModelledStreet strange(20, 14);
    strange.sensors[1].element = "not there";
    strange.net.nodes[1].demands.clear(); // c1's junction takes nothing by the model
    CHECK(strange.series().drivers_m3s.cols() == 2);
}

TEST_CASE("classes that the meters do not tell apart have no factors") {
    ModelledStreet street(20, 14);
    for (auto& node : street.net.nodes)
        if (!node.demands.empty()) node.demands = {{1e-3, 0, {}}, {1e-3, -1, {}}}; // everybody is half home, half shop
    const ZoneSeries series = street.series();
    REQUIRE(series.drivers_m3s.cols() == 2);
    CHECK(series.drivers_m3s.array().isNaN().all());
}

TEST_CASE("what a tank takes in is no inflow; readings of its level that are marked or missing are passed over") {
    ModelledStreet street(20, 0);
    const double area = 50, rise = 0.0001; // m/s
    street.balance.tanks = {{street.sensors.size(), street.net.findNode("T"), area}};
    auto& level = street.add("level", "T", Quantity::level, [&](int h) { return 2 + rise * 3600 * h; });
    CHECK(suitableStep(street.balance, street.meters()) == hours(1));
    const auto left = [&](int h) { return street.readings[0].values[static_cast<std::size_t>(h)] - area * rise; };
    ZoneSeries series = street.series();
    CHECK(series.latency == minutes(15));
    CHECK(series.knownAt(0) == street.start + hours(1) + minutes(15));
    for (int h = 0; h + 1 < street.hoursInAll; ++h) CHECK(series.inflow_m3s[h] == doctest::Approx(left(h)));
    CHECK(std::isnan(series.inflow_m3s[street.hoursInAll - 1])); // its end has no level yet
    level.values[10] = std::numeric_limits<double>::quiet_NaN();
    level.values[20] = 9;
    level.quality[20] = static_cast<std::uint8_t>(series::Quality::spike);
    series = street.series();
    for (const int h : {9, 10, 19, 20}) CHECK(std::isnan(series.inflow_m3s[h]));
    CHECK(series.inflow_m3s[11] == doctest::Approx(left(11)));
    // Read every ten minutes, the window lies askew around an edge near a gap: the slope is taken out.
    series::Readings often;
    for (int m = 0; m < 60 * street.hoursInAll; m += 10) {
        if (m == 60 * 5 + 10) continue;
        often.times_ms.push_back((street.start + minutes(m)).ms);
        often.values.push_back(2 + rise * 60 * m);
        often.quality.push_back(0);
    }
    street.readings.back() = often;
    CHECK(street.series().inflow_m3s[5] == doctest::Approx(left(5)));
}

TEST_CASE("a customer's meter that is silent counts with its own mean so far") {
    ModelledStreet street(20, 2);
    street.balance.demands = {1, 2};
    auto& silent = street.readings[1];
    const double before = (silent.values[0] + silent.values[1] + silent.values[2]) / 3;
    silent.values[3] = std::numeric_limits<double>::quiet_NaN();
    ZoneSeries series = street.series();
    CHECK(series.inflow_m3s[3] == doctest::Approx(street.readings[0].values[3] - before - street.readings[2].values[3]));
    silent.values[0] = std::numeric_limits<double>::quiet_NaN(); // nothing known of it yet
    series = street.series();
    CHECK(std::isnan(series.inflow_m3s[0]));
    CHECK(std::isfinite(series.inflow_m3s[3]));
}

TEST_CASE("the step of a zone is that of its slowest meter, and no finer than its customers and tanks allow") {
    ModelledStreet street(20, 0);
    const auto every = [&](Duration step) {
        auto& r = street.readings[0];
        for (std::size_t i = 0; i < r.size(); ++i) r.times_ms[i] = (street.start + step * static_cast<std::int64_t>(i)).ms;
        return suitableStep(street.balance, street.meters());
    };
    CHECK(every(minutes(1)) == minutes(15));
    CHECK(every(minutes(15)) == minutes(15));
    CHECK(every(minutes(30)) == hours(1));
    CHECK(every(hours(2)) == hours(4));
    CHECK(every(hours(6)) == hours(24));
    const ZoneSeries none = assemble(street.balance, &street.net, street.meters(), {street.start, street.start}, hours(1));
    CHECK(none.size() == 0);
}
