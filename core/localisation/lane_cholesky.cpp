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
}

MAINSIGHT_LANES void addSquares(std::size_t n, std::size_t inner, const double* __restrict a, double* __restrict out) {
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t i = j / kRows * kRows; i < n; i += kRows) {
            double sum[kRows][kLanes] = {};
            const double* right = a + j * inner * kLanes;
            for (std::size_t k = 0; k < inner; ++k, right += kLanes)
                for (std::size_t r = 0; r < kRows; ++r) {
                    const double* left = a + ((i + r) * inner + k) * kLanes;
                    for (std::size_t l = 0; l < kLanes; ++l) sum[r][l] += left[l] * right[l];
                }
            for (std::size_t r = 0; r < kRows; ++r)
                for (std::size_t l = 0; l < kLanes; ++l) out[((i + r) * n + j) * kLanes + l] = sum[r][l];
        }
}

MAINSIGHT_LANES void factorLanes(std::size_t n, const double* __restrict base, const double* __restrict spread, double q2, double* __restrict c,
                                 double* __restrict e) {
    for (std::size_t j = 0; j < n; ++j) {
        double scale[kLanes];
        const double* right = c + j * n * kLanes;
        for (std::size_t i = j / kRows * kRows; i < n; i += kRows) {
            double sum[kRows][kLanes];
            for (std::size_t r = 0; r < kRows; ++r)
                for (std::size_t l = 0; l < kLanes; ++l) sum[r][l] = base[(i + r) * n + j] + q2 * spread[((i + r) * n + j) * kLanes + l];
            for (std::size_t k = 0; k < j; ++k)
                for (std::size_t r = 0; r < kRows; ++r) {
                    const double* left = c + ((i + r) * n + k) * kLanes;
                    for (std::size_t l = 0; l < kLanes; ++l) sum[r][l] -= left[l] * right[k * kLanes + l];
                }
            if (i <= j)
                for (std::size_t l = 0; l < kLanes; ++l) scale[l] = 1 / std::sqrt(sum[j - i][l]);
            for (std::size_t r = 0; r < kRows; ++r)
                if (i + r >= j)
                    for (std::size_t l = 0; l < kLanes; ++l) c[((i + r) * n + j) * kLanes + l] = sum[r][l] * scale[l];
        }
        double rest[kLanes];
        for (std::size_t l = 0; l < kLanes; ++l) rest[l] = e[j * kLanes + l];
        for (std::size_t k = 0; k < j; ++k)
            for (std::size_t l = 0; l < kLanes; ++l) rest[l] -= right[k * kLanes + l] * e[k * kLanes + l];
        for (std::size_t l = 0; l < kLanes; ++l) e[j * kLanes + l] = rest[l] * scale[l];
    }
}

MAINSIGHT_LANES void invertLanes(std::size_t n, const double* __restrict lower, double* __restrict inverse) {
    for (std::size_t i = 0; i < n; ++i) {
        double scale[kLanes];
        const double* row = lower + i * n * kLanes;
        for (std::size_t l = 0; l < kLanes; ++l) inverse[(i * n + i) * kLanes + l] = scale[l] = 1 / row[i * kLanes + l];
        for (std::size_t j = 0; j < i; ++j) {
            double sum[2][kLanes] = {}; // two, so that additions wait half as long for each other
            const double* column = inverse + j * n * kLanes;
            std::size_t k = j;
            for (; k + 1 < i; k += 2)
                for (std::size_t r = 0; r < 2; ++r)
                    for (std::size_t l = 0; l < kLanes; ++l) sum[r][l] += row[(k + r) * kLanes + l] * column[(k + r) * kLanes + l];
            if (k < i)
                for (std::size_t l = 0; l < kLanes; ++l) sum[0][l] += row[k * kLanes + l] * column[k * kLanes + l];
            for (std::size_t l = 0; l < kLanes; ++l) inverse[(j * n + i) * kLanes + l] = -(sum[0][l] + sum[1][l]) * scale[l];
        }
    }
}

MAINSIGHT_LANES void dotLanes(std::size_t from, std::size_t to, const double* __restrict x, const double* __restrict y, double* __restrict out) {
    double sum[kLanes] = {};
    for (std::size_t i = from; i < to; ++i)
        for (std::size_t l = 0; l < kLanes; ++l) sum[l] += x[i * kLanes + l] * y[i * kLanes + l];
    for (std::size_t l = 0; l < kLanes; ++l) out[l] = sum[l];
}

} // namespace ms::localisation::detail
