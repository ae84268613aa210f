#include "core/base/bytes.h"
#include "core/ingest/cut_points.h"
#include "core/ingest/header_words.h"
#include "core/ingest/ingest.h"
#include "core/ingest/text_source.h"
#include "core/ingest/tsd_source.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>

namespace ms::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kTogether = std::int64_t{8} << 20; ///< small files share a task up to this size
constexpr std::int64_t kCutAbove = std::int64_t{6} << 20; ///< larger plain files are cut
constexpr std::int64_t kLargestPart = std::int64_t{96} << 20;

bool isSource(const fs::path& path) {
    static constexpr std::array<std::string_view, 13> kEndings{".xlsx", ".ods", ".csv", ".txt", ".tsv", ".sli", ".prn",
                                                               ".gz",   ".zst", ".zip", ".dat", ".log", ".tsd"};
    const std::string name = lowered(path.filename().string());
    if (name.empty() || name.front() == '.') return false;
    if (name == "sensors.csv" || name == "repairs.csv" || name == "readme.txt") return false;
    return std::any_of(kEndings.begin(), kEndings.end(), [&name](std::string_view e) { return name.size() > e.size() && name.ends_with(e); });
}

void walk(const fs::path& folder, std::vector<std::string>& files, Diagnostics& diagnostics) {
    std::vector<fs::path> entries;
    std::error_code problem;
    for (fs::directory_iterator it(folder, problem), end; !problem && it != end; it.increment(problem)) entries.push_back(it->path());
    if (problem)
        diagnostics.push_back({Severity::warning,
                               "ingest.folder-unreadable",
                               "the folder cannot be read",
                               folder.string(),
                               {},
                               {},
                               {},
                               "it is passed over",
                               "check your rights"});
    std::sort(entries.begin(), entries.end());
    for (const fs::path& entry : entries) {
        if (fs::is_directory(entry, problem)) {
            if (entry.filename() != "truth" && entry.filename().string().front() != '.') walk(entry, files, diagnostics);
        } else if (isSource(entry)) {
            files.push_back(entry.string());
        } else {
            diagnostics.push_back({Severity::info,
                                   "ingest.passed-over",
                                   "a file of the folder does not look like readings",
                                   entry.string(),
                                   {},
                                   {},
                                   {},
                                   "it is passed over",
                                   "name it on its own to import it"});
        }
    }
}

/// A file named twice is read once, and the .DAT files of a .TSD file are read with it.
void withoutRepeats(std::vector<std::string>& files) {
    std::set<std::string> taken;
    std::error_code problem;
    const auto same = [&problem](const std::string& path) { return fs::weakly_canonical(path, problem).string(); };
    for (const std::string& file : files)
        if (lowered(file).ends_with(".tsd"))
            for (const std::string& dat : datFilesOf(file)) taken.insert(same(dat));
    std::erase_if(files, [&](const std::string& file) { return !taken.insert(same(file)).second; });
}

bool canBeCut(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string head(4096, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    if (packingOf(head) != Packing::none || head.substr(0, 2) == "\xFF\xFE" || head.substr(0, 2) == "\xFE\xFF") return false;
    return lowered(head).find("\"time\",") == std::string::npos; // logger files have no time on their rows
}

/// Offsets that cut a large file into about as many parts as are wished; fewer where a cut would split what belongs together.
std::vector<std::int64_t> cutsOf(const std::string& file, std::int64_t size, std::int64_t parts) {
    const auto layout = sniff(file);
    if (!layout.ok()) return {}; // whoever reads it will say why
    std::vector<std::int64_t> wished;
    for (std::int64_t k = 1; k < parts; ++k) wished.push_back(size * k / parts);
    return safeCuts(file, *layout, size, wished);
}

} // namespace

Result<ImportPlan> planImport(const std::vector<std::string>& paths, int workers) {
    ImportPlan plan;
    std::vector<std::string> files;
    std::error_code problem;
    for (const std::string& path : paths) {
        if (fs::is_directory(path, problem))
            walk(path, files, plan.diagnostics);
        else if (fs::is_regular_file(path, problem))
            files.push_back(path);
        else
            return Error{ErrorCode::notFound, "there is no such file or folder", path, {}, {}, "check the path"};
    }
    withoutRepeats(files);
    std::vector<std::int64_t> sizes;
    std::int64_t total = 0;
    for (const std::string& file : files) {
        sizes.push_back(static_cast<std::int64_t>(fs::file_size(file, problem)));
        total += sizes.back();
    }
    const int crew = std::max(1, workers);
    // Several tasks a worker, so that they end together; not so many that starting them costs.
    const std::int64_t together = std::clamp<std::int64_t>(total / (crew * 4), std::int64_t{1} << 18, kTogether);
    ImportTask small;
    const auto close = [&] {
        if (!small.parts.empty()) plan.tasks.push_back(std::move(small));
        small = {};
    };
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::int64_t parts =
            crew > 1 || sizes[i] > kLargestPart ? std::max<std::int64_t>((sizes[i] + kLargestPart - 1) / kLargestPart, crew) : 1;
        if (sizes[i] > kCutAbove && parts > 1 && canBeCut(files[i])) {
            close();
            std::int64_t from = 0;
            for (const std::int64_t cut : cutsOf(files[i], sizes[i], parts)) {
                plan.tasks.push_back({{{files[i], from, cut}}, cut - from});
                from = cut;
            }
            plan.tasks.push_back({{{files[i], from, -1}}, sizes[i] - from});
            continue;
        }
        if (small.bytes + sizes[i] > together) close();
        small.parts.push_back({files[i], 0, -1});
        small.bytes += sizes[i];
    }
    close();
    return plan;
}

std::string encodeTask(const ImportTask& task) {
    ByteWriter out;
    out.zigzag(task.bytes);
    out.count(task.parts.size());
    for (const SourcePart& p : task.parts) {
        out.text(p.path);
        out.zigzag(p.from);
        out.zigzag(p.to);
        out.text(p.name);
    }
    return out.take();
}

Result<ImportTask> decodeTask(const std::string& bytes) {
    ByteReader in(bytes);
    ImportTask task;
    task.bytes = in.zigzag();
    for (std::size_t n = in.count(4); n > 0 && !in.failed(); --n) {
        SourcePart& p = task.parts.emplace_back();
        p.path = in.text();
        p.from = in.zigzag();
        p.to = in.zigzag();
        p.name = in.text();
    }
    if (in.failed() || !in.atEnd()) return Error{ErrorCode::invalidInput, "an import task is damaged", {}, {}, {}, {}};
    return task;
}

} // namespace ms::ingest
