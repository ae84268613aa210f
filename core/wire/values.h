#pragma once

#include "core/analysis/analysis.h"
#include "core/base/bytes.h"
#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/detection/event_codec.h"
#include "core/project/project_file.h"

#include <vector>

/// Byte forms of the values that messages and the files of a run carry. Every pair is exact: reading gives an equal value, and equal values give
/// equal bytes (what "the same events, byte for byte" rests on).
namespace ms::wire {

void write(ByteWriter& to, const Error& error);
void write(ByteWriter& to, const Diagnostic& diagnostic);
void write(ByteWriter& to, const analysis::Options& options);
void write(ByteWriter& to, const analysis::Task& task);
void write(ByteWriter& to, const analysis::TaskOutput& output);
void write(ByteWriter& to, const analysis::ExpectedBand& band);
void write(ByteWriter& to, const project::PackedBand& band);

void read(ByteReader& from, Error& error);
void read(ByteReader& from, Diagnostic& diagnostic);
void read(ByteReader& from, analysis::Options& options);
void read(ByteReader& from, analysis::Task& task);
void read(ByteReader& from, analysis::TaskOutput& output);
void read(ByteReader& from, analysis::ExpectedBand& band);
void read(ByteReader& from, project::PackedBand& band);

inline void write(ByteWriter& to, const std::string& text) { to.text(text); }
inline void read(ByteReader& from, std::string& text) { text = from.text(); }

template <typename T>
void write(ByteWriter& to, const std::vector<T>& list) {
    to.count(list.size());
    for (const T& element : list) write(to, element);
}

template <typename T>
void read(ByteReader& from, std::vector<T>& list) {
    const std::size_t n = from.count(1);
    list.clear();
    for (std::size_t i = 0; i < n && !from.failed(); ++i) read(from, list.emplace_back());
}

/// A value (or a list) as bytes, and back; `what` names it in the error.
template <typename T>
[[nodiscard]] std::string toBytes(const T& value) {
    ByteWriter to;
    write(to, value);
    return to.take();
}

template <typename T>
[[nodiscard]] Result<T> fromBytes(std::string_view bytes, std::string_view what) {
    ByteReader from(bytes);
    T value{};
    read(from, value);
    if (auto end = from.finish(what); !end) return end.error();
    return value;
}

} // namespace ms::wire
