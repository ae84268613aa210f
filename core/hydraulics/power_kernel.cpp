#include "core/hydraulics/power_kernel.h"

#include "core/base/lanes.h"
#include "core/hydraulics/units.h"

#include <bit>
#include <cmath>
#include <cstdint>

// A call of std::bit_cast would not be inlined into functions with options of their own, and the loop would stay narrow.
#if defined(__GNUC__) || defined(__clang__)
#define MAINSIGHT_BITS(type, value) __builtin_bit_cast(type, value)
#else
#define MAINSIGHT_BITS(type, value) std::bit_cast<type>(value)
#endif

namespace ms::hydraulics::detail {
namespace {

// 2 / ln 2 / (2 k + 1) and ln(2)^k / k!.
constexpr double kLog[] = {2.8853900817779268,  0.96179669392597560, 0.57707801635558535, 0.41219858311113239, 0.32059889797532520,
                           0.26230818925253881, 0.22195308321368667, 0.19235933878519512, 0.16972882833987805};
constexpr double kExp[] = {1.0,
                           0.69314718055994531,
                           0.24022650695910071,
                           0.055504108664821580,
                           0.0096181291076284772,
                           0.0013333558146428443,
                           0.00015403530393381610,
                           1.5252733804059840e-05,
                           1.3215486790144309e-06,
                           1.0178086009239700e-07,
                           7.0549116208011233e-09,
                           4.4455382718708115e-10,
                           2.5678435993488202e-11};

} // namespace

MAINSIGHT_WIDE void powerPipes(std::size_t count, double exponent, const double* __restrict flow, const double* __restrict resistance,
                               const double* __restrict minor, double* __restrict conductance, double* __restrict rest) {
    constexpr std::uint64_t mantissa = 0x000FFFFFFFFFFFFFULL, one = 0x3FF0000000000000ULL, magicBits = 0x4330000000000000ULL;
    constexpr double magic = 4503599627370496.0, round = 6755399441055744.0; // 2^52, 1.5 * 2^52
    const double power = exponent - 1.0, inverse = 1.0 / exponent, linear = kLeastGradient * inverse;
    for (std::size_t i = 0; i < count; ++i) {
        const double q = std::fabs(flow[i]);
        // log2 q = e + log2 m, m within sqrt(1/2) .. sqrt(2)
        const std::uint64_t bits = MAINSIGHT_BITS(std::uint64_t, q);
        const double m0 = MAINSIGHT_BITS(double, (bits & mantissa) | one);
        const double e0 = MAINSIGHT_BITS(double, (bits >> 52) | magicBits) - (magic + 1023.0);
        const bool high = m0 > 1.4142135623730951;
        const double m = high ? 0.5 * m0 : m0, e = high ? e0 + 1.0 : e0;
        const double s = (m - 1.0) / (m + 1.0), s2 = s * s;
        double p = kLog[8];
        p = p * s2 + kLog[7];
        p = p * s2 + kLog[6];
        p = p * s2 + kLog[5];
        p = p * s2 + kLog[4];
        p = p * s2 + kLog[3];
        p = p * s2 + kLog[2];
        p = p * s2 + kLog[1];
        p = p * s2 + kLog[0];
        const double t = power * (e + s * p);
        // 2^t
        const double shifted = t + round, f = t - (shifted - round);
        double x = kExp[12];
        x = x * f + kExp[11];
        x = x * f + kExp[10];
        x = x * f + kExp[9];
        x = x * f + kExp[8];
        x = x * f + kExp[7];
        x = x * f + kExp[6];
        x = x * f + kExp[5];
        x = x * f + kExp[4];
        x = x * f + kExp[3];
        x = x * f + kExp[2];
        x = x * f + kExp[1];
        x = x * f + kExp[0];
        const std::uint64_t whole = MAINSIGHT_BITS(std::uint64_t, shifted) << 52; // 2^n as a shift of the exponent
        const double raised = MAINSIGHT_BITS(double, MAINSIGHT_BITS(std::uint64_t, x) + whole);
        const double steep = exponent * resistance[i] * raised;
        const bool flat = !(steep >= kLeastGradient);
        double gradient = flat ? linear : steep;
        double loss = flat ? gradient * q : gradient * q * inverse;
        loss += minor[i] * q * q;
        gradient += 2.0 * minor[i] * q;
        const double c = 1.0 / gradient;
        conductance[i] = c;
        rest[i] = std::copysign(q - loss * c, flow[i]);
    }
}

} // namespace ms::hydraulics::detail
