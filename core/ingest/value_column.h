#pragma once

#include "core/ingest/chunk_codec.h"
#include "core/ingest/number_parser.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace ms::ingest {

/// The values of one channel as they were read, row by row: integers with one number of decimals as long as that is exact, else doubles. In the
/// source's unit.
class ValueColumn {
public:
    static constexpr std::int64_t kMissing = std::numeric_limits<std::int64_t>::min();

    void push(Decimal d) {
        if (d.decimals == m_decimals && !m_isReal)
            m_mantissas.push_back(d.mantissa);
        else
            pushOther(d);
    }
    void pushReal(double v) {
        if (!m_isReal) becomeReal();
        m_reals.push_back(v);
    }
    void pushMissing() {
        if (m_isReal)
            m_reals.push_back(std::numeric_limits<double>::quiet_NaN());
        else
            m_mantissas.push_back(kMissing);
        m_anyMissing = true;
    }
    void push(const Cell& cell) {
        if (cell.kind == CellKind::decimal)
            push(cell.decimal);
        else if (cell.kind == CellKind::real)
            pushReal(cell.real);
        else
            pushMissing();
    }
    [[nodiscard]] std::size_t size() const { return m_isReal ? m_reals.size() : m_mantissas.size(); }
    [[nodiscard]] bool isReal() const { return m_isReal; }
    [[nodiscard]] bool anyMissing() const { return m_anyMissing; }
    [[nodiscard]] int decimals() const { return m_decimals; }
    [[nodiscard]] const std::vector<std::int64_t>& mantissas() const { return m_mantissas; }
    [[nodiscard]] const std::vector<double>& reals() const { return m_reals; }
    [[nodiscard]] bool missing(std::size_t i) const { return m_isReal ? std::isnan(m_reals[i]) : m_mantissas[i] == kMissing; }
    [[nodiscard]] bool same(std::size_t i, std::size_t j) const { return m_isReal ? m_reals[i] == m_reals[j] : m_mantissas[i] == m_mantissas[j]; }
    /// In the source's unit.
    [[nodiscard]] double value(std::size_t i) const { return m_isReal ? m_reals[i] : static_cast<double>(m_mantissas[i]) / powerOfTen(m_decimals); }
    void copyWithin(std::size_t to, std::size_t from) {
        if (m_isReal)
            m_reals[to] = m_reals[from];
        else
            m_mantissas[to] = m_mantissas[from];
    }
    /// The rows `order` in that order.
    void select(const std::vector<std::uint32_t>& order);
    void truncate(std::size_t n) {
        if (m_isReal)
            m_reals.resize(n);
        else
            m_mantissas.resize(n);
    }
    void reserve(std::size_t n) {
        if (!m_isReal) m_mantissas.reserve(n);
    }
    /// Empties it; what was learned about the decimals stays.
    void clear() {
        m_mantissas.clear();
        m_reals.clear();
        m_anyMissing = false;
    }

private:
    void pushOther(Decimal d);
    void becomeReal();
    std::vector<std::int64_t> m_mantissas;
    std::vector<double> m_reals;
    int m_decimals = 0;
    bool m_isReal = false, m_anyMissing = false;
};

} // namespace ms::ingest
