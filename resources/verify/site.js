// What this site publishes: its trust list, never an older one than is known, and its status lists.
"use strict";
(() => {
  const { trust: trustList, status } = Zhaoban;
  const KEPT = "zhaoban.trust";
  const LISTS = "zhaoban-lists";
  const WAIT = 4000;
  const isServed = location.protocol === "https:" || location.protocol === "http:";

  function kept(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  function keep(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Nothing is kept then: a private window, or a page opened from a file.
    }
  }

  // Only our own files, with nothing about the visitor.
  async function get(name) {
    const answer = await fetch(new URL(name, location.href.split("#")[0]), {
      cache: "no-cache",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: AbortSignal.timeout(WAIT),
    });
    if (!answer.ok) throw new Error("not there");
    return answer;
  }

  // The newest trust list that the root of this page signed, and what the site's own was:
  // "" the same or not to be had, "newer", "older" or "bad". Null when the page has no anchor.
  async function openTrust(anchor) {
    if (!anchor) return null;
    const built = await trustList.unpacked(anchor.bundle);
    const { best: known } = await trustList.newer(built, kept(KEPT), anchor.root);
    if (!known || !isServed) return known && { ...known, news: "" };
    const text = await get("trust.json").then((answer) => answer.text(), () => null);
    const { use, best, refused } = await trustList.newer(known.bundle, text, anchor.root);
    if (use === "kept") return { ...known, news: refused ? "older" : text === null ? "" : "bad" };
    if (best.madeAt === known.madeAt) return { ...known, news: "" };
    keep(KEPT, best.bundle);
    return { ...best, news: "newer" };
  }

  const coming = new Map();

  // A part of the page that is loaded when it is needed; rejects when it cannot be had.
  function part(name) {
    if (!coming.has(name)) {
      const loaded = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = name;
        script.addEventListener("load", resolve);
        script.addEventListener("error", () => reject(new Error(`${name} is missing`)));
        document.head.append(script);
      });
      loaded.catch(() => coming.delete(name));
      coming.set(name, loaded);
    }
    return coming.get(name);
  }

  async function shelf() {
    try {
      return await caches.open(LISTS);
    } catch {
      return null;
    }
  }

  const bytesOf = async (answer) => new Uint8Array(await answer.arrayBuffer());

  // A kept list will do while it is younger than its own ttl; else the site is asked, and when it
  // does not answer the kept one is better than none: the list itself says how old it is.
  async function statusToken(shard, trust, now) {
    if (!isServed) return null;
    const name = `status/${shard}.cwt`;
    const place = await shelf();
    const kept = await place?.match(name).then((answer) => answer && bytesOf(answer));
    const list = kept ? await status.read(kept) : null;
    if (list && list.issuedAt <= now && now < list.issuedAt + list.ttl) return kept;
    const answer = await get(name).catch(() => null);
    const offered = answer && (await bytesOf(answer.clone()));
    const use = await Zhaoban.newerList({ kept, offered, shard, trust, now });
    if (use === "offered") await place?.put(name, answer);
    return use === "offered" ? offered : use === "kept" ? kept : null;
  }

  Zhaoban.site = { openTrust, statusToken, part, isServed, kept, keep };
})();
