#pragma once

#include <Eigen/Core>

#include <type_traits>

namespace ms::detection {

/// Values on a grid of which the old ones can be let go of, so that who follows a zone for years holds its last months only. Indexed by the grid's
/// steps, whatever has been let go of.
template <typename T>
class Recent {
public:
    using Values = std::conditional_t<std::is_same_v<T, bool>, Eigen::Array<bool, Eigen::Dynamic, 1>, Eigen::Matrix<T, Eigen::Dynamic, 1>>;

    [[nodiscard]] Eigen::Index first() const { return m_first; } ///< the first step that is held
    [[nodiscard]] Eigen::Index size() const { return m_first + m_values.size(); }
    [[nodiscard]] T& operator[](Eigen::Index i) { return m_values[i - m_first]; }
    [[nodiscard]] const T& operator[](Eigen::Index i) const { return m_values[i - m_first]; }
    [[nodiscard]] auto segment(Eigen::Index from, Eigen::Index steps) { return m_values.segment(from - m_first, steps); }
    [[nodiscard]] auto segment(Eigen::Index from, Eigen::Index steps) const { return m_values.segment(from - m_first, steps); }
    [[nodiscard]] const Values& held() const { return m_values; }

    void grow(Eigen::Index steps, T value) {
        const Eigen::Index before = m_values.size();
        m_values.conservativeResize(before + steps);
        m_values.tail(steps).setConstant(value);
    }
    /// Lets go of the steps before `first`, memory included.
    void forgetBefore(Eigen::Index first) {
        if (first <= m_first) return;
        m_values = Values(m_values.tail(size() - first)); // a copy of its own: assigned in place, the old memory would be kept
        m_first = first;
    }

private:
    Values m_values;
    Eigen::Index m_first = 0;
};

/// Values on a grid, to be read: of a vector from the grid's beginning, or of what is held of them. Refers to them.
class Steps {
public:
    Steps() = default;
    Steps(const Eigen::VectorXd& all) : m_values(all.data()) {}                                // NOLINT(google-explicit-constructor)
    Steps(const Eigen::VectorXd* all) : m_values(all->data()) {}                               // NOLINT(google-explicit-constructor)
    Steps(const Recent<double>& held) : m_values(held.held().data()), m_first(held.first()) {} // NOLINT(google-explicit-constructor)
    [[nodiscard]] double operator[](Eigen::Index i) const { return m_values[i - m_first]; }
    [[nodiscard]] const double* from(Eigen::Index i) const { return m_values + (i - m_first); }

private:
    const double* m_values = nullptr;
    Eigen::Index m_first = 0;
};

} // namespace ms::detection
