#pragma once

#include "ui/export/pack.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

class QTemporaryDir;

namespace ms::dialogs {

/// A map pack being made in the background for the export dialog: in a private folder first, so that pages and sizes are known before anything is
/// written where the user wants it. What is made already is kept as long as events and options stay the same. All calls and signals on the GUI
/// thread; none of them blocks.
class ExportJob final : public QObject {
    Q_OBJECT
public:
    explicit ExportJob(QObject* parent = nullptr);
    ~ExportJob() override; ///< stops what is running, without waiting for it

    /// Makes what is missing for the request; what was being made for an earlier one is stopped.
    void make(const exporting::PackRequest& request);
    /// Copies the pack that is ready to a folder or a .zip. Only when ready().
    void place(const QString& target);
    void cancel();

    [[nodiscard]] bool ready() const { return m_ready; }          ///< contents() are those of the last request
    [[nodiscard]] bool busy() const { return m_stop != nullptr; } ///< making or placing
    /// The files of the request that are made so far.
    [[nodiscard]] const exporting::PackContents& contents() const { return m_shown; }

Q_SIGNALS:
    void progressed(int done, int total); ///< 20 a second at most
    void made();
    void placed(const QString& target);
    void failed(const ms::Error& error); ///< also `cancelled`

private:
    struct Basis; ///< what was made for the same events and options, and where
    void finishMake(const std::shared_ptr<Basis>& basis, const std::vector<exporting::Piece>& pieces, const Result<exporting::PackContents>& result);
    void show();
    std::stop_token begin();

    exporting::PackRequest m_request;
    std::shared_ptr<Basis> m_basis;
    exporting::PackContents m_shown;
    std::shared_ptr<std::stop_source> m_stop; ///< of what is running; null when nothing is
    bool m_ready = false;
};

} // namespace ms::dialogs
