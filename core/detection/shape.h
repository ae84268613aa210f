#pragma once

#include <Eigen/Core>

namespace ms::detection {

/// How an event's flow goes through time, per unit of its final size, on a grid of steps.
///
/// Grows like ((i - onset) / growth)^power until onset + growth, then stays; growth 0 is a step. Power 2 is a hole whose diameter grows evenly,
/// 1 one whose area does. A `proportional` shape follows the zone's demand (hot days, a meter that reads half) instead of being constant.
struct Shape {
    double onset = 0;  ///< in steps; a fraction begins within the step
    double growth = 0; ///< steps
    int power = 2;
    bool proportional = false;
    bool operator==(const Shape&) const = default;

    [[nodiscard]] double at(double i) const {
        if (i <= onset - 1) return 0;
        if (growth <= 0) return i >= onset ? 1 : i + 1 - onset; // the share of the step in which it runs
        if (i < onset) return 0;
        if (i >= onset + growth) return 1;
        const double x = (i - onset + 0.5) / growth; // middle of the step
        return x >= 1 ? 1 : power == 2 ? x * x : x;
    }
    /// For steps from .. from + n - 1, times `demandShape` where proportional.
    [[nodiscard]] Eigen::VectorXd sample(Eigen::Index from, const Eigen::VectorXd& demandShape) const {
        Eigen::VectorXd v(demandShape.size());
        for (Eigen::Index i = 0; i < v.size(); ++i) v[i] = at(static_cast<double>(from + i)) * (proportional ? demandShape[i] : 1.0);
        return v;
    }
};

} // namespace ms::detection
