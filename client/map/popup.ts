/**
 * The card beside a mark: built from DOM nodes and text, never from HTML, because names come from records. A hover card
 * only tells; a clicked cluster also lists its incidents as buttons.
 */
import { type Map as MapLibreMap, Popup } from "maplibre-gl";
import type { Description } from "./describe.ts";

export interface CardAction {
  label: string;
  run: () => void;
}

function element(tag: string, className: string, text: string): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

function cardContent(card: Description, actions: readonly CardAction[], note: string): HTMLElement {
  const content = element("div", "map-card", "");
  content.append(element("p", "map-card-title", card.title));
  for (const line of card.lines) content.append(element("p", "map-card-line", line));
  for (const action of actions) {
    const button = element("button", "map-card-action", action.label);
    button.setAttribute("type", "button");
    button.addEventListener("click", action.run);
    content.append(button);
  }
  if (note) content.append(element("p", "map-card-line", note));
  return content;
}

/** One hover card and one clicked card of a map. */
export class Cards {
  readonly #map: MapLibreMap;
  readonly #hover = new Popup({ closeButton: false, closeOnClick: false, maxWidth: "280px", offset: 10 });
  readonly #open = new Popup({ closeButton: false, closeOnClick: true, maxWidth: "320px", offset: 10 });
  #hovered = "";

  constructor(map: MapLibreMap) {
    this.#map = map;
    this.#hover.addClassName("map-card-hover");
  }

  /** Shows the hover card for a mark; the same `key` only moves it. */
  hover(key: string, at: [number, number], card: Description): void {
    if (this.#open.isOpen()) return;
    if (key !== this.#hovered) this.#hover.setDOMContent(cardContent(card, [], ""));
    this.#hovered = key;
    this.#hover.setLngLat(at);
    if (!this.#hover.isOpen()) this.#hover.addTo(this.#map);
  }

  leave(): void {
    this.#hovered = "";
    this.#hover.remove();
  }

  /** Opens a card with actions; `note` stands below them. */
  open(at: [number, number], card: Description, actions: readonly CardAction[], note: string): void {
    this.leave();
    const content = cardContent(card, actions, note);
    content.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
      this.#map.getCanvas().focus();
    });
    this.#open.setDOMContent(content).setLngLat(at).addTo(this.#map);
  }

  /** Closes the open card; false when there was none. */
  close(): boolean {
    if (!this.#open.isOpen()) return false;
    this.#open.remove();
    return true;
  }
}
