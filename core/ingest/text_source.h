#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ms::ingest {

enum class Packing { none, gzip, zstd, zip, spreadsheet };
enum class Encoding { bytes, utf16le, utf16be }; ///< bytes: UTF-8 or Latin-1, told apart text by text

/// By the first bytes of a file, whatever its name is.
[[nodiscard]] Packing packingOf(std::string_view head);

/// The text of a file, unpacked as it is read, piece by piece: never whole in memory. UTF-16 with a byte order mark comes out as UTF-8.
class TextSource {
public:
    virtual ~TextSource() = default;
    /// Fills up to `n` bytes; 0 = the end. unreadable when the file cannot be read, invalidInput when its packing is damaged.
    [[nodiscard]] virtual Result<std::size_t> read(char* to, std::size_t n) = 0;
    /// Bytes of the file (packed) that have been used so far.
    [[nodiscard]] virtual std::int64_t position() const = 0;
    /// Hash of those bytes.
    [[nodiscard]] virtual std::string checksum() const = 0;
};

/// What a file holds that is read on its own: the files of a zip (hidden ones and folders left out), the sheets of a workbook that have rows; one
/// empty name for any other file, and for a workbook of one sheet. unreadable, invalidInput when there is nothing in it.
[[nodiscard]] Result<std::vector<std::string>> membersOf(const std::string& path);

/// Opens a file at byte `from` (plain files only, else 0). From a zip or workbook the `member` is read, its first one when that is empty. notFound,
/// unreadable, unsupported.
[[nodiscard]] Result<std::unique_ptr<TextSource>> openSource(const std::string& path, Packing packing, Encoding encoding, std::int64_t from = 0,
                                                             const std::string& member = {});
/// A text that is in memory already; `size`: what position() counts to.
[[nodiscard]] std::unique_ptr<TextSource> textInMemory(std::string text, std::int64_t size);

/// The first bytes of a file as text (unpacked), at most `n`, and how it is packed.
struct FileHead {
    Packing packing = Packing::none;
    Encoding encoding = Encoding::bytes;
    std::int64_t size = 0; ///< of the file
    std::string text;
    bool whole = false; ///< this is all there is
};
[[nodiscard]] Result<FileHead> readHead(const std::string& path, std::size_t n, const std::string& member = {});

} // namespace ms::ingest
