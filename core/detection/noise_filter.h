#pragma once

#include <Eigen/Core>

#include <array>
#include <vector>

namespace ms::detection {

/// What a zone's inflow does around its expectation when nothing is wrong:
///
///     residual_t = level + (fast_t + slow_t) * shape_t + habit_t * pattern_t + white_t
///
/// level: random walk; fast, slow: Ornstein-Uhlenbeck processes that scale with the demand's shape (mean 1); habit: another one, dimensionless, along
/// the way a day off differs from a working day (school holidays, late risers); white: floor plus a part that scales. All in m3/s; times in steps of
/// the grid.
struct NoiseParameters {
    double fastSd = 0, fastSteps = 3;
    double slowSd = 0, slowSteps = 48;
    double habitSd = 0, habitSteps = 24;
    double whiteSd = 0; ///< in proportion to the shape
    double floorSd = 1e-6;
    double levelSdPerStep = 0;
    bool operator==(const NoiseParameters&) const = default;
};

/// Kalman filter of that model (Anderson and Moore, Optimal Filtering, ch. 5), time-varying where the demand's shape is. The gains depend on the
/// shape and on which values are there, not on the values: so any signature can be run through the same filter, and a change in the inflow becomes a
/// known shape in white noise of variance 1 (Willsky and Jones 1976).
class NoiseFilter {
public:
    NoiseFilter() = default;
    /// Covers the steps origin .. origin + n - 1. `shape`: demand shape, n values, `pattern` likewise; `valid`: whether the residual of a step is
    /// known. The level starts unknown (sd `levelSd0`).
    NoiseFilter(const NoiseParameters& p, const Eigen::VectorXd& shape, const Eigen::VectorXd& pattern,
                const Eigen::Array<bool, Eigen::Dynamic, 1>& valid, double levelSd0, Eigen::Index origin = 0);

    [[nodiscard]] Eigen::Index origin() const { return m_origin; }
    [[nodiscard]] Eigen::Index end() const { return m_origin + static_cast<Eigen::Index>(m_steps.size()); }

    /// State of a run: a value, copy it to branch.
    struct State {
        double level = 0, fast = 0, slow = 0, habit = 0;
    };
    /// Takes `value` of step i; returns the whitened innovation (0 where not valid).
    double step(Eigen::Index i, double value, State& s) const {
        const Step& k = m_steps[static_cast<std::size_t>(i - m_origin)];
        double out = 0;
        if (k.inverseSd > 0) {
            const double nu = value - s.level - k.shape * (s.fast + s.slow) - k.pattern * s.habit;
            s.level += k.gain[0] * nu;
            s.fast += k.gain[1] * nu;
            s.slow += k.gain[2] * nu;
            s.habit += k.gain[3] * nu;
            out = nu * k.inverseSd;
        }
        s.fast *= m_fastDecay;
        s.slow *= m_slowDecay;
        s.habit *= m_habitDecay;
        return out;
    }
    /// Passes over step i as if it were not there (the gains after it stay as planned).
    void drop(Eigen::Index i) { m_steps[static_cast<std::size_t>(i - m_origin)].inverseSd = 0; }
    /// What a state predicts for step i.
    [[nodiscard]] double predicted(Eigen::Index i, const State& s) const {
        const Step& k = m_steps[static_cast<std::size_t>(i - m_origin)];
        return s.level + k.shape * (s.fast + s.slow) + k.pattern * s.habit;
    }
    /// Standard deviation of the one-step prediction; 0 where not valid.
    [[nodiscard]] double sd(Eigen::Index i) const {
        const double inverse = m_steps[static_cast<std::size_t>(i - m_origin)].inverseSd;
        return inverse > 0 ? 1 / inverse : 0;
    }

private:
    struct Step {
        double shape = 1, pattern = 0, inverseSd = 0;
        std::array<double, 4> gain{};
    };
    std::vector<Step> m_steps;
    Eigen::Index m_origin = 0;
    double m_fastDecay = 0, m_slowDecay = 0, m_habitDecay = 0;
};

/// Robust maximum likelihood (Student's tails, wild values left out) of the parameters from residuals of quiet times, by coordinate search on a
/// logarithmic scale. `scale_m3s` is the zone's mean inflow, `stepHours` the grid. Values may be NaN.
[[nodiscard]] NoiseParameters fitNoise(const Eigen::VectorXd& residual_m3s, const Eigen::VectorXd& shape, const Eigen::VectorXd& pattern,
                                       double scale_m3s, double stepHours, const NoiseParameters* start = nullptr);

} // namespace ms::detection
