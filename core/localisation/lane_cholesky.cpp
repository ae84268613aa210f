#include "core/localisation/lane_cholesky.h"

#include "core/base/lanes.h"

#include <cmath>

namespace ms::localisation::detail {

namespace {

constexpr std::size_t kRows = 4; ///< of the factor that are worked on together, so that additions do not wait for each other

} // namespace

MAINSIGHT_WIDE void addSquares(std::size_t n, std::size_t inner, const double* numbers, double* sums) {
    const auto* a = reinterpret_cast<const Eight*>(numbers);
    auto* out = reinterpret_cast<Eight*>(sums);
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t i = j / kRows * kRows; i < n; i += kRows) {
            Eight s0{}, s1{}, s2{}, s3{};
            const Eight *right = a + j * inner, *left = a + i * inner;
            for (std::size_t k = 0; k < inner; ++k, ++left) {
                s0 += left[0] * right[k];
                s1 += left[inner] * right[k];
                s2 += left[2 * inner] * right[k];
                s3 += left[3 * inner] * right[k];
            }
            out[i * n + j] = s0;
            out[(i + 1) * n + j] = s1;
            out[(i + 2) * n + j] = s2;
            out[(i + 3) * n + j] = s3;
        }
}

MAINSIGHT_WIDE void factorLanes(std::size_t n, const double* base, const double* spreads, double q2, double* factor, double* errors) {
    const auto* spread = reinterpret_cast<const Eight*>(spreads);
    auto* c = reinterpret_cast<Eight*>(factor);
    auto* e = reinterpret_cast<Eight*>(errors);
    for (std::size_t j = 0; j < n; ++j) {
        const Eight* right = c + j * n;
        Eight pivot = base[j * n + j] + q2 * spread[j * n + j], rest = e[j];
        for (std::size_t k = 0; k < j; ++k) {
            pivot -= right[k] * right[k];
            rest -= right[k] * e[k];
        }
        for (std::size_t l = 0; l < kLanes; ++l) pivot[l] = std::sqrt(pivot[l]);
        const Eight scale = 1.0 / pivot;
        e[j] = rest * scale;
        c[j * n + j] = pivot;
        for (std::size_t i = j + 1; i < n; i += i % kRows == 0 ? kRows : 1) {
            const Eight *left = c + i * n, *more = spread + i * n;
            Eight s0 = base[i * n + j] + q2 * more[j];
            if (i % kRows != 0) {
                for (std::size_t k = 0; k < j; ++k) s0 -= left[k] * right[k];
                c[i * n + j] = s0 * scale;
                continue;
            }
            Eight s1 = base[(i + 1) * n + j] + q2 * more[n + j], s2 = base[(i + 2) * n + j] + q2 * more[2 * n + j],
                  s3 = base[(i + 3) * n + j] + q2 * more[3 * n + j];
            for (std::size_t k = 0; k < j; ++k, ++left) {
                s0 -= left[0] * right[k];
                s1 -= left[n] * right[k];
                s2 -= left[2 * n] * right[k];
                s3 -= left[3 * n] * right[k];
            }
            c[i * n + j] = s0 * scale;
            c[(i + 1) * n + j] = s1 * scale;
            c[(i + 2) * n + j] = s2 * scale;
            c[(i + 3) * n + j] = s3 * scale;
        }
    }
}

MAINSIGHT_WIDE void invertLanes(std::size_t n, const double* lower, double* inverse) {
    const auto* factor = reinterpret_cast<const Eight*>(lower);
    auto* out = reinterpret_cast<Eight*>(inverse);
    for (std::size_t j = 0; j < n; ++j) { // column by column: a forward substitution of the unit vector
        Eight* x = out + j * n;
        x[j] = 1.0 / factor[j * n + j];
        for (std::size_t i = j + 1; i < n; ++i) {
            const Eight* row = factor + i * n;
            Eight s0{}, s1{};
            std::size_t k = j;
            for (; k + 1 < i; k += 2) {
                s0 += row[k] * x[k];
                s1 += row[k + 1] * x[k + 1];
            }
            if (k < i) s0 += row[k] * x[k];
            x[i] = -(s0 + s1) * (1.0 / row[i]);
        }
    }
}

MAINSIGHT_WIDE void dotLanes(std::size_t from, std::size_t to, const double* x, const double* y, double* out) {
    const auto *a = reinterpret_cast<const Eight*>(x), *b = reinterpret_cast<const Eight*>(y);
    Eight sum{};
    for (std::size_t i = from; i < to; ++i) sum += a[i] * b[i];
    *reinterpret_cast<Eight*>(out) = sum;
}

} // namespace ms::localisation::detail
