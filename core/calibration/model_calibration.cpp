#include "core/calibration/model_calibration.h"

#include "core/hydraulics/solver.h"
#include "core/series/statistics.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

namespace ms::calibration {

using network::LinkKind;
using network::Network;

namespace {

constexpr double kInterval90 = 1.645, kHuber = 1.5;
constexpr double kSettled = 2e-3;        ///< a step that changes no factor by more ends the search
constexpr std::size_t kForClosings = 96; ///< instants at which closings are tried
constexpr std::size_t kMostClosed = 3;   ///< neighbours on one line explain the same

Error cancelled() { return {ErrorCode::cancelled, "The calibration was stopped", {}, {}, {}, {}}; }

double huberWeight(double z) { return std::min(1.0, kHuber / std::max(std::abs(z), 1e-12)); }

/// What the model makes of all instants: [loggers x instants].
struct Modelled {
    Eigen::MatrixXd heads_m;
    Eigen::MatrixXd loss_m;                ///< on the way to a logger, less its mean (which is the offset's)
    std::vector<Eigen::MatrixXd> perGroup; ///< [instants] of [groups x loggers] m per unit of the factor's logarithm
};

/// The problem's const side, and how a set of parameters is judged. Parameters: offsets, shares of loss (one a logger each), logarithms of factors.
class Fit {
public:
    Fit(const CalibrationProblem& problem, const CalibrationOptions& options) : m_problem(problem), m_options(options) {
        std::unordered_map<std::string, int> group;
        for (std::size_t g = 0; g < problem.groups.size(); ++g)
            for (const auto& pipe : problem.groups[g].pipes) group[pipe] = static_cast<int>(g);
        for (const auto& link : problem.network->links) {
            const auto found = group.find(link.id);
            m_groupOf.push_back(found == group.end() ? -1 : found->second);
        }
        m_sd = Eigen::VectorXd::Constant(loggers(), 0.1);
        m_prior = Eigen::VectorXd::Zero(size());
        m_prior.head(loggers()).setConstant(1 / (options.offsetSd_m * options.offsetSd_m));
        m_prior.segment(loggers(), loggers()).setConstant(1 / (options.lossSd * options.lossSd));
        m_prior.tail(groups()).setConstant(1 / (options.roughnessSd * options.roughnessSd));
    }

    [[nodiscard]] Eigen::Index loggers() const { return static_cast<Eigen::Index>(m_problem.loggers.size()); }
    [[nodiscard]] Eigen::Index groups() const { return static_cast<Eigen::Index>(m_problem.groups.size()); }
    [[nodiscard]] Eigen::Index instants() const { return static_cast<Eigen::Index>(m_problem.instants.size()); }
    [[nodiscard]] Eigen::Index size() const { return 2 * loggers() + groups(); }

    /// Solves every instant with the factors of `theta`, and `closed` shut.
    [[nodiscard]] Result<Modelled> solve(const Eigen::VectorXd& theta, LinkIndex closed, bool gradients, std::stop_token stop) const;
    /// Measured less all that the parameters explain, [loggers x instants].
    [[nodiscard]] Eigen::MatrixXd residuals(const Modelled& m, const Eigen::VectorXd& theta) const;
    /// Each logger's standard deviation about the model, and how much information an instant holds of what it would if independent of its neighbours.
    void learnNoise(const Eigen::MatrixXd& residual);
    /// Huber's loss and the priors: minus the log posterior but for a constant.
    [[nodiscard]] double cost(const Eigen::MatrixXd& residual, const Eigen::VectorXd& theta) const;
    struct Step {
        Eigen::MatrixXd information;
        Eigen::VectorXd gradient;
    };
    [[nodiscard]] Step linearise(const Modelled& m, const Eigen::MatrixXd& residual, const Eigen::VectorXd& theta) const;
    /// Offsets and shares of loss at their best for heads already solved.
    void fitLinear(const Modelled& m, Eigen::VectorXd& theta) const;

private:
    /// [loggers] the level common to the loggers of each one's zone.
    [[nodiscard]] Eigen::VectorXd common(const Eigen::MatrixXd& residual, Eigen::Index t) const;
    [[nodiscard]] Eigen::VectorXd weights(const Eigen::MatrixXd& residual, Eigen::Index t) const;
    /// Their precision when a level common to a zone's loggers is integrated out: W - W 1 1' W / (1 / sd^2 + 1' W 1), zone by zone.
    void withoutCommon(const Eigen::VectorXd& w, Eigen::MatrixXd& precision) const;

