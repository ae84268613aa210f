#include "core/export/zip_file.h"
#include "tests/unit/export/export_fixture.h"

#include <cpl_vsi.h>
#include <cstdint>
#include <doctest/doctest.h>

using namespace ms;
using namespace fixture;

namespace {

std::string inZip(const std::string& zip, const std::string& name) {
    VSILFILE* file = VSIFOpenL(("/vsizip/" + zip + "/" + name).c_str(), "rb");
    if (!file) return "?";
    std::string text(4'000'000, '\0');
    text.resize(VSIFReadL(text.data(), 1, text.size(), file));
    VSIFCloseL(file);
    return text;
}

} // namespace

TEST_CASE("a zip holds the files under one folder, byte for byte, and replaces an old one as a whole") {
    const Folder folder;
    fs::create_directories(folder.file("made"));
    std::string large;
    for (std::int64_t i = 0; i < 300'000; ++i) large += static_cast<char>('a' + i * i % 26);
    std::ofstream(folder.file("made/a.txt")) << "short";
    std::ofstream(folder.file("made/gr\xC3\xBC\xC3\x9F.csv")) << large;
    std::ofstream(folder.file("made/not-wanted")) << "x";
    const std::string zip = folder.file("pack.zip");
    std::ofstream(zip) << "old";
    const auto done = output::zipFiles(folder.file("made"), {"a.txt", "gr\xC3\xBC\xC3\x9F.csv"}, "pack", zip);
    REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().toString()));
    CHECK(inZip(zip, "pack/a.txt") == "short");
    CHECK(inZip(zip, "pack/gr\xC3\xBC\xC3\x9F.csv") == large);
    CHECK(inZip(zip, "pack/not-wanted") == "?");
    CHECK(folder.count() == 2); // the folder and the zip: no workshop left
}

TEST_CASE("what cannot be zipped leaves the old zip alone") {
    const Folder folder;
    fs::create_directories(folder.file("made"));
    const std::string zip = folder.file("pack.zip");
    std::ofstream(zip) << "old";
    const auto missing = output::zipFiles(folder.file("made"), {"nowhere.txt"}, "pack", zip);
    REQUIRE(!missing.ok());
    CHECK(missing.error().code == ErrorCode::unreadable);
    CHECK(textOf(zip) == "old");
    std::ofstream(folder.file("made/a.txt")) << std::string(100, 'x');
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = output::zipFiles(folder.file("made"), {"a.txt"}, "pack", zip, stop.get_token());
    REQUIRE(!stopped.ok());
    CHECK(stopped.error().code == ErrorCode::cancelled);
    CHECK(textOf(zip) == "old");
    CHECK(folder.count() == 2);
}
