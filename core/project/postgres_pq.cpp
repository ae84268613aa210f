#include "core/project/postgres_part.h"

#include <libpq-fe.h>

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#endif

#include <chrono>

#ifdef _WIN32
#define MAINSIGHT_DOOR __declspec(dllexport)
#else
#define MAINSIGHT_DOOR __attribute__((visibility("default")))
#endif

namespace ms::project::pq {
namespace {

constexpr int kTick_ms = 100;             ///< how often a stop is looked for while the server works
constexpr int kConnectPatience_ms = 5000; ///< a server that is there answers sooner

struct Freed {
    void operator()(PGresult* r) const { PQclear(r); }
    void operator()(PQconninfoOption* o) const { PQconninfoFree(o); }
    void operator()(PGcancel* c) const { PQfreeCancel(c); }
    void operator()(char* c) const { PQfreemem(c); }
};
using Answer = std::unique_ptr<PGresult, Freed>;
using Options = std::unique_ptr<PQconninfoOption, Freed>;

std::string oneLine(const char* said) {
    std::string text = said ? said : "";
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    for (char& c : text)
        if (c == '\n' || c == '\t') c = ' ';
    return text;
}

Error cancelled() { return {ErrorCode::cancelled, "cancelled", {}, {}, {}, {}}; }

/// Waits until the connection's socket can be read (or written); false when the moment passed.
bool waitFor(const PGconn* connection, bool write) {
#ifdef _WIN32
    WSAPOLLFD it{static_cast<SOCKET>(PQsocket(connection)), static_cast<SHORT>(write ? POLLWRNORM : POLLRDNORM), 0};
    return WSAPoll(&it, 1, kTick_ms) > 0;
#else
    pollfd it{PQsocket(connection), static_cast<short>(write ? POLLOUT : POLLIN), 0};
    return ::poll(&it, 1, kTick_ms) > 0;
#endif
}

class Connection final : public Postgres {
public:
    explicit Connection(PGconn* connection) : m_connection(connection) {}
    ~Connection() override { PQfinish(m_connection); }

    /// Works until the connection stands.
    Result<void> establish(const std::stop_token& stop) {
        const auto since = std::chrono::steady_clock::now();
        auto state = PGRES_POLLING_WRITING;
        while (state != PGRES_POLLING_OK) {
            if (state == PGRES_POLLING_FAILED || PQstatus(m_connection) == CONNECTION_BAD) return away();
            if (stop.stop_requested()) return cancelled();
            if (std::chrono::steady_clock::now() - since > std::chrono::milliseconds(kConnectPatience_ms))
                return Error{ErrorCode::unreadable, "the database server does not answer", address(), {}, {}, kAdvice};
            if (waitFor(m_connection, state == PGRES_POLLING_WRITING)) state = PQconnectPoll(m_connection);
        }
        return {};
    }

    Result<std::vector<Row>> ask(const std::string& sql, const std::vector<std::string>& values, std::stop_token stop) override {
        std::vector<const char*> texts;
        for (const std::string& v : values) texts.push_back(v.c_str());
        if (PQsendQueryParams(m_connection, sql.c_str(), static_cast<int>(texts.size()), nullptr, texts.data(), nullptr, nullptr, 0) == 0)
            return away();
        auto answer = lastAnswer(stop);
        if (!answer) return answer.error();
        std::vector<Row> rows(static_cast<std::size_t>(PQntuples(answer->get())));
        const int columns = PQnfields(answer->get());
        for (std::size_t r = 0; r < rows.size(); ++r)
            for (int c = 0; c < columns; ++c) {
                const int row = static_cast<int>(r);
                rows[r].push_back(PQgetisnull(answer->get(), row, c) != 0
                                      ? std::nullopt
                                      : std::optional(std::string(PQgetvalue(answer->get(), row, c),
                                                                  static_cast<std::size_t>(PQgetlength(answer->get(), row, c)))));
            }
        return rows;
    }

