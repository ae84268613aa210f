#include "core/calibration/model_calibration.h"

#include "core/calibration/zone_reach.h"

#include "core/hydraulics/solver.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace ms;
using calibration::CalibrationProblem;

namespace {

constexpr int kSide = 6;
NullSink quiet;

/// A reservoir above a grid of 6 x 6 junctions; pipes from west to east are of one group, those from north to south of another.
network::Network grid() {
    network::Network net;
    net.options.headloss = network::HeadlossFormula::hazenWilliams;
    const auto node = [](int row, int column) { return NodeIndex{1 + row * kSide + column}; };
    network::Node source;
    source.id = "R";
    source.kind = network::NodeKind::reservoir;
    source.elevation_m = 60;
    net.nodes.push_back(source);
    for (int i = 0; i < kSide * kSide; ++i) {
        network::Node n;
        n.id = "n" + std::to_string(i);
        n.elevation_m = 5 + i % 7;
        n.demands.push_back({0.0008, -1, {}});
        net.nodes.push_back(n);
    }
    const auto pipe = [&](NodeIndex a, NodeIndex b, double diameter, double roughness) {
        network::Link l;
        l.id = "p" + std::to_string(net.links.size());
        l.from = a;
        l.to = b;
        l.length_m = 150;
        l.diameter_m = diameter;
        l.roughness = roughness;
        net.links.push_back(l);
    };
    pipe(NodeIndex{0}, node(0, 0), 0.3, 130);
    for (int r = 0; r < kSide; ++r)
        for (int c = 0; c < kSide; ++c) {
            if (c + 1 < kSide) pipe(node(r, c), node(r, c + 1), 0.1, 120);
            if (r + 1 < kSide) pipe(node(r, c), node(r + 1, c), 0.15, 100);
        }
    net.buildIndex();
    return net;
}

/// What loggers say of `truth` over two weeks of two-hourly means, and the nominal model's conditions: demands as metered.
CalibrationProblem measured(const network::Network& nominal, const network::Network& truth, const Eigen::VectorXd& offsets_m, double noise_m,
                            double demandNoise) {
    CalibrationProblem problem;
    problem.network = std::make_shared<const network::Network>(nominal);
    problem.groups = calibration::roughnessGroups(nominal);
    problem.zones.emplace_back();
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(nominal.nodes.size()); ++i) problem.zones[0].push_back(NodeIndex{i});
    for (const int i : {0, 3, 5, 9, 14, 17, 21, 24, 28, 32, 35})
        problem.loggers.push_back({"PL" + std::to_string(i), nominal.findNode("n" + std::to_string(i)), 0});
    auto model = hydraulics::HydraulicModel::make(truth);
    REQUIRE(model.ok());
    hydraulics::Solver solver(*model);
    hydraulics::HydraulicState state;
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    for (int t = 0; t < 14 * 12; ++t) {
        calibration::CalibrationInstant instant;
        instant.at = Instant{t * 7'200'000LL};
        const double factor = 1 + 0.7 * std::sin(t * 2 * 3.14159265 / 12);
        instant.conditions.demands_m3s.assign(nominal.nodes.size(), 0);
        for (std::size_t i = 1; i < nominal.nodes.size(); ++i) instant.conditions.demands_m3s[i] = 0.0008 * factor;
        hydraulics::Conditions real = instant.conditions;
        for (double& d : real.demands_m3s) d *= 1 + demandNoise * normal(random);
        REQUIRE(solver.solve(real, state)->converged);
        instant.heads_m.resize(static_cast<Eigen::Index>(problem.loggers.size()));
        for (std::size_t l = 0; l < problem.loggers.size(); ++l)
            instant.heads_m[static_cast<Eigen::Index>(l)] =
                state.heads_m[problem.loggers[l].node.at()] + offsets_m[static_cast<Eigen::Index>(l)] + noise_m * normal(random);
        problem.instants.push_back(std::move(instant));
    }
    return problem;
}

/// Which stages told how far they are, in their order.
struct Stages final : Sink {
    std::vector<std::string> names;
    void progress(std::string_view stage, std::int64_t done, std::int64_t total) override {
        CHECK(done < total);
        if (names.empty() || names.back() != stage) names.emplace_back(stage);
    }
    void diagnostic(const Diagnostic&) override {}
};

