// The map of the one-file report: Leaflet without tiles, so nothing is fetched. D is what html_report.cpp wrote.
const T = D.words, UNIT = D.unit;
// Lines are whole numbers: the first place, then steps to the next; y before x, as Leaflet wants it.
function places(a) {
  const out = [];
  let y = D.origin[0], x = D.origin[1];
  for (let i = 0; i < a.length; i += 2) { y += a[i] / UNIT; x += a[i + 1] / UNIT; out.push([y, x]); }
  return out;
}
function safe(text) { const s = document.createElement("span"); s.textContent = text; return s.innerHTML; }
const none = () => ({ number: 0, title: "", pipes: [], rings: [], shifts: [], classes: [], box: [], area: "" });
let event = 0, chance = new Map(), shift = new Map(), map = null;
const current = () => D.events[event] || none();

function pipePopup(i) {
  const p = D.pipes[i], value = chance.get(i), facts = [p[2], p[3]].filter(Boolean).map(safe).join(", ");
  let text = "<b>" + safe(p[0]) + "</b>" + (p[1] ? " &nbsp;" + safe(p[1]) : "") + (facts ? "<br>" + facts : "") + "<p>" +
    (value ? safe(T.probability) + " <b>" + safe(value) + "</b>" : safe(T.outside)) + "</p>";
  if (D.geo) { // a phone opens its own map program; nothing is fetched by us
    const c = middle(i), at = c[0].toFixed(6) + "," + c[1].toFixed(6);
    text += '<a href="geo:' + at + "?q=" + at + '">' + safe(T.route) + "</a> <small>" + at + "</small>";
  }
  return text;
}
function sensorPopup(i) {
  const s = D.sensors[i], change = shift.get(i);
  return "<b>" + safe(s[0]) + "</b><br>" + safe(s[1]) + (change ? "<p>" + safe(change[1]) + "</p>" : "");
}
function middle(i) {
  const line = places(D.pipes[i][4]);
  let length = 0;
  const step = k => Math.hypot(line[k + 1][0] - line[k][0], (line[k + 1][1] - line[k][1]) * D.squeeze);
  for (let k = 0; k + 1 < line.length; k++) length += step(k);
  let left = length / 2;
  for (let k = 0; k + 1 < line.length; k++) {
    const piece = step(k);
    if (piece > 0 && left <= piece) {
      const f = left / piece;
      return [line[k][0] + f * (line[k + 1][0] - line[k][0]), line[k][1] + f * (line[k + 1][1] - line[k][1])];
    }
    left -= piece;
  }
  return line[0];
}
const shapes = ['<circle cx="8" cy="8" r="5"/>', '<rect x="3" y="3" width="10" height="10"/>', '<path d="M8 2l6 11H2z"/>', '<path d="M8 2l6 6-6 6-6-6z"/>'];
function drawn(kind, stroke, strong) {
  return '<svg width="16" height="16" viewBox="0 0 16 16" fill="#fff" stroke="' + stroke + '" stroke-width="' + (strong ? 2.6 : 1.5) + '">' + shapes[kind] + "</svg>";
}
const strokes = ["#111", "#0072b2", "#111", "#6b7380"];

const layers = {}, lines = [];
function build() {
  map = L.map("map", { crs: D.geo ? L.CRS.EPSG3857 : L.CRS.Simple, renderer: L.canvas({ tolerance: 9, padding: .3 }), zoomSnap: .25, zoomDelta: .75, wheelPxPerZoomLevel: 90,
    minZoom: D.geo ? 2 : -12, maxZoom: D.geo ? 23 : 8, zoomControl: false, attributionControl: false });
  L.control.zoom({ position: "topleft", zoomInTitle: T.zoomIn, zoomOutTitle: T.zoomOut }).addTo(map);
  for (const name of ["mains", "probability", "area", "symbols", "sensors"]) layers[name] = L.layerGroup().addTo(map);
  D.pipes.forEach((p, i) => lines.push(L.polyline(places(p[4]), { color: "#a3aab5", weight: p[5] }).bindPopup(() => pipePopup(i)).addTo(layers.mains)));
  for (const s of D.symbols)
    L.marker(places(s[1])[0], { keyboard: false, icon: L.divIcon({ className: "mark", iconSize: [14, 14], html: '<svg width="14" height="14"><rect x="2" y="2" width="10" height="10" fill="#444"/></svg>' }) })
      .bindPopup("<b>" + safe(s[0]) + "</b><br>" + safe(s[2])).addTo(layers.symbols);
  L.control.layers(null, Object.fromEntries(Object.keys(layers).map(k => [safe(T[k]), layers[k]])), { position: "topright" }).addTo(map);
  control("topleft", "go", box => {
    button(box, T.fitArea, T.fitAreaShort, fitArea);
    button(box, T.fitAll, T.fitAllShort, fitAll);
    if (D.geo && navigator.geolocation) button(box, T.here, T.hereShort, () => map.locate({ setView: false, timeout: 15000, enableHighAccuracy: true }));
  });
  map.on("locationfound", e => {
    L.circle(e.latlng, { radius: e.accuracy, weight: 1, color: "#0067a8" }).addTo(map);
    L.circleMarker(e.latlng, { radius: 7, color: "#fff", weight: 2, fillColor: "#0067a8", fillOpacity: 1 }).addTo(map);
    map.setView(e.latlng);
  });
  map.on("locationerror", () => L.popup().setLatLng(map.getCenter()).setContent(safe(T.nowhere)).openOn(map));
  layers.legend = control("bottomleft", "box legend", () => {});
  if (D.metres) L.control.scale({ imperial: false, maxWidth: 130, position: "bottomright" }).addTo(map);
  control("bottomright", "north", box => { box.innerHTML = "&#9650;<br>N"; });
  L.control.attribution({ prefix: false, position: "bottomright" }).addAttribution(safe(D.crs) + " &middot; Leaflet").addTo(map);
}
function control(position, name, fill) {
  const box = L.DomUtil.create("div", name), c = L.control({ position });
  L.DomEvent.disableClickPropagation(box);
  c.onAdd = () => box;
  c.addTo(map);
  fill(box);
  return box;
}
function button(box, words, short, act) { // the short word where the map is small
  const b = L.DomUtil.create("button", "", box);
  b.innerHTML = '<span class="long">' + safe(words) + '</span><span class="short" aria-hidden="true">' + safe(short) + "</span>";
  b.setAttribute("aria-label", words);
  b.onclick = act;
}
function corners(box) { return L.latLngBounds(places(box)); }
function fitAll() { map.fitBounds(corners(D.box), { padding: [20, 20] }); }
function fitArea() { const b = current().box; if (b.length) map.fitBounds(corners(b).pad(.3), { padding: [10, 10] }); else fitAll(); }

