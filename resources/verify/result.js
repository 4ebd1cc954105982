// Shows a report: the verdict, the licence as it was signed, each proof, and what cannot be told.
"use strict";
(() => {
  const LIST_ZONE = "Asia/Shanghai";
  const GENUINE = new Set(["ok", "status_too_old"]);
  const CAUTION = new Set(["specimen", "suspended", "status_too_old", "malformed", "not_a_credential"]);
  const ICONS = { good: "M6.5 12.4l3.6 3.6 7.4-8", warn: "M12 6.5v7M12 17.4v.01", bad: "M7.5 7.5l9 9M16.5 7.5l-9 9" };
  const SVG = "http://www.w3.org/2000/svg";

  const make = (tag, className, ...content) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...content);
    return node;
  };

  function icon(tone) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[tone]);
    svg.append(path);
    return svg;
  }

  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const moment = (language, instant) =>
    new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
      year: "numeric", month: language === "zh" ? "long" : "short", day: "numeric",
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: LIST_ZONE,
    }).format(instant);

  const day = (language, iso) =>
    new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "long", timeZone: "UTC" })
      .format(Date.parse(`${iso}T00:00:00Z`));

  function age(language, from, now) {
    const minutes = Math.round((from - now) / 60000);
    const format = new Intl.RelativeTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { numeric: "auto" });
    if (Math.abs(minutes) < 60) return format.format(minutes, "minute");
    if (Math.abs(minutes) < 48 * 60) return format.format(Math.round(minutes / 60), "hour");
    return format.format(Math.round(minutes / 1440), "day");
  }

  const isStatusKnown = (report) => !["unknown", "not asked"].includes(report.status);

  // Which words and which of three tones a report has.
  function verdictOf(report) {
    const { reason } = report;
    if (GENUINE.has(reason) && !isStatusKnown(report)) return ["ok_unasked", "warn"];
    if (reason === "ok" && report.other_host) return ["ok_elsewhere", "warn"];
    return [reason, reason === "ok" ? "good" : CAUTION.has(reason) ? "warn" : "bad"];
  }

  function showVerdict(report, words) {
    const [key, tone] = verdictOf(report);
    const [title, advice = words.doubt] = words.reasons[key];
    const box = document.getElementById("verdict");
    box.dataset.tone = tone;
    box.dataset.reason = report.reason;
    box.querySelector(".sign").replaceChildren(icon(tone));
    document.getElementById("verdict-title").textContent = title;
    document.getElementById("verdict-advice").textContent = advice;
  }

  function rowsOf(fields, words, language) {
    const premises = fields.premises || filled(words.premises_code, { code: fields.premises_code });
    return [
      ["name", fields.name || words.nameless, "strong wide"],
      ["business_type", words.shown_types[fields.business_type]],
      ["proprietor", fields.proprietor],
      ["composition", words.shown_compositions[fields.composition]],
      ["registered_on", day(language, fields.registered_on)],
      ["premises", premises, fields.premises ? "wide" : "wide absent"],
      ["scope", fields.scope || words.scope_absent, fields.scope ? "wide" : "wide absent"],
      ["authority", fields.signed_by || fields.authority || words.practice, "wide"],
    ];
  }

  function showLicence(report, words, language) {
    const sheet = document.getElementById("licence");
    const { fields } = report;
    sheet.hidden = !fields.credit_code;
    sheet.dataset.specimen = report.specimen;
    if (sheet.hidden) return;
    const list = make("dl", "");
    for (const [name, value, className] of rowsOf(fields, words, language)) {
      list.append(make("div", className ?? "", make("dt", "", words[name]), make("dd", "", value)));
    }
    const code = make("p", "code", make("span", "", words.credit_code), make("b", "", fields.credit_code));
    sheet.replaceChildren(code, make("h2", "", words.licence), list);
    if (/…$/u.test(fields.name + fields.proprietor)) sheet.append(make("p", "small", words.was_cut));
    if (report.specimen) {
      sheet.prepend(make("p", "mark", "样本", make("br"), "SPECIMEN"));
    }
  }

  const line = (tone, title, more, words) =>
    make("li", tone, make("span", "dot", icon(tone)),
      make("div", "", make("strong", "", make("span", "spoken", `${words.tone[tone]}：`), title),
        ...(more ? [make("span", "more", more)] : [])));

  function statusLine(report, words, language, now) {
    const { status } = report;
    if (!isStatusKnown(report)) {
      return line("warn", words.status[status], Zhaoban.site.isServed ? words.status_offline : words.status_file, words);
    }
    const asOf = Date.parse(report.status_as_of);
    const isStale = report.reasons.includes("status_too_old");
    const more = filled(isStale ? words.status_stale : words.status_as_of,
      { date: moment(language, asOf), age: age(language, asOf, now) });
    const tone = status === "valid" ? (isStale ? "warn" : "good") : status === "suspended" ? "warn" : "bad";
    return line(tone, words.status[status], more, words);
  }

  function showChecks(report, words, language, now) {
    const list = make("ul", "checks");
    const { fields, file } = report;
    const isGenuine = report.signature === "valid";
    if (report.signature !== "not asked") {
      const signed = isGenuine && fields.issued_at
        ? filled(words.signed, { who: fields.signed_by || words.practice, date: moment(language, Date.parse(fields.issued_at)) })
        : "";
      list.append(line(isGenuine ? "good" : "bad", words.signature[report.signature], signed, words));
    }
    if (isGenuine && file) {
      const isWhole = file.covers_whole_file;
      list.append(line(isWhole ? "good" : "bad", isWhole ? words.whole : words.not_whole, "", words));
      if (file.twin !== null) {
        list.append(line(file.twin ? "good" : "bad", file.twin ? words.twin : words.not_twin, words.twin_more, words));
      }
    }
    if (isGenuine && fields.credit_code) list.append(statusLine(report, words, language, now));
    if (report.other_host) {
      list.append(line("warn", filled(words.other_host, { host: report.other_host }), "", words));
    }
    document.getElementById("checks").replaceChildren(...(list.children.length ? [list] : []));
  }

  function showLimits(report, words) {
    const names = report.fields.credit_code
      ? ["limit_holder", "limit_picture", report.file ? "limit_time" : "limit_qr", "limit_register"]
      : [];
    const box = document.getElementById("limits");
    box.replaceChildren();
    if (!names.length) return;
    box.append(make("h2", "", words.limits), make("ul", "limits", ...names.map((name) => make("li", "", words[name]))));
  }

  // Draws the report in the language; `now` in milliseconds.
  function show(report, language, now) {
    const words = Zhaoban.words[language];
    showVerdict(report, words);
    showLicence(report, words, language);
    showChecks(report, words, language, now);
    showLimits(report, words);
    const isFromCode = report.fields.credit_code && !report.file;
    document.getElementById("with-document").hidden = !isFromCode;
    document.getElementById("result").dataset.sheet = Boolean(report.fields.credit_code);
  }

  Zhaoban.result = { show, filled, moment };
})();