bool within(const calibration::Fitted& f, double truth) { return f.low <= truth && truth <= f.high; }

} // namespace

TEST_CASE("Offsets and a wrong roughness group are found within their intervals") {
    const network::Network nominal = grid();
    network::Network truth = nominal;
    for (auto& l : truth.links)
        if (l.roughness == 120) l.roughness *= 0.75;
    Eigen::VectorXd offsets = Eigen::VectorXd::Zero(11);
    offsets[2] = 0.8;
    offsets[7] = -1.3;
    auto problem = measured(nominal, truth, offsets, 0.02, 0.1);
    for (std::size_t t = 40; t < 48; ++t) problem.instants[t].heads_m[4] += 9; // a logger gone wild for a while
    const auto fitted = calibration::calibrateModel(problem, {}, quiet);
    REQUIRE(fitted.ok());
    CHECK(fitted->converged);
    REQUIRE(fitted->loggers.size() == 11);
    int held = 0;
    double before = 0, after = 0;
    for (std::size_t l = 0; l < 11; ++l) {
        held += within(fitted->loggers[l].offset_m, offsets[static_cast<Eigen::Index>(l)]);
        CHECK(fitted->loggers[l].offset_m.value ==
              doctest::Approx(offsets[static_cast<Eigen::Index>(l)]).scale(1).epsilon(0.35)); // a steady loss looks like one
        before += std::pow(fitted->loggers[l].before_m, 2);
        after += std::pow(fitted->loggers[l].after_m, 2);
    }
    CHECK(after < 0.5 * before);
    CHECK(held >= 9);
    bool seen = false;
    for (const auto& g : fitted->roughness) {
        const bool wrong = nominal.link(nominal.findLink(g.pipes.front())).roughness == 120;
        CHECK(within(g.factor, wrong ? 0.75 : 1.0));
        if (wrong) CHECK(g.factor.high < 0.9);
        seen = seen || wrong;
    }
    CHECK(seen);
    CHECK(fitted->closed.empty());

    const network::Network layered = calibration::calibrated(nominal, *fitted);
    for (std::size_t i = 1; i < nominal.links.size(); ++i)
        CHECK(layered.links[i].roughness == doctest::Approx(truth.links[i].roughness).epsilon(0.15));
}

TEST_CASE("A model that is right stays as it is") {
    const network::Network nominal = grid();
    const auto problem = measured(nominal, nominal, Eigen::VectorXd::Zero(11), 0.02, 0.1);
    Stages told;
    const auto fitted = calibration::calibrateModel(problem, {}, told);
    REQUIRE(fitted.ok());
    CHECK(told.names == std::vector<std::string>{"fit", "closings"});
    for (const auto& g : fitted->roughness) CHECK(within(g.factor, 1.0));
    CHECK(fitted->closed.empty());
}

TEST_CASE("A valve shut in the ground but open on file is suspected") {
    const network::Network nominal = grid();
    network::Network truth = nominal;
    const LinkIndex shut = nominal.findLink("p2"); // one of two pipes that leave the inlet's corner
    truth.links[shut.at()].status = network::LinkStatus::closed;
    const auto problem = measured(nominal, truth, Eigen::VectorXd::Constant(11, 0.4), 0.02, 0.1);
    const auto fitted = calibration::calibrateModel(problem, {}, quiet);
    REQUIRE(fitted.ok());
    REQUIRE_FALSE(fitted->closed.empty());
    CHECK(fitted->closed.front().pipe == "p2");
    CHECK(calibration::calibrated(nominal, *fitted).link(shut).status == network::LinkStatus::closed);
}

