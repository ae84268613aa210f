#pragma once

#include "core/base/sanitizers.h"

#include <cstddef>

/// Eight numbers that are worked on at once, and a mark for loops that are worth a copy of their own for each width of vectors the processor may
/// have. The copy is chosen when the program starts (GCC on x86-64; elsewhere there is the plain one), so last digits may differ between processors,
/// never between programs on one machine. Header-only; what is marked should have no callers inside its own copy that are not inlined.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(MAINSIGHT_SANITIZED)
#define MAINSIGHT_WIDE                                                                                                                               \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), optimize("O3", "no-trapping-math", "no-math-errno")))
#else
#define MAINSIGHT_WIDE
#endif

namespace ms {

inline constexpr std::size_t kLanes = 8;

#if defined(__GNUC__) && !defined(__clang__)
/// May lie anywhere a double may, so that arrays of doubles can be looked at as arrays of these. (Through an alias clang forgets that alignment,
/// through a reference to a typedef too, and GCC through a typedef.)
using Eight = double __attribute__((vector_size(kLanes * sizeof(double)), aligned(alignof(double)), may_alias));
#else
struct Eight { // for compilers without vectors as a type
    double lane[kLanes];
    double& operator[](std::size_t l) { return lane[l]; }
    double operator[](std::size_t l) const { return lane[l]; }
    Eight& operator+=(const Eight& o) { return *this = *this + o; }
    Eight& operator-=(const Eight& o) { return *this = *this - o; }
    Eight& operator*=(const Eight& o) { return *this = *this * o; }
    Eight& operator*=(double o) { return *this = o * *this; }
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

} // namespace ms
