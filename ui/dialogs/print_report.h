#pragma once

#include "ui/export/pieces.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

class QPrinter;

namespace ms::dialogs {

/// The report of some events on paper: read, painted and sent to the printer on another thread, the pages those of the PDF. One at a time. GUI thread
/// only.
class PrintReport final : public QObject {
    Q_OBJECT
public:
    explicit PrintReport(QObject* parent = nullptr);
    ~PrintReport() override; ///< stops what is under way, without waiting for it

    /// False while another goes on. Paper and orientation are the printer's.
    bool print(const QString& project, const std::vector<std::int64_t>& events, exporting::PieceOptions options, std::shared_ptr<QPrinter> printer);
    [[nodiscard]] bool busy() const { return m_stop != nullptr; }

Q_SIGNALS:
    void printed(int pages);
    void failed(const ms::Error& error);

private:
    std::shared_ptr<std::stop_source> m_stop; ///< null when nothing is under way
};

} // namespace ms::dialogs
