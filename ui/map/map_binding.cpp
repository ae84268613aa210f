#include "ui/map/map_binding.h"

#include "ui/map/map_view.h"
#include "ui/session/session.h"

#include <QtConcurrent/QtConcurrentRun>

#include <cmath>

namespace ms::map {

using session::Session;

MapBinding::MapBinding(Session& session, MapView& view) : QObject(&view), m_session(session), m_view(view) {
    connect(&session, &Session::networkChanged, this, &MapBinding::rebuild);
    connect(&session, &Session::sensorsChanged, this, &MapBinding::rebuild);
    connect(&session, &Session::opened, this, &MapBinding::rebuild);
    connect(&session, &Session::closed, this, &MapBinding::rebuild);
    connect(&session, &Session::infoChanged, this, &MapBinding::rebuild);
    connect(&session, &Session::eventsChanged, this, &MapBinding::showEvent);
    connect(&session, &Session::frameRequested, this, [this](qint64 event) {
        if (m_building.isRunning() || !m_view.content()) {
            m_flyWhenReady = event;
            return;
        }
        showEvent();
        if (m_view.overlay().event == event) m_view.flyToEvent();
    });
    connect(&session.selection(), &session::Selection::eventChanged, this, &MapBinding::showEvent);
    connect(&session.selection(), &session::Selection::changed, this, &MapBinding::showSelection);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, [this] {
        m_view.setTheme(m_session.theme());
        showColours();
    });
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, [this] {
        m_view.setUnits(m_session.units());
        showColours();
        showWhatIf();
    });
    connect(&session.whatIf(), &session::WhatIf::changed, this, [this] {
        showWhatIf();
        if (m_session.residuals().wanted()) showResiduals();
    });
    connect(&session.nextLogger(), &session::NextLogger::changed, this, &MapBinding::showLoggerPlaces);
    connect(&session.selection(), &session::Selection::eventChanged, this, &MapBinding::showLoggerPlaces);
    connect(&session.residuals(), &session::Residuals::changed, this, &MapBinding::showResiduals);
    connect(&session.modelFit(), &session::ModelFit::changed, this, &MapBinding::showResiduals);
    connect(&session.timeCursor(), &session::TimeCursor::instantChanged, this, [this] {
        showResiduals();
        if (m_colouring == drawing::PipeColouring::flow) m_session.modelFlows().ask(m_session.timeCursor().instant(), m_session.zone());
    });
    connect(&session.modelFlows(), &session::ModelFlows::ready, this, &MapBinding::showColours);
    connect(&session.modelFlows(), &session::ModelFlows::failed, this, [this](const Error& error) {
        if (m_colouring == drawing::PipeColouring::flow) Q_EMIT problem(error);
    });
    connect(&view, &MapView::selectionEdited, this, &MapBinding::takeSelection);
    connect(&m_building, &QFutureWatcherBase::finished, this, [this] {
        if (!m_building.isCanceled() && m_building.future().resultCount() > 0) adopt(m_building.result());
    });
    view.setTheme(session.theme());
    view.setUnits(session.units());
    rebuild();
}

MapBinding::~MapBinding() { m_building.waitForFinished(); }

void MapBinding::rebuild() {
    const session::Snapshot& snapshot = m_session.snapshot();
    std::vector<series::Sensor> sensors;
    sensors.reserve(snapshot.sensors->size());
    for (const session::SensorView& view : *snapshot.sensors) {
        sensors.push_back(view.sensor);
        if (view.place) {
            sensors.back().x = view.place->x;
            sensors.back().y = view.place->y;
        }
    }
    auto build = [network = snapshot.network, gis = snapshot.gisPipes, sensors = std::move(sensors)] {
        return std::shared_ptr<const drawing::MapContent>(
            std::make_shared<drawing::MapContent>(drawing::buildMapContent(network.get(), *gis, sensors)));
    };
    const std::size_t links = (snapshot.network ? snapshot.network->links.size() : 0) + snapshot.gisPipes->size();
    if (links < 5000) {
        m_building.setFuture({}); // an older, larger build no longer matters
        adopt(build());
    } else
        m_building.setFuture(QtConcurrent::run(std::move(build)));
}

