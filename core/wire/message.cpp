#include "core/wire/message.h"

#include "core/base/bytes.h"
#include "core/wire/values.h"

#include "core/base/version.h"
#include "core/wire/build_id.h"

#include <array>

namespace ms::wire {
namespace {

void put(ByteWriter& to, const Start& m) {
    to.u64(m.task);
    to.text(m.service);
    to.text(m.request);
    to.text(m.outputPath);
}
void get(ByteReader& from, Start& m) {
    m.task = from.u64();
    m.service = from.text();
    m.request = from.text();
    m.outputPath = from.text();
}
void put(ByteWriter& to, const Cancel& m) { to.u64(m.task); }
void get(ByteReader& from, Cancel& m) { m.task = from.u64(); }
void put(ByteWriter& to, const Hello& m) {
    to.u32(m.protocol);
    to.text(m.build);
    to.i64(m.pid);
    to.text(m.host);
}
void get(ByteReader& from, Hello& m) {
    m.protocol = from.u32();
    m.build = from.text();
    m.pid = from.i64();
    m.host = from.text();
}
void put(ByteWriter& to, const Progress& m) {
    to.u64(m.task);
    to.text(m.stage);
    to.i64(m.done);
    to.i64(m.total);
}
void get(ByteReader& from, Progress& m) {
    m.task = from.u64();
    m.stage = from.text();
    m.done = from.i64();
    m.total = from.i64();
}
void put(ByteWriter& to, const Finding& m) {
    to.u64(m.task);
    Diagnostic cut = m.diagnostic;
    for (std::string* text : {&cut.message, &cut.text, &cut.kept, &cut.advice})
        if (text->size() > 4000) text->resize(4000);
    write(to, cut);
}
void get(ByteReader& from, Finding& m) {
    m.task = from.u64();
    read(from, m.diagnostic);
}
void put(ByteWriter& to, const Partial& m) {
    to.u64(m.task);
    to.text(m.bytes);
}
void get(ByteReader& from, Partial& m) {
    m.task = from.u64();
    m.bytes = from.text();
}
void put(ByteWriter& to, const Heartbeat& m) { to.u64(m.task); }
void get(ByteReader& from, Heartbeat& m) { m.task = from.u64(); }
void put(ByteWriter& to, const Done& m) {
    to.u64(m.task);
    to.text(m.inlineBytes);
    to.u64(m.outputSize);
    to.u64(m.outputChecksum);
}
void get(ByteReader& from, Done& m) {
    m.task = from.u64();
    m.inlineBytes = from.text();
    m.outputSize = from.u64();
    m.outputChecksum = from.u64();
}
void put(ByteWriter& to, const Failed& m) {
    to.u64(m.task);
    Error cut = m.error;
    for (std::string* text : {&cut.message, &cut.advice})
        if (text->size() > 4000) text->resize(4000);
    write(to, cut);
}
void get(ByteReader& from, Failed& m) {
    m.task = from.u64();
    read(from, m.error);
}
void put(ByteWriter& to, const Cancelled& m) { to.u64(m.task); }
void get(ByteReader& from, Cancelled& m) { m.task = from.u64(); }

constexpr std::array kNames{"Start", "Cancel", "Hello", "Progress", "Diagnostic", "Partial", "Heartbeat", "Done", "Failed", "Cancelled"};
static_assert(kNames.size() == std::variant_size_v<Message>);

/// Frame types: the place in Message, plus one.
template <std::size_t I>
Result<Message> decodeAs(std::uint32_t type, ByteReader& from) {
    if constexpr (I < std::variant_size_v<Message>) {
        if (type != I + 1) return decodeAs<I + 1>(type, from);
        std::variant_alternative_t<I, Message> message;
        get(from, message);
        if (auto end = from.finish(kNames[I]); !end) return end.error();
        return Message(std::move(message));
    } else {
        return Error{ErrorCode::invalidInput, "there is no message of type " + std::to_string(type), {}, {}, {}, {}};
    }
}

} // namespace

const char* buildId() {
    static const std::string id = std::string(kVersion) + "-" + kSourcesHash;
    return id.c_str();
}

std::string encode(const Message& message) {
    ByteWriter to;
    std::visit([&](const auto& m) { put(to, m); }, message);
    return encodeFrame(static_cast<std::uint32_t>(message.index() + 1), to.view());
}

Result<Message> decode(const Frame& frame) {
    ByteReader from(frame.payload);
    return decodeAs<0>(frame.type, from);
}

const char* nameOf(const Message& message) { return kNames[message.index()]; }

} // namespace ms::wire
