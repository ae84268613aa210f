#include "core/ingest/value_codec.h"

namespace ms::ingest {
namespace {

void put(ByteWriter& out, const std::optional<double>& v) {
    out.u8(v ? 1 : 0);
    if (v) out.f64(*v);
}

std::optional<double> getOptional(ByteReader& in) { return in.u8() == 1 ? std::optional(in.f64()) : std::nullopt; }

} // namespace

void put(ByteWriter& out, const series::Sensor& s) {
    out.text(s.name);
    out.text(s.element);
    out.u8(static_cast<std::uint8_t>(s.quantity));
    out.text(s.unit);
    out.text(s.zone);
    put(out, s.x);
    put(out, s.y);
    out.text(s.timezone);
    out.f64(s.sign);
}

series::Sensor getSensor(ByteReader& in) {
    series::Sensor s;
    s.name = in.text();
    s.element = in.text();
    const std::uint8_t quantity = in.u8();
    if (quantity > static_cast<std::uint8_t>(Quantity::demand)) in.fail();
    s.quantity = static_cast<Quantity>(quantity > 3 ? 0 : quantity);
    s.unit = in.text();
    s.zone = in.text();
    s.x = getOptional(in);
    s.y = getOptional(in);
    s.timezone = in.text();
    s.sign = in.f64();
    return s;
}

void put(ByteWriter& out, const Diagnostic& d) {
    out.u8(static_cast<std::uint8_t>(d.severity));
    for (const std::string* text : {&d.code, &d.message, &d.subject, &d.element, &d.text, &d.kept, &d.advice}) out.text(*text);
    out.zigzag(d.position.line);
    out.zigzag(d.position.column);
}

Diagnostic getDiagnostic(ByteReader& in) {
    Diagnostic d;
    const std::uint8_t severity = in.u8();
    if (severity > static_cast<std::uint8_t>(Severity::error)) in.fail();
    d.severity = static_cast<Severity>(severity > 2 ? 0 : severity);
    for (std::string* text : {&d.code, &d.message, &d.subject, &d.element, &d.text, &d.kept, &d.advice}) *text = in.text();
    d.position.line = in.zigzag();
    d.position.column = in.zigzag();
    return d;
}

} // namespace ms::ingest
