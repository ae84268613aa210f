#include "core/base/part.h"

#include <filesystem>

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace ms {
namespace {

namespace fs = std::filesystem;

#ifdef _WIN32
constexpr const char* kPartEnding = ".dll";

void* openPart(const fs::path& path) { return LoadLibraryW(path.c_str()); }
std::string whyNot() { return "error " + std::to_string(GetLastError()); }
void* symbolOf(void* part, const std::string& symbol) { return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(part), symbol.c_str())); }
#else
constexpr const char* kPartEnding = ".so";

void* openPart(const fs::path& path) { return ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL); }
std::string whyNot() {
    const char* said = ::dlerror();
    return said ? said : "unknown reason";
}
void* symbolOf(void* part, const std::string& symbol) { return ::dlsym(part, symbol.c_str()); }
#endif

} // namespace

std::string programFolder() {
#ifdef _WIN32
    std::wstring path(32768, L'\0');
    path.resize(GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
    return fs::path(path).parent_path().string();
#else
    std::error_code none;
    return fs::read_symlink("/proc/self/exe", none).parent_path().string();
#endif
}

Result<void*> loadPart(const std::string& name, const std::string& symbol) {
    const fs::path folder = programFolder(), file = name + kPartEnding;
    std::string why = "it lies neither in " + folder.string() + " nor in ../lib/mainsight";
    for (const fs::path& path : {folder / file, folder / ".." / "lib" / "mainsight" / file}) {
        std::error_code none;
        if (!fs::exists(path, none)) continue;
        void* const part = openPart(path);
        void* const found = part ? symbolOf(part, symbol) : nullptr;
        if (found) return found;
        why = whyNot();
    }
    return Error{ErrorCode::internal, "a part of this program cannot be loaded: " + why, file.string(), {}, {}, "install the program again"};
}

} // namespace ms