function choose(i) {
  event = i;
  const e = current();
  chance = new Map(e.pipes.map(q => [q[0], q[3]]));
  shift = new Map(e.shifts.map(v => [v[0], v]));
  document.querySelectorAll(".event").forEach((x, k) => x.classList.toggle("on", k === i));
  if (!map) return;
  map.closePopup();
  for (const name of ["probability", "area", "sensors"]) layers[name].clearLayers();
  for (const q of e.pipes) {
    const at = lines[q[0]].getLatLngs();
    L.polyline(at, { color: "#fff", weight: q[2] + 3.5, interactive: false }).addTo(layers.probability);
    L.polyline(at, { color: q[1], weight: q[2] + 1.5 }).bindPopup(() => pipePopup(q[0])).addTo(layers.probability);
  }
  for (const r of e.rings) L.polygon(places(r), { color: "#111", weight: 1.8, dashArray: "7 5", fill: false, interactive: false }).addTo(layers.area);
  if (e.area && e.box.length) {
    const b = corners(e.box);
    L.marker([b.getNorth(), b.getCenter().lng], { interactive: false, keyboard: false, icon: L.divIcon({ className: "mark", iconSize: [0, 0] }) })
      .bindTooltip(safe(e.area), { permanent: true, direction: "top", className: "shift" }).addTo(layers.area);
  }
  D.sensors.forEach((s, i) => {
    const change = shift.get(i);
    if (s[2] === 3 && !change) { // customer meters are many: small dots
      L.circleMarker(places(s[3])[0], { radius: 2.5, color: strokes[3], weight: 1, fillColor: "#fff", fillOpacity: 1 }).bindPopup(() => sensorPopup(i)).addTo(layers.sensors);
      return;
    }
    const m = L.marker(places(s[3])[0], { title: s[0], alt: s[0], keyboard: false, icon: L.divIcon({ className: "mark", iconSize: [16, 16], html: drawn(s[2], strokes[s[2]], change) }) })
      .bindPopup(() => sensorPopup(i)).addTo(layers.sensors);
    if (change && change[2]) m.bindTooltip(safe(change[1]), { permanent: true, direction: "right", offset: [6, 0], className: "shift" });
  });
  legend(e);
  fitArea();
}
function legend(e) {
  const kinds = [...new Set(D.sensors.map(s => s[2]))].sort();
  layers.legend.innerHTML = (e.classes.length ? "<b>" + safe(T.legend) + "</b><br>" + e.classes.map(k => '<i style="background:' + k[0] + '"></i>').join("") + "<br>" +
    e.classes.map((k, i) => "<span>" + (i === e.classes.length - 1 ? "&ge; " : "") + safe(k[1]) + "</span>").join("") : "") +
    kinds.map(k => '<span class="key">' + drawn(k, strokes[k], false) + safe(T.kinds[k]) + "</span>").join("");
  layers.legend.style.display = layers.legend.innerHTML ? "block" : "none";
}
function toPipe(row) {
  const section = row.closest(".event"), k = [...document.querySelectorAll(".event")].indexOf(section), i = +row.dataset.pipe;
  if (k !== event) choose(k);
  map.setView(middle(i), Math.max(map.getZoom(), map.getBoundsZoom(L.latLngBounds(lines[i].getLatLngs()).pad(1.5))), { animate: false });
  L.popup().setLatLng(middle(i)).setContent(pipePopup(i)).openOn(map);
  if (window.matchMedia("(max-width:800px)").matches) document.getElementById("map").scrollIntoView();
}
function pressed(element, act) {
  element.onclick = act;
  element.onkeydown = e => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); act(); } };
}
document.body.classList.toggle("many", D.events.length > 1);
if (D.box.length) build();
else { document.getElementById("map").classList.add("none"); document.getElementById("map").textContent = T.noMap; }
document.querySelectorAll("tr[data-pipe]").forEach(r => pressed(r, () => toPipe(r)));
document.querySelectorAll("tr[data-go]").forEach(r => pressed(r, () => { choose(+r.dataset.go); document.querySelectorAll(".event")[+r.dataset.go].scrollIntoView(); }));
if (D.events.length > 1) document.querySelectorAll(".event h1").forEach((x, i) => { x.tabIndex = 0; pressed(x, () => choose(i)); });
choose(0);
