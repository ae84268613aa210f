#pragma once

#include "core/base/bytes.h"
#include "core/detection/event.h"

namespace ms::detection {

/// The byte form of an event, between processes of one build and in the outputs of tasks. Exact: reading gives an equal event, equal events give
/// equal bytes. A damaged text leaves the reader failed; the event is then to be thrown away.
void write(ByteWriter& to, const Event& event);
void read(ByteReader& from, Event& event);

} // namespace ms::detection
