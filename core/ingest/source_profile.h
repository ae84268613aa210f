#pragma once

#include "core/base/bytes.h"
#include "core/base/units.h"
#include "core/ingest/time_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace ms::ingest {

/// What one imported file taught about its like: files of the same header, from the same system. It answers what such a file leaves open (the order
/// of dates, units that it does not name, what a column measures) and never contradicts what a file shows.
struct SourceProfile {
    struct Column {
        std::string header;
        Quantity quantity = Quantity::pressure;
        std::string unit;
        bool operator==(const Column&) const = default;
    };
    std::string signature;           ///< Layout::signature()
    std::string name;                ///< the file it was learned from
    std::optional<DateOrder> order;  ///< only where dates proved it
    std::optional<char> decimalMark; ///< only where numbers with one were seen
    std::vector<Column> columns;     ///< what the channels were taken for, by header; long form: one, with an empty header
    bool operator==(const SourceProfile&) const = default;

    [[nodiscard]] const Column* column(const std::string& header) const;
};

/// The one with that signature; null when there is none.
[[nodiscard]] const SourceProfile* profileFor(const std::string& signature, const std::vector<SourceProfile>& profiles);

void put(ByteWriter& out, const SourceProfile& profile);
[[nodiscard]] SourceProfile getProfile(ByteReader& in);

} // namespace ms::ingest