    Result<std::vector<Column>> columnsOf(const std::string& sql) override {
        if (PQsendPrepare(m_connection, "", sql.c_str(), 0, nullptr) == 0) return away();
        if (auto prepared = lastAnswer({}); !prepared) return prepared.error();
        if (PQsendDescribePrepared(m_connection, "") == 0) return away();
        auto answer = lastAnswer({});
        if (!answer) return answer.error();
        std::vector<Column> columns;
        for (int c = 0; c < PQnfields(answer->get()); ++c) columns.push_back({PQfname(answer->get(), c), PQftype(answer->get(), c)});
        return columns;
    }

    Result<void> copyOut(const std::string& sql, const std::function<Result<void>(std::string_view)>& take, std::stop_token stop) override {
        if (PQsendQuery(m_connection, sql.c_str()) == 0) return away();
        if (auto ready = untilReady(stop); !ready) return ready;
        if (const Answer begun(PQgetResult(m_connection)); PQresultStatus(begun.get()) != PGRES_COPY_OUT) {
            const Error why = failure(begun.get());
            drain();
            return why;
        }
        std::optional<Error> refused;
        for (;;) {
            char* bytes = nullptr;
            const int length = PQgetCopyData(m_connection, &bytes, 1);
            const std::unique_ptr<char, Freed> owned(bytes);
            if (length > 0) {
                if (refused) continue; // what is under way is passed over
                if (auto taken = take({bytes, static_cast<std::size_t>(length)}); !taken) {
                    refused = taken.error();
                    cancel();
                }
            } else if (length == 0) {
                waitFor(m_connection, false);
                if (stop.stop_requested() && !refused) {
                    refused = cancelled();
                    cancel();
                }
                if (PQconsumeInput(m_connection) == 0) return refused ? *refused : away();
            } else {
                break;
            }
        }
        auto end = lastAnswer({});
        if (refused) return *refused;
        if (!end) return end.error();
        return {};
    }

    Result<void> copyIn(const std::string& sql, const std::function<Result<std::string>()>& next) override {
        if (PQsendQuery(m_connection, sql.c_str()) == 0) return away();
        if (auto ready = untilReady({}); !ready) return ready;
        if (const Answer begun(PQgetResult(m_connection)); PQresultStatus(begun.get()) != PGRES_COPY_IN) {
            const Error why = failure(begun.get());
            drain();
            return why;
        }
        std::optional<Error> refused;
        for (;;) {
            auto piece = next();
            if (!piece) refused = piece.error();
            if (refused || piece->empty()) break;
            if (PQputCopyData(m_connection, piece->data(), static_cast<int>(piece->size())) != 1) return away();
        }
        if (PQputCopyEnd(m_connection, refused ? "given up" : nullptr) != 1) return away();
        auto end = lastAnswer({});
        if (refused) return *refused;
        if (!end) return end.error();
        return {};
    }

    bool usable() const override { return PQstatus(m_connection) == CONNECTION_OK; }

    std::string address() const override {
        const auto text = [](const char* t) { return std::string(t ? t : ""); };
        return "postgresql://" + text(PQhost(m_connection)) + ":" + text(PQport(m_connection)) + "/" + text(PQdb(m_connection));
    }

private:
    static constexpr const char* kAdvice = "Check that the server runs and that the service file, ~/.pgpass and the PG* variables name it rightly";

    Error away() const {
        return {ErrorCode::unreadable, "the database cannot be reached: " + oneLine(PQerrorMessage(m_connection)), address(), {}, {}, kAdvice};
    }

