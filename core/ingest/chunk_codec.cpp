#include "core/ingest/chunk_codec.h"

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/ingest/content_hash.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <memory>

namespace ms::ingest {
namespace {

constexpr std::int64_t kDay_ms = 86'400'000;
constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kDecimalsPlain = 0, kDecimalsDelta = 1, kXor = 2;
constexpr std::uint8_t kRaw = 0, kConstant = 1, kZstd = 2;
constexpr std::int64_t kDenseCount = 20'000; ///< from here on a chunk keeps bins by the hour
constexpr std::size_t kMostReadings = std::size_t{1} << 28;
constexpr int kLevel = 1;

std::uint64_t fold(std::int64_t v) { return (static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63); }
std::int64_t unfold(std::uint64_t v) { return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1); }

Error damagedChunk(const char* what) {
    return {
        ErrorCode::invalidInput, std::string("a stored chunk is damaged: ") + what, {}, {}, {}, "restore the project from a backup, or import again"};
}

float below(double v) {
    const auto f = static_cast<float>(v);
    return static_cast<double>(f) > v ? std::nextafter(f, -std::numeric_limits<float>::infinity()) : f;
}

float above(double v) {
    const auto f = static_cast<float>(v);
    return static_cast<double>(f) < v ? std::nextafter(f, std::numeric_limits<float>::infinity()) : f;
}

void putFloat(std::string& out, float v) {
    const auto bits = std::bit_cast<std::uint32_t>(v);
    for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(bits >> (8 * i)));
}

/// How many of `times` (ascending) lie before `end`. Usually they stand at one distance, so that the answer can be computed and only be checked.
std::size_t countBefore(std::span<const std::int64_t> times, std::int64_t end) {
    if (times.back() < end) return times.size();
    if (times.front() >= end) return 0;
    const std::int64_t step = times[1] - times[0]; // there are two: the first lies before, the last does not
    const auto guess = static_cast<std::size_t>((end - times[0] + step - 1) / step);
    if (guess < times.size() && times[guess - 1] < end && times[guess] >= end) return guess;
    return static_cast<std::size_t>(std::lower_bound(times.begin(), times.end(), end) - times.begin());
}

struct Extent {
    double low, high; ///< infinite, low above high, when there is no finite value
};

/// Least and greatest value in bins; extent(from, to) gives them for the readings of these numbers.
template <typename ExtentOfRange>
void summarise(ChunkSummary& s, std::span<const std::int64_t> times, std::int64_t monthStart, ExtentOfRange extent) {
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    s.count = static_cast<std::int64_t>(times.size());
    s.first_ms = times.front();
    s.last_ms = times.back();
    const int perDay = s.count >= kDenseCount ? 24 : 1;
    const std::int64_t bin_ms = kDay_ms / perDay;
    s.bins.push_back(static_cast<char>(perDay));
    double low = std::numeric_limits<double>::infinity(), high = -low;
    std::int64_t written = 0;
    for (std::size_t i = 0; i < times.size();) {
        const std::int64_t bin = (times[i] - monthStart) / bin_ms, end = monthStart + (bin + 1) * bin_ms;
        const std::size_t n = countBefore(times.subspan(i), end);
        const auto [l, h] = extent(i, i + n);
        i += n;
        for (; written < bin; ++written) {
            putFloat(s.bins, kNan);
            putFloat(s.bins, kNan);
        }
        putFloat(s.bins, l <= h ? below(l) : kNan);
        putFloat(s.bins, l <= h ? above(h) : kNan);
        ++written;
        low = std::min(low, l);
        high = std::max(high, h);
    }
    s.low = low <= high ? low : std::numeric_limits<double>::quiet_NaN();
    s.high = low <= high ? high : std::numeric_limits<double>::quiet_NaN();
}

Extent extentOf(std::span<const double> values) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const double v : values) {
        low = v < low ? v : low;
        high = v > high ? v : high;
    }
    return {low, high};
}

std::pair<std::int64_t, std::int64_t> leastAndGreatest(std::span<const std::int64_t> mantissas) {
    std::int64_t low = mantissas.front(), high = low;
    for (const std::int64_t m : mantissas) {
        low = m < low ? m : low;
        high = m > high ? m : high;
    }
    return {low, high};
}

