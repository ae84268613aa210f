#include "core/detection/event_fit.h"

#include "core/base/lanes.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace ms::detection {

using Eigen::Index;

namespace {

constexpr double kGrowthDays[] = {0, 0.25, 0.5, 1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 56, 80};

/// How probable any one duration of growth is beside none: a sudden start and a growth that begins hours before it look alike, and with growth as
/// likely as not small sudden leaks were dated three to eight hours early.
constexpr double kNever = -1e300;

constexpr double kGrowing = 0.1;

double priced(const Fit& f, int sign, double growthPrice) {
    if (f.size_m3s * sign <= 0) return -1;
    return f.logRatio - (f.shape.growth > 0 ? growthPrice : 0);
}

Shape moved(const FitWindow& w, Shape s, double onset, double growth) {
    const double last = static_cast<double>(w.until - 1);
    s.onset = std::clamp(onset, std::min(std::max(static_cast<double>(w.from), w.earliest), last), last);
    const double least = w.stepsPerDay / 4;
    const double age = static_cast<double>(w.end >= 0 ? std::min(w.end, w.until) : w.until) - s.onset; // longer growth looks the same so far
    s.growth = growth < least / 2 || age < least ? 0 : std::min(std::max(growth, least), age);
    return s;
}

} // namespace

std::vector<Fit> evaluateAll(const FitWindow& window, std::span<const Shape> shapes) {
    std::vector<Fit> fits(std::min(shapes.size(), kLanes));
    Index begin = window.until;
    for (std::size_t l = 0; l < fits.size(); ++l) {
        fits[l].shape = shapes[l];
        begin = std::min(begin, std::max(window.from, static_cast<Index>(shapes[l].onset)));
    }
    if (begin >= window.until) return fits;
    const auto count = static_cast<std::size_t>(window.until - begin);
    const auto open = window.end < 0 ? count : static_cast<std::size_t>(std::clamp<Index>(window.end - begin, 0, window.until - begin));
    std::vector<double> values(count * kLanes, 0.0);
    for (std::size_t l = 0; l < fits.size(); ++l) {
        const Shape& shape = shapes[l];
        for (std::size_t i = 0; i < open; ++i) {
            const Index at = begin + static_cast<Index>(i);
            values[i * kLanes + l] = shape.at(static_cast<double>(at)) * (shape.proportional ? window.shape[at] : 1.0);
        }
    }
    double cross[kLanes], power[kLanes];
    window.filter->respond(begin, count, values.data(), window.innovations.from(begin), cross, power);
    for (std::size_t l = 0; l < fits.size(); ++l) {
        if (power[l] <= 0) continue;
        fits[l].size_m3s = cross[l] / power[l];
        fits[l].sd_m3s = 1 / std::sqrt(power[l]);
        fits[l].logRatio = cross[l] * cross[l] / (2 * power[l]);
    }
    return fits;
}

Fit evaluate(const FitWindow& window, const Shape& shape) { return evaluateAll(window, std::span(&shape, 1)).front(); }

Fit improve(const FitWindow& window, const Shape& start, int sign, double growthPrice) {
    const double day = window.stepsPerDay;
    Fit best = evaluate(window, start);
    const double reaches[] = {7 * day, 2 * day, day / 2, day / 8, 1, 0.5, 0.25};
    for (int sweep = 0; sweep < 2; ++sweep) {
        const Shape before = best.shape;
        for (double reach : reaches) {
            if (best.shape.growth > 0 && reach < 1) continue;
            if (window.earliest > 0 && reach > static_cast<double>(window.until) - window.earliest) continue;
            bool better = true;
            for (int round = 0; better && round < 40; ++round) {
                better = false;
                const Shape s = best.shape;
                std::vector<Shape> tried;
                for (double d : {-reach, reach}) {
                    tried.push_back(moved(window, s, s.onset + d, s.growth));
                    if (s.proportional) continue;
                    tried.push_back(moved(window, s, s.onset, s.growth + d));
                    tried.push_back(moved(window, s, s.onset + d, s.growth - d)); // the end stays
                }
                if (!s.proportional && s.growth > 0) {
                    tried.push_back(s);
                    tried.back().power = 3 - s.power;
                }
                for (const Fit& f : evaluateAll(window, tried)) {
                    if (f.shape == s || priced(f, sign, growthPrice) <= priced(best, sign, growthPrice) + 1e-3) continue;
                    best = f;
                    better = true;
                }
            }
        }
        if (best.shape == before) break; // the next would find the same
    }
    return best;
}