    Error failure(const PGresult* answer) const {
        if (!answer || PQstatus(m_connection) != CONNECTION_OK) return away();
        const char* state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
        const std::string code = state ? state : "";
        Error error{ErrorCode::internal, "the database says: " + oneLine(PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY)), address(), {}, {}, {}};
        const std::string kind = code.substr(0, 2);
        if (code == "42P01" || code == "42703") {
            error.code = ErrorCode::notFound;
            error.advice = "Check the names of the table and its columns";
        } else if (kind == "42" || kind == "22" || kind == "25") {
            error.code = ErrorCode::invalidInput;
            error.advice = code == "42501" ? "Have the owner of the table grant it" : "Check the query, and what the columns hold";
        } else if (kind == "53") {
            error.code = ErrorCode::unwritable;
            error.advice = "Check the space and the memory of the server";
        } else if (kind == "57" || kind == "08") {
            error.code = ErrorCode::unreadable;
            error.advice = kAdvice;
        }
        return error;
    }

    void cancel() {
        char why[256];
        const std::unique_ptr<PGcancel, Freed> handle(PQgetCancel(m_connection));
        if (handle) PQcancel(handle.get(), why, sizeof why);
    }

    void drain() {
        while (const Answer rest{PQgetResult(m_connection)}) {}
    }

    Result<void> untilReady(const std::stop_token& stop) {
        bool asked = false;
        while (PQisBusy(m_connection) != 0) {
            waitFor(m_connection, false);
            if (PQconsumeInput(m_connection) == 0) return away();
            if (!asked && stop.stop_requested()) {
                asked = true;
                cancel();
            }
        }
        if (!asked) return {};
        drain();
        return cancelled();
    }

    /// The last of what the server answers to one statement.
    Result<Answer> lastAnswer(const std::stop_token& stop) {
        Answer last;
        for (;;) {
            if (auto ready = untilReady(stop); !ready) return ready.error();
            Answer next(PQgetResult(m_connection));
            if (!next) break;
            last = std::move(next);
        }
        const auto status = PQresultStatus(last.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return failure(last.get());
        return last;
    }

    PGconn* m_connection;
};

bool holds(const PQconninfoOption* options, std::string_view name) {
    for (; options->keyword; ++options)
        if (name == options->keyword) return options->val && *options->val != 0;
    return false;
}

} // namespace

Result<std::unique_ptr<Postgres>> connect(const std::string& connection, std::stop_token stop) {
    char* said = nullptr;
    const Options given(PQconninfoParse(connection.c_str(), &said));
    const std::unique_ptr<char, Freed> message(said);
    if (!given)
        return Error{ErrorCode::invalidInput,
                     "this names no database: " + oneLine(said),
                     {},
                     {},
                     {},
                     "Write --postgres \"service=NAME\" or a postgresql:// address"};
    if (holds(given.get(), "password") || holds(given.get(), "sslpassword"))
        return Error{ErrorCode::invalidInput,
                     "a password does not belong into a command line or a setting",
                     "--postgres",
                     {},
                     {},
                     "Put it into ~/.pgpass (readable by you alone) or the service file"};
    // A connection that broke without a word is given up after half a minute.
    const std::pair<const char*, const char*> wanted[] = {{"keepalives_idle", "10"},
                                                          {"keepalives_interval", "5"},
                                                          {"keepalives_count", "3"},
                                                          {"tcp_user_timeout", "30000"},
                                                          {"fallback_application_name", "Mainsight"}};
    std::vector<const char*> names, values;
    for (const auto& [name, value] : wanted) {
        names.push_back(name);
        values.push_back(value);
    }
    for (const PQconninfoOption* o = given.get(); o->keyword; ++o) {
        if (!o->val) continue;
        names.push_back(o->keyword); // the later one counts
        values.push_back(o->val);
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    PGconn* raw = PQconnectStartParams(names.data(), values.data(), 0);
    if (!raw) return Error{ErrorCode::limitExceeded, "no memory for a connection", {}, {}, {}, {}};
    auto made = std::make_unique<Connection>(raw);
    if (auto stands = made->establish(stop); !stands) return stands.error();
    return std::unique_ptr<Postgres>(std::move(made));
}

} // namespace ms::project::pq

extern "C" MAINSIGHT_DOOR decltype(&ms::project::pq::connect) mainsightProjectPq() { return &ms::project::pq::connect; }