/// Rounding keeps the order, so that only the least and the greatest integer become values.
Extent extentOf(std::span<const std::int64_t> mantissas, double power, double factor) {
    const auto [low, high] = leastAndGreatest(mantissas);
    const double a = static_cast<double>(low) / power * factor, b = static_cast<double>(high) / power * factor;
    return {std::min(a, b), std::max(a, b)};
}

void putTimes(ByteWriter& out, std::span<const std::int64_t> times) {
    out.varint(times.size());
    out.zigzag(times.front());
    std::size_t runs = 0;
    ByteWriter body;
    for (std::size_t i = 1; i < times.size(); ++runs) {
        const std::int64_t step = times[i] - times[i - 1];
        std::size_t n = 1;
        while (i + n < times.size() && times[i + n] - times[i + n - 1] == step) ++n;
        body.varint(static_cast<std::uint64_t>(step));
        body.varint(n);
        i += n;
    }
    out.varint(runs);
    out.text(body.view());
}

} // namespace

std::int32_t monthOf(std::int64_t time_ms) {
    const CivilTime c = utcFromInstant({time_ms});
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(c.year * 12LL + c.month - 1, INT32_MIN / 2, INT32_MAX / 2)); // of damaged files
}

std::int64_t startOfMonth_ms(std::int32_t month) { return daysFromCivil(month / 12, month % 12 + 1, 1) * kDay_ms; }

double powerOfTen(int n) {
    static constexpr std::array<double, 19> kPowers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                                    1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
    return kPowers[static_cast<std::size_t>(std::clamp(n, 0, 18))];
}

struct ChunkEncoder::Private {
    ZSTD_CCtx* context = ZSTD_createCCtx();
    std::vector<std::uint64_t> words;
    std::string plane, packed;
    ~Private() { ZSTD_freeCCtx(context); }

    /// One stretch of bytes, in the smallest of its forms.
    void putBlock(ByteWriter& out, std::string_view bytes) {
        if (bytes.size() > 1 && bytes.find_first_not_of(bytes.front()) == std::string_view::npos) {
            out.u8(kConstant);
            out.u8(static_cast<std::uint8_t>(bytes.front()));
            return;
        }
        packed.resize(ZSTD_compressBound(bytes.size()));
        const std::size_t n = ZSTD_compressCCtx(context, packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel);
        if (ZSTD_isError(n) != 0U || n >= bytes.size()) {
            out.u8(kRaw);
            out.bytes(bytes);
        } else {
            out.u8(kZstd);
            out.text({packed.data(), n});
        }
    }

    /// Words of 64 bits as planes of their bytes, the empty ones left out.
    void putWords(ByteWriter& out) {
        std::uint64_t all = 0;
        for (std::uint64_t w : words) all |= w;
        const int planes = (std::bit_width(all) + 7) / 8;
        out.u8(static_cast<std::uint8_t>(planes));
        plane.resize(words.size());
        for (int p = 0; p < planes; ++p) {
            const int shift = 8 * p;
            for (std::size_t i = 0; i < words.size(); ++i) plane[i] = static_cast<char>(words[i] >> shift);
            putBlock(out, plane);
        }
    }

    void putDecimals(ByteWriter& out, std::span<const std::int64_t> m, DecimalScale scale) {
        const auto [least, greatest] = leastAndGreatest(m);
        // Differences win where a series moves slowly; noise is smaller as it is.
        bool differ = false;
        if (static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least) < std::uint64_t{1} << 31 && m.size() < std::size_t{1} << 31) {
            std::int64_t plain = 0, delta = 0; // cannot overflow
            for (const std::int64_t v : m) plain += v - least;
            for (std::size_t i = 1; i < m.size(); ++i) delta += std::abs(m[i] - m[i - 1]);
            differ = delta < plain;
        } else {
            double plain = 0, delta = 0;
            for (std::size_t i = 0; i < m.size(); ++i) {
                plain += static_cast<double>(m[i] - least);
                if (i > 0) delta += std::abs(static_cast<double>(m[i] - m[i - 1]));
            }
            differ = delta < plain;
        }
        out.u8(differ ? kDecimalsDelta : kDecimalsPlain);
        out.u8(static_cast<std::uint8_t>(scale.decimals));
        out.f64(scale.factor);
        out.zigzag(differ ? m.front() : least);
        words.resize(m.size());
        if (differ) {
            words[0] = 0;
            for (std::size_t i = 1; i < m.size(); ++i) words[i] = fold(m[i] - m[i - 1]);
        } else {
            for (std::size_t i = 0; i < m.size(); ++i) words[i] = static_cast<std::uint64_t>(m[i] - least);
        }
        putWords(out);
    }

    void putDoubles(ByteWriter& out, std::span<const double> values) {
        out.u8(kXor);
        words.resize(values.size());
        std::uint64_t before = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto bits = std::bit_cast<std::uint64_t>(values[i]);
            words[i] = bits ^ before;
            before = bits;
        }
        putWords(out);
    }
};