void MapBinding::adopt(std::shared_ptr<const drawing::MapContent> content) {
    m_view.setContent(std::move(content), QString::fromStdString(m_session.snapshot().info.settings.crs));
    showEvent();
    showSelection();
    showWhatIf();
    showLoggerPlaces();
    setColouring(m_colouring);
    showResiduals();
    if (m_flyWhenReady != 0 && m_view.overlay().event == m_flyWhenReady) m_view.flyToEvent();
    m_flyWhenReady = 0;
}

void MapBinding::showEvent() { m_view.setEvent(m_session.snapshot().event(m_session.selection().event())); }

void MapBinding::showSelection() {
    const auto& content = m_view.content();
    if (!content) return;
    std::set<std::uint32_t> pipes, nodes, sensors;
    for (const LinkIndex link : m_session.selection().links())
        if (const auto pipe = content->findLink(link)) pipes.insert(*pipe);
    for (const NodeIndex node : m_session.selection().nodes())
        if (const auto found = content->findNode(node)) nodes.insert(*found);
    for (const std::string& name : m_session.selection().sensors())
        if (const auto sensor = content->findSensor(name)) sensors.insert(*sensor);
    m_view.setSelectedPipes(std::move(pipes));
    m_view.setSelectedNodes(std::move(nodes));
    m_view.setSelectedSensors(std::move(sensors));
}

void MapBinding::takeSelection() {
    const auto& content = *m_view.content();
    std::set<LinkIndex> links;
    for (const std::uint32_t pipe : m_view.selectedPipes())
        if (content.pipes[pipe].link.valid()) links.insert(content.pipes[pipe].link);
    std::set<NodeIndex> nodes;
    for (const std::uint32_t node : m_view.selectedNodes()) nodes.insert(content.nodes[node].node);
    std::set<std::string> sensors;
    for (const std::uint32_t sensor : m_view.selectedSensors()) sensors.insert(content.sensors[sensor].name);
    // Copies first: each setter below makes showSelection() replace what the view has.
    m_session.selection().setLinks(std::move(links));
    m_session.selection().setNodes(std::move(nodes));
    m_session.selection().setSensors(std::move(sensors));
}

void MapBinding::showWhatIf() {
    const session::WhatIf& whatIf = m_session.whatIf();
    const auto& content = m_view.content();
    std::vector<MapHypothesis> marks;
    const auto add = [&](const analysis::Hypothesis& h, const QString& label, bool pinned) {
        const auto pipe = content->findLink(h.pipe);
        if (!pipe) return;
        // Along the drawn line, bends and all.
        const auto *first = &content->points[content->first[*pipe]], *last = &content->points[content->first[*pipe + 1] - 1];
        double whole = 0;
        for (const auto* p = first; p != last; ++p) whole += std::hypot(p[1].x - p->x, p[1].y - p->y);
        double left = whole * h.position;
        drawing::Point at = *last;
        for (const auto* p = first; p != last; ++p) {
            const double leg = std::hypot(p[1].x - p->x, p[1].y - p->y);
            if (leg >= left && leg > 0) {
                at = {p->x + left / leg * (p[1].x - p->x), p->y + left / leg * (p[1].y - p->y)};
                break;
            }
            left -= leg;
        }
        marks.push_back({at, label, pinned});
    };
    if (whatIf.active() && content && m_session.snapshot().network) {
        add(whatIf.hypothesis(), m_session.units().value(Quantity::flow, whatIf.hypothesis().flow_m3s), false);
        for (std::size_t i = 0; i < whatIf.pins().size(); ++i) {
            const auto& h = whatIf.pins()[i].prediction.hypothesis;
            add(h, QStringLiteral("%1: %2").arg(i + 1).arg(m_session.units().value(Quantity::flow, h.flow_m3s)), true);
        }
    }
    m_view.setHypotheses(std::move(marks));
}

void MapBinding::showLoggerPlaces() {
    const auto& search = m_session.nextLogger();
    std::vector<MapLoggerPlace> places;
    if (search.advice() && search.event() == m_session.selection().event())
        for (const auto& p : search.advice()->places)
            if (const double now = search.advice()->now_m; p.position && now > 0)
                places.push_back({{p.position->x, p.position->y}, static_cast<int>(places.size()) + 1, session::percentText(1 - p.length_m / now)});
    m_view.setLoggerPlaces(std::move(places));
}

