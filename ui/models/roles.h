#pragma once

#include <Qt>

namespace ms::models {

/// Roles that the views of all models here understand.
enum Role {
    SortRole = Qt::UserRole + 1, ///< a number or text that sorts as the cell means
    EventIdRole,                 ///< qlonglong
    SensorRole,                  ///< QString: name of a sensor
    ZoneRole,                    ///< QString
    NodeKindRole,                ///< int: ProjectTreeModel::Kind
    FractionRole,                ///< double 0..1: length of a probability bar, share of the longest
    PipeRole,                    ///< QString: id of a pipe
    GroupStartRole,              ///< bool: the first row of a group of events
    SeverityRole                 ///< int: 0 calm, 1 good, 2 warning, 3 bad: the colour of the word, never its only sign
};

} // namespace ms::models
