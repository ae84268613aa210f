#pragma once

#include <string>
#include <vector>

/// What a worker gives up before it opens files of strangers. The one file of this matter that differs between systems.
namespace ms::jobs::platform {

/// From here on this process and all its threads
/// - write, make, rename and remove files below `writableFolder` only (Landlock, Linux 5.13 or newer); what is open stays open;
/// - open no socket (unless `network`), start no program and look into no other process (seccomp);
/// - have at most 256 descriptors and write no file larger than 64 GiB (limits).
/// Reading stays as the user's rights have it. Call before threads are started; there is no way back. The answer names what this system cannot give,
/// a sentence each; empty = all is in force.
[[nodiscard]] std::vector<std::string> confine(const std::string& writableFolder, bool network);

} // namespace ms::jobs::platform