OnsetPosterior onsetPosterior(const FitWindow& window, const Fit& fit, double temper) {
    const double day = window.stepsPerDay, age = static_cast<double>(window.until) - fit.shape.onset;
    std::vector<double> onsets;
    const double fine = fit.shape.growth > day ? 0.5 * day : std::max(0.5, day / 48);
    for (double d = 0; d < 45 * day; d = d < 6 * fine ? d + fine : d * 1.22) {
        const double o = d;
        if (fit.shape.onset - o >= static_cast<double>(window.from)) onsets.push_back(fit.shape.onset - o);
        if (o > 0 && fit.shape.onset + o < static_cast<double>(window.until)) onsets.push_back(fit.shape.onset + o);
    }
    std::sort(onsets.begin(), onsets.end());
    double top = 0;
    struct Speaks {
        double sudden = kNever, growing = kNever; ///< log likelihood of the best shape of either kind
    };
    std::vector<Speaks> speaks(onsets.size());
    for (std::size_t k = 0; k < onsets.size(); ++k) {
        const double earlier = fit.shape.onset - onsets[k];
        std::vector<Shape> tried;
        const auto add = [&](double growth, int power) {
            Shape s = fit.shape;
            s.onset = onsets[k];
            s.growth = growth;
            s.power = power;
            tried.push_back(s);
        };
        add(0, fit.shape.power);
        if (!fit.shape.proportional) {
            for (const int power : {2, 1})
                for (const double days : kGrowthDays) {
                    if (days > 0) add(std::round(days * day), power);
                    if (days * day > age + earlier) break; // longer growth looks the same so far
                }
            // The days above are far apart for a leak that is plainly seen: its onset would go where one of them fits.
            if (fit.shape.growth > 0)
                for (const double longer : {0.0, 0.5, 1.0, 1.5, 2.0, 3.0}) add(std::max(1.0, fit.shape.growth + longer * earlier), fit.shape.power);
        }
        double peak = 0;
        for (std::size_t from = 0; from < tried.size(); from += kLanes)
            for (const Fit& f : evaluateAll(window, std::span(tried).subspan(from, std::min(kLanes, tried.size() - from)))) {
                if (f.size_m3s * fit.size_m3s <= 0) continue;
                const double l = f.logRatio / temper;
                double& best = f.shape.growth > 0 ? speaks[k].growing : speaks[k].sudden;
                best = std::max(best, l);
                peak = std::max(peak, l);
            }
        top = std::max(top, peak);
        if (peak < fit.logRatio / temper - 15 && onsets[k] > fit.shape.onset) break; // later ones are worse still
    }
    std::vector<double> mass(onsets.size(), 0);
    double total = 0;
    for (std::size_t k = 0; k < onsets.size(); ++k) {
        const double left = k > 0 ? onsets[k] - onsets[k - 1] : 1, right = k + 1 < onsets.size() ? onsets[k + 1] - onsets[k] : 1;
        mass[k] = (std::exp(speaks[k].sudden - top) + kGrowing * std::exp(speaks[k].growing - top)) * 0.5 * (left + right);
        total += mass[k];
    }
    auto quantile = [&](double q) {
        double sum = 0;
        for (std::size_t k = 0; k < onsets.size(); ++k) {
            if (sum + mass[k] >= q * total && mass[k] > 0) {
                const double left = k > 0 ? onsets[k] - onsets[k - 1] : 1, right = k + 1 < onsets.size() ? onsets[k + 1] - onsets[k] : 1;
                return onsets[k] - left / 2 + (q * total - sum) / mass[k] * 0.5 * (left + right);
            }
            sum += mass[k];
        }
        return onsets.back();
    };
    return {quantile(0.5), quantile(0.05), quantile(0.95)};
}

OnsetPosterior onsetAround(const FitWindow& window, const Fit& fit, double temper) {
    struct Point {
        double onset, log;
    };
    std::vector<Point> points;
    double top = fit.logRatio / temper;
    FitWindow near = window; // long after the growth nothing tells of the onset any more
    near.until = std::min(window.until, static_cast<Index>(fit.shape.onset + fit.shape.growth + 3 * window.stepsPerDay));
    // What speaks for onsets that lie `apart` from the fit's, a few at a time: the growth is moved with the onset, or ends when it did.
    const auto logsAt = [&](std::span<const double> apart) {
        std::vector<Shape> tried;
        for (const double d : apart)
            for (int variant = 0; variant < 2; ++variant) {
                tried.push_back(fit.shape);
                tried.back().onset += d;
                if (variant == 1 && fit.shape.growth > 0) tried.back().growth = std::max(0.0, fit.shape.growth - d);
            }
        std::vector<double> logs(apart.size(), 0.0);
        const auto fits = evaluateAll(near, tried);
        for (std::size_t k = 0; k < fits.size(); ++k)
            if (fits[k].size_m3s * fit.size_m3s > 0) logs[k / 2] = std::max(logs[k / 2], fits[k].logRatio / temper);
        return logs;
    };
    constexpr std::size_t kAtOnce = kLanes / 2;
    const double own = 0;
    points.push_back({fit.shape.onset, logsAt(std::span(&own, 1)).front()});
    top = points.front().log;
    for (const double sign : {-1.0, 1.0}) {
        std::vector<double> apart;
        for (double d = 0.5; d < 6 * window.stepsPerDay; d = d < 3 ? d + 0.5 : d * 1.4) {
            const double onset = fit.shape.onset + sign * d;
            if (onset < static_cast<double>(window.from) || onset >= static_cast<double>(near.until)) break;
            apart.push_back(sign * d);
        }
        bool far = false;
        for (std::size_t from = 0; from < apart.size() && !far; from += kAtOnce) {
            const auto some = std::span(apart).subspan(from, std::min(kAtOnce, apart.size() - from));
            const auto logs = logsAt(some);
            for (std::size_t k = 0; k < some.size() && !far; ++k) {
                top = std::max(top, logs[k]);
                points.push_back({fit.shape.onset + some[k], logs[k]});
                far = logs[k] < top - 7;
            }
        }
    }
    std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.onset < b.onset; });
    std::vector<double> mass(points.size());
    double total = 0;
    const auto edge = [&](std::size_t k) { // between a point and the one before
        if (k == 0) return points.front().onset - 0.25;
        return k == points.size() ? points.back().onset + 0.25 : 0.5 * (points[k - 1].onset + points[k].onset);
    };
    for (std::size_t k = 0; k < points.size(); ++k) total += mass[k] = std::exp(points[k].log - top) * (edge(k + 1) - edge(k));
    auto quantile = [&](double q) {
        double sum = 0;
        for (std::size_t k = 0; k < points.size(); ++k) {
            if (sum + mass[k] >= q * total) return edge(k) + (q * total - sum) / mass[k] * (edge(k + 1) - edge(k));
            sum += mass[k];
        }
        return edge(points.size());
    };
    return {quantile(0.5), quantile(0.05), quantile(0.95)};
}

} // namespace ms::detection
