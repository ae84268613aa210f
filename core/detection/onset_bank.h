#pragma once

#include "core/detection/noise_filter.h"
#include "core/detection/shape.h"

#include <vector>

namespace ms::detection {

/// One hypothesis with what speaks for it: generalised likelihood ratio, size and its standard deviation.
struct OnsetScore {
    Shape shape;
    double logRatio = 0; ///< (sum w y)^2 / (2 sum w^2) of whitened signature w and innovations y
    double size_m3s = 0, sd_m3s = 0;
};

/// Threshold at which a one-sided CUSUM of independent standard normal values, each less `drift`, alarms once in `runLength` values on average while
/// nothing changes (Siegmund 1985, eq. 2.57 with the correction for discrete steps).
[[nodiscard]] double cusumThreshold(double runLength, double drift);

/// A bank of generalised likelihood ratios over onset x kind (step, growth by both powers, step in proportion to demand), advanced a step at a time.
/// Onsets thin out as they age: every step for two days, then coarser, up to `longest` steps. Innovations are clipped at `clip` for the test, so that
/// one wild value is never an event.
class OnsetBank {
public:
    enum Kind : int { step, square, linear, proportional, kinds };
    struct Options {
        Eigen::Index longest = 1440;
        Eigen::Index stepsPerDay = 24;
        double clip = 4;
        int kinds = OnsetBank::kinds; ///< only the first so many
        bool thrifty = false;         ///< fewer candidates of the days before, growth for every fourth
    };
    explicit OnsetBank(Options options) : m_options(options) {}

    /// Takes the innovation of step i (whitened with `filter`); `shapeAt` is the demand's shape there. Opens a candidate that begins at i.
    void advance(const NoiseFilter& filter, Eigen::Index i, double innovation, double shapeAt);
    /// Starts anew at the candidates alive, with other innovations (an event was fitted, the model learned anew).
    void rerun(const NoiseFilter& filter, Steps innovations, Steps shape, Eigen::Index from, Eigen::Index until);

    /// Gives up the candidates from .. to.
    void forget(Eigen::Index from, Eigen::Index to);

    /// Best positive (sign 1) or negative (-1) hypothesis of a kind; logRatio 0 when there is none.
    [[nodiscard]] OnsetScore best(Kind kind, int sign) const;
    /// All hypotheses of a kind and sign.
    [[nodiscard]] std::vector<OnsetScore> all(Kind kind, int sign) const;
    /// The step of a known size (give or take the share `slack`) that began within after .. before: log likelihood won over none, nothing clipped.
    [[nodiscard]] OnsetScore known(Eigen::Index after, Eigen::Index before, double size_m3s, double slack) const;
    [[nodiscard]] OnsetScore at(Kind kind, Eigen::Index onset) const; ///< of the candidate nearest to `onset`

private:
    /// The hypotheses of one kind, oldest onset first; what belongs to one of them stands at its place in each array. Arrays are longer than the
    /// onsets are many, by up to seven places of which nothing is read, so that eight go through the filter at once.
    struct Hypotheses {
        std::vector<Eigen::Index> onsets;
        std::vector<double> state[NoiseFilter::kStates];
        std::vector<double> cross, power; ///< with the innovations; of the signature itself
        std::vector<double> raw;          ///< `cross` without clipping

        void open(Eigen::Index onset);
        void begin(); ///< all anew
        template <class Wanted>
        void keep(Wanted wanted);
    };
    void feed(Kind kind, const NoiseFilter& filter, Eigen::Index i, double innovation, double shapeAt);
    void open(Eigen::Index onset);
    void thin(Eigen::Index now);
    [[nodiscard]] OnsetScore score(Kind kind, std::size_t at) const;

    Options m_options;
    Hypotheses m_kinds[kinds];
    std::vector<double> m_values; ///< of the signatures at a step, kept for its memory
};

} // namespace ms::detection
