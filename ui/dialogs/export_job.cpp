#include "ui/dialogs/export_job.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QPointer>
#include <QTemporaryDir>
#include <QtConcurrent>

#include <algorithm>
#include <utility>

namespace ms::dialogs {

struct ExportJob::Basis {
    exporting::PackRequest request; ///< its pieces: those that are made
    QTemporaryDir folder;
    exporting::PackContents contents;

    [[nodiscard]] bool serves(const exporting::PackRequest& other) const {
        return request.project == other.project && request.events == other.events && request.stem == other.stem && request.options == other.options;
    }
    [[nodiscard]] bool has(exporting::Piece piece) const {
        return std::find(request.pieces.begin(), request.pieces.end(), piece) != request.pieces.end();
    }
};

ExportJob::ExportJob(QObject* parent) : QObject(parent) {}

ExportJob::~ExportJob() {
    if (m_stop) m_stop->request_stop(); // the work holds what it needs and ends by itself
}

std::stop_token ExportJob::begin() {
    if (m_stop) m_stop->request_stop();
    m_stop = std::make_shared<std::stop_source>();
    return m_stop->get_token();
}

void ExportJob::make(const exporting::PackRequest& request) {
    m_request = request;
    m_ready = false;
    if (!m_basis || !m_basis->serves(request)) {
        m_basis = std::make_shared<Basis>();
        m_basis->request = request;
        m_basis->request.pieces.clear();
    }
    exporting::PackRequest missing = request;
    std::erase_if(missing.pieces, [this](exporting::Piece piece) { return m_basis->has(piece); });
    show();
    const std::stop_token token = begin();
    if (missing.pieces.empty()) {
        m_stop.reset();
        m_ready = true;
        Q_EMIT made();
        return;
    }
    using Outcome = std::shared_ptr<Result<exporting::PackContents>>;
    auto* watcher = new QFutureWatcher<Outcome>(this);
    const auto stop = m_stop;
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, stop, basis = m_basis, pieces = missing.pieces] {
        watcher->deleteLater();
        if (m_stop != stop) return; // another request has taken its place
        m_stop.reset();
        finishMake(basis, pieces, *watcher->result());
    });
    QPointer<ExportJob> self(this);
    watcher->setFuture(QtConcurrent::run([missing, token, self, basis = m_basis]() -> Outcome {
        QElapsedTimer since;
        since.start();
        qint64 last = -1000;
        const auto progress = [&](int done, int total) {
            if (done < total && since.elapsed() - last < 50) return;
            last = since.elapsed();
            QMetaObject::invokeMethod(qApp, [self, done, total, token] {
                if (self && !token.stop_requested()) Q_EMIT self->progressed(done, total);
            });
        };
        return std::make_shared<Result<exporting::PackContents>>(exporting::makePack(missing, basis->folder.path(), progress, token));
    }));
}

void ExportJob::finishMake(const std::shared_ptr<Basis>& basis, const std::vector<exporting::Piece>& pieces,
                           const Result<exporting::PackContents>& result) {
    if (!result) {
        Q_EMIT failed(result.error());
        return;
    }
    exporting::PackContents& all = basis->contents;
    basis->request.pieces.insert(basis->request.pieces.end(), pieces.begin(), pieces.end());
    all.files.insert(all.files.end(), result->files.begin(), result->files.end());
    std::stable_sort(all.files.begin(), all.files.end(), [](const auto& a, const auto& b) { return a.piece < b.piece; });
    all.pages = std::max(all.pages, result->pages);
    if (!result->preview.empty()) all.preview = result->preview;
    for (const Diagnostic& d : result->diagnostics)
        if (std::find(all.diagnostics.begin(), all.diagnostics.end(), d) == all.diagnostics.end()) all.diagnostics.push_back(d);
    show();
    m_ready = true;
    Q_EMIT made();
}

/// Of all that is made, what the request asks for.
void ExportJob::show() {
    m_shown = m_basis->contents;
    std::erase_if(m_shown.files, [this](const exporting::PackFile& file) {
        return std::find(m_request.pieces.begin(), m_request.pieces.end(), file.piece) == m_request.pieces.end();
    });
    const bool pdf = std::find(m_request.pieces.begin(), m_request.pieces.end(), exporting::Piece::pdf) != m_request.pieces.end();
    if (!pdf) {
        m_shown.pages = 0;
        m_shown.preview.clear();
    }
}

void ExportJob::place(const QString& target) {
    if (!m_ready) return;
    const std::stop_token token = begin();
    using Outcome = std::shared_ptr<Result<void>>;
    auto* watcher = new QFutureWatcher<Outcome>(this);
    const auto stop = m_stop;
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, stop, target] {
        watcher->deleteLater();
        if (m_stop != stop) return;
        m_stop.reset();
        const Outcome outcome = watcher->result();
        if (!*outcome)
            Q_EMIT failed(outcome->error());
        else
            Q_EMIT placed(target);
    });
    watcher->setFuture(QtConcurrent::run([basis = m_basis, contents = m_shown, target, token]() -> Outcome {
        return std::make_shared<Result<void>>(exporting::placePack(basis->folder.path(), contents, target, token));
    }));
}

void ExportJob::cancel() {
    if (m_stop) m_stop->request_stop();
}

} // namespace ms::dialogs
