#pragma once

#include <QImage>
#include <QSizeF>

#include <vector>

class QPainter;

namespace ms::exporting {

/// Where a report's pages go, in logical pixels (1/96 inch): a PDF, or pictures of its pages.
class PageSink {
public:
    virtual ~PageSink() = default;
    [[nodiscard]] virtual QSizeF page() const = 0;
    [[nodiscard]] virtual QPainter& painter() = 0; ///< of the present page; ask again after newPage()
    virtual void newPage() = 0;
};

} // namespace ms::exporting
