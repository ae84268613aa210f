#pragma once

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <vector>

namespace ms::quality {

/// What a fault looks like over days [from, to]: as high all through (a step when `to` is the last day), or rising from 0 to its height.
struct Shape {
    enum class Kind { box, ramp };
    Kind kind = Kind::box;
    Eigen::Index from = 0, to = 0;
    [[nodiscard]] double at(Eigen::Index day) const;
    bool operator==(const Shape&) const = default;
};

struct ShapeFit {
    Shape shape;
    double height = 0;  ///< of the shape, in the series' unit
    double gain = 0;    ///< what it takes from the sum of squares
    double total = 0;   ///< the sum of squares without it
    double scatter = 0; ///< robust sd of what is left
    [[nodiscard]] double explained() const { return total > 0 ? gain / total : 0; }
};

/// Ridge regression of a series on others, and the shape that, added to it, takes most from its sum of squares: the generalised likelihood ratio with
/// the coefficients profiled out (Frisch and Waugh 1933), so a shape that the others can imitate counts for little. One that begins on the first day
/// is not asked for: the first state of a series is taken for the right one.
class ShapeSearch {
public:
    /// `days` [n] ascending, `y` [n], `others` [n x p]; a mean is fitted besides. `ridge` = sd of the error of one value of the others.
    ShapeSearch(std::vector<Eigen::Index> days, Eigen::VectorXd y, const Eigen::MatrixXd& others, double ridge);

    [[nodiscard]] Eigen::Index rows() const { return m_y.size(); }
    [[nodiscard]] const Eigen::VectorXd& residual() const { return m_residual; }
    [[nodiscard]] Eigen::VectorXd predict(const Eigen::MatrixXd& others) const;
    [[nodiscard]] ShapeFit fit(const Shape& shape) const;
    [[nodiscard]] ShapeFit best() const;
    /// What is left unexplained when the shape is allowed for, with the shape put back: [days], 0 where the series is not known.
    [[nodiscard]] Eigen::VectorXd courseWith(const ShapeFit& fit, Eigen::Index days) const;
    struct Likeness {
        double share = 0, correlation = 0;
    };
    /// How much of a course [days] of another series is in the residual of this one within days [from, to], as far as the others cannot imitate it.
    [[nodiscard]] Likeness likeness(const Eigen::VectorXd& course, Eigen::Index from, Eigen::Index to) const;

private:
    struct Score {
        double gain = 0, height = 0;
    };
    [[nodiscard]] Score score(Shape::Kind kind, Eigen::Index first, Eigen::Index last) const; ///< rows, both ends included
    [[nodiscard]] Score score(const Shape& shape) const;
    /// A course over the rows less what the others can imitate of it.
    [[nodiscard]] Eigen::VectorXd own(const Eigen::VectorXd& course) const { return course - m_white.transpose() * (m_white * course); }
    [[nodiscard]] Eigen::VectorXd onRows(const Shape& shape) const;

    std::vector<Eigen::Index> m_days;
    Eigen::VectorXd m_y, m_residual, m_weights;
    Eigen::MatrixXd m_white;           ///< [p + 1 x n] rows of the design, whitened
    Eigen::MatrixXd m_sums, m_daySums; ///< [p + 1 x n + 1] running sums of these, and of these times the day
    Eigen::VectorXd m_rest, m_dayRest; ///< [n + 1] the same of the residual
    double m_total = 0;
};

} // namespace ms::quality
