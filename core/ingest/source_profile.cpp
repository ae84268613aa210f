#include "core/ingest/source_profile.h"

#include <algorithm>

namespace ms::ingest {

const SourceProfile::Column* SourceProfile::column(const std::string& header) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.header == header; });
    return found == columns.end() ? nullptr : &*found;
}

const SourceProfile* profileFor(const std::string& signature, const std::vector<SourceProfile>& profiles) {
    if (signature.empty()) return nullptr;
    const auto found = std::find_if(profiles.begin(), profiles.end(), [&](const SourceProfile& p) { return p.signature == signature; });
    return found == profiles.end() ? nullptr : &*found;
}

void put(ByteWriter& out, const SourceProfile& p) {
    out.text(p.signature);
    out.text(p.name);
    out.boolean(p.order.has_value());
    if (p.order) out.u8(static_cast<std::uint8_t>(*p.order));
    out.boolean(p.decimalMark.has_value());
    if (p.decimalMark) out.u8(static_cast<std::uint8_t>(*p.decimalMark));
    out.count(p.columns.size());
    for (const SourceProfile::Column& c : p.columns) {
        out.text(c.header);
        out.u8(static_cast<std::uint8_t>(c.quantity));
        out.text(c.unit);
    }
}

SourceProfile getProfile(ByteReader& in) {
    SourceProfile p;
    p.signature = in.text();
    p.name = in.text();
    if (in.boolean()) p.order = in.enumerator(DateOrder::mdy);
    if (in.boolean()) p.decimalMark = static_cast<char>(in.u8());
    for (std::size_t n = in.count(3); n > 0 && !in.failed(); --n) {
        SourceProfile::Column& c = p.columns.emplace_back();
        c.header = in.text();
        c.quantity = in.enumerator(Quantity::demand);
        c.unit = in.text();
    }
    return p;
}

} // namespace ms::ingest
