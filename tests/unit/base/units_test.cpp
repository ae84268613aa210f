#include "core/base/result.h"
#include "core/base/units.h"

#include <doctest/doctest.h>

using namespace ms;

TEST_CASE("units are found by any usual spelling") {
    CHECK(unitFromString("m3/h")->toSi == doctest::Approx(1.0 / 3600));
    CHECK(unitFromString("m\xC2\xB3/h")->toSi == doctest::Approx(1.0 / 3600));
    CHECK(unitFromString("m\xB3/h")->toSi == doctest::Approx(1.0 / 3600));
    CHECK(unitFromString("Ml/d")->toSi * 1000 == doctest::Approx(11.574).epsilon(1e-4));
    CHECK(unitFromString(" BAR ")->toSi == doctest::Approx(10.1972).epsilon(1e-5));
    CHECK(unitFromString("psi")->toSi == doctest::Approx(0.70307).epsilon(1e-5));
    CHECK(unitFromString("l/s")->quantity == Quantity::flow);
    CHECK(!unitFromString("furlongs").has_value());
}

TEST_CASE("a result holds a value or an error") {
    const Result<int> good = 3;
    const Result<int> bad = Error{ErrorCode::notFound, "no such pipe", "a.inp", "p7", {12, 0}, "check the id"};
    CHECK(*good == 3);
    REQUIRE(!bad.ok());
    CHECK(bad.error().toString() == "a.inp:12: no such pipe (p7). check the id");
}
