#include "core/export/workshop.h"

namespace ms::output {

namespace fs = std::filesystem;

Workshop::Workshop(const fs::path& target) {
    const fs::path parent = target.parent_path().empty() ? fs::path(".") : target.parent_path();
    for (int i = 0; i < 1000 && m_folder.empty(); ++i) {
        const fs::path candidate = parent / (".mainsight-" + target.filename().string() + "-" + std::to_string(i));
        std::error_code error;
        if (fs::create_directory(candidate, error)) m_folder = candidate;
        if (error) break;
    }
}

Workshop::~Workshop() {
    std::error_code ignored; // nothing to be done about it in a destructor; the folder's name says what it was
    if (!m_folder.empty()) fs::remove_all(m_folder, ignored);
}

Error cannotWriteHere(const fs::path& target) {
    return {ErrorCode::unwritable, "cannot be written here", target.string(), {}, {}, "does the folder exist, and may you write to it?"};
}

Result<void> publish(const fs::path& made, const fs::path& target) {
    std::error_code error;
    fs::rename(made, target, error);
    if (error)
        return Error{ErrorCode::unwritable,           "could not be put in its place: " + error.message(), target.string(), {}, {},
                     "is it open in another program?"};
    return {};
}

} // namespace ms::output