    const CalibrationProblem& m_problem;
    const CalibrationOptions& m_options;
    std::vector<int> m_groupOf;
    Eigen::VectorXd m_sd, m_prior;
    double m_worth = 1;
};

Result<Modelled> Fit::solve(const Eigen::VectorXd& theta, LinkIndex closed, bool gradients, std::stop_token stop) const {
    Network net = *m_problem.network;
    for (std::size_t i = 0; i < net.links.size(); ++i)
        if (m_groupOf[i] >= 0) net.links[i].roughness *= std::exp(theta[2 * loggers() + m_groupOf[i]]);
    auto model = hydraulics::HydraulicModel::make(net);
    if (!model) return model.error();
    hydraulics::Solver solver(std::move(model).value(), {1e-6, 100});
    std::vector<hydraulics::Observation> observations;
    for (const auto& l : m_problem.loggers) observations.push_back({l.node, {}});
    Modelled m;
    m.heads_m = Eigen::MatrixXd::Constant(loggers(), instants(), series::kNan);
    m.loss_m = m.heads_m;
    hydraulics::HydraulicState state, guess;
    hydraulics::ParameterSensitivities parameters;
    bool warm = false;
    for (Eigen::Index t = 0; t < instants(); ++t) {
        if (stop.stop_requested()) return cancelled();
        hydraulics::Conditions conditions = m_problem.instants[static_cast<std::size_t>(t)].conditions;
        if (closed.valid()) conditions.links.push_back({closed, network::LinkStatus::closed, std::nullopt});
        auto report = solver.solve(conditions, state, warm ? &guess : nullptr);
        if (!report) return report.error();
        warm = report->converged;
        if (gradients) m.perGroup.emplace_back(Eigen::MatrixXd::Zero(groups(), loggers()));
        if (!report->converged) continue;
        guess = state;
        std::vector<double> highest(m_problem.zones.size(), -1e300);
        for (std::size_t z = 0; z < m_problem.zones.size(); ++z)
            for (const NodeIndex n : m_problem.zones[z])
                if (std::isfinite(state.heads_m[n.at()])) highest[z] = std::max(highest[z], state.heads_m[n.at()]);
        for (Eigen::Index l = 0; l < loggers(); ++l) {
            const auto& logger = m_problem.loggers[static_cast<std::size_t>(l)];
            m.heads_m(l, t) = state.heads_m[logger.node.at()];
            m.loss_m(l, t) = std::max(0.0, highest[static_cast<std::size_t>(logger.zone)] - m.heads_m(l, t));
        }
        if (gradients && groups() > 0) {
            auto ok = solver.parameterSensitivities(conditions, state, observations, m_groupOf, parameters);
            if (!ok) return ok.error();
            m.perGroup.back() = parameters.perRoughness;
        }
    }
    for (Eigen::Index l = 0; l < loggers(); ++l) {
        double sum = 0, n = 0;
        for (const double loss : m.loss_m.row(l))
            if (std::isfinite(loss)) {
                sum += loss;
                n += 1;
            }
        if (n > 0) m.loss_m.row(l).array() -= sum / n;
    }
    return m;
}

Eigen::MatrixXd Fit::residuals(const Modelled& m, const Eigen::VectorXd& theta) const {
    Eigen::MatrixXd r(loggers(), instants());
    for (Eigen::Index t = 0; t < instants(); ++t)
        r.col(t) = m_problem.instants[static_cast<std::size_t>(t)].heads_m - m.heads_m.col(t) - theta.head(loggers()) -
                   theta.segment(loggers(), loggers()).cwiseProduct(m.loss_m.col(t));
    return r;
}

void Fit::learnNoise(const Eigen::MatrixXd& residual) {
    double with = 0, all = 0;
    for (Eigen::Index l = 0; l < loggers(); ++l) {
        std::vector<double> absolute;
        for (Eigen::Index t = 0; t < instants(); ++t)
            if (std::isfinite(residual(l, t))) absolute.push_back(std::abs(residual(l, t)));
        if (absolute.size() < 3) continue;
        m_sd[l] = std::max(m_options.noiseFloor_m, 1.4826 * series::median(absolute));
        for (Eigen::Index t = 0; t + 1 < instants(); ++t) {
            const double a = std::clamp(residual(l, t) / m_sd[l], -3.0, 3.0), b = std::clamp(residual(l, t + 1) / m_sd[l], -3.0, 3.0);
            if (!std::isfinite(residual(l, t)) || !std::isfinite(residual(l, t + 1))) continue;
            with += a * b;
            all += 0.5 * (a * a + b * b);
        }
    }
    const double r = all > 0 ? std::clamp(with / all, 0.0, 0.96) : 0;
    m_worth = (1 - r) / (1 + r);
}

Eigen::VectorXd Fit::common(const Eigen::MatrixXd& residual, Eigen::Index t) const {
    Eigen::VectorXd result = Eigen::VectorXd::Zero(loggers());
    for (std::size_t z = 0; z < m_problem.zones.size(); ++z) {
        double level = 0;
        for (int round = 0; round < 5; ++round) {
            double sum = 0, weight = 1 / (m_options.commonSd_m * m_options.commonSd_m);
            for (Eigen::Index l = 0; l < loggers(); ++l) {
                if (m_problem.loggers[static_cast<std::size_t>(l)].zone != static_cast<int>(z) || !std::isfinite(residual(l, t))) continue;
                const double w = huberWeight((residual(l, t) - level) / m_sd[l]) / (m_sd[l] * m_sd[l]);
                sum += w * residual(l, t);
                weight += w;
            }
            level = sum / weight;
        }
        for (Eigen::Index l = 0; l < loggers(); ++l)
            if (m_problem.loggers[static_cast<std::size_t>(l)].zone == static_cast<int>(z)) result[l] = level;
    }
    return result;
}

Eigen::VectorXd Fit::weights(const Eigen::MatrixXd& residual, Eigen::Index t) const {
    const Eigen::VectorXd level = common(residual, t);
    Eigen::VectorXd w(loggers());
    for (Eigen::Index l = 0; l < loggers(); ++l) {
        const double z = (residual(l, t) - level[l]) / m_sd[l];
        w[l] = std::isfinite(z) ? huberWeight(z) / (m_sd[l] * m_sd[l]) * m_worth : 0;
    }
    return w;
}

void Fit::withoutCommon(const Eigen::VectorXd& w, Eigen::MatrixXd& precision) const {
    precision = w.asDiagonal();
    const double source = m_worth / (m_options.commonSd_m * m_options.commonSd_m);
    for (std::size_t z = 0; z < m_problem.zones.size(); ++z) {
        Eigen::VectorXd own = Eigen::VectorXd::Zero(w.size());
        for (Eigen::Index l = 0; l < loggers(); ++l)
            if (m_problem.loggers[static_cast<std::size_t>(l)].zone == static_cast<int>(z)) own[l] = w[l];
        precision -= own * own.transpose() / (source + own.sum());
    }
}

double Fit::cost(const Eigen::MatrixXd& residual, const Eigen::VectorXd& theta) const {
    double sum = 0.5 * theta.cwiseProduct(theta).dot(m_prior);
    for (Eigen::Index t = 0; t < instants(); ++t) {
        const Eigen::VectorXd level = common(residual, t);
        std::vector<bool> counted(m_problem.zones.size(), false);
        for (Eigen::Index l = 0; l < loggers(); ++l) {
            const double z = std::abs(residual(l, t) - level[l]) / m_sd[l];
            if (std::isfinite(z)) sum += m_worth * (z < kHuber ? 0.5 * z * z : kHuber * (z - 0.5 * kHuber));
            const auto zone = static_cast<std::size_t>(m_problem.loggers[static_cast<std::size_t>(l)].zone);
            if (!counted[zone]) sum += m_worth * 0.5 * level[l] * level[l] / (m_options.commonSd_m * m_options.commonSd_m);
            counted[zone] = true;
        }
    }
    return sum;
}

Fit::Step Fit::linearise(const Modelled& m, const Eigen::MatrixXd& residual, const Eigen::VectorXd& theta) const {
    Step step{m_prior.asDiagonal(), -m_prior.cwiseProduct(theta)};
    Eigen::MatrixXd jacobian(size(), loggers()), precision, mean = Eigen::MatrixXd::Zero(groups(), loggers());
    for (const auto& g : m.perGroup) mean += g / static_cast<double>(m.perGroup.size());
    for (Eigen::Index t = 0; t < instants(); ++t) {
        withoutCommon(weights(residual, t), precision);
        const auto known = [](double v) { return std::isfinite(v) ? v : 0; };
        const Eigen::VectorXd loss = m.loss_m.col(t).unaryExpr(known), r = residual.col(t).unaryExpr(known);
        jacobian.setZero();
        jacobian.topRows(loggers()).setIdentity();
        jacobian.middleRows(loggers(), loggers()) = loss.asDiagonal();
        if (!m.perGroup.empty()) { // a loss that shrinks takes its share with it
            const Eigen::MatrixXd& g = m.perGroup[static_cast<std::size_t>(t)];
            jacobian.bottomRows(groups()) = g - (g - mean) * theta.segment(loggers(), loggers()).asDiagonal();
        }
        const Eigen::MatrixXd jp = jacobian * precision;
        step.information += jp * jacobian.transpose();
        step.gradient += jp * r;
    }
    return step;
}

void Fit::fitLinear(const Modelled& m, Eigen::VectorXd& theta) const {
    const Eigen::Index linear = 2 * loggers();
    for (int round = 0; round < 3; ++round) { // rounds, because robust weights follow the residuals
        const Step step = linearise(m, residuals(m, theta), theta);
        theta.head(linear) += step.information.topLeftCorner(linear, linear).ldlt().solve(step.gradient.head(linear));
    }
}

double rootMeanSquare(const Eigen::VectorXd& r, bool centred) {
    double n = 0, sum = 0, squares = 0;
    for (const double v : r) {
        if (!std::isfinite(v)) continue;
        n += 1;
        sum += v;
        squares += v * v;
    }
    if (n == 0) return 0;
    return std::sqrt(std::max(0.0, squares / n - (centred ? sum * sum / n / n : 0)));
}

/// Pipes whose closing could explain what is left, the most promising first: by how well their first-order effect, at a handful of instants, lies
/// along the residuals.
Result<std::vector<LinkIndex>> promising(const CalibrationProblem& problem, const Fit& fit, const Eigen::VectorXd& theta,
                                         const Eigen::MatrixXd& residual, int count) {
    const Network net = [&] {
        Calibration layer;
        layer.roughness = problem.groups;
        for (std::size_t g = 0; g < layer.roughness.size(); ++g)
            layer.roughness[g].factor.value = std::exp(theta[2 * fit.loggers() + static_cast<Eigen::Index>(g)]);
        return calibrated(*problem.network, layer);
    }();
    auto model = hydraulics::HydraulicModel::make(net);
    if (!model) return model.error();
    hydraulics::Solver solver(std::move(model).value(), {1e-6, 100});
    std::vector<hydraulics::Observation> observations;
    for (const auto& l : problem.loggers) observations.push_back({l.node, {}});
    const Eigen::Index samples = std::min<Eigen::Index>(fit.instants(), 24), n = fit.loggers();
    const auto links = static_cast<Eigen::Index>(net.links.size());
    Eigen::MatrixXd effect = Eigen::MatrixXd::Zero(n * samples, links), sensitivity;
    Eigen::VectorXd left = Eigen::VectorXd::Zero(n * samples);
    hydraulics::HydraulicState state;
    for (Eigen::Index k = 0; k < samples; ++k) {
        const Eigen::Index t = k * fit.instants() / samples;
        const auto& conditions = problem.instants[static_cast<std::size_t>(t)].conditions;
        auto report = solver.solve(conditions, state);
        if (!report) return report.error();
        if (!report->converged) continue;
        if (auto ok = solver.sensitivities(conditions, state, observations, sensitivity); !ok) return ok.error();
        for (Eigen::Index l = 0; l < n; ++l) left[k * n + l] = std::isfinite(residual(l, t)) ? residual(l, t) : 0;
        for (Eigen::Index i = 0; i < links; ++i) {
            const auto& link = net.links[static_cast<std::size_t>(i)];
            if (link.kind != LinkKind::pipe || link.length_m <= 0) continue;
            // Shut, its flow no longer leaves one end and arrives at the other.
            const double flow = state.flows_m3s[static_cast<std::size_t>(i)];
            effect.block(k * n, i, n, 1) = flow * (sensitivity.row(link.to.value) - sensitivity.row(link.from.value)).transpose();
        }
    }
    // Offsets are free, so only what changes from instant to instant counts.
    for (Eigen::Index l = 0; l < n; ++l) {
        const auto rows = Eigen::seqN(l, samples, n);
        left(rows).array() -= left(rows).mean();
        for (Eigen::Index i = 0; i < links; ++i) {
            const double mean = effect.col(i)(rows).mean();
            effect.col(i)(rows).array() -= mean;
        }
    }
    std::vector<std::pair<double, LinkIndex>> order;
    for (Eigen::Index i = 0; i < links; ++i) {
        const double along = effect.col(i).dot(left), size = effect.col(i).norm();
        if (along > 0 && size > 1e-3) order.emplace_back(-along / size, LinkIndex{static_cast<std::int32_t>(i)});
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<LinkIndex> chosen;
    for (std::size_t i = 0; i < order.size() && static_cast<int>(i) < count; ++i) chosen.push_back(order[i].second);
    return chosen;
}

/// Where the fit of one arrangement of valves came to rest.
struct Optimum {
    Eigen::VectorXd theta;
    Modelled start, modelled; ///< with the factors on file; with those found
    double cost = 0;
    bool converged = false;
};

Result<Optimum> optimise(Fit& fit, LinkIndex closed, int iterations, Sink& sink, std::stop_token stop) {
    Optimum best;
    best.theta = Eigen::VectorXd::Zero(fit.size());
    auto modelled = fit.solve(best.theta, closed, true, stop);
    if (!modelled) return modelled.error();
    best.start = best.modelled = std::move(modelled).value();
    fit.fitLinear(best.modelled, best.theta);
    double damping = 1e-5;
    for (int iteration = 0; iteration < iterations && !best.converged; ++iteration) {
        sink.progress("fit", iteration, iterations);
        const Eigen::MatrixXd residual = fit.residuals(best.modelled, best.theta);
        if (!closed.valid()) fit.learnNoise(residual);
        const Fit::Step step = fit.linearise(best.modelled, residual, best.theta);
        const double before = fit.cost(residual, best.theta);
        double moved = 0;
        bool better = false;
        for (int attempt = 0; attempt < 4 && !better; ++attempt) {
            Eigen::MatrixXd damped = step.information;
            damped.diagonal() *= 1 + damping;
            Eigen::VectorXd next = best.theta + damped.ldlt().solve(step.gradient);
            next.tail(fit.groups()) = next.tail(fit.groups()).cwiseMax(-1.5).cwiseMin(1.5);
            auto there = fit.solve(next, closed, true, stop);
            if (!there) return there.error();
            const bool solved = there->heads_m.array().isNaN().count() <= best.modelled.heads_m.array().isNaN().count();
            better = solved && fit.cost(fit.residuals(*there, next), next) < before + 1e-9;
            damping *= better ? 0.1 : 100;
            if (!better) continue;
            moved = fit.groups() > 0 ? (next - best.theta).tail(fit.groups()).cwiseAbs().maxCoeff() : 0;
            best.theta = next;
            best.modelled = std::move(there).value();
        }
        best.converged = !better || moved < kSettled;
    }
    fit.fitLinear(best.modelled, best.theta);
    const Eigen::MatrixXd residual = fit.residuals(best.modelled, best.theta);
    if (!closed.valid()) fit.learnNoise(residual);
    best.cost = fit.cost(residual, best.theta);
    return best;
}

/// Closings that gain more than their price, from a part of the instants (a closing shows in few of them, and each is a fit of its own).
Result<std::vector<ClosedSuspect>> suspects(const CalibrationProblem& whole, const CalibrationOptions& options, Sink& sink, std::stop_token stop) {
    NullSink quiet; // of fits within this stage
    CalibrationProblem problem = whole;
    problem.instants.clear();
    const std::size_t every = (whole.instants.size() + kForClosings - 1) / kForClosings;
    for (std::size_t t = 0; t < whole.instants.size(); t += every) problem.instants.push_back(whole.instants[t]);
    Fit fit(problem, options);
    auto open = optimise(fit, {}, 4, quiet, stop);
    if (!open) return open.error();
    Eigen::VectorXd onFile = open->theta; // roughness takes up part of what a closing does: look where the file's still stands
    onFile.tail(fit.groups()).setZero();
    fit.fitLinear(open->start, onFile);
    std::vector<LinkIndex> chosen;
    for (const auto& [theta, modelled] : {std::pair{onFile, &open->start}, std::pair{open->theta, &open->modelled}}) {
        auto some = promising(problem, fit, theta, fit.residuals(*modelled, theta), options.closedTried / 2);
        if (!some) return some.error();
        for (const LinkIndex link : *some)
            if (std::find(chosen.begin(), chosen.end(), link) == chosen.end()) chosen.push_back(link);
    }
    const double price = std::log(static_cast<double>(problem.network->links.size())) + options.closedPrice;
    std::vector<ClosedSuspect> result;
    std::int64_t tried = 0;
    for (const LinkIndex link : chosen) {
        sink.progress("closings", tried++, static_cast<std::int64_t>(chosen.size()));
        auto shut = optimise(fit, link, 3, quiet, stop);
        if (!shut) return shut.error();
        if (shut->modelled.heads_m.array().isNaN().count() > open->modelled.heads_m.array().isNaN().count()) continue; // it would cut somebody off
        const double gain = open->cost - shut->cost - price;
        if (gain > 0) result.push_back({problem.network->link(link).id, gain});
    }
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.gain > b.gain; });
    if (result.size() > kMostClosed) result.resize(kMostClosed);
    return result;
}

} // namespace

