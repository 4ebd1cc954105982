// The page: what the visitor does, what is checked, and what is on screen.
"use strict";
(() => {
  const { check, site, result } = Zhaoban;
  const LANGUAGE = "zhaoban.language";
  const at = (id) => document.getElementById(id);
  const state = { language: "zh", report: null, now: 0, trust: null, notice: "", camera: null, turn: 0 };
  const anchor = JSON.parse(at("anchor").textContent);
  const opened = site.openTrust(anchor).catch(() => null);
  const able = opened.then((trust) => trust && Zhaoban.isAble(trust.trust));
  const words = () => Zhaoban.words[state.language];

  function chosenLanguage() {
    const kept = site.kept(LANGUAGE);
    if (["zh", "en"].includes(kept)) return kept;
    return /^zh/i.test(navigator.language) ? "zh" : "en";
  }

  // Chinese is at hand; English stays away where its part cannot be had.
  async function speak(language) {
    if (!Zhaoban.words[language]) {
      const isHere = await site.part(`${language}.js`).then(() => true, () => false);
      if (!isHere) return;
    }
    state.language = language;
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = words().title;
    for (const node of document.querySelectorAll("[data-say]")) node.textContent = words()[node.dataset.say];
    for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", words()[node.dataset.label]);
    at("language").lang = language === "zh" ? "en" : "zh-CN";
    sayTrust();
    sayNotice(state.notice);
    if (state.report) result.show(state.report, language, state.now);
  }

  function sayTrust() {
    const { trust } = state;
    at("trust-words").textContent = trust
      ? result.filled(words().trust, { date: result.moment(state.language, trust.madeAt) }) + (words().news[trust.news] ?? "")
      : "";
    at("root-words").textContent = anchor
      ? result.filled(words().root, { print: anchor.root.match(/.{1,4}/g).join(" ") })
      : "";
  }

  function sayNotice(name) {
    state.notice = name;
    at("notice").hidden = !name;
    at("notice").textContent = name ? words()[name] : "";
  }

  function view(name) {
    document.body.dataset.view = name;
    for (const id of ["start", "camera", "busy", "result"]) at(id).hidden = id !== name;
    scrollTo(0, 0);
  }

  function start(notice = "") {
    state.turn++;
    state.camera?.abort();
    state.report = null;
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    sayNotice(notice);
    view("start");
  }

  // Checks a code's text or a file's bytes and shows the answer; a later one takes its place.
  async function examine(target) {
    const turn = ++state.turn;
    state.camera?.abort();
    view("busy");
    const trust = await opened;
    if (turn !== state.turn) return;
    const isOld = trust ? !(await able) : !globalThis.DecompressionStream;
    const hindrance = isOld ? "browser_old" : trust ? "" : "trust_none";
    if (hindrance) {
      start(hindrance);
      return;
    }
    if (target.pdf) await site.part("pdf.js");
    const now = Date.now();
    const status = (shard) => site.statusToken(shard, trust.trust, now);
    const report = await check({ host: anchor.host, ...target, trust: trust.trust, status, now });
    if (turn !== state.turn) return;
    Object.assign(state, { report, now });
    result.show(report, state.language, now);
    view("result");
    at("verdict-title").focus();
  }

  const examineFragment = () =>
    location.hash.length > 1 && examine({ text: `HTTPS://${location.host || "X"}/V/${location.hash}`, host: "" });

  async function examinePicture(file) {
    const turn = ++state.turn;
    view("busy");
    let notice = "reader_none";
    try {
      await site.part("reader.js");
      notice = "file_none";
      const text = await Zhaoban.scan.inPicture(file);
      notice = "picture_none";
      if (turn !== state.turn) return;
      if (text !== null) {
        await examine({ text });
        return;
      }
    } catch (error) {
      console.warn(error.message);
    }
    if (turn === state.turn) start(notice);
  }

  async function examineFile(file) {
    if (!file) return;
    if (file.type.startsWith("image/")) {
      await examinePicture(file);
      return;
    }
    try {
      await examine({ pdf: new Uint8Array(await file.arrayBuffer()) });
    } catch (error) {
      console.warn(error.message);
      start("file_none");
    }
  }

  async function look() {
    const turn = ++state.turn;
    const camera = new AbortController();
    state.camera = camera;
    at("camera-words").textContent = words().camera_starting;
    view("camera");
    let notice = "reader_none";
    try {
      await site.part("reader.js");
      notice = "camera_none";
      at("camera-words").textContent = words().camera_looking;
      const text = await Zhaoban.scan.throughCamera(at("video"), camera.signal);
      if (text !== null && turn === state.turn) await examine({ text });
    } catch (error) {
      console.warn(error.message);
      if (turn === state.turn) start(notice);
    }
  }

  function take(transfer) {
    const file = transfer?.files?.[0];
    const text = transfer?.getData("text")?.trim();
    if (file) examineFile(file);
    else if (text) examine({ text });
    return Boolean(file || text);
  }

  function listen() {
    at("language").addEventListener("click", async () => {
      await speak(state.language === "zh" ? "en" : "zh");
      site.keep(LANGUAGE, state.language);
    });
    for (const id of ["home", "again", "stop"]) at(id).addEventListener("click", () => start());
    at("scan").addEventListener("click", look);
    at("picture").addEventListener("click", () => at("picture-file").click());
    for (const id of ["document", "with-document"]) at(id).addEventListener("click", () => at("document-file").click());
    for (const id of ["picture-file", "document-file"]) {
      at(id).addEventListener("change", () => {
        const [file] = at(id).files;
        at(id).value = "";
        examineFile(file);
      });
    }
    addEventListener("hashchange", examineFragment);
    addEventListener("paste", (event) => take(event.clipboardData) && event.preventDefault());
    const isOver = (over) => at("drop").classList.toggle("over", over);
    addEventListener("dragover", (event) => (event.preventDefault(), isOver(true)));
    addEventListener("dragleave", (event) => event.relatedTarget === null && isOver(false));
    addEventListener("drop", (event) => (event.preventDefault(), isOver(false), take(event.dataTransfer)));
  }

  listen();
  speak("zh");
  if (chosenLanguage() === "en") speak("en");
  opened.then((trust) => {
    state.trust = trust;
    sayTrust();
  });
  examineFragment();
  // Without it only the use without a network is lost.
  if (site.isServed) navigator.serviceWorker?.register("sw.js").catch(() => {});
})();
