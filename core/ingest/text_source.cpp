#include "core/ingest/text_source.h"

#include "core/ingest/content_hash.h"
#include "core/ingest/spreadsheet.h"

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdio>
#include <filesystem>
#include <vector>

namespace ms::ingest {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 17;

struct Closer {
    void operator()(std::FILE* f) const { std::fclose(f); }
};

Error unreadable(const std::string& path) {
    return {ErrorCode::unreadable, "the file cannot be read", path, {}, {}, "check that it is there and that you may read it"};
}
Error damagedSource(const std::string& path) {
    return {ErrorCode::invalidInput, "the packed file is damaged or cut short", path, {}, {}, "fetch it again from its source"};
}

/// The bytes of a file with their hash.
class Plain : public TextSource {
public:
    Plain(std::string path, std::FILE* file) : m_path(std::move(path)), m_file(file) { std::setvbuf(file, nullptr, _IONBF, 0); }
    Result<std::size_t> read(char* to, std::size_t n) override {
        const std::size_t got = std::fread(to, 1, n, m_file.get());
        if (got < n && std::ferror(m_file.get()) != 0) return unreadable(m_path);
        m_hash.add({to, got});
        m_position += static_cast<std::int64_t>(got);
        return got;
    }
    [[nodiscard]] std::int64_t position() const override { return m_position; }
    [[nodiscard]] std::string checksum() const override { return m_hash.hex(); }
    bool seek(std::int64_t from) {
        m_position = from;
        return std::fseek(m_file.get(), static_cast<long>(from), SEEK_SET) == 0;
    }
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
    std::unique_ptr<std::FILE, Closer> m_file;
    std::int64_t m_position = 0;
    ContentHash m_hash;
};

/// What the unpackers share: packed blocks come from a Plain.
class Packed : public TextSource {
public:
    explicit Packed(std::unique_ptr<Plain> file) : m_file(std::move(file)), m_block(kBlock) {}
    [[nodiscard]] std::int64_t position() const override { return m_file->position(); }
    [[nodiscard]] std::string checksum() const override { return m_file->checksum(); }

protected:
    Result<std::size_t> fill() { return m_file->read(m_block.data(), m_block.size()); }
    std::unique_ptr<Plain> m_file;
    std::vector<char> m_block;
};

class Gzip final : public Packed {
public:
    explicit Gzip(std::unique_ptr<Plain> file) : Packed(std::move(file)) { m_ready = inflateInit2(&m_stream, 15 + 16) == Z_OK; }
    ~Gzip() override { inflateEnd(&m_stream); }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;
    Result<std::size_t> read(char* to, std::size_t n) override {
        if (!m_ready) return damagedSource(m_file->path());
        m_stream.next_out = reinterpret_cast<Bytef*>(to);
        m_stream.avail_out = static_cast<uInt>(n);
        while (m_stream.avail_out > 0) {
            if (m_stream.avail_in == 0) {
                const auto got = fill();
                if (!got.ok()) return got;
                if (*got == 0) {
                    if (m_inMember) return damagedSource(m_file->path());
                    break;
                }
                m_stream.next_in = reinterpret_cast<Bytef*>(m_block.data());
                m_stream.avail_in = static_cast<uInt>(*got);
            }
            m_inMember = true;
            const int said = inflate(&m_stream, Z_NO_FLUSH);
            if (said == Z_STREAM_END) { // another member may follow
                m_inMember = false;
                inflateReset(&m_stream);
            } else if (said != Z_OK && said != Z_BUF_ERROR) {
                return damagedSource(m_file->path());
            }
        }
        return n - m_stream.avail_out;
    }

private:
    z_stream m_stream{};
    bool m_ready = false, m_inMember = false;
};

class Zstd final : public Packed {
public:
    explicit Zstd(std::unique_ptr<Plain> file) : Packed(std::move(file)), m_context(ZSTD_createDCtx()) {}
    ~Zstd() override { ZSTD_freeDCtx(m_context); }
    Zstd(const Zstd&) = delete;
    Zstd& operator=(const Zstd&) = delete;
    Result<std::size_t> read(char* to, std::size_t n) override {
        ZSTD_outBuffer out{to, n, 0};
        while (out.pos < out.size) {
            if (m_in.pos == m_in.size) {
                const auto got = fill();
                if (!got.ok()) return got;
                if (*got == 0) {
                    if (m_open) return damagedSource(m_file->path());
                    break;
                }
                m_in = {m_block.data(), *got, 0};
            }
            const std::size_t said = ZSTD_decompressStream(m_context, &out, &m_in);
            if (ZSTD_isError(said) != 0U) return damagedSource(m_file->path());
            m_open = said != 0;
        }
        return out.pos;
    }

private:
    ZSTD_DCtx* m_context;
    ZSTD_inBuffer m_in{nullptr, 0, 0};
    bool m_open = false;
};

constexpr std::size_t kMostMembers = 2000; ///< each is looked for from the beginning

class Zip final : public TextSource {
public:
    explicit Zip(std::string path) : m_path(std::move(path)), m_archive(archive_read_new()) {
        archive_read_support_format_zip(m_archive);
        std::error_code none;
        m_size = static_cast<std::int64_t>(std::filesystem::file_size(m_path, none));
    }
    ~Zip() override { archive_read_free(m_archive); }
    Zip(const Zip&) = delete;
    Zip& operator=(const Zip&) = delete;
    /// The member of that name; the first one when it is empty.
    Result<void> open(const std::string& member) {
        if (archive_read_open_filename(m_archive, m_path.c_str(), kBlock) != ARCHIVE_OK) return damagedSource(m_path);
        archive_entry* entry = nullptr;
        int said = ARCHIVE_OK;
        while ((said = archive_read_next_header(m_archive, &entry)) == ARCHIVE_OK)
            if (isMember(entry) && (member.empty() || member == archive_entry_pathname(entry))) return {};
        return said == ARCHIVE_EOF ? Error{ErrorCode::invalidInput, "the archive holds no file", m_path, member, {}, {}} : damagedSource(m_path);
    }
    /// Names of all members, after open() of the first.
    Result<std::vector<std::string>> names() {
        std::vector<std::string> all;
        archive_entry* entry = nullptr;
        if (archive_read_open_filename(m_archive, m_path.c_str(), kBlock) != ARCHIVE_OK) return damagedSource(m_path);
        int said = ARCHIVE_OK;
        while ((said = archive_read_next_header(m_archive, &entry)) == ARCHIVE_OK)
            if (isMember(entry)) {
                all.emplace_back(archive_entry_pathname(entry));
                if (all.size() > kMostMembers)
                    return Error{
                        ErrorCode::limitExceeded,         "the archive holds more than " + std::to_string(kMostMembers) + " files", m_path, {}, {},
                        "Unpack it and import the folder"};
            }
        if (said != ARCHIVE_EOF) return damagedSource(m_path);
        if (all.empty()) return Error{ErrorCode::invalidInput, "the archive holds no file", m_path, {}, {}, {}};
        return all;
    }
    Result<std::size_t> read(char* to, std::size_t n) override {
        const la_ssize_t got = archive_read_data(m_archive, to, n);
        if (got < 0) return damagedSource(m_path);
        m_hash.add({to, static_cast<std::size_t>(got)});
        return static_cast<std::size_t>(got);
    }
    [[nodiscard]] std::int64_t position() const override { return std::min(m_size, static_cast<std::int64_t>(archive_filter_bytes(m_archive, -1))); }
    [[nodiscard]] std::string checksum() const override { return m_hash.hex(); }

private:
    static bool isMember(archive_entry* entry) {
        const char* name = archive_entry_pathname(entry);
        if (archive_entry_filetype(entry) != AE_IFREG || !name) return false;
        const std::string_view path(name);
        const std::string_view file = path.substr(path.find_last_of('/') == std::string_view::npos ? 0 : path.find_last_of('/') + 1);
        return !file.empty() && file.front() != '.' && path.substr(0, 9) != "__MACOSX/";
    }
    std::string m_path;
    archive* m_archive;
    std::int64_t m_size = 0;
    ContentHash m_hash;
};

/// A text that is in memory already.
class Memory final : public TextSource {
public:
    Memory(std::string text, std::int64_t size) : m_text(std::move(text)), m_size(size) { m_hash.add(m_text); }
    Result<std::size_t> read(char* to, std::size_t n) override {
        const std::size_t take = m_text.copy(to, n, m_at);
        m_at += take;
        return take;
    }
    [[nodiscard]] std::int64_t position() const override {
        return m_text.empty()
                   ? m_size
                   : static_cast<std::int64_t>(static_cast<double>(m_at) / static_cast<double>(m_text.size()) * static_cast<double>(m_size));
    }
    [[nodiscard]] std::string checksum() const override { return m_hash.hex(); }

private:
    std::string m_text;
    std::int64_t m_size;
    std::size_t m_at = 0;
    ContentHash m_hash;
};

/// UTF-16 to UTF-8.
class Utf16 final : public TextSource {
public:
    Utf16(std::unique_ptr<TextSource> source, bool bigEndian) : m_source(std::move(source)), m_big(bigEndian) {}
    Result<std::size_t> read(char* to, std::size_t n) override {
        while (m_ready.size() < n && !m_end) {
            char block[4096];
            const auto got = m_source->read(block, sizeof block);
            if (!got.ok()) return got;
            m_end = *got == 0;
            for (std::size_t i = 0; i < *got; ++i) byte(static_cast<unsigned char>(block[i]));
        }
        const std::size_t take = std::min(n, m_ready.size());
        m_ready.copy(to, take);
        m_ready.erase(0, take);
        return take;
    }
    [[nodiscard]] std::int64_t position() const override { return m_source->position(); }
    [[nodiscard]] std::string checksum() const override { return m_source->checksum(); }

private:
    void byte(unsigned b) {
        if (m_half < 0) {
            m_half = static_cast<int>(b);
            return;
        }
        const auto first = static_cast<unsigned>(m_half);
        const unsigned unit = m_big ? first << 8 | b : b << 8 | first;
        m_half = -1;
        if (unit >= 0xD800 && unit < 0xDC00) {
            m_high = unit;
            return;
        }
        const bool low = unit >= 0xDC00 && unit < 0xE000;
        const unsigned c = low && m_high != 0 ? 0x10000 + ((m_high - 0xD800) << 10) + (unit - 0xDC00) : low ? 0xFFFD : unit;
        m_high = 0;
        if (c == 0xFEFF) return; // the mark itself
        if (c < 0x80) {
            m_ready += static_cast<char>(c);
        } else if (c < 0x800) {
            m_ready += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
        } else if (c < 0x10000) {
            m_ready += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
        } else {
            m_ready += {static_cast<char>(0xF0 | (c >> 18)), static_cast<char>(0x80 | ((c >> 12) & 0x3F)),
                        static_cast<char>(0x80 | ((c >> 6) & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
        }
    }
    std::unique_ptr<TextSource> m_source;
    bool m_big, m_end = false;
    std::string m_ready;
    int m_half = -1;
    unsigned m_high = 0;
};

Result<std::unique_ptr<Plain>> openPlain(const std::string& path) {
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem)) return Error{ErrorCode::notFound, "there is no such file", path, {}, {}, "check the path"};
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return unreadable(path);
    return std::make_unique<Plain>(path, file);
}

Result<std::unique_ptr<TextSource>> openBytes(const std::string& path, Packing packing, std::int64_t from, const std::string& member) {
    if (packing == Packing::zip) {
        auto zip = std::make_unique<Zip>(path);
        if (auto done = zip->open(member); !done.ok()) return done.error();
        return std::unique_ptr<TextSource>(std::move(zip));
    }
    if (packing == Packing::spreadsheet) {
        auto text = spreadsheetText(path, member);
        if (!text.ok()) return text.error();
        std::error_code none;
        return textInMemory(std::move(*text), static_cast<std::int64_t>(std::filesystem::file_size(path, none)));
    }
    auto plain = openPlain(path);
    if (!plain.ok()) return plain.error();
    if (packing == Packing::gzip) return std::unique_ptr<TextSource>(std::make_unique<Gzip>(std::move(*plain)));
    if (packing == Packing::zstd) return std::unique_ptr<TextSource>(std::make_unique<Zstd>(std::move(*plain)));
    if (from > 0 && !(*plain)->seek(from)) return unreadable(path);
    return std::unique_ptr<TextSource>(std::move(*plain));
}

Encoding encodingOf(std::string_view head) {
    const std::string_view mark = head.substr(0, 2);
    return mark == "\xFF\xFE" ? Encoding::utf16le : mark == "\xFE\xFF" ? Encoding::utf16be : Encoding::bytes;
}

Result<std::string> firstBytes(TextSource& source, std::size_t n) {
    std::string text(std::min(n, kBlock), '\0'); // grows with what there is: `n` may be 64 MB, most files are small
    std::size_t held = 0;
    while (held < n) {
        if (held == text.size()) text.resize(std::min(n, 4 * held));
        const auto got = source.read(text.data() + held, text.size() - held);
        if (!got.ok()) return got.error();
        if (*got == 0) break;
        held += *got;
    }
    text.resize(held);
    return text;
}

} // namespace

Packing packingOf(std::string_view head) {
    if (head.substr(0, 2) == "\x1F\x8B") return Packing::gzip;
    if (head.substr(0, 4) == "\x28\xB5\x2F\xFD") return Packing::zstd;
    if (head.substr(0, 4) == "PK\x03\x04") return Packing::zip;
    return Packing::none;
}

Result<std::unique_ptr<TextSource>> openSource(const std::string& path, Packing packing, Encoding encoding, std::int64_t from,
                                               const std::string& member) {
    auto source = openBytes(path, packing, from, member);
    if (!source.ok() || encoding == Encoding::bytes) return source;
    return std::unique_ptr<TextSource>(std::make_unique<Utf16>(std::move(*source), encoding == Encoding::utf16be));
}

std::unique_ptr<TextSource> textInMemory(std::string text, std::int64_t size) { return std::make_unique<Memory>(std::move(text), size); }

Result<std::vector<std::string>> membersOf(const std::string& path) {
    if (isSpreadsheet(path)) return sheetsOf(path);
    auto plain = openPlain(path);
    if (!plain.ok()) return plain.error();
    const auto head = firstBytes(**plain, 4);
    if (!head.ok()) return head.error();
    if (packingOf(*head) != Packing::zip) return std::vector<std::string>{{}};
    return Zip(path).names();
}

Result<FileHead> readHead(const std::string& path, std::size_t n, const std::string& member) {
    auto plain = openPlain(path);
    if (!plain.ok()) return plain.error();
    FileHead head;
    std::error_code none;
    head.size = static_cast<std::int64_t>(std::filesystem::file_size(path, none));
    auto bytes = firstBytes(**plain, std::min(n, static_cast<std::size_t>(head.size) + 1));
    if (!bytes.ok()) return bytes.error();
    head.packing = isSpreadsheet(path) ? Packing::spreadsheet : packingOf(*bytes);
    head.encoding = encodingOf(*bytes);
    if (head.packing == Packing::none && head.encoding == Encoding::bytes) {
        head.whole = bytes->size() < n;
        head.text = std::move(*bytes);
        return head;
    }
    auto packed = openBytes(path, head.packing, 0, member);
    if (!packed.ok()) return packed.error();
    if (head.packing != Packing::none) {
        const auto mark = firstBytes(**packed, 2);
        if (!mark.ok()) return mark.error();
        head.encoding = encodingOf(*mark);
    }
    auto source = openSource(path, head.packing, head.encoding, 0, member);
    if (!source.ok()) return source.error();
    auto text = firstBytes(**source, n);
    if (!text.ok()) return text.error();
    head.whole = text->size() < n;
    head.text = std::move(*text);
    return head;
}

} // namespace ms::ingest
