#include "core/wire/frame.h"

#include <doctest/doctest.h>

#include <random>

using namespace ms::wire;

namespace {

std::vector<Frame> decodeAll(FrameDecoder& decoder) {
    std::vector<Frame> frames;
    while (auto frame = decoder.next()) frames.push_back(std::move(*frame));
    return frames;
}

} // namespace

TEST_CASE("frames come out as they went in, however the stream is split") {
    std::vector<Frame> sent;
    std::string stream;
    for (std::uint32_t i = 0; i < 40; ++i) {
        sent.push_back({i, std::string(i * i * 7, static_cast<char>(i))});
        stream += encodeFrame(i, sent.back().payload);
    }
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{16}, std::size_t{1000}, stream.size()}) {
        CAPTURE(piece);
        FrameDecoder decoder;
        std::vector<Frame> got;
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            decoder.feed(std::string_view(stream).substr(at, piece));
            for (auto& frame : decodeAll(decoder)) got.push_back(std::move(frame));
        }
        CHECK(got == sent);
        CHECK_FALSE(decoder.error());
        CHECK(decoder.pending() == 0);
    }
}

TEST_CASE("a stray print is found at once, with its place and its text") {
    FrameDecoder decoder;
    decoder.feed(encodeFrame(4, "abc") + "Segmentation fault\n");
    CHECK(decodeAll(decoder).size() == 1);
    REQUIRE(decoder.error());
    CHECK(decoder.error()->message == "byte 19: no frame begins here, but 'Segmentation fault\\x0a'");
    decoder.feed(encodeFrame(4, "abc")); // not trusted again
    CHECK(decodeAll(decoder).empty());
}

TEST_CASE("one wrong first byte is enough: nobody waits for a header that never comes") {
    FrameDecoder decoder;
    decoder.feed("x");
    CHECK_FALSE(decoder.next());
    CHECK(decoder.error());
}

TEST_CASE("a length above the cap is refused before anything is stored") {
    std::string bytes = encodeFrame(2, "abc");
    bytes[8] = bytes[9] = bytes[10] = bytes[11] = '\x7F';
    FrameDecoder decoder;
    decoder.feed(bytes);
    CHECK_FALSE(decoder.next());
    REQUIRE(decoder.error());
    CHECK(decoder.error()->message.find("announces 2139062143 bytes") != std::string::npos);
}

TEST_CASE("any single flipped bit is noticed or leaves the frame waiting; never a wrong payload") {
    const std::string good = encodeFrame(3, "payload of a frame");
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        std::string bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
        FrameDecoder decoder;
        decoder.feed(bad);
        const auto frame = decoder.next();
        if (frame) { // only the type may have changed: the message codec judges it
            CHECK(bit / 8 >= 4);
            CHECK(bit / 8 < 8);
        } else {
            CHECK((decoder.error().has_value() || decoder.pending() > 0));
        }
    }
}

TEST_CASE("random garbage neither crashes nor yields frames") {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string bytes(random() % 300, '\0');
        for (char& c : bytes) c = static_cast<char>(random());
        if (round % 2) bytes.insert(0, kMagic);
        FrameDecoder decoder;
        decoder.feed(bytes);
        CHECK(decodeAll(decoder).empty());
    }
}

TEST_CASE("a cut-off stream says how much is pending") {
    FrameDecoder decoder;
    decoder.feed(std::string_view(encodeFrame(1, "abcdef")).substr(0, 20));
    CHECK_FALSE(decoder.next());
    CHECK(decoder.pending() == 20);
}
