// Preloaded into a program (LD_PRELOAD) and its children: counts what is written to the files of one folder, and lets one call fail, or all from a
// byte on.
//
//   MAINSIGHT_FAULT_FOLDER   path with which the files begin
//   MAINSIGHT_FAULT_STATE    a file of two 64-bit numbers that all processes share: calls and bytes so far
//   MAINSIGHT_FAULT_CALL=N   the Nth call says that the device failed (EIO); those after it are well
//   MAINSIGHT_FAULT_BYTE=N   the disk is full after N bytes, and stays so (ENOSPC)
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

struct State {
    std::atomic<std::int64_t> calls, bytes;
};

struct Faults {
    const char* folder = std::getenv("MAINSIGHT_FAULT_FOLDER");
    State* state = nullptr;
    std::int64_t call = 0, byte = 0;
    Faults() {
        const auto number = [](const char* name) -> std::int64_t {
            const char* text = std::getenv(name);
            return text ? std::strtoll(text, nullptr, 10) : 0;
        };
        call = number("MAINSIGHT_FAULT_CALL");
        byte = number("MAINSIGHT_FAULT_BYTE");
        const char* path = std::getenv("MAINSIGHT_FAULT_STATE");
        if (!folder || !path) return;
        const int file = ::open(path, O_RDWR | O_CLOEXEC);
        void* shared = file < 0 ? MAP_FAILED : ::mmap(nullptr, sizeof(State), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (shared != MAP_FAILED) state = static_cast<State*>(shared);
        if (file >= 0) ::close(file);
    }
};

Faults& faults() {
    static Faults all;
    return all;
}
[[gnu::constructor]] void begin() { (void)faults(); } // before the program gives up its right to open files

bool concerns(int descriptor) {
    const Faults& f = faults();
    if (!f.state) return false;
    char link[32], path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = ::readlink(link, path, sizeof path);
    const std::size_t wanted = std::strlen(f.folder);
    return length >= static_cast<ssize_t>(wanted) && std::memcmp(path, f.folder, wanted) == 0;
}

/// How many of `size` bytes may be written; negative: none, errno says why.
ssize_t allowed(int descriptor, std::size_t size) {
    if (!concerns(descriptor)) return static_cast<ssize_t>(size);
    Faults& f = faults();
    if (++f.state->calls == f.call) {
        errno = EIO;
        return -1;
    }
    const std::int64_t before = f.state->bytes.fetch_add(static_cast<std::int64_t>(size));
    if (f.byte == 0 || before + static_cast<std::int64_t>(size) <= f.byte) return static_cast<ssize_t>(size);
    if (before < f.byte) return static_cast<ssize_t>(f.byte - before); // what there was room for
    errno = ENOSPC;
    return -1;
}

template <typename Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
    static auto* const real = next<ssize_t(int, const void*, std::size_t)>("write");
    const ssize_t n = allowed(descriptor, size);
    return n < 0 ? n : real(descriptor, bytes, static_cast<std::size_t>(n));
}

ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t at) {
    static auto* const real = next<ssize_t(int, const void*, std::size_t, off_t)>("pwrite");
    const ssize_t n = allowed(descriptor, size);
    return n < 0 ? n : real(descriptor, bytes, static_cast<std::size_t>(n), at);
}

ssize_t pwrite64(int descriptor, const void* bytes, std::size_t size, off64_t at) {
    static auto* const real = next<ssize_t(int, const void*, std::size_t, off64_t)>("pwrite64");
    const ssize_t n = allowed(descriptor, size);
    return n < 0 ? n : real(descriptor, bytes, static_cast<std::size_t>(n), at);
}

ssize_t writev(int descriptor, const iovec* parts, int count) {
    static auto* const real = next<ssize_t(int, const iovec*, int)>("writev");
    std::size_t size = 0;
    for (int i = 0; i < count; ++i) size += parts[i].iov_len;
    const ssize_t n = allowed(descriptor, size);
    if (n >= 0 && static_cast<std::size_t>(n) < size) { // in part: nothing of it
        errno = ENOSPC;
        return -1;
    }
    return n < 0 ? n : real(descriptor, parts, count);
}

int fsync(int descriptor) {
    static auto* const real = next<int(int)>("fsync");
    return allowed(descriptor, 0) < 0 ? -1 : real(descriptor);
}

int fdatasync(int descriptor) {
    static auto* const real = next<int(int)>("fdatasync");
    return allowed(descriptor, 0) < 0 ? -1 : real(descriptor);
}

int ftruncate(int descriptor, off_t size) {
    static auto* const real = next<int(int, off_t)>("ftruncate");
    return allowed(descriptor, 0) < 0 ? -1 : real(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) {
    static auto* const real = next<int(int, off64_t)>("ftruncate64");
    return allowed(descriptor, 0) < 0 ? -1 : real(descriptor, size);
}

} // extern "C"