ChunkEncoder::ChunkEncoder() : d(std::make_unique<Private>()) {}
ChunkEncoder::~ChunkEncoder() = default;

EncodedChunk ChunkEncoder::encode(const ChunkSource& source) {
    EncodedChunk chunk;
    chunk.month = monthOf(source.times_ms.front());
    const std::int64_t monthStart = startOfMonth_ms(chunk.month);
    ByteWriter out;
    out.u8(kVersion);
    putTimes(out, source.times_ms);
    if (!source.mantissas.empty()) {
        const double power = powerOfTen(source.scale.decimals), factor = source.scale.factor;
        summarise(chunk.summary, source.times_ms, monthStart,
                  [&](std::size_t from, std::size_t to) { return extentOf(source.mantissas.subspan(from, to - from), power, factor); });
        d->putDecimals(out, source.mantissas, source.scale);
    } else {
        summarise(chunk.summary, source.times_ms, monthStart,
                  [&](std::size_t from, std::size_t to) { return extentOf(source.values.subspan(from, to - from)); });
        d->putDoubles(out, source.values);
    }
    const bool flagged = std::any_of(source.quality.begin(), source.quality.end(), [](std::uint8_t q) { return q != 0; });
    out.u8(flagged ? 1 : 0);
    if (flagged) {
        const std::string flags(source.quality.begin(), source.quality.end());
        d->putBlock(out, flags);
    }
    chunk.data = out.take();
    const auto sum = static_cast<std::uint32_t>(contentHash(chunk.data));
    for (int i = 0; i < 4; ++i) chunk.data.push_back(static_cast<char>(sum >> (8 * i)));
    return chunk;
}

namespace {

bool getBlock(ByteReader& in, std::string& out, std::size_t size) {
    switch (in.u8()) {
    case kConstant: out.assign(size, static_cast<char>(in.u8())); return !in.failed();
    case kRaw: out.assign(in.bytes(size)); return !in.failed();
    case kZstd: {
        const std::string_view packed = in.text();
        if (in.failed() || ZSTD_getFrameContentSize(packed.data(), packed.size()) != size) return false;
        out.resize(size);
        // A context is 150 KB that malloc has to find anew each time otherwise, which costs more than a chunk.
        thread_local const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
        return ZSTD_decompressDCtx(context.get(), out.data(), size, packed.data(), packed.size()) == size;
    }
    default: return false;
    }
}

bool getWords(ByteReader& in, std::vector<std::uint64_t>& words, std::size_t size) {
    const int planes = in.u8();
    if (planes > 8) return false;
    words.assign(size, 0);
    std::string plane;
    for (int p = 0; p < planes; ++p) {
        if (!getBlock(in, plane, size)) return false;
        const int shift = 8 * p;
        for (std::size_t i = 0; i < size; ++i) words[i] |= static_cast<std::uint64_t>(static_cast<unsigned char>(plane[i])) << shift;
    }
    return true;
}

bool getTimes(ByteReader& in, std::vector<std::int64_t>& times) {
    const std::uint64_t count = in.varint();
    const std::int64_t first = in.zigzag();
    const std::uint64_t runs = in.varint();
    ByteReader body(in.text());
    if (in.failed() || count == 0 || count > kMostReadings || runs > count) return false;
    times.reserve(static_cast<std::size_t>(count));
    times.push_back(first);
    for (std::uint64_t r = 0; r < runs; ++r) {
        const auto step = static_cast<std::int64_t>(body.varint());
        const std::uint64_t n = body.varint();
        if (body.failed() || step <= 0 || n > count - times.size()) return false;
        for (std::uint64_t i = 0; i < n; ++i) times.push_back(times.back() + step);
    }
    return times.size() == count;
}

} // namespace

