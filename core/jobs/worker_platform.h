#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

/// What a worker asks of the operating system; the one file that differs between Linux and Windows.
namespace ms::jobs::platform {

/// The pipe ends a worker talks through.
struct Channel {
    int in = -1;
    int out = -1;
};

/// Keeps a private copy of stdout and points descriptor 1 at stderr, so that a stray print cannot break a frame; the copy is not inherited. Call
/// first.
[[nodiscard]] Result<Channel> claimChannel();

/// Asks to be killed when the thread that started this process ends, however it ends. Where the system cannot, closed stdin must do (false).
bool dieWithParent();

/// Limits the address space of this process. False where the system cannot, or where a sanitizer needs all of it.
bool limitMemory(std::uint64_t bytes);

/// Memory that was freed is kept for the next file instead of being given back and fetched again. For processes that work with large arrays.
void keepMemory();

/// Blocks; appends what came to `to`. False at the end of the stream or on an error.
[[nodiscard]] bool readSome(int in, std::string& to);
/// Blocks until all is written; false when the reader is gone.
[[nodiscard]] bool writeAll(int out, std::string_view bytes);

[[nodiscard]] std::int64_t processId();
/// Whether a process of this machine still runs; true where that cannot be told.
[[nodiscard]] bool processRuns(std::int64_t id);
[[nodiscard]] std::string hostName();
/// CPU time that this process has used, of all its threads.
[[nodiscard]] double cpuTime_s();
/// Bytes of memory of this machine; 0 when unknown.
[[nodiscard]] std::uint64_t physicalMemory();

/// Ends the process at once, without destructors: for a worker whose parent is gone while it computes.
[[noreturn]] void leave(int status);

} // namespace ms::jobs::platform
