#include "core/ingest/channel_guess.h"

#include "core/ingest/value_codec.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace ms::ingest {
namespace {

void putNumber(ByteWriter& out, const std::optional<double>& v) {
    out.boolean(v.has_value());
    if (v) out.f64(*v);
}

std::optional<double> getNumber(ByteReader& in) { return in.boolean() ? std::optional(in.f64()) : std::nullopt; }

std::string shortly(double v) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", v);
    return text;
}

bool isPlausible(Quantity quantity, double si) {
    switch (quantity) {
    case Quantity::pressure: return si >= 5 && si <= 150;
    case Quantity::level: return si >= -5 && si <= 120;
    case Quantity::flow:
    case Quantity::demand: return std::abs(si) <= 5;
    }
    return true;
}

} // namespace

void put(ByteWriter& out, const ChannelGuess& g) {
    out.text(g.header);
    out.text(g.source);
    put(out, g.sensor);
    out.count(g.others.size());
    for (const series::Sensor& s : g.others) put(out, s);
    out.boolean(g.ownClock);
    out.zigzag(g.sensors);
    out.boolean(g.mapped);
    out.f64(g.confidence);
    out.count(g.reasons.size());
    for (const std::string& reason : g.reasons) out.text(reason);
    out.text(g.candidate);
    out.u8(static_cast<std::uint8_t>(g.trouble));
    out.boolean(g.soughtInVain);
    out.boolean(g.unitIsSure);
    putNumber(out, g.low);
    putNumber(out, g.median);
    putNumber(out, g.high);
}

ChannelGuess getGuess(ByteReader& in) {
    ChannelGuess g;
    g.header = in.text();
    g.source = in.text();
    g.sensor = getSensor(in);
    for (std::size_t n = in.count(8); n > 0 && !in.failed(); --n) g.others.push_back(getSensor(in));
    g.ownClock = in.boolean();
    g.sensors = static_cast<int>(in.zigzag());
    g.mapped = in.boolean();
    g.confidence = in.f64();
    for (std::size_t n = in.count(1); n > 0 && !in.failed(); --n) g.reasons.emplace_back(in.text());
    g.candidate = in.text();
    g.trouble = in.enumerator(ChannelGuess::Trouble::implausible);
    g.soughtInVain = in.boolean();
    g.unitIsSure = in.boolean();
    g.low = getNumber(in);
    g.median = getNumber(in);
    g.high = getNumber(in);
    return g;
}

std::optional<std::string> implausibility(const ChannelGuess& g) {
    const auto unit = unitFromString(g.sensor.unit);
    if (g.trouble == ChannelGuess::Trouble::noQuantity || g.trouble == ChannelGuess::Trouble::noUnit || !unit || !g.median) return std::nullopt;
    if (isPlausible(g.sensor.quantity, *g.median * unit->toSi)) return std::nullopt;
    const std::string quantity(nameOf(g.sensor.quantity));
    std::string text = "a " + quantity + " of " + shortly(*g.median) + " " + g.sensor.unit + " (half of its values are below) cannot be";
    static constexpr std::array<std::string_view, 5> kPressures{"m", "bar", "kPa", "psi", "mbar"}, kFlows{"l/s", "m3/h", "l/min", "l/h", "m3/d"};
    for (const std::string_view other : g.sensor.quantity == Quantity::flow || g.sensor.quantity == Quantity::demand ? kFlows : kPressures) {
        const auto u = unitFromString(other);
        if (u && u->toSi != unit->toSi && isPlausible(g.sensor.quantity, *g.median * u->toSi))
            return text + "; in " + std::string(other) + " it could";
    }
    return text;
}

} // namespace ms::ingest
