#include "core/scenario/text_file.h"

#include <filesystem>
#include <fstream>

namespace ms::scenario {

Result<void> writeTextFile(const std::string& path, const std::string& text) {
    const std::string made = path + ".part";
    std::ofstream file(made, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) return Error{ErrorCode::unwritable, "could not be written to the end", path, {}, {}, "may you write there, and is there space?"};
    std::error_code error;
    std::filesystem::rename(made, path, error);
    if (error) return Error{ErrorCode::unwritable, "could not be put in its place: " + error.message(), path, {}, {}, {}};
    return {};
}

Result<void> makeFolder(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return Error{ErrorCode::unwritable, "the folder cannot be made: " + error.message(), path, {}, {}, {}};
    return {};
}

} // namespace ms::scenario
