#include "core/quality/shape_search.h"

#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>

namespace ms::quality {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr Index kLeastBox = 3, kLeastRamp = 10; ///< days
constexpr Index kGrid = 72;                     ///< coarse places of an end

MatrixXd withOnes(const MatrixXd& others) {
    MatrixXd a(others.rows(), others.cols() + 1);
    a << others, VectorXd::Ones(others.rows());
    return a;
}

} // namespace

double Shape::at(Index day) const {
    if (day < from || day > to) return 0;
    return kind == Kind::box ? 1.0 : static_cast<double>(day - from + 1) / static_cast<double>(to - from + 1);
}

ShapeSearch::ShapeSearch(std::vector<Index> days, VectorXd y, const MatrixXd& others, double ridge) : m_days(std::move(days)), m_y(std::move(y)) {
    const MatrixXd a = withOnes(others);
    const Index n = a.rows(), p = a.cols();
    MatrixXd gram = MatrixXd::Zero(p, p);
    gram.selfadjointView<Eigen::Lower>().rankUpdate(a.transpose());
    gram.diagonal().array() += ridge * ridge * static_cast<double>(std::max<Index>(n, 1));
    const Eigen::LLT<MatrixXd> factor(gram.selfadjointView<Eigen::Lower>());
    m_weights = factor.solve(a.transpose() * m_y);
    m_residual = m_y - a * m_weights;
    m_total = m_y.dot(m_residual);
    m_white = factor.matrixL().solve(a.transpose());
    m_sums = MatrixXd::Zero(p, n + 1);
    m_daySums = m_sums;
    m_rest = VectorXd::Zero(n + 1);
    m_dayRest = m_rest;
    for (Index i = 0; i < n; ++i) {
        const double day = static_cast<double>(m_days[static_cast<std::size_t>(i)]);
        m_sums.col(i + 1) = m_sums.col(i) + m_white.col(i);
        m_daySums.col(i + 1) = m_daySums.col(i) + day * m_white.col(i);
        m_rest[i + 1] = m_rest[i] + m_residual[i];
        m_dayRest[i + 1] = m_dayRest[i] + day * m_residual[i];
    }
}

VectorXd ShapeSearch::predict(const MatrixXd& others) const { return withOnes(others) * m_weights; }

ShapeSearch::Score ShapeSearch::score(Shape::Kind kind, Index first, Index last) const {
    const Index n = last - first + 1;
    if (n < 1) return {};
    double square, product, seen;
    if (kind == Shape::Kind::box) {
        square = static_cast<double>(n);
        product = m_rest[last + 1] - m_rest[first];
        seen = (m_sums.col(last + 1) - m_sums.col(first)).squaredNorm();
    } else {
        // f = (day - from + 1) / length = u * day + v
        const double from = static_cast<double>(m_days[static_cast<std::size_t>(first)]),
                     to = static_cast<double>(m_days[static_cast<std::size_t>(last)]);
        const double length = to - from + 1, u = 1 / length, v = (1 - from) / length;
        square = 0;
        for (Index i = first; i <= last; ++i) {
            const double f = u * static_cast<double>(m_days[static_cast<std::size_t>(i)]) + v;
            square += f * f;
        }
        product = u * (m_dayRest[last + 1] - m_dayRest[first]) + v * (m_rest[last + 1] - m_rest[first]);
        seen = (u * (m_daySums.col(last + 1) - m_daySums.col(first)) + v * (m_sums.col(last + 1) - m_sums.col(first))).squaredNorm();
    }
    const double own = square - seen; // what the others cannot imitate
    if (own < 0.02 * square || own < 1e-9) return {};
    return {product * product / own, product / own};
}

ShapeSearch::Score ShapeSearch::score(const Shape& shape) const {
    const auto row = [this](Index day) { return std::lower_bound(m_days.begin(), m_days.end(), day) - m_days.begin(); };
    return score(shape.kind, row(shape.from), row(shape.to + 1) - 1);
}