std::vector<MapResidual> MapBinding::residualsNow(bool& supposed) const {
    const auto& content = m_view.content();
    const Instant at = m_session.timeCursor().instant();
    std::vector<MapResidual> shown;
    supposed = false;
    const auto& fit = m_session.modelFit();
    if (fit.side() != session::ModelFit::Side::none) {
        for (const auto& sensor : fit.sensors())
            if (const auto place = content->findSensor(sensor.sensor); place && std::isfinite(fit.value_si(sensor)))
                shown.push_back({*place, fit.value_si(sensor), sensor.spread_si, sensor.quantity});
        return shown;
    }
    const auto against = m_session.whatIf().residualsAt(at);
    supposed = !against.empty();
    for (const auto& value : against)
        if (const auto sensor = content->findSensor(value.sensor))
            shown.push_back({*sensor, value.value_si, value.sigma_si, content->sensors[*sensor].quantity});
    if (supposed) return shown;
    for (const auto& value : m_session.residuals().at(at))
        if (const auto sensor = content->findSensor(value.sensor)) shown.push_back({*sensor, value.value_si, value.sigma_si, value.quantity});
    return shown;
}

void MapBinding::showResiduals() {
    const Instant at = m_session.timeCursor().instant();
    using Side = session::ModelFit::Side;
    if (const Side side = m_session.modelFit().side(); side != Side::none && m_view.content()) {
        bool supposed = false;
        m_view.setResiduals(residualsNow(supposed), side == Side::before  ? tr("Measured less modelled, before")
                                                    : side == Side::after ? tr("Measured less modelled, after")
                                                                          : tr("Measured less modelled, after less before"));
    } else if (!m_session.residuals().wanted() || !m_view.content() || !at.valid()) {
        m_view.setResiduals(std::nullopt);
    } else {
        bool supposed = false;
        auto shown = residualsNow(supposed);
        const QString time = session::longTime(at, m_session.zone());
        m_view.setResiduals(std::move(shown), supposed ? tr("Measured less what if, %1").arg(time) : tr("Measured less expected, %1").arg(time));
    }
    if (m_colouring == drawing::PipeColouring::residual) showColours();
}

void MapBinding::setColouring(drawing::PipeColouring colouring) {
    m_colouring = colouring;
    if (colouring == drawing::PipeColouring::residual) m_session.residuals().setWanted(true);
    if (colouring == drawing::PipeColouring::flow) {
        Instant at = m_session.timeCursor().instant();
        if (!at.valid()) at = m_session.snapshot().span().to;
        m_session.modelFlows().ask(at.valid() ? at : Instant{0}, m_session.zone());
    }
    showColours();
}

void MapBinding::showColours() {
    const auto& content = m_view.content();
    if (!content) return;
    const bool dark = m_session.theme().dark;
    std::shared_ptr<const drawing::PipeColours> colours;
    const auto share = [](drawing::PipeColours made) { return std::make_shared<const drawing::PipeColours>(std::move(made)); };
    switch (m_colouring) {
    case drawing::PipeColouring::probability: break;
    case drawing::PipeColouring::diameter: colours = share(drawing::coloursByDiameter(*content, dark)); break;
    case drawing::PipeColouring::material: colours = share(drawing::coloursByMaterial(*content, dark)); break;
    case drawing::PipeColouring::flow:
        colours = share(drawing::coloursByFlow(*content, m_session.modelFlows().flows_m3s(), m_session.units(), dark));
        break;
    case drawing::PipeColouring::residual: {
        std::vector<double> residuals(content->sensors.size(), std::nan(""));
        bool supposed = false;
        for (const auto& value : residualsNow(supposed)) residuals[value.sensor] = value.value_si;
        colours = share(drawing::coloursByResidual(*content, residuals, m_session.units(), dark));
        break;
    }
    }
    m_view.setPipeColours(std::move(colours));
}

} // namespace ms::map
