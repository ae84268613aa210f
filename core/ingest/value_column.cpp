#include "core/ingest/value_column.h"

#include <cstdlib>

namespace ms::ingest {
namespace {

constexpr std::int64_t kExact = std::int64_t{1} << 53; ///< beyond it an integer is no longer exact as a double
constexpr int kMostDecimals = 15;

/// m * 10^n where that stays exact.
bool scale(std::int64_t& m, int n) {
    for (; n > 0; --n) {
        if (std::llabs(m) > kExact / 10) return false;
        m *= 10;
    }
    return true;
}

} // namespace

void ValueColumn::becomeReal() {
    m_reals.reserve(m_mantissas.capacity());
    for (const std::int64_t m : m_mantissas)
        m_reals.push_back(m == kMissing ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(m) / powerOfTen(m_decimals));
    m_mantissas.clear();
    m_mantissas.shrink_to_fit();
    m_isReal = true;
}

void ValueColumn::pushOther(Decimal d) {
    if (!m_isReal && d.decimals > m_decimals && d.decimals <= kMostDecimals) {
        bool fits = true;
        for (const std::int64_t m : m_mantissas) {
            std::int64_t scaled = m;
            if (m != kMissing && !scale(scaled, d.decimals - m_decimals)) {
                fits = false;
                break;
            }
        }
        if (fits) {
            for (std::int64_t& m : m_mantissas)
                if (m != kMissing) scale(m, d.decimals - m_decimals);
            m_decimals = d.decimals;
            m_mantissas.push_back(d.mantissa);
            return;
        }
    } else if (!m_isReal && d.decimals <= m_decimals && scale(d.mantissa, m_decimals - d.decimals)) {
        m_mantissas.push_back(d.mantissa);
        return;
    }
    pushReal(static_cast<double>(d.mantissa) / powerOfTen(d.decimals));
}

void ValueColumn::select(const std::vector<std::uint32_t>& order) {
    const auto pick = [&order](auto& values) {
        std::decay_t<decltype(values)> out;
        out.reserve(order.size());
        for (const std::uint32_t i : order) out.push_back(values[i]);
        values = std::move(out);
    };
    if (m_isReal)
        pick(m_reals);
    else
        pick(m_mantissas);
}

} // namespace ms::ingest
