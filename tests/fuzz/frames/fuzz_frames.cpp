#include "core/wire/message.h"
#include "core/wire/values.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// A stream of any bytes, in pieces of any size: the decoder must neither crash nor grow, gives the same frames however the stream is cut, and what
/// decodes as a message must come out the same after another round.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ms::wire;
    if (size == 0) return 0;
    const std::size_t piece = 1 + data[0] % 64;
    const std::string_view stream(reinterpret_cast<const char*>(data) + 1, size - 1);
    FrameDecoder whole, pieces;
    whole.feed(stream);
    std::vector<Frame> frames, again;
    while (auto frame = whole.next()) frames.push_back(std::move(*frame));
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        pieces.feed(stream.substr(at, piece));
        while (auto frame = pieces.next()) again.push_back(std::move(*frame));
    }
    if (frames != again || whole.error().has_value() != pieces.error().has_value()) std::abort();
    frames.push_back({static_cast<std::uint32_t>(1 + data[0] % 12), std::string(stream)}); // the codec without the frame's checksum
    for (const Frame& frame : frames) {
        const auto message = decode(frame);
        if (!message) continue;
        FrameDecoder decoder;
        decoder.feed(encode(*message));
        const auto back = decoder.next();
        if (!back || encode(*decode(*back)) != encode(*message)) std::abort();
    }
    (void)fromBytes<std::vector<ms::detection::Event>>(stream, "events").ok();
    (void)fromBytes<std::vector<ms::analysis::ExpectedBand>>(stream, "bands").ok();
    (void)fromBytes<ms::analysis::TaskOutput>(stream, "output").ok();
    return 0;
}