Result<DecodedChunk> decodeChunk(std::string_view bytes, bool withMantissas) {
    if (bytes.size() < 5) return damagedChunk("too short");
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < 4; ++i) sum |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[bytes.size() - 4 + i])) << (8 * i);
    bytes.remove_suffix(4);
    if (static_cast<std::uint32_t>(contentHash(bytes)) != sum) return damagedChunk("its checksum is wrong");
    ByteReader in(bytes);
    if (in.u8() != kVersion) return damagedChunk("unknown version");
    DecodedChunk chunk;
    series::Readings& r = chunk.readings;
    if (!getTimes(in, r.times_ms)) return damagedChunk("times");
    const std::size_t n = r.times_ms.size();
    std::vector<std::uint64_t> words;
    const std::uint8_t mode = in.u8();
    r.values.resize(n);
    if (mode == kXor) {
        if (!getWords(in, words, n)) return damagedChunk("values");
        std::uint64_t before = 0;
        for (std::size_t i = 0; i < n; ++i) r.values[i] = std::bit_cast<double>(before ^= words[i]);
    } else if (mode == kDecimalsPlain || mode == kDecimalsDelta) {
        DecimalScale scale;
        scale.decimals = in.u8();
        scale.factor = in.f64();
        std::int64_t base = in.zigzag();
        if (scale.decimals > 18 || !getWords(in, words, n)) return damagedChunk("values");
        const double power = powerOfTen(scale.decimals);
        if (withMantissas) chunk.mantissas.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            const std::int64_t m = mode == kDecimalsDelta ? (base += unfold(words[i])) : base + static_cast<std::int64_t>(words[i]);
            r.values[i] = static_cast<double>(m) / power * scale.factor;
            if (withMantissas) chunk.mantissas[i] = m;
        }
        chunk.scale = scale;
    } else {
        return damagedChunk("unknown coding");
    }
    r.quality.assign(n, 0);
    if (in.u8() == 1) {
        std::string flags;
        if (!getBlock(in, flags, n)) return damagedChunk("quality");
        std::copy(flags.begin(), flags.end(), r.quality.begin());
    }
    if (in.failed() || !in.atEnd()) return damagedChunk("it ends in the wrong place");
    return chunk;
}

Result<ChunkBins> decodeBins(std::string_view bytes) {
    ChunkBins bins;
    if (bytes.size() % 8 != 1) return damagedChunk("bins");
    bins.binsPerDay = bytes[0];
    if (bins.binsPerDay != 1 && bins.binsPerDay != 24) return damagedChunk("bins");
    bytes.remove_prefix(1);
    const auto at = [&](std::size_t i) {
        std::uint32_t bits = 0;
        for (std::size_t b = 0; b < 4; ++b) bits |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[4 * i + b])) << (8 * b);
        return std::bit_cast<float>(bits);
    };
    for (std::size_t i = 0; i < bytes.size() / 8; ++i) {
        bins.low.push_back(at(2 * i));
        bins.high.push_back(at(2 * i + 1));
    }
    return bins;
}

std::optional<DecimalColumn> findDecimals(std::span<const double> values, double factor) {
    DecimalColumn column;
    column.scale.factor = factor;
    column.mantissas.resize(values.size());
    for (int decimals = 0; decimals <= 9; ++decimals) {
        const double power = powerOfTen(decimals);
        bool exact = true;
        for (std::size_t i = 0; i < values.size() && exact; ++i) {
            const double scaled = std::round(values[i] / factor * power);
            exact = std::abs(scaled) < 9007199254740992.0 && scaled / power * factor == values[i] && !(scaled == 0 && std::signbit(values[i]));
            if (exact) column.mantissas[i] = static_cast<std::int64_t>(scaled);
        }
        if (!exact) continue;
        column.scale.decimals = decimals;
        return column;
    }
    return std::nullopt;
}

} // namespace ms::ingest
