#pragma once

/// MAINSIGHT_SANITIZED where an address or thread sanitizer is built in: it needs address space without end, looks into its own process, and aborts
/// where memory is out. GCC and clang say so in different ways.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MAINSIGHT_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MAINSIGHT_SANITIZED 1
#endif
#endif
