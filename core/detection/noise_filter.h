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
    double levelSteps = 0;                    ///< > 0: the level returns to nought with this time constant instead of wandering
    double eveningSd = 0, eveningSteps = 192; ///< along the given evening pattern (gardens), where there is one
    double shiftSd = 0, shiftSteps = 480;     ///< along the given pattern of mornings that come earlier or later, likewise
    bool operator==(const NoiseParameters&) const = default;
};

/// Patterns in time that only some zones have, like `shape`; null: none. Both or neither.
struct NoisePatterns {
    const Eigen::VectorXd* evening = nullptr; ///< 0..1
    const Eigen::VectorXd* shift = nullptr;   ///< m3/s by which the expectation changes when the morning comes an hour earlier
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
                const Eigen::Array<bool, Eigen::Dynamic, 1>& valid, double levelSd0, Eigen::Index origin = 0, const NoisePatterns& extra = {});
    /// The same in the memory that is there already.
    void assign(const NoiseParameters& p, const Eigen::VectorXd& shape, const Eigen::VectorXd& pattern,
                const Eigen::Array<bool, Eigen::Dynamic, 1>& valid, double levelSd0, Eigen::Index origin, const NoisePatterns& extra);

    [[nodiscard]] Eigen::Index origin() const { return m_origin; }
    [[nodiscard]] Eigen::Index end() const { return m_origin + static_cast<Eigen::Index>(m_steps.size()); }

    static constexpr int kStates = 6;
    /// State of a run: a value, copy it to branch.
    struct State {
        double level = 0, fast = 0, slow = 0, habit = 0, evening = 0, shift = 0;
    };
    /// Takes `value` of step i; returns the whitened innovation (0 where not valid).
    double step(Eigen::Index i, double value, State& s) const {
        const Step& k = m_steps[static_cast<std::size_t>(i - m_origin)];
        double out = 0;
        if (k.inverseSd > 0) {
            const double nu = value - s.level - k.shape * (s.fast + s.slow) - k.pattern * s.habit - k.evening * s.evening - k.shift * s.shift;
            s.level += k.gain[0] * nu;
            s.fast += k.gain[1] * nu;
            s.slow += k.gain[2] * nu;
            s.habit += k.gain[3] * nu;
            s.evening += k.gain[4] * nu;
            s.shift += k.gain[5] * nu;
            out = nu * k.inverseSd;
        }
        s.level *= m_levelDecay;
        s.fast *= m_fastDecay;
        s.slow *= m_slowDecay;
        s.habit *= m_habitDecay;
        s.evening *= m_eveningDecay;
        s.shift *= m_shiftDecay;
        return out;
    }
    /// Eight signatures at once, from nought: `values` is [count][8], their values at the steps from .. from + count - 1. Gives for each the sums of
    /// whitened value times innovation (`innovations`: [count]) and of its square; both [8].
    void respond(Eigen::Index from, std::size_t count, const double* values, const double* innovations, double* cross, double* power) const;
    /// Step i of `places` (a multiple of eight) signatures, each with a state of its own: `states` are kStates arrays in the order of State's fields.
    /// Adds to their sums of whitened value times `innovation` and times `raw`, and of its square.
    void advance(Eigen::Index i, std::size_t places, const double* values, double innovation, double raw, double* const* states, double* cross,
                 double* rawCross, double* power) const;
    /// Passes over step i as if it were not there (the gains after it stay as planned).
    void drop(Eigen::Index i) { m_steps[static_cast<std::size_t>(i - m_origin)].inverseSd = 0; }
    /// What a state predicts for step i.
    [[nodiscard]] double predicted(Eigen::Index i, const State& s) const {
        const Step& k = m_steps[static_cast<std::size_t>(i - m_origin)];
        return s.level + k.shape * (s.fast + s.slow) + k.pattern * s.habit + k.evening * s.evening + k.shift * s.shift;
    }
    /// Standard deviation of the one-step prediction; 0 where not valid.
    [[nodiscard]] double sd(Eigen::Index i) const {
        const double inverse = m_steps[static_cast<std::size_t>(i - m_origin)].inverseSd;
        return inverse > 0 ? 1 / inverse : 0;
    }

private:
    struct Step {
        double shape = 1, pattern = 0, evening = 0, shift = 0, inverseSd = 0;
        std::array<double, 6> gain{};
    };
    static void plan(std::vector<Step>& steps, int states, const double* noise, const double* decay, const double* sd0, double whiteSd,
                     double floorSd);
    static void walk(const Step& k, const double* decay, std::size_t places, const double* values, double innovation, double raw,
                     double* const* states, double* cross, double* rawCross, double* power);
    static void run(const Step* steps, const double* decay, std::size_t count, const double* values, const double* innovations, double* cross,
                    double* power);

    std::vector<Step> m_steps;
    Eigen::Index m_origin = 0;
    [[nodiscard]] std::array<double, kStates> decays() const {
        return {m_levelDecay, m_fastDecay, m_slowDecay, m_habitDecay, m_eveningDecay, m_shiftDecay};
    }
    double m_levelDecay = 1, m_fastDecay = 0, m_slowDecay = 0, m_habitDecay = 0, m_eveningDecay = 0, m_shiftDecay = 0;
};

/// What is known beforehand of an anchored level and of evenings.
struct NoiseAnchor {
    double levelSd_m3s = 0;   ///< how far the level strays from nought, to which it returns within weeks
    double eveningSd_m3s = 0; ///< of the use along `evening`
    double shiftSd_h = 0;     ///< of the hour at which mornings begin
    NoisePatterns patterns;   ///< like the residuals
};

/// Robust maximum likelihood (Student's tails, wild values left out) of the parameters from residuals of quiet times, by coordinate search on a
/// logarithmic scale. `scale_m3s` is the zone's mean inflow, `stepHours` the grid. Values may be NaN.
[[nodiscard]] NoiseParameters fitNoise(const Eigen::VectorXd& residual_m3s, const Eigen::VectorXd& shape, const Eigen::VectorXd& pattern,
                                       double scale_m3s, double stepHours, const NoiseParameters* start = nullptr,
                                       const NoiseAnchor* anchor = nullptr);

} // namespace ms::detection
