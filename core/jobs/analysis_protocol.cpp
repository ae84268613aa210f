#include "core/jobs/analysis_protocol.h"

#include "core/wire/values.h"

namespace ms::jobs {

void write(ByteWriter& to, const StageFile& file) {
    write(to, file.task);
    write(to, file.output);
}

void read(ByteReader& from, StageFile& file) {
    read(from, file.task);
    read(from, file.output);
}

void write(ByteWriter& to, const AnalysisRequest& request) {
    to.u8(static_cast<std::uint8_t>(request.verb));
    to.text(request.projectPath);
    wire::write(to, request.options);
    wire::write(to, request.stage);
    wire::write(to, request.all);
}

void read(ByteReader& from, AnalysisRequest& request) {
    request.verb = from.enumerator(AnalysisRequest::Verb::collect);
    request.projectPath = from.text();
    wire::read(from, request.options);
    wire::read(from, request.stage);
    wire::read(from, request.all);
}

void write(ByteWriter& to, const PlannedTask& task) {
    to.text(task.kind);
    to.text(task.subject);
    to.f64(task.cost);
    wire::write(to, task.zones);
    write(to, task.file);
}

void read(ByteReader& from, PlannedTask& task) {
    task.kind = from.text();
    task.subject = from.text();
    task.cost = from.f64();
    wire::read(from, task.zones);
    read(from, task.file);
}

void write(ByteWriter& to, const RunAnswer& answer) {
    write(to, answer.output);
    to.boolean(answer.bands.has_value());
    if (answer.bands) write(to, *answer.bands);
}

void read(ByteReader& from, RunAnswer& answer) {
    read(from, answer.output);
    if (from.boolean()) read(from, answer.bands.emplace());
}

void write(ByteWriter& to, const AnalysisFindings& findings) {
    wire::write(to, findings.events);
    wire::write(to, findings.bands);
}

void read(ByteReader& from, AnalysisFindings& findings) {
    wire::read(from, findings.events);
    wire::read(from, findings.bands);
}

} // namespace ms::jobs
