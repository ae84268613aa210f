#include "core/base/bytes.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>

using namespace ms;

TEST_CASE("every kind of value survives the way through bytes") {
    ByteWriter to;
    to.u8(200);
    to.u32(0xDEADBEEF);
    to.i64(std::numeric_limits<std::int64_t>::min());
    to.f32(-0.1f);
    to.f64(std::numeric_limits<double>::quiet_NaN());
    to.varint(std::numeric_limits<std::uint64_t>::max());
    to.zigzag(-1);
    to.zigzag(std::numeric_limits<std::int64_t>::min());
    to.text(std::string_view("a\0b", 3));
    to.boolean(true);
    ByteReader from(to.view());
    CHECK(from.u8() == 200);
    CHECK(from.u32() == 0xDEADBEEF);
    CHECK(from.i64() == std::numeric_limits<std::int64_t>::min());
    CHECK(from.f32() == -0.1f);
    CHECK(std::isnan(from.f64()));
    CHECK(from.varint() == std::numeric_limits<std::uint64_t>::max());
    CHECK(from.zigzag() == -1);
    CHECK(from.zigzag() == std::numeric_limits<std::int64_t>::min());
    CHECK(from.text() == std::string_view("a\0b", 3));
    CHECK(from.boolean());
    CHECK(from.finish("values").ok());
}

TEST_CASE("bytes that end too early, counts that lie and bytes too many are said, not read") {
    ByteReader shortened("\x01\x02");
    CHECK(shortened.u32() == 0);
    CHECK(shortened.failed());
    CHECK(shortened.u8() == 0);
    CHECK(shortened.finish("Done").error().message == "Done: the bytes end too early at byte 0");

    ByteReader liar("\x7Fxx");
    CHECK(liar.count(1) == 0);
    CHECK(liar.failed());

    ByteReader endless("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
    CHECK(endless.varint() == 0);
    CHECK(endless.failed());

    ByteReader tooMany("abc");
    CHECK(tooMany.u8() == 'a');
    CHECK(tooMany.finish("Done").error().message == "Done: 2 bytes too many at byte 1");
}
