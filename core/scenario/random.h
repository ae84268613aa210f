#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace ms::scenario {

/// Random numbers that are the same on every machine and in every release: xoshiro256** (Blackman and Vigna 2018), seeded through splitmix64 by
/// a seed and the name of what the numbers are for, so that a new use of randomness does not shift the others. Not for cryptography. A value.
class Random {
public:
    Random(std::uint64_t seed, std::string_view purpose) {
        std::uint64_t state = seed;
        for (const char c : purpose) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        for (std::uint64_t& word : m_state) {
            state += 0x9e3779b97f4a7c15ULL;
            std::uint64_t z = state;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
            word = z ^ (z >> 31);
        }
    }

    std::uint64_t next() {
        const std::uint64_t result = rotate(m_state[1] * 5, 7) * 9;
        const std::uint64_t t = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= t;
        m_state[3] = rotate(m_state[3], 45);
        return result;
    }
    /// In [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Standard normal, by Marsaglia's polar method.
    double normal() {
        if (m_hasSpare) {
            m_hasSpare = false;
            return m_spare;
        }
        double u = 0, v = 0, s = 0;
        do {
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        const double factor = std::sqrt(-2 * std::log(s) / s);
        m_spare = v * factor;
        m_hasSpare = true;
        return u * factor;
    }

private:
    static std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    std::array<std::uint64_t, 4> m_state{};
    double m_spare = 0;
    bool m_hasSpare = false;
};

/// A stationary first-order autoregression with standard deviation `sd` and correlation exp(-step/memory) between steps.
class Wander {
public:
    Wander(double sd, double memory_s, double step_s, Random& random)
        : m_keep(memory_s > 0 ? std::exp(-step_s / memory_s) : 0), m_kick(sd * std::sqrt(1 - m_keep * m_keep)), m_value(sd * random.normal()) {}
    double advance(Random& random) { return m_value = m_keep * m_value + m_kick * random.normal(); }
    [[nodiscard]] double value() const { return m_value; }

private:
    double m_keep, m_kick, m_value;
};

} // namespace ms::scenario
