#pragma once

#include "core/base/result.h"
#include "core/series/readings.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ms::ingest {

/// Number of the UTC month that holds an instant: year * 12 + month - 1. A chunk holds the readings of one sensor in one such month.
[[nodiscard]] std::int32_t monthOf(std::int64_t time_ms);
[[nodiscard]] std::int64_t startOfMonth_ms(std::int32_t month);

/// Decimal numbers as integers: value = mantissa / 10^decimals * factor, computed in exactly this order in double precision, so that decoding gives
/// the very bits that parsing the text and converting the unit would give.
struct DecimalScale {
    int decimals = 0;
    double factor = 1; ///< unit to SI
    bool operator==(const DecimalScale&) const = default;
};

/// Readings to be encoded: times ascending and unique. Either `mantissas` with `scale`, or `values` (SI). `quality` empty = all good.
struct ChunkSource {
    std::span<const std::int64_t> times_ms;
    std::span<const std::int64_t> mantissas;
    DecimalScale scale;
    std::span<const double> values;
    std::span<const std::uint8_t> quality;
};

/// Least and greatest value by day (and by hour for dense chunks), for charts that show years.
struct ChunkSummary {
    std::int64_t count = 0, first_ms = 0, last_ms = 0;
    double low = 0, high = 0; ///< SI; NaN when there is no finite value
    std::string bins;         ///< see ChunkBins
};

/// The zoomed-out picture of one chunk: bins of `binsPerDay` from the month's start; float32, rounded outwards; NaN where none.
struct ChunkBins {
    int binsPerDay = 1;
    std::vector<float> low, high;
};
[[nodiscard]] Result<ChunkBins> decodeBins(std::string_view bytes);

struct EncodedChunk {
    std::int32_t month = 0;
    ChunkSummary summary;
    std::string data;
};

/// Turns readings into bytes, losslessly: times as run lengths of their steps; decimals as integers, differenced where that is smaller, in byte
/// planes under zstd; other doubles as XOR with their predecessor; a 32-bit checksum. The same readings always give the same bytes. Not thread-safe;
/// one a thread.
class ChunkEncoder {
public:
    ChunkEncoder();
    ~ChunkEncoder();
    ChunkEncoder(const ChunkEncoder&) = delete;
    ChunkEncoder& operator=(const ChunkEncoder&) = delete;
    /// All of `source` must lie in one month and hold at least one reading.
    [[nodiscard]] EncodedChunk encode(const ChunkSource& source);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

struct DecodedChunk {
    series::Readings readings;
    std::optional<DecimalScale> scale;   ///< when stored as decimals
    std::vector<std::int64_t> mantissas; ///< then, and only when asked for
};

/// invalidInput when the bytes are damaged.
[[nodiscard]] Result<DecodedChunk> decodeChunk(std::string_view bytes, bool withMantissas = false);

/// Finds decimals (0 to 9) such that every value is exactly mantissa / 10^decimals * factor. nullopt when there is none.
struct DecimalColumn {
    DecimalScale scale;
    std::vector<std::int64_t> mantissas;
};
[[nodiscard]] std::optional<DecimalColumn> findDecimals(std::span<const double> values, double factor);

/// 10^n as a double, exact; 0 <= n <= 18.
[[nodiscard]] double powerOfTen(int n);

} // namespace ms::ingest
