#include "core/calibration/zone_reach.h"

#include "core/hydraulics/solver.h"

#include <algorithm>
#include <cmath>

namespace ms::calibration {

namespace {

constexpr std::size_t kInstants = 8;
constexpr double kTimesMisfit = 2, kSeen = 1e-3; ///< m per m3/s: less is no sensitivity at all

} // namespace

Result<double> leastFlow(const network::Network& model, const CalibrationProblem& problem, const std::vector<LoggerFit>& loggers, int zone,
                         const std::vector<LinkIndex>& links) {
    std::vector<hydraulics::Observation> observations;
    std::vector<double> needed_m;
    for (std::size_t l = 0; l < problem.loggers.size(); ++l) {
        if (problem.loggers[l].zone != zone) continue;
        observations.push_back({problem.loggers[l].node, {}});
        needed_m.push_back(kTimesMisfit * std::max(loggers[l].after_m, 0.01));
    }
    auto made = hydraulics::HydraulicModel::make(model);
    if (!made) return made.error();
    hydraulics::Solver solver(std::move(made).value(), {1e-6, 100});
    Eigen::MatrixXd sum, one;
    hydraulics::HydraulicState state;
    double n = 0;
    const std::size_t every = std::max<std::size_t>(1, problem.instants.size() / kInstants);
    for (std::size_t t = 0; t < problem.instants.size(); t += every) {
        const auto& conditions = problem.instants[t].conditions;
        const auto report = solver.solve(conditions, state);
        if (!report) return report.error();
        if (!report->converged) continue;
        if (auto ok = solver.sensitivities(conditions, state, observations, one); !ok) return ok.error();
        if (n == 0)
            sum = one;
        else
            sum += one;
        n += 1;
    }
    if (n == 0) return 0.0;
    std::vector<std::pair<double, double>> pipes; // flow that shows, length
    double total = 0;
    std::vector<double> flows(needed_m.size());
    for (const LinkIndex link : links) {
        const auto& pipe = model.link(link);
        if (pipe.kind != network::LinkKind::pipe || pipe.length_m <= 0) continue;
        total += pipe.length_m;
        for (std::size_t l = 0; l < flows.size(); ++l) {
            const auto column = static_cast<Eigen::Index>(l);
            const double shift = std::abs(sum(pipe.from.value, column) + sum(pipe.to.value, column)) / (2 * n);
            flows[l] = shift > kSeen ? needed_m[l] / shift : INFINITY;
        }
        const std::size_t second = std::min<std::size_t>(1, flows.size() - 1);
        std::nth_element(flows.begin(), flows.begin() + static_cast<std::ptrdiff_t>(second), flows.end());
        if (std::isfinite(flows[second])) pipes.emplace_back(flows[second], pipe.length_m);
    }
    std::sort(pipes.begin(), pipes.end());
    double length = 0;
    for (const auto& [flow, pipe_m] : pipes)
        if ((length += pipe_m) >= total / 2) return flow;
    return 0.0;
}

} // namespace ms::calibration
