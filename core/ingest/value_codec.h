#pragma once

#include "core/base/bytes.h"
#include "core/base/diagnostic.h"
#include "core/series/sensor.h"

namespace ms::ingest {

void put(ByteWriter& out, const series::Sensor& sensor);
void put(ByteWriter& out, const Diagnostic& diagnostic);
[[nodiscard]] series::Sensor getSensor(ByteReader& in);
[[nodiscard]] Diagnostic getDiagnostic(ByteReader& in);

} // namespace ms::ingest
