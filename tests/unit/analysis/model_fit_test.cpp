#include "core/analysis/model_fit.h"

#include "core/base/sink.h"
#include "core/hydraulics/solver.h"
#include "tests/unit/analysis/ring.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace ms;

namespace {

/// Reservoir - metered main - a line of four junctions in a ring; what its meters read over 30 days if the ring's pipes are rougher than on file.
analysis::Data ringData(double roughnessFactor, double demandFactor, Instant leakFrom, Instant leakTo) {
    const network::Network net = made::ring();
    analysis::Data data;
    data.network = std::make_shared<const network::Network>(net);
    network::Network truth = net;
    for (auto& l : truth.links)
        if (l.roughness == 110) l.roughness *= roughnessFactor;
    const auto add = [&](const char* name, const char* element, Quantity quantity) {
        analysis::SensorData s;
        s.sensor.name = name;
        s.sensor.element = element;
        s.sensor.quantity = quantity;
        data.sensors.push_back(s);
    };
    add("PL1", "J0", Quantity::pressure);
    add("PL2", "J2", Quantity::pressure);
    add("PL3", "J3", Quantity::pressure);
    add("FM", "P0", Quantity::flow);
    auto model = hydraulics::HydraulicModel::make(truth);
    REQUIRE(model.ok());
    hydraulics::Solver solver(*model);
    hydraulics::HydraulicState state;
    for (Instant t{0}; t < Instant{days(30).ms}; t = t + hours(1)) {
        hydraulics::Conditions c;
        const double hour = t.ms / 3.6e6;
        c.demandFactor = demandFactor * (1 + 0.6 * std::sin(hour * 2 * 3.14159265 / 24) + 0.05 * std::sin(hour * 1.7));
        if (t >= leakFrom && t < leakTo) c.outflows.push_back({truth.findLink("P3"), {}, 0.5, 0, 0.5, 0.006});
        REQUIRE(solver.solve(c, state)->converged);
        for (auto& s : data.sensors) {
            const NodeIndex node = net.findNode(s.sensor.element);
            const double offset = s.sensor.name == "PL2" ? 0.7 : 0;
            s.readings.times_ms.push_back(t.ms);
            s.readings.values.push_back(node.valid() ? state.heads_m[node.at()] - 10 + offset + 0.01 * std::sin(hour * 2.3)
                                                     : state.flows_m3s[net.findLink(s.sensor.element).at()]);
            s.readings.quality.push_back(0);
        }
    }
    return data;
}

struct Told final : Sink {
    std::vector<Diagnostic> all;
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic& d) override { all.push_back(d); }
};

bool holds(const calibration::Fitted& f, double truth, double slack) { return f.low - slack <= truth && truth <= f.high + slack; }

} // namespace

TEST_CASE("A model is fitted to its project's readings without the times of events") {
    const Instant from{days(20).ms}, to{days(27).ms};
    const auto data = ringData(0.8, 1.4, from, to);
    detection::Event leak;
    leak.kind = detection::EventKind::leak;
    leak.startedAt = from;
    leak.startedCi = {from, from};
    leak.endedAt = to;
    analysis::ModelFitOptions options;
    Told told;
    auto first = analysis::fitModel(data, {}, options, told);
    REQUIRE(first.ok());
    leak.zone = first->demands.front().zone;
    const auto fitted = analysis::fitModel(data, {leak}, options, told);
    REQUIRE(fitted.ok());
    CHECK(told.all.empty());
    CHECK(fitted->instants == (29 - 7) * 8 - 1); // two hours after its end go with the leak
    CHECK(fitted->period == TimeSpan{Instant{0}, Instant{days(29).ms}});
    REQUIRE(fitted->demands.size() == 1);
    CHECK(holds(fitted->demands.front().factor, 1.4, 0.02));
    CHECK(fitted->loggers[1].offset_m.value == doctest::Approx(0.7).epsilon(0.1));
    for (const auto& g : fitted->roughness)
        if (g.pipes.size() > 1) CHECK(holds(g.factor, 0.8, 0.01));

    leak.endedAt.reset(); // open ever since, from the first day
    leak.startedAt = Instant{0};
    leak.startedCi = {Instant{0}, Instant{0}};
    REQUIRE(analysis::fitModel(data, {leak}, options, told).ok());
    REQUIRE(told.all.size() == 1);
    CHECK(told.all.front().code == "calibration.not-quiet");
}

TEST_CASE("Nothing later than asked for is looked at, and a live analysis takes a calibration only for what came after") {
    const auto data = ringData(0.8, 1, Instant{days(15).ms}, Instant{days(30).ms});
    NullSink sink;
    analysis::ModelFitOptions options;
    options.until = Instant{days(14).ms};
    const auto early = analysis::fitModel(data, {}, options, sink);
    const auto without = analysis::fitModel(ringData(0.8, 1, Instant{days(40).ms}, Instant{days(41).ms}), {}, options, sink);
    REQUIRE(early.ok());
    REQUIRE(without.ok());
    CHECK(*early == *without);
    analysis::Options live;
    CHECK_FALSE(analysis::mayUse(*early, live));
    live.period.from = early->period.to;
    CHECK(analysis::mayUse(*early, live));
    live.period.from = early->period.to - hours(1);
    CHECK_FALSE(analysis::mayUse(*early, live));
    live.live = false;
    CHECK(analysis::mayUse(*early, live));

    analysis::Data layered = data;
    analysis::layOver(*early, layered);
    CHECK(layered.network->link(layered.network->findLink("P2")).roughness < 105);
    CHECK(data.network->link(data.network->findLink("P2")).roughness == 110);
}

TEST_CASE("Without a model, or with too few days, a calibration says what is missing") {
    NullSink sink;
    CHECK(analysis::fitModel({}, {}, {}, sink).error().code == ErrorCode::notFound);
    analysis::ModelFitOptions options;
    options.until = Instant{days(2).ms};
    CHECK(analysis::fitModel(ringData(1, 1, {}, {}), {}, options, sink).error().code == ErrorCode::notFound);
    options.weeks = 0;
    CHECK(analysis::fitModel({}, {}, options, sink).error().code == ErrorCode::invalidInput);
}