Result<void> CalibrationOptions::validate() const {
    const auto wrong = [](const char* what) { return Error{ErrorCode::invalidInput, what, "options", {}, {}, {}}; };
    if (!(offsetSd_m > 0 && lossSd > 0 && roughnessSd > 0 && commonSd_m > 0 && noiseFloor_m > 0)) return wrong("standard deviations are above 0");
    if (iterations < 1 || closedTried < 0) return wrong("at least one iteration, no negative number of pipes");
    return {};
}

Result<Calibration> calibrateModel(const CalibrationProblem& problem, const CalibrationOptions& options, Sink& sink, std::stop_token stop) {
    if (auto ok = options.validate(); !ok) return ok.error();
    if (problem.loggers.empty() || problem.instants.size() < 3)
        return Error{ErrorCode::invalidInput, "a calibration needs a pressure logger of the model and three quiet instants", {}, {}, {}, {}};
    Fit fit(problem, options);
    const Eigen::Index n = fit.loggers();
    auto best = optimise(fit, {}, options.iterations, sink, stop);
    if (!best) return best.error();
    const Eigen::VectorXd& theta = best->theta;
    const Eigen::MatrixXd residual = fit.residuals(best->modelled, theta);
    const Eigen::MatrixXd raw = fit.residuals(best->start, Eigen::VectorXd::Zero(fit.size()));

    Calibration result;
    result.converged = best->converged;
    if (options.closedTried > 0) {
        auto closed = suspects(problem, options, sink, stop);
        if (!closed) return closed.error();
        result.closed = std::move(closed).value();
    }

    const Eigen::MatrixXd covariance =
        fit.linearise(best->modelled, residual, theta).information.ldlt().solve(Eigen::MatrixXd::Identity(fit.size(), fit.size()));
    const auto fitted = [&](Eigen::Index i) {
        const double half = kInterval90 * std::sqrt(std::max(covariance(i, i), 0.0));
        return Fitted{theta[i], theta[i] - half, theta[i] + half};
    };
    for (Eigen::Index l = 0; l < n; ++l) {
        result.loggers.push_back({problem.loggers[static_cast<std::size_t>(l)].sensor, fitted(l), fitted(n + l),
                                  rootMeanSquare(raw.row(l).transpose(), false), rootMeanSquare(residual.row(l).transpose(), false),
                                  rootMeanSquare(raw.row(l).transpose(), true)});
    }
    for (Eigen::Index g = 0; g < fit.groups(); ++g) {
        RoughnessGroup group = problem.groups[static_cast<std::size_t>(g)];
        const Fitted log = fitted(2 * n + g);
        group.factor = {std::exp(log.value), std::exp(log.low), std::exp(log.high)};
        result.roughness.push_back(std::move(group));
    }
    result.instants = fit.instants();
    result.period = {problem.instants.front().at, problem.instants.back().at};
    return result;
}

} // namespace ms::calibration
