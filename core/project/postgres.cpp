#include "core/project/postgres_part.h"

#include "core/base/part.h"

namespace ms::project {

Result<std::unique_ptr<Postgres>> connectPostgres(const std::string& connection, std::stop_token stop) {
    static const Result<void*> door = loadPart("mainsight-project-pq", "mainsightProjectPq");
    if (!door.ok()) return door.error();
    return reinterpret_cast<decltype (&pq::connect) (*)()>(*door)()(connection, std::move(stop));
}

} // namespace ms::project
