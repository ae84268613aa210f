#include "core/analysis/unsupplied.h"

#include <doctest/doctest.h>

using namespace ms;
using namespace ms::analysis;

namespace {

constexpr Instant kStart{1'700'000'000'000};

/// R1 -meter-> a1 -pump-> T1 - c1: loggers and a customer meter on both sides of the pump.
Data pumpedTown(const std::vector<double>& levels_m) {
    auto net = std::make_shared<network::Network>();
    const auto node = [&](const char* id, network::NodeKind kind) {
        network::Node n;
        n.id = id;
        n.kind = kind;
        n.diameter_m = 16;
        if (kind == network::NodeKind::junction) n.demands.push_back({0.001, -1, ""});
        net->nodes.push_back(n);
        return NodeIndex(static_cast<std::int64_t>(net->nodes.size()) - 1);
    };
    const auto link = [&](const char* id, NodeIndex from, NodeIndex to, network::LinkKind kind) {
        network::Link l;
        l.id = id;
        l.from = from;
        l.to = to;
        l.kind = kind;
        net->links.push_back(l);
    };
    const auto r = node("R1", network::NodeKind::reservoir), a = node("a1", network::NodeKind::junction), t = node("T1", network::NodeKind::tank),
               c = node("c1", network::NodeKind::junction);
    link("meter", r, a, network::LinkKind::pipe);
    link("pump", a, t, network::LinkKind::pump);
    link("p1", t, c, network::LinkKind::pipe);
    net->buildIndex();
    Data data;
    data.network = net;
    const auto sensor = [&](const char* element, Quantity quantity) {
        SensorData s;
        s.sensor.name = std::string(element) + " " + std::string(nameOf(quantity));
        s.sensor.element = element;
        s.sensor.quantity = quantity;
        for (std::size_t i = 0; i < levels_m.size(); ++i) {
            s.readings.times_ms.push_back((kStart + minutes(15) * static_cast<std::int64_t>(i)).ms);
            s.readings.values.push_back(quantity == Quantity::level ? levels_m[i] : 1.0);
            s.readings.quality.push_back(0);
        }
        data.sensors.push_back(std::move(s));
    };
    for (const auto& [element, quantity] : {std::pair{"meter", Quantity::flow},
                                            {"pump", Quantity::flow},
                                            {"T1", Quantity::level},
                                            {"a1", Quantity::demand},
                                            {"c1", Quantity::demand},
                                            {"a1", Quantity::pressure},
                                            {"c1", Quantity::pressure}})
        sensor(element, quantity);
    return data;
}

int excluded(const Data& data, std::size_t sensor) {
    int n = 0;
    for (const auto q : data.sensors[sensor].readings.quality) n += (q & static_cast<std::uint8_t>(series::Quality::excluded)) != 0;
    return n;
}

} // namespace

TEST_CASE("a tank that stands empty tells nothing of bursts, nor do those behind it; those before the pump do") {
    std::vector<double> levels(96, 2.0);
    std::fill(levels.begin() + 20, levels.begin() + 32, 0.03); // three hours
    levels[60] = 0;                                            // one reading is no empty tank
    Data data = pumpedTown(levels);
    const auto found = markUnsupplied(data);
    REQUIRE(found.size() == 1);
    CHECK(found[0].sensor == 2);
    CHECK(found[0].span.from == kStart + minutes(15 * 20 + 30)); // when it had been empty for half an hour
    CHECK(found[0].span.to == kStart + minutes(15 * 31) + hours(6));
    const int n = 31 - 22 + 1 + 24;
    CHECK(excluded(data, 2) == n);
    CHECK(excluded(data, 4) == n);
    CHECK(excluded(data, 6) == n);
    for (const std::size_t before : {0, 1, 3, 5}) CHECK(excluded(data, before) == 0);
}

TEST_CASE("what was marked at an instant does not change with what came later") {
    std::vector<double> levels(200, 1.5);
    std::fill(levels.begin() + 50, levels.begin() + 90, 0.0);
    std::fill(levels.begin() + 100, levels.begin() + 110, 0.0);
    Data whole = pumpedTown(levels);
    (void)markUnsupplied(whole);
    for (const std::size_t known : {51u, 53u, 70u, 95u, 104u, 130u}) {
        Data cut = pumpedTown({levels.begin(), levels.begin() + static_cast<std::ptrdiff_t>(known)});
        (void)markUnsupplied(cut);
        const auto& a = cut.sensors[4].readings.quality;
        const auto& b = whole.sensors[4].readings.quality;
        CHECK(std::equal(a.begin(), a.end(), b.begin()));
    }
}

TEST_CASE("a full tank, a town without a network and a level that is no tank's are left alone") {
    Data data = pumpedTown(std::vector<double>(96, 0.5));
    CHECK(markUnsupplied(data).empty());
    Data none = pumpedTown(std::vector<double>(96, 0.0));
    none.network.reset();
    CHECK(markUnsupplied(none).empty());
    Data basin = pumpedTown(std::vector<double>(96, 0.0));
    basin.sensors[2].sensor.element = "c1";
    CHECK(markUnsupplied(basin).empty());
}
