#include "core/jobs/worker_confinement.h"

#include "core/base/sanitizers.h"

#ifdef __linux__
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#ifdef MAINSIGHT_SECCOMP
#include <seccomp.h>
#endif
#endif

namespace ms::jobs::platform {

#ifndef __linux__

std::vector<std::string> confine(const std::string&, bool) {
    return {"workers are not confined on this system: open only files whose origin you trust"};
}

#else

namespace {

constexpr rlim_t kDescriptors = 256, kLargestFile = 64ULL << 30;

std::string because(const std::string& what) { return what + ": " + std::strerror(errno); }

/// A number of ours, or the hard limit where that is lower.
bool lower(int resource, rlim_t to) {
    rlimit limit{};
    if (::getrlimit(static_cast<__rlimit_resource>(resource), &limit) != 0) return false;
    limit.rlim_max = limit.rlim_max == RLIM_INFINITY || limit.rlim_max > to ? to : limit.rlim_max;
    limit.rlim_cur = limit.rlim_max;
    return ::setrlimit(static_cast<__rlimit_resource>(resource), &limit) == 0;
}

/// The rights that change something, as far as the kernel's Landlock of `abi` knows them; Debian 12's header ends with the third.
std::uint64_t changingRights(long abi) {
    std::uint64_t rights = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                           LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                           LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
    if (abi >= 2) rights |= 1ULL << 13; // LANDLOCK_ACCESS_FS_REFER: rename from folder to folder
    if (abi >= 3) rights |= 1ULL << 14; // LANDLOCK_ACCESS_FS_TRUNCATE
    return rights;
}

/// Lets `path` have `rights`; false with errno.
bool allow(int rules, const std::string& path, std::uint64_t rights) {
    landlock_path_beneath_attr below{};
    below.allowed_access = rights;
    below.parent_fd = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (below.parent_fd < 0) return false;
    const bool good = ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0) == 0;
    const int why = errno;
    ::close(below.parent_fd);
    errno = why;
    return good;
}

/// Empty, or what went wrong.
std::string confineFiles(const std::string& writableFolder) {
    const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) return because("this kernel does not keep a worker from writing elsewhere (no Landlock)");
    landlock_ruleset_attr handled{};
    handled.handled_access_fs = changingRights(abi);
    const int rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, 0));
    if (rules < 0) return because("Landlock takes no rules");
    std::string trouble;
    const std::uint64_t file = LANDLOCK_ACCESS_FS_WRITE_FILE | (abi >= 3 ? 1ULL << 14 : 0);
#ifdef MAINSIGHT_COUNTERS // of a build that measures what tests reach: libraries loaded later open their counters then
    (void)allow(rules, MAINSIGHT_COUNTERS, handled.handled_access_fs);
#endif
    if (!allow(rules, writableFolder, handled.handled_access_fs & ~std::uint64_t{LANDLOCK_ACCESS_FS_EXECUTE}))
        trouble = because("a worker cannot be confined to " + writableFolder);
    else if (!allow(rules, "/dev/null", file) || ::syscall(SYS_landlock_restrict_self, rules, 0) != 0)
        trouble = because("Landlock cannot be put in force");
    ::close(rules);
    return trouble;
}

std::string confineCalls(bool network) {
#ifdef MAINSIGHT_SECCOMP
    const scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ALLOW);
    if (!filter) return "seccomp is out of memory";
    bool good = true;
    for (const char* name : {"socket",
                             "io_uring_setup",
                             "execve",
                             "execveat",
#ifndef MAINSIGHT_SANITIZED // its leak check traces the threads at the end
                             "ptrace",
#endif
                             "process_vm_readv",
                             "process_vm_writev",
                             "pidfd_getfd",
                             "bpf",
                             "perf_event_open",
                             "userfaultfd",
                             "keyctl",
                             "add_key",
                             "request_key",
                             "mount",
                             "umount2",
                             "pivot_root",
                             "chroot",
                             "unshare",
                             "setns",
                             "open_by_handle_at"}) {
        if (network && std::strcmp(name, "socket") == 0) continue;
        const int call = ::seccomp_syscall_resolve_name(name);
        if (call != __NR_SCMP_ERROR) good = ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0 && good;
    }
    const int loaded = good ? ::seccomp_load(filter) : -EINVAL;
    ::seccomp_release(filter);
    if (loaded == 0) return {};
    return std::string("this kernel does not keep a worker from the network and from other programs (no seccomp): ") + std::strerror(-loaded);
#else
    return "this program was built without libseccomp: a worker is not kept from the network and from other programs";
#endif
}

} // namespace

std::vector<std::string> confine(const std::string& writableFolder, bool network) {
    std::vector<std::string> missing;
    const auto note = [&missing](std::string sentence) {
        if (!sentence.empty()) missing.push_back(std::move(sentence));
    };
    std::signal(SIGXFSZ, SIG_IGN); // a file that would grow too large shows as a failed write
    if (!lower(RLIMIT_NOFILE, kDescriptors) || !lower(RLIMIT_FSIZE, kLargestFile)) note(because("files of a worker cannot be limited"));
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) note(because("rights through set-user-id programs cannot be given up"));
    note(confineFiles(writableFolder));
    note(confineCalls(network));
    return missing;
}

#endif

} // namespace ms::jobs::platform
