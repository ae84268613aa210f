#include "core/jobs/worker_platform.h"

#include "core/base/sanitizers.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <process.h>
#include <windows.h>
#else
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#endif
#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace ms::jobs::platform {

#ifdef _WIN32

Result<Channel> claimChannel() {
    const int out = _dup(1);
    if (out < 0 || _dup2(2, 1) != 0) return Error{ErrorCode::internal, "standard output cannot be duplicated", {}, {}, {}, {}};
    _setmode(0, _O_BINARY);
    _setmode(out, _O_BINARY);
    return Channel{0, out};
}

bool dieWithParent() { return false; }
bool limitMemory(std::uint64_t) { return false; }
void keepMemory() {}

bool readSome(int in, std::string& to) {
    char buffer[65536];
    const int n = _read(in, buffer, sizeof buffer);
    if (n <= 0) return false;
    to.append(buffer, static_cast<std::size_t>(n));
    return true;
}

bool writeAll(int out, std::string_view bytes) {
    while (!bytes.empty()) {
        const int n = _write(out, bytes.data(), static_cast<unsigned>(bytes.size()));
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

std::int64_t processId() { return _getpid(); }
bool processRuns(std::int64_t id) {
    const HANDLE process = OpenProcess(SYNCHRONIZE, FALSE, static_cast<DWORD>(id));
    if (!process) return GetLastError() == ERROR_ACCESS_DENIED;
    const bool runs = WaitForSingleObject(process, 0) == WAIT_TIMEOUT;
    CloseHandle(process);
    return runs;
}
std::string hostName() {
    const char* name = std::getenv("COMPUTERNAME");
    return name ? name : "";
}
std::uint64_t physicalMemory() { return 0; }

double cpuTime_s() {
    FILETIME made, ended, kernel, user;
    if (!GetProcessTimes(GetCurrentProcess(), &made, &ended, &kernel, &user)) return 0;
    const auto of = [](const FILETIME& t) {
        return 1e-7 * static_cast<double>((static_cast<std::uint64_t>(t.dwHighDateTime) << 32) | t.dwLowDateTime);
    };
    return of(kernel) + of(user);
}

#else

Result<Channel> claimChannel() {
    std::signal(SIGPIPE, SIG_IGN); // a parent that is gone shows as a failed write
    const int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10);
    if (out < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
        return Error{ErrorCode::internal, std::string("standard output cannot be duplicated: ") + std::strerror(errno), {}, {}, {}, {}};
    return Channel{STDIN_FILENO, out};
}

bool dieWithParent() {
#ifdef __linux__
    return ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
#else
    return false;
#endif
}

bool limitMemory(std::uint64_t bytes) {
#ifdef MAINSIGHT_SANITIZED
    (void)bytes;
    return false;
#else
    const rlimit limit{bytes, bytes};
    return ::setrlimit(RLIMIT_AS, &limit) == 0;
#endif
}

void keepMemory() {
#ifdef __GLIBC__
    constexpr int kLargest = 32 << 20, kKept = 256 << 20;
    ::mallopt(M_MMAP_THRESHOLD, kLargest);
    ::mallopt(M_TRIM_THRESHOLD, kKept);
#endif
}

bool readSome(int in, std::string& to) {
    char buffer[65536];
    for (;;) {
        const ssize_t n = ::read(in, buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        to.append(buffer, static_cast<std::size_t>(n));
        return true;
    }
}

bool writeAll(int out, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(out, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

double cpuTime_s() {
    timespec t{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

std::int64_t processId() { return ::getpid(); }
bool processRuns(std::int64_t id) { return ::kill(static_cast<pid_t>(id), 0) == 0 || errno == EPERM; }

std::string hostName() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "";
}

std::uint64_t physicalMemory() {
    const long pages = ::sysconf(_SC_PHYS_PAGES), size = ::sysconf(_SC_PAGE_SIZE);
    return pages > 0 && size > 0 ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size) : 0;
}

#endif

void leave(int status) { std::_Exit(status); }

} // namespace ms::jobs::platform
