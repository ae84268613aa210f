#include "core/jobs/worker_ending.h"

namespace ms::jobs {
namespace {

const char* signalName(int signal) {
    switch (signal) {
    case 4: return "illegal instruction";
    case 6: return "abort";
    case 7: return "bus error";
    case 8: return "arithmetic error";
    case 9: return "killed";
    case 11: return "segmentation fault";
    case 15: return "terminated";
    case 24: return "CPU time limit";
    case 25: return "file size limit";
    default: return nullptr;
    }
}

std::string lastWords(const std::string& tail) {
    std::size_t end = tail.find_last_not_of(" \r\n\t");
    if (end == std::string::npos) return {};
    const std::size_t lineStart = tail.find_last_of('\n', end);
    std::string line = tail.substr(lineStart == std::string::npos ? 0 : lineStart + 1, 300);
    line.resize(line.find_last_not_of(" \r\n\t") + 1);
    return "; its last words: '" + line + "'";
}

Ending crash(const EndFacts& facts, int signal) {
    std::string sentence = "a worker crashed (signal " + std::to_string(signal);
    if (const char* name = signalName(signal)) sentence += std::string(", ") + name;
    return {WorkerEnd::crashed, signal, sentence + ")" + lastWords(facts.stderrTail)};
}

/// Slurm says so on the standard error of srun, whose exit status may even be 0.
bool lostItsNode(const std::string& said) {
    for (const char* words : {"Node failure on ", "DUE TO NODE FAILURE", "DUE TO PREEMPTION", "DUE TO JOB REQUEUE"})
        if (said.find(words) != std::string::npos) return true;
    return false;
}

/// What no second attempt changes: no such partition, no such account, no such program on the node.
bool refusedByCluster(const std::string& said) {
    return said.find("Unable to allocate resources") != std::string::npos || said.find("execve(): ") != std::string::npos;
}

Ending withoutVerdict(const EndFacts& facts) {
    const std::string code = std::to_string(facts.exitCode);
    // What a shell or a launcher answers when there is no such program.
    if (!facts.greeted && (facts.exitCode == 126 || facts.exitCode == 127 || (facts.launched && refusedByCluster(facts.stderrTail))))
        return {WorkerEnd::failedToStart, 0, "no worker could be started (exit status " + code + ")" + lastWords(facts.stderrTail)};
    const char* when = !facts.greeted ? " before its greeting" : facts.taskGiven ? " without a word about its task" : " unasked";
    return {WorkerEnd::noVerdict, 0, "a worker ended" + std::string(when) + " (exit status " + code + ")" + lastWords(facts.stderrTail)};
}

} // namespace

const char* nameOf(WorkerEnd end) {
    switch (end) {
    case WorkerEnd::done: return "done";
    case WorkerEnd::failed: return "failed";
    case WorkerEnd::cancelled: return "cancelled";
    case WorkerEnd::dismissed: return "dismissed";
    case WorkerEnd::crashed: return "crashed";
    case WorkerEnd::protocolError: return "protocol error";
    case WorkerEnd::noVerdict: return "no verdict";
    case WorkerEnd::unresponsive: return "unresponsive";
    case WorkerEnd::overLimit: return "over its limit";
    case WorkerEnd::failedToStart: return "failed to start";
    case WorkerEnd::nodeLost: return "node lost";
    }
    return "?";
}

Ending classify(const EndFacts& facts) {
    // What was said about the task stands, however the process ended afterwards.
    switch (facts.verdict) {
    case EndFacts::Verdict::done: return {WorkerEnd::done, 0, "done"};
    case EndFacts::Verdict::failed: return {WorkerEnd::failed, 0, "the task failed"};
    case EndFacts::Verdict::cancelled: return {WorkerEnd::cancelled, 0, "cancelled"};
    case EndFacts::Verdict::none: break;
    }
    if (facts.cancelAsked) return {WorkerEnd::cancelled, 0, "cancelled"};
    if (!facts.started) return {WorkerEnd::failedToStart, 0, "no worker could be started: " + facts.startError};
    if (facts.launched && lostItsNode(facts.stderrTail))
        return {WorkerEnd::nodeLost, 0, "the cluster took a worker's machine away" + lastWords(facts.stderrTail)};
    if (!facts.protocolError.empty())
        return {WorkerEnd::protocolError, 0, "a worker broke the protocol: " + facts.protocolError + lastWords(facts.stderrTail)};
    if (facts.silent) return {WorkerEnd::unresponsive, 0, "a worker gave no sign of life and was killed" + lastWords(facts.stderrTail)};
    if (facts.dismissed && !facts.taskGiven) return {WorkerEnd::dismissed, 0, "dismissed"};
    if (facts.crashed) return crash(facts, facts.exitCode);
    if (facts.launched && facts.exitCode > 128 && facts.exitCode < 128 + 65) return crash(facts, facts.exitCode - 128);
    if (facts.taskGiven && facts.exitCode == kOverLimitStatus)
        return {WorkerEnd::overLimit, 0, "this part of the work took too much CPU time and was called off" + lastWords(facts.stderrTail)};
    return withoutVerdict(facts);
}

bool worthRetry(WorkerEnd end) {
    return end == WorkerEnd::crashed || end == WorkerEnd::protocolError || end == WorkerEnd::noVerdict || end == WorkerEnd::unresponsive ||
           end == WorkerEnd::nodeLost;
}

Error errorOf(const Ending& ending) {
    if (ending.how == WorkerEnd::cancelled) return {ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
    if (ending.how == WorkerEnd::overLimit)
        return {ErrorCode::limitExceeded, ending.sentence, {}, {}, {}, "Leave out the file or the zone that it is about, and please report this"};
    return {ErrorCode::workerFailed, ending.sentence, {}, {}, {}, {}};
}

} // namespace ms::jobs
