// Preloaded into a program, a disk that is full and a clock that is wrong, on demand: while the file $MAINSIGHT_TEST_FULL is there nothing can be
// written into a file, and the calendar clock goes wrong by the seconds that stand in the file $MAINSIGHT_TEST_CLOCK. The steady clock goes on as it
// does when somebody sets the other.
#include <cerrno>
#include <cstdlib>
#include <ctime>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

template <typename Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

bool full(int file) {
    const char* flag = std::getenv("MAINSIGHT_TEST_FULL");
    struct stat about {};
    if (flag == nullptr || ::access(flag, F_OK) != 0 || ::fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) return false;
    errno = ENOSPC;
    return true;
}

long wrongBy_s() {
    const char* path = std::getenv("MAINSIGHT_TEST_CLOCK");
    const int file = path != nullptr ? ::open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return 0;
    char text[32] = {};
    const bool read = ::read(file, text, sizeof text - 1) > 0;
    ::close(file);
    return read ? std::atol(text) : 0;
}

} // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
    return full(file) ? -1 : real(file, bytes, size);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    return full(file) ? -1 : real(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    return full(file) ? -1 : real(file, bytes, size, at);
}

int clock_gettime(clockid_t clock, timespec* time) {
    static const auto real = next<int (*)(clockid_t, timespec*)>("clock_gettime");
    const int result = real(clock, time);
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) time->tv_sec += wrongBy_s();
    return result;
}

int gettimeofday(timeval* __restrict time, void* __restrict zone) {
    static const auto real = next<int (*)(timeval*, void*)>("gettimeofday");
    const int result = real(time, zone);
    time->tv_sec += wrongBy_s();
    return result;
}

time_t time(time_t* into) {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    if (into != nullptr) *into = now.tv_sec;
    return now.tv_sec;
}

} // extern "C"
