#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/wire/frame.h"

#include <cstdint>
#include <string>
#include <variant>

/// The messages between a program and its workers. A task has a number that is unique in its pool; a worker has one task at a time and gives exactly
/// one of Done, Failed, Cancelled for it. What a task is about is opaque here: `service` says who understands `request` ("analysis", "import").
namespace ms::wire {

inline constexpr std::uint32_t kProtocolVersion = 1;
/// Of the sources that define what the two ends say to each other: equal at both ends, or they do not talk.
[[nodiscard]] const char* buildId();

struct Start {
    std::uint64_t task = 0;
    std::string service;
    std::string request;
    std::string outputPath; ///< where to put bulk results, by way of a temporary name; the folder exists
    bool operator==(const Start&) const = default;
};
struct Cancel {
    std::uint64_t task = 0;
    bool operator==(const Cancel&) const = default;
};

struct Hello {
    std::uint32_t protocol = kProtocolVersion;
    std::string build;
    std::int64_t pid = 0;
    std::string host;
    bool operator==(const Hello&) const = default;
};
struct Progress {
    std::uint64_t task = 0;
    std::string stage;
    std::int64_t done = 0, total = 0; ///< total 0 = unknown
    bool operator==(const Progress&) const = default;
};
struct Finding { ///< the Diagnostic message
    std::uint64_t task = 0;
    ms::Diagnostic diagnostic;
    bool operator==(const Finding&) const = default;
};
struct Partial {
    std::uint64_t task = 0;
    std::string bytes; ///< in the service's own form
    bool operator==(const Partial&) const = default;
};
struct Heartbeat {
    std::uint64_t task = 0; ///< 0 = idle
    bool operator==(const Heartbeat&) const = default;
};
struct Done {
    std::uint64_t task = 0;
    std::string inlineBytes;      ///< small results
    std::uint64_t outputSize = 0; ///< of the file at Start::outputPath; 0 = none was written
    std::uint64_t outputChecksum = 0;
    bool operator==(const Done&) const = default;
};
struct Failed {
    std::uint64_t task = 0;
    Error error;
    bool operator==(const Failed&) const = default;
};
struct Cancelled {
    std::uint64_t task = 0;
    bool operator==(const Cancelled&) const = default;
};

using Message = std::variant<Start, Cancel, Hello, Progress, Finding, Partial, Heartbeat, Done, Failed, Cancelled>;

/// The whole frame of a message. Text in diagnostics and errors that would burst the frame is cut; Partial and Done must fit (asserted by
/// encodeFrame).
[[nodiscard]] std::string encode(const Message& message);
/// invalidInput when the type is unknown or the payload is not exactly one such message.
[[nodiscard]] Result<Message> decode(const Frame& frame);
/// "Progress", for messages about messages.
[[nodiscard]] const char* nameOf(const Message& message);

} // namespace ms::wire
