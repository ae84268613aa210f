// A stream of any bytes, in pieces of any size: the decoder does not grow, gives the same frames however the stream is cut, and what decodes as a
// message comes out the same after another round.
#include "core/wire/message.h"
#include "core/wire/values.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace ms;

void exerciseFrames(std::string_view bytes) {
    using namespace ms::wire;
    if (bytes.empty()) return;
    const auto first = static_cast<std::uint8_t>(bytes.front());
    const std::size_t piece = 1 + first % 64;
    const std::string_view stream = bytes.substr(1);
    FrameDecoder whole, pieces;
    whole.feed(stream);
    std::vector<Frame> frames, again;
    while (auto frame = whole.next()) frames.push_back(std::move(*frame));
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        pieces.feed(stream.substr(at, piece));
        while (auto frame = pieces.next()) again.push_back(std::move(*frame));
    }
    test::demand(frames == again && whole.error().has_value() == pieces.error().has_value());
    frames.push_back({static_cast<std::uint32_t>(1 + first % 12), std::string(stream)}); // the codec without the frame's checksum
    for (const Frame& frame : frames) {
        const auto message = decode(frame);
        if (!message) continue;
        FrameDecoder decoder;
        decoder.feed(encode(*message));
        const auto back = decoder.next();
        test::demand(back && encode(*decode(*back)) == encode(*message));
    }
}

std::vector<std::string> frameSeeds() {
    const Diagnostic diagnostic{Severity::warning, "inp.unknown-section", "an unknown section", "net.inp", "[X]", {3, 1}, "x", "the rest",
                                "remove it"};
    const std::vector<wire::Message> messages{wire::Start{1, "import", "request", "/tmp/out"},
                                              wire::Cancel{1},
                                              wire::Hello{1, "build", 7, "host"},
                                              wire::Progress{1, "parse", 3, 9},
                                              wire::Finding{1, diagnostic},
                                              wire::Partial{1, "bytes"},
                                              wire::Heartbeat{1},
                                              wire::Done{1, "inline", 10, 20},
                                              wire::Failed{1, {ErrorCode::invalidInput, "wrong", "file", "P1", {1, 2}, "mend it"}},
                                              wire::Cancelled{1}};
    std::vector<std::string> seeds;
    std::string all("\x07");
    for (const wire::Message& message : messages) {
        const std::string frame = wire::encode(message);
        all += frame;
        wire::FrameDecoder decoder;
        decoder.feed(frame);
        const auto bare = decoder.next();
        seeds.push_back(static_cast<char>(bare->type - 1) + bare->payload);
        seeds.push_back('\x03' + frame);
    }
    seeds.push_back(std::move(all));
    return seeds;
}

const test::FuzzTargetEntry kFrames({"frames", exerciseFrames, frameSeeds});

} // namespace
