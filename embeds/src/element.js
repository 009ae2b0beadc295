// /nhung.js: the element <cong-lang>, which shows a part of the portal in another site's page.
//
//   <script async src="https://tinh.example/nhung.js"></script>
//   <cong-lang show="tin-moi" category="huong-dan" count="5" portal="https://tinh.example"><a href="https://tinh.example/">Tin mới</a></cong-lang>
//
// What stands inside the tag is shown until the part has come, and stays when it does not come. Styles are set by
// script alone, which no policy of the host's page forbids.

import { message, read } from "./messages.js";

const NAME = "cong-lang";
/** The portal that this script comes from. */
const portal = new URL(document.currentScript.src).origin;
/** Portals whose script the host's page has loaded: one page may show several towns. */
const portals = (globalThis.congLangPortals ??= new Set());
const isNew = !portals.has(portal);
portals.add(portal);

/** As browsers write it, of an address as somebody else may. */
const originOf = (address) => {
  try {
    return new URL(address).origin;
  } catch {
    return address;
  }
};

/** How far below the screen a part begins to load. */
const AHEAD = "600px";
/** A frame that goes to and fro between two heights faster than this, in milliseconds, keeps the greater one. */
const CALM = 1000;
/** A part that has been loaded for so long, in milliseconds, and has not told that it is there, is one that the portal
 * refuses or no network brings. */
const PATIENCE = 4000;
/** What stays free above the place in a part that a form has led to, in CSS pixels: hosts have bars there. */
const ABOVE = 120;
/** The page reads its own origin alone, so that it may have it: for its live figures and the visitor's cookie. */
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

const article = (slug, rest) => (/^[a-z0-9-]+$/.test(slug ?? "") ? `bai-viet/${slug}${rest}` : undefined);
/** By `show`: the address below /nhung/, and the height in CSS pixels that is kept free until the part has come: what it
 * has on most pages, where a plain frame gets what it needs on the narrowest (server/src/pages/embeds/kind.rs). */
const KINDS = {
  "tin-moi": (get) => ["tin-moi", 110 + 82 * Math.min(Math.max(Math.trunc(get("count")) || 5, 1), 20)],
  "the-bai-viet": (get) => [article(get("article"), "/the"), 330],
  "bai-viet": (get) => [article(get("article"), ""), 1600],
  "luot-truy-cap": () => ["luot-truy-cap", 140],
  "canh-bao": () => ["canh-bao", 110],
  "ban-do": () => ["ban-do", 420],
  "ca-khuc": () => ["ca-khuc", 420],
};
/** Attributes of the element, and what they are called in addresses. */
const PARAMETERS = { category: "chuyen-muc", count: "so", theme: "theme", accent: "accent", lang: "lang", "font-size": "font-size" };

class CongLang extends HTMLElement {
  static observedAttributes = ["show", "article", "portal", "label", ...Object.keys(PARAMETERS)];