ShapeFit ShapeSearch::fit(const Shape& shape) const {
    const Score s = score(shape);
    ShapeFit fit{shape, s.height, s.gain, m_total, 0};
    const VectorXd left = m_residual - s.height * own(onRows(shape));
    std::vector<double> sizes(static_cast<std::size_t>(rows()));
    for (Index i = 0; i < rows(); ++i) sizes[static_cast<std::size_t>(i)] = std::abs(left[i]);
    fit.scatter = std::max(0.005, 1.4826 * series::median(sizes));
    return fit;
}

VectorXd ShapeSearch::onRows(const Shape& shape) const {
    VectorXd f(rows());
    for (Index i = 0; i < rows(); ++i) f[i] = shape.at(m_days[static_cast<std::size_t>(i)]);
    return f;
}

VectorXd ShapeSearch::courseWith(const ShapeFit& fit, Index days) const {
    const VectorXd f = onRows(fit.shape);
    const VectorXd known = m_residual - fit.height * own(f) + fit.height * f;
    VectorXd course = VectorXd::Zero(days);
    for (Index i = 0; i < rows(); ++i) course[m_days[static_cast<std::size_t>(i)]] = known[i];
    return course;
}

ShapeSearch::Likeness ShapeSearch::likeness(const VectorXd& course, Index from, Index to) const {
    VectorXd x(rows());
    for (Index i = 0; i < rows(); ++i) x[i] = course[m_days[static_cast<std::size_t>(i)]];
    x = own(x);
    const auto first = std::lower_bound(m_days.begin(), m_days.end(), from) - m_days.begin();
    const Index n = (std::upper_bound(m_days.begin(), m_days.end(), to) - m_days.begin()) - first;
    if (n < 5) return {};
    const VectorXd a = x.segment(first, n).array() - x.segment(first, n).mean();
    const VectorXd b = m_residual.segment(first, n).array() - m_residual.segment(first, n).mean();
    const double aa = a.squaredNorm(), bb = b.squaredNorm(), ab = a.dot(b);
    if (aa <= 0 || bb <= 0) return {};
    return {ab / aa, ab / std::sqrt(aa * bb)};
}

ShapeFit ShapeSearch::best() const {
    const Index n = rows(), grid = std::max<Index>(1, n / kGrid);
    Shape::Kind bestKind = Shape::Kind::box;
    Index bestFirst = 0, bestLast = -1;
    Score top;
    const auto take = [&](Shape::Kind kind, Index first, Index last) {
        if (first < 1 || last >= n || last - first + 1 < (kind == Shape::Kind::box ? kLeastBox : kLeastRamp)) return false;
        const Score s = score(kind, first, last);
        if (s.gain <= top.gain) return false;
        top = s;
        bestKind = kind;
        bestFirst = first;
        bestLast = last;
        return true;
    };
    for (const Shape::Kind kind : {Shape::Kind::box, Shape::Kind::ramp})
        for (Index first = 1; first < n; first += grid) {
            for (Index last = first + grid; last < n - 1; last += grid) take(kind, first, last);
            take(kind, first, n - 1);
        }
    for (bool better = top.gain > 0; better;) { // one end after the other, day by day
        better = false;
        const Index first = bestFirst, last = bestLast;
        for (Index move = -grid; move <= grid; ++move) better |= take(bestKind, first + move, last);
        const Index moved = bestFirst;
        for (Index move = -grid; move <= grid; ++move) better |= take(bestKind, moved, last + move);
    }
    if (bestLast < bestFirst) return {{}, 0, 0, m_total, 0};
    return fit(
        {bestKind, m_days[static_cast<std::size_t>(bestFirst)], bestLast == n - 1 ? m_days.back() : m_days[static_cast<std::size_t>(bestLast)]});
}

} // namespace ms::quality
