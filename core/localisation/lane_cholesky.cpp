#include "core/localisation/lane_cholesky.h"

#include <cmath>

// One copy of each loop for each width of vectors, chosen when the program starts (GCC on x86-64; elsewhere the plain one).
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define MAINSIGHT_LANES                                                                                                                              \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), optimize("O3", "no-trapping-math", "no-math-errno")))
#else
#define MAINSIGHT_LANES
#endif

namespace ms::localisation::detail {

namespace {

constexpr std::size_t kRows = 4; ///< of the factor that are worked on together, so that additions do not wait for each other

#if defined(__GNUC__) || defined(__clang__)
using Eight = double __attribute__((vector_size(kLanes * sizeof(double)), aligned(alignof(double)), may_alias));
#else
struct Eight { // for compilers without vectors as a type
    double lane[kLanes];
    double& operator[](std::size_t l) { return lane[l]; }
    double operator[](std::size_t l) const { return lane[l]; }
    Eight& operator+=(const Eight& o) { return *this = *this + o; }
    Eight& operator-=(const Eight& o) { return *this = *this - o; }
    friend Eight operator+(Eight a, const Eight& b) {
        return a.each([&](std::size_t l) { a.lane[l] += b.lane[l]; });
    }
    friend Eight operator-(Eight a, const Eight& b) {
        return a.each([&](std::size_t l) { a.lane[l] -= b.lane[l]; });
    }
    friend Eight operator-(Eight a) {
        return a.each([&](std::size_t l) { a.lane[l] = -a.lane[l]; });
    }
    friend Eight operator*(Eight a, const Eight& b) {
        return a.each([&](std::size_t l) { a.lane[l] *= b.lane[l]; });
    }
    friend Eight operator/(double a, Eight b) {
        return b.each([&](std::size_t l) { b.lane[l] = a / b.lane[l]; });
    }
    friend Eight operator+(double a, Eight b) {
        return b.each([&](std::size_t l) { b.lane[l] += a; });
    }
    friend Eight operator*(double a, Eight b) {
        return b.each([&](std::size_t l) { b.lane[l] *= a; });
    }
    template <class F>
    Eight each(F f) {
        for (std::size_t l = 0; l < kLanes; ++l) f(l);
        return *this;
    }
};
#endif

} // namespace

MAINSIGHT_LANES void addSquares(std::size_t n, std::size_t inner, const double* numbers, double* sums) {
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

MAINSIGHT_LANES void factorLanes(std::size_t n, const double* base, const double* spreads, double q2, double* factor, double* errors) {
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

MAINSIGHT_LANES void invertLanes(std::size_t n, const double* lower, double* inverse) {
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

MAINSIGHT_LANES void dotLanes(std::size_t from, std::size_t to, const double* x, const double* y, double* out) {
    const auto *a = reinterpret_cast<const Eight*>(x), *b = reinterpret_cast<const Eight*>(y);
    Eight sum{};
    for (std::size_t i = from; i < to; ++i) sum += a[i] * b[i];
    *reinterpret_cast<Eight*>(out) = sum;
}

} // namespace ms::localisation::detail