  #slot = document.createElement("slot");
  #frame;
  #height = 0;
  /** The height before this one, when it was left, and whether only to see if the lower one lasts. */
  #last = { height: 0, at: 0, isTried: false };
  #later;
  /** The width, in CSS pixels, at which the lower height is not tried again: it did not last. */
  #calmWidth;
  #seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#load(), {
    rootMargin: AHEAD,
  });
  #waits = false;
  #isReady = false;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(this.#slot);
  }

  connectedCallback() {
    addEventListener("message", this.#hear);
    this.#begin();
  }

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    this.#end();
  }

  /** Several attributes that change at once are one change. */
  attributeChangedCallback() {
    if (!this.isConnected || this.#waits) return;
    this.#waits = true;
    queueMicrotask(() => {
      this.#waits = false;
      if (this.isConnected) this.#begin();
    });
  }

  #get = (name) => this.getAttribute(name);

  #begin() {
    this.#end();
    const [path, height] = KINDS[this.#get("show")]?.(this.#get) ?? [];
    const origin = originOf(this.#get("portal") ?? portal);
    if (!path || !portals.has(origin)) {
      this.#refuse(path && origin);
      return;
    }
    const url = new URL(`${origin}/nhung/${path}`);
    for (const [attribute, parameter] of Object.entries(PARAMETERS)) {
      if (this.hasAttribute(attribute)) url.searchParams.set(parameter, this.#get(attribute));
    }
    const frame = document.createElement("iframe");
    const forms = this.#get("show") === "bai-viet" ? " allow-forms allow-downloads" : "";
    frame.setAttribute("sandbox", SANDBOX + forms);
    frame.title = this.#get("label") ?? url.host;
    frame.dataset.src = url.href;
    // It is laid out, since it has to be measured, but neither seen nor reached until it has come.
    frame.style.cssText = "position:absolute;inset:0;width:100%;height:100%;border:0;visibility:hidden";
    this.#frame = frame;
    this.style.display = "block";
    this.style.position = "relative";
    this.style.minHeight = `${this.#height || height}px`;
    this.#fallBack(url);
    this.#seen.observe(this);
  }

  /** Of another portal, `awaited`, the script may be on its way until the host's page is whole. */
  #refuse(awaited) {
    if (awaited && document.readyState !== "complete") {
      addEventListener("load", () => this.#frame ?? this.attributeChangedCallback(), { once: true });
      return;
    }
    const what = awaited ? `portal="${awaited}"` : `show="${this.#get("show")}"`;
    console.warn(`<${NAME}>: ${what} cannot be shown; see ${portal}/nhung`);
  }

  /** A link, where the host's page has put nothing inside the tag. */
  #fallBack(url) {
    const link = document.createElement("a");
    link.href = url.href;
    link.textContent = this.#get("label") ?? url.host;
    this.#slot.replaceChildren(link);
  }

  #load() {
    this.#seen.disconnect();
    const frame = this.#frame;
    // Only the link stays, without a hole behind it. The frame is kept, and shown if it does come.
    frame.onload = () => setTimeout(() => this.#giveUp(frame), PATIENCE);
    frame.src = frame.dataset.src;
    this.shadowRoot.append(frame);
  }

  #giveUp(frame) {
    if (frame === this.#frame && !this.#isReady) this.style.minHeight = "";
  }

  /** Only what the host's page has put inside the tag is left, without a hole behind it. */
  #end() {
    this.#seen.disconnect();
    clearTimeout(this.#later);
    this.#frame?.remove();
    this.#frame = undefined;
    this.#isReady = false;
    this.#calmWidth = undefined;
    this.#slot.replaceChildren();
    this.#slot.style.display = "contents";
    this.style.minHeight = "";
  }

  #hear = ({ source, origin, data }) => {
    const frame = this.#frame;
    if (!frame?.src || source !== frame.contentWindow || origin !== new URL(frame.src).origin) return;
    const told = read(data);
    if (told?.type === "open") this.#tell("open", { url: told.url });
    else if (told?.type === "ready") this.#show(frame, told);
    else if (told?.type === "size") this.#size(told.height);
  };

  #show(frame, { height, title, at }) {
    if (!this.hasAttribute("label")) frame.title = title;
    this.#slot.style.display = "none";
    frame.style.cssText = "display:block;width:100%;border:0";
    this.style.minHeight = "";
    this.#size(height);
    // From now on nothing of it has to be scrolled.
    frame.contentWindow.postMessage(message("sized"), new URL(frame.src).origin);
    if (this.#isReady) {
      // A form has led on, and its reader would look at what is left of the page before.
      scrollTo({ top: scrollY + frame.getBoundingClientRect().top + at - ABOVE });
    } else {
      this.#isReady = true;
      this.#tell("ready", { height, title });
    }
  }

  /** `isTried`: it is the lower one of two, and has stood for a while. */
  #size(height, isTried = false) {
    const last = this.#last;
    const isBack = height === last.height;
    const isQuick = Date.now() - last.at < CALM;
    const isCalm = this.#frame.clientWidth === this.#calmWidth;
    const staysHigh = isBack && height < this.#height && (isQuick || isCalm);
    clearTimeout(this.#later);
    if (height === this.#height || staysHigh) {
      this.#frame.style.height = `${this.#height}px`;
      // It may have come to rest at the lower one.
      if (staysHigh && !isCalm) this.#later = setTimeout(() => this.#size(height, true), CALM);
      return;
    }
    this.#last = { height: this.#height, at: Date.now(), isTried };
    this.#height = height;
    this.#frame.style.height = `${height}px`;
    // Where only the greater height brings the host's page a scrollbar, the frame is narrower with it, and would be
    // lower; without it the height comes back. The width is the one with the scrollbar.
    this.#calmWidth = isBack && isQuick && last.isTried ? this.#frame.clientWidth : undefined;
    this.#tell("resize", { height });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`conglang:${name}`, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get(NAME)) {
  customElements.define(NAME, CongLang);
} else if (isNew) {
  // The script of another portal has the element, and knew nothing of this one: its tags begin again.
  for (const tag of document.querySelectorAll(`${NAME}[portal]`)) {
    const named = tag.getAttribute("portal");
    if (originOf(named) === portal) tag.setAttribute("portal", named);
  }
}
