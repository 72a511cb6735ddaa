/**
 * The map as a machine: a plain class over MapLibre that owns camera, sources, hover, focus and keyboard. React creates
 * it once and hands it data; nothing here knows React. A time window may be set on every frame (`setWindow`).
 *
 * Sources are written only when their part of the data changed. Styles change only with the theme.
 */
import { type GeoJSONSource, Map as MapLibreMap, type MapMouseEvent, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { PALETTES, type Theme } from "../ui/charts/palette.ts";
import { MAP_LAYERS, type MapCamera, type MapLayer } from "../ui/dashboard-types.ts";
import { actorLabels } from "./actor-labels.ts";
import { coveredBelow } from "./covered.ts";
import { type DayWindow, EMPTY_MAP_DATA, type MapData } from "./data.ts";
import type { Describer } from "./describe.ts";
import type { MapEvents } from "./events.ts";
import { actorFeatures, areaFeatures, areaLabelFeatures, baseFeatures, siteFeatures } from "./features.ts";
import { Focus, type MapFocus, placeOf } from "./focus.ts";
import { SOURCES, type SourceId } from "./ids.ts";
import { mapImages } from "./images.ts";
import { IncidentDrawing } from "./incident-drawing.ts";
import { LAYERS_OF_SWITCH, mapStyle } from "./layers/index.ts";
import { type MapMark, type MarkContext, markAt } from "./marks.ts";
import { listenForPick } from "./pick.ts";
import { Cards } from "./popup.ts";
import { rowsCard } from "./rows-card.ts";
import { Walk } from "./walk.ts";

setWorkerUrl(workerUrl);

export interface MapEngineOptions {
  container: HTMLElement;
  theme: Theme;
  origin: string;
  camera: MapCamera | undefined;
  label: string;
  words: Describer;
  rightToLeft: boolean;
  events: MapEvents;
}

const ACTOR_DELAY_MS = 150;
/** Width kept free for the legend when there is room, CSS pixels. */
/** A map lower than this carries no text at its lower edge, so nothing has to be kept free there. */
const SMALL_HEIGHT = 400;
const LEGEND_ROOM = 250;

export class MapEngine {
  readonly map: MapLibreMap;
  readonly #options: MapEngineOptions;
  readonly #incidents: IncidentDrawing;
  readonly #cards: Cards;
  readonly #walk: Walk | undefined;
  readonly #focus: Focus;
  #theme: Theme;
  #data: MapData = EMPTY_MAP_DATA;
  #window: DayWindow = { from: 0, to: 0 };
  #shown: readonly MapLayer[] = MAP_LAYERS;
  #styled = false;
  #frame = 0;
  #actorTimer = 0;
  #said = "";

  constructor(options: MapEngineOptions) {
    this.#options = options;
    this.#theme = options.theme;
    this.map = new MapLibreMap({
      container: options.container,
      style: mapStyle(options.theme, options.origin),
      center: [options.camera?.lon ?? 20, options.camera?.lat ?? 5],
      zoom: options.camera?.zoom ?? 3,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      maxZoom: 14,
      locale: { "Map.Title": options.label },
    });
    this.map.touchZoomRotate.disableRotation();
    this.#incidents = new IncidentDrawing(this.map);
    this.#cards = new Cards(this.map);
    this.#focus = new Focus(this.map, this.#cards, this.#incidents);
    // Where a place is chosen, Tab leaves the map and Enter is for its middle.
    if (!options.events.onPick)
      this.#walk = new Walk(this.map, {
        context: () => this.#context(),
        rightToLeft: options.rightToLeft,
        say: options.events.onSay,
        show: (mark) => this.#focus.walk(mark, this.#context()),
        open: (mark) => this.#open(mark),
        escape: () => this.#cards.close(),
        none: options.words.none,
        place: options.words.place,
      });
    this.#listen();
  }

  /** Hands over everything shown; parts that are the same object as before are left alone. */
  setData(data: MapData): void {
    const before = this.#data;
    this.#data = data;
    if (!this.#styled) return;
    const areasChanged =
      before.areas !== data.areas ||
      before.categories !== data.categories ||
      before.coverage !== data.coverage ||
      before.information !== data.information ||
      before.entered !== data.entered;
    if (areasChanged) this.#drawAreas();
    if (before.bases !== data.bases) this.#drawBases();
    if (before.sites !== data.sites) this.#put(SOURCES.sites, siteFeatures(data.sites));
    if (before.facts !== data.facts || before.rows !== data.rows) this.#redraw();
  }

  /** Moves the time window; cheap enough for every frame of a drag. Days since 1970-01-01, both included. */
  setWindow(from: number, to: number): void {
    if (from === this.#window.from && to === this.#window.to) return;
    this.#window = { from, to };
    this.#redraw();
  }

  /** Switches layers on and off. */
  setLayers(shown: readonly MapLayer[]): void {
    if (this.#styled && shown.join() === this.#shown.join()) return;
    this.#shown = shown;
    this.#applyLayers();
  }

  #applyLayers(): void {
    const shown = this.#shown;
    if (!this.#styled) return;
    for (const layer of MAP_LAYERS) {
      const visibility = shown.includes(layer) ? "visible" : "none";
      for (const id of LAYERS_OF_SWITCH[layer]) this.map.setLayoutProperty(id, "visibility", visibility);
    }
  }

  setTheme(theme: Theme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#styled = false;
    this.map.setStyle(mapStyle(theme, this.#options.origin), { diff: false });
  }

  /** Outlines what is open in the panel; undefined outlines nothing. */
  setFocus(focus: MapFocus | undefined): void {
    const changed = JSON.stringify(focus) !== JSON.stringify(this.#focus.target);
    this.#focus.target = focus;
    if (this.#styled) this.#focus.apply(this.#context());
    if (changed) this.#reveal(focus);
  }

  /** Brings what was opened elsewhere into view; what is in view already stays where it is. */
  #reveal(focus: MapFocus | undefined): void {
    const at = focus && placeOf(focus, this.#data);
    if (at && !this.map.getBounds().contains(at)) this.map.easeTo({ center: at, duration: 150 });
  }

  /** Moves the camera to hold a box of west, south, east, north degrees. */
  fit(box: readonly [number, number, number, number]): void {
    const { clientWidth, clientHeight } = this.map.getContainer();
    const start = clientWidth >= LEGEND_ROOM * 3.6 ? LEGEND_ROOM : 16;
    const [left, right] = this.#options.rightToLeft ? [16, start] : [start, 16];
    const foot = coveredBelow(this.map.getContainer()) || (clientHeight < SMALL_HEIGHT ? 12 : 56);
    const padding = { top: 20, bottom: foot, left, right };
    this.map.fitBounds([box[0], box[1], box[2], box[3]], { padding, duration: 150, maxZoom: 11 });
  }

  zoomBy(step: number): void {
    this.map.easeTo({ zoom: this.map.getZoom() + step, duration: 150 });
  }

  resize(): void {
    this.map.resize();
  }

  destroy(): void {
    this.#styled = false;
    cancelAnimationFrame(this.#frame);
    window.clearTimeout(this.#actorTimer);
    this.#walk?.destroy();
    this.map.remove();
  }

  #listen(): void {
    const { map } = this;
    const { onPick } = this.#options.events;
    if (onPick) listenForPick(map, onPick);
    map.on("style.load", () => this.#styleLoaded());
    // Tells pictures and tests that everything asked for is drawn.
    map.on("idle", () => map.getContainer().setAttribute("data-drawn", ""));
    map.on("moveend", () => {
      const { lng, lat } = map.getCenter();
      this.#options.events.onCamera({ lon: lng, lat, zoom: map.getZoom() });
      this.#redraw();
    });
    map.on("zoom", () => this.#redraw());
    map.on("mousemove", (event) => this.#hover(event));
    map.on("mouseout", () => this.#focus.hover(undefined, undefined));
    map.on("click", (event) => {
      if (onPick) return;
      const mark = markAt(map, this.#context(), event.point);
      if (mark) this.#open(mark);
    });
  }

  #styleLoaded(): void {
    for (const { id, image, pixelRatio, sdf, stretch } of mapImages(this.#theme)) {
      const fit = stretch ? { stretchX: [stretch.x], stretchY: [stretch.y], content: stretch.content } : {};
      if (!this.map.hasImage(id)) this.map.addImage(id, image, { pixelRatio, sdf: sdf ?? false, ...fit });
    }
    this.#styled = true;
    this.#applyLayers();
    this.#drawAreas();
    this.#drawBases();
    this.#put(SOURCES.sites, siteFeatures(this.#data.sites));
    this.#redraw();
  }

  #put(source: SourceId, features: GeoJSON.FeatureCollection): void {
    void this.map.getSource<GeoJSONSource>(source)?.setData(features);
  }

  #drawAreas(): void {
    this.#put(SOURCES.areas, areaFeatures(this.#data));
    this.#put(SOURCES.areaLabels, areaLabelFeatures(this.#data, this.#options.words.letters));
    this.#focus.apply(this.#context());
  }

  #drawBases(): void {
    this.#put(SOURCES.bases, baseFeatures(this.#data.bases, this.#options.words.strength));
    this.#focus.apply(this.#context());
  }

  /** At most one drawing per frame, however often it is asked for. */
  #redraw(): void {
    if (this.#frame || !this.#styled) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (!this.#styled) return;
      const drawn = this.#incidents.draw(this.#data, this.#window);
      this.#focus.apply(this.#context());
      const said = JSON.stringify(drawn);
      if (said !== this.#said) this.#options.events.onDrawn(drawn);
      this.#said = said;
      window.clearTimeout(this.#actorTimer);
      this.#actorTimer = window.setTimeout(() => this.#drawActors(), ACTOR_DELAY_MS);
    });
  }

  #drawActors(): void {
    const { facts, rows } = this.#data;
    if (!facts || !this.#styled) return;
    const labels = actorLabels({ facts, rows, ...this.#window });
    const { communal } = this.#options.words;
    this.#put(SOURCES.actors, actorFeatures(facts, labels, PALETTES[this.#theme], communal));
  }

  #context(): MarkContext {
    const { binned, counts } = this.#incidents;
    return { data: this.#data, bins: binned.bins, counts, words: this.#options.words };
  }

  #hover(event: MapMouseEvent): void {
    this.#options.events.onPointer(event.lngLat.lng, event.lngLat.lat);
    if (!this.#styled || this.map.isMoving()) return;
    const mark = markAt(this.map, this.#context(), event.point);
    this.#focus.hover(mark, mark?.kind === "area" ? [event.lngLat.lng, event.lngLat.lat] : undefined);
  }

  #open(mark: MapMark): void {
    const { onOpen } = this.#options.events;
    if (mark.kind === "base") onOpen({ kind: "base", ref: mark.base.ref });
    else if (mark.kind === "area") onOpen({ kind: "area", code: mark.area.code });
    else if (mark.kind === "site") this.#cards.open(mark.at, mark.card, [], "");
    else if (mark.kind === "bin" && mark.bin.events === 1) onOpen({ kind: "incident", row: mark.bin.row });
    else this.#openRows(mark);
  }

  /** A cluster or an area's badge: a card that lists its latest incidents and offers to go nearer. */
  #openRows(mark: MapMark): void {
    const { facts } = this.#data;
    if (!facts) return;
    const { words, events } = this.#options;
    const nearer = () => {
      this.#cards.close();
      this.map.easeTo({ center: mark.at, zoom: Math.min(this.map.getZoom() + 2, 13), duration: 150 });
    };
    const { card, actions, note } = rowsCard(mark, this.#incidents, facts, words, {
      nearer,
      open: (row) => events.onOpen({ kind: "incident", row }),
    });
    this.#cards.open(mark.at, card, actions, note);
  }
}