TEST_CASE("Without loggers, instants or sense it says what is missing") {
    CalibrationProblem problem;
    problem.network = std::make_shared<const network::Network>(grid());
    CHECK(calibration::calibrateModel(problem, {}, quiet).error().code == ErrorCode::invalidInput);
    problem = measured(grid(), grid(), Eigen::VectorXd::Zero(11), 0.02, 0.1);
    calibration::CalibrationOptions options;
    options.roughnessSd = 0;
    CHECK(calibration::calibrateModel(problem, options, quiet).error().code == ErrorCode::invalidInput);
    for (double calibration::CalibrationOptions::*sd :
         {&calibration::CalibrationOptions::offsetSd_m, &calibration::CalibrationOptions::lossSd, &calibration::CalibrationOptions::commonSd_m,
          &calibration::CalibrationOptions::noiseFloor_m}) {
        options = {};
        CHECK(options.validate().ok());
        options.*sd = 0;
        CHECK_FALSE(options.validate().ok());
    }
    options = {};
    options.iterations = 0;
    CHECK_FALSE(options.validate().ok());
    options = {};
    options.closedTried = -1;
    CHECK_FALSE(options.validate().ok());
    std::stop_source stop;
    stop.request_stop();
    CHECK(calibration::calibrateModel(problem, {}, quiet, stop.get_token()).error().code == ErrorCode::cancelled);
    problem.instants.resize(2);
    CHECK(calibration::calibrateModel(problem, {}, quiet).error().code == ErrorCode::invalidInput);
}

TEST_CASE("A logger far off the calibrated model is not to be trusted") {
    calibration::Calibration c;
    CHECK(calibration::gateOf(c) == calibration::FitGate{});
    for (const double misfit : {0.03, 0.02, 0.025, 0.08, 0.4}) c.loggers.push_back({"PL" + std::to_string(c.loggers.size()), {}, {}, 1, misfit, 0.1});
    const auto gate = calibration::gateOf(c);
    CHECK(gate.usual_m == doctest::Approx(0.03));
    CHECK(gate.doubtful == std::vector<std::string>{"PL4"});
    for (auto& l : c.loggers) l.after_m = 0.001;
    CHECK(calibration::gateOf(c).usual_m == doctest::Approx(0.01)); // instruments are no better
}

TEST_CASE("The least burst that shows moves two loggers by twice their misfit on half of the pipes, by solving anew") {
    const network::Network net = grid();
    const auto problem = measured(net, net, Eigen::VectorXd::Zero(11), 0.02, 0);
    std::vector<calibration::LoggerFit> loggers;
    for (const auto& l : problem.loggers) loggers.push_back({l.sensor, {}, {}, 0, 0.05, 0});
    std::vector<LinkIndex> links;
    for (std::int32_t i = 1; i < static_cast<std::int32_t>(net.links.size()); ++i) links.push_back(LinkIndex{i});
    const auto least = calibration::leastFlow(net, problem, loggers, 0, links);
    REQUIRE(least.ok());
    REQUIRE(*least > 0);
    auto model = hydraulics::HydraulicModel::make(net);
    REQUIRE(model.ok());
    hydraulics::Solver solver(*model);
    hydraulics::HydraulicState before, after;
    int shown = 0;
    for (const LinkIndex link : links) {
        std::vector<double> shifts(problem.loggers.size(), 0);
        for (std::size_t t = 0; t < problem.instants.size(); t += problem.instants.size() / 8) {
            hydraulics::Conditions c = problem.instants[t].conditions;
            REQUIRE(solver.solve(c, before)->converged);
            const auto& pipe = net.link(link);
            c.demands_m3s[pipe.from.at()] += *least / 2;
            c.demands_m3s[pipe.to.at()] += *least / 2;
            REQUIRE(solver.solve(c, after)->converged);
            for (std::size_t l = 0; l < shifts.size(); ++l)
                shifts[l] += (before.heads_m[problem.loggers[l].node.at()] - after.heads_m[problem.loggers[l].node.at()]) / 8;
        }
        std::sort(shifts.rbegin(), shifts.rend());
        if (shifts[1] >= 0.1) ++shown;
    }
    const double share = shown / static_cast<double>(links.size());
    CHECK(share > 0.4);
    CHECK(share < 0.75); // a large flow does more than the gradient says
    for (auto& l : loggers) l.after_m *= 2;
    CHECK(*calibration::leastFlow(net, problem, loggers, 0, links) == doctest::Approx(2 * *least));
    CHECK(*calibration::leastFlow(net, problem, loggers, 0, {LinkIndex{0}}) > *least); // upstream of all
}

TEST_CASE("Small groups go to the nearest, and every pipe is in one") {
    const auto groups = calibration::roughnessGroups(grid());
    std::size_t pipes = 0;
    for (const auto& g : groups) pipes += g.pipes.size();
    CHECK(groups.size() == 2); // the one pipe from the reservoir is too short to be a group
    CHECK(pipes == grid().links.size());
}
