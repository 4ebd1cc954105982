// Keeps the page and its reader for use without a network; lists and trust are kept by the page.
"use strict";
const PAGE = "zhaoban-page-VERSION";
const SHELL = ["./", "manifest.webmanifest", "icon.svg", "en.js"];
const PARTS = ["pdf.js", "reader.js"]; // kept once they were needed

addEventListener("install", (event) => {
  skipWaiting();
  const fresh = (name) => new Request(name, { cache: "no-cache", referrerPolicy: "no-referrer" });
  event.waitUntil(caches.open(PAGE).then((cache) => cache.addAll(SHELL.map(fresh))));
});

addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith("zhaoban-page-") && name !== PAGE;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => clients.claim()));
});

async function kept(request, name) {
  const cache = await caches.open(PAGE);
  const found = await cache.match(name);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(name, answer.clone());
  return answer;
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const folder = new URL("./", location.href).href;
  const name = (url.origin + url.pathname).slice(folder.length);
  const isHere = request.method === "GET" && (url.origin + url.pathname).startsWith(folder);
  if (!isHere) return;
  if (request.mode === "navigate" && ["", "index.html"].includes(name)) event.respondWith(kept(request, "./"));
  else if (PARTS.includes(name) || SHELL.includes(name)) event.respondWith(kept(request, name));
});
