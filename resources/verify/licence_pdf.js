// Reads a signed licence PDF from its raw bytes (kiosk/adapters/signer/signed_pdf.py).
"use strict";
(() => {
  const { der, status } = Zhaoban;
  const { Refused } = Zhaoban.credential;
  const MAX_PDF_BYTES = 16 * 1024 * 1024;
  const MAX_CMS_HEX = 2 * 65536;
  const MAX_DICTIONARY = 8192;
  const MAX_TWIN_BYTES = 256 * 1024;
  const S = "[ \\t\\n\\r\\f\\v]";
  const NUMBER = `(\\d{1,9})${S}{1,8}`;
  const BYTE_RANGE = new RegExp(
    `/ByteRange${S}{0,8}\\[${S}{0,8}${NUMBER}${NUMBER}${NUMBER}(\\d{1,9})${S}{0,64}\\]`);
  const SIGNING_TIME = new RegExp(
    `/M${S}{0,8}\\(D(?::|\\\\072)(\\d{14})(?:Z|([+-])(\\d{2})'(\\d{2})'?)?(?:00'00'?)?\\)`);

  // One character a byte; only its ASCII part is ever looked at.
  const latin = (bytes) => new TextDecoder("windows-1252").decode(bytes);

  function rangesOf(pdf, words) {
    const match = BYTE_RANGE.exec(words);
    if (!match) return null;
    const [start, length, resume, rest] = match.slice(1).map(Number);
    const gap = start + length;
    if (!(gap < resume && resume <= pdf.length) || resume - gap > MAX_CMS_HEX) return null;
    const between = words.slice(gap, resume);
    const opening = between.indexOf("<");
    const closing = between.lastIndexOf(">");
    const digits = between.slice(opening + 1, Math.max(closing, 0));
    if (opening < 0 || digits.length % 2 || !/^[0-9A-Fa-f]+$/.test(digits)) return null;
    const contents = new Uint8Array(digits.length / 2);
    for (let i = 0; i < contents.length; i++) contents[i] = parseInt(digits.substr(2 * i, 2), 16);
    const isClean = start === 0 && opening === 0 && closing === between.length - 1;
    return { start, gap, resume, end: resume + rest, contents, isClean };
  }

  // The time that the signature dictionary claims, null without one.
  function signingTime(words, ranges) {
    const before = words.slice(Math.max(0, ranges.gap - MAX_DICTIONARY), ranges.gap);
    const after = words.slice(ranges.resume, ranges.resume + MAX_DICTIONARY);
    const dictionary = before.slice(before.lastIndexOf(" obj") + 1) + after.slice(0, after.indexOf("endobj"));
    const match = SIGNING_TIME.exec(dictionary);
    if (!match) return null;
    const [, digits, sign, hours, minutes] = match;
    const [year, month, day, hour, minute, second] =
      [0, 4, 6, 8, 10, 12].map((at, i) => Number(digits.slice(at, at + (i ? 2 : 4))));
    const whole = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
    whole.setUTCFullYear(year, month - 1, day);
    const isReal = year > 0 && whole.getUTCMonth() === month - 1 && whole.getUTCDate() === day &&
      hour < 24 && minute < 60 && second < 60;
    const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
    if (!isReal || offset >= 24 * 60) return null;
    return whole.getTime() - (sign === "-" ? -offset : offset) * 60000;
  }

  async function rootOf(certificate, roots) {
    if (!certificate.signsDocuments) return null;
    for (const root of roots) {
      try {
        if (await der.isIssuedBy(certificate, der.certificate(root.certificate))) return root;
      } catch (error) {
        if (!(error instanceof der.NotDer)) throw error;
      }
    }
    return null;
  }

  // What a signed PDF shows; throws Refused. The twin is read only when the signature is trusted.
  async function read(pdf, trust) {
    const words = pdf.length > MAX_PDF_BYTES ? "" : latin(pdf);
    if (!words.startsWith("%PDF-")) throw new Refused("malformed");
    const ranges = rangesOf(pdf, words);
    const signedAt = ranges && signingTime(words, ranges);
    if (!ranges || signedAt === null) throw new Refused("not_a_credential");
    let cms;
    try {
      cms = await Zhaoban.readCms(ranges.contents);
    } catch {
      throw new Refused("not_a_credential"); // hostile bytes, whatever the reader trips over
    }
    const signed = new Blob([pdf.subarray(ranges.start, ranges.gap), pdf.subarray(ranges.resume, ranges.end)]);
    const holds =
      ranges.end <= pdf.length && cms.isOurs && cms.namesItsCertificate &&
      (await der.ecdsaHolds(cms.certificate.key, "SHA-256", cms.signature, cms.toBeSigned)) &&
      (await der.sha256(await signed.arrayBuffer())) === cms.messageDigest;
    const root = await rootOf(cms.certificate, trust.roots);
    const later = words.slice(ranges.end);
    return {
      root, holds, signedAt,
      digests: root ? await der.digestsOf(cms.certificate, der.certificate(root.certificate)) : [],
      since: cms.certificate.since,
      until: cms.certificate.until,
      isOurs: cms.isOurs,
      hasTimeStamp: cms.hasTimeStamp,
      coversWholeFile: ranges.isClean && !later,
      appended: ranges.isClean && later.includes("startxref"),
      twin: holds && root && ranges.isClean ? await twinOf(pdf, words.slice(0, ranges.end)) : null,
    };
  }

  // Where each object of the file stands, newest first, from its cross-reference tables
  // (ISO 32000-2, 7.5.4); the licences of this house have no cross-reference streams.
  function objectsOf(words) {
    const places = new Map();
    let trailer = null;
    const newest = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(words)?.[1] ?? NaN);
    for (let at = newest, hops = 0; Number.isInteger(at) && hops < 16; hops++) {
      const table = /^\s*xref\s+([\s\S]*?)trailer\s*<<([\s\S]*?)startxref/.exec(words.slice(at));
      if (!table) throw new Refused("malformed");
      const numbers = table[1].trim().split(/\s+/);
      for (let i = 0; i < numbers.length; ) {
        const [first, count] = [Number(numbers[i]), Number(numbers[i + 1])];
        i += 2;
        for (let n = 0; n < count; n++, i += 3) {
          if (numbers[i + 2] === "n" && !places.has(first + n)) places.set(first + n, Number(numbers[i]));
        }
      }
      trailer ??= table[2];
      at = Number(/\/Prev\s+(\d+)/.exec(table[2])?.[1] ?? NaN);
    }
    return { places, trailer: trailer ?? "" };
  }

  const reference = (dictionary, name) =>
    Number(new RegExp(`/${name}\\s+(\\d+)\\s+0\\s+R`).exec(dictionary)?.[1] ?? NaN);

  // The JSON that the signed revision carries as its first associated file; null without one.
  async function twinOf(pdf, words) {
    const { places, trailer } = objectsOf(words);
    const from = (number) => {
      const at = places.get(number);
      const match = at === undefined ? null : /^\d+\s+0\s+obj/.exec(words.slice(at, at + 24));
      if (!match || Number.parseInt(match[0], 10) !== number) throw new Refused("malformed");
      return at + match[0].length;
    };
    const object = (number) => {
      const at = from(number);
      return words.slice(at, words.indexOf("endobj", at));
    };
    const catalog = object(reference(trailer, "Root"));
    if (!/\/AF\b/.test(catalog)) return null;
    const files = /\/AF\s*(\[[^\]]*\])/.exec(catalog)?.[1] ?? object(reference(catalog, "AF"));
    const first = /\[\s*(\d+)\s+0\s+R/.exec(files);
    if (!first) return null;
    const stream = reference(/\/EF\s*<<([^>]*)>>/.exec(object(Number(first[1])))?.[1] ?? "", "F");
    const at = from(stream);
    const opening = /stream\r?\n/.exec(words.slice(at, at + 4096));
    const dictionary = opening ? words.slice(at, at + opening.index) : "";
    const length = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? NaN);
    if (!opening || !Number.isInteger(length)) throw new Refused("malformed");
    const start = at + opening.index + opening[0].length;
    return parsed(pdf.subarray(start, start + length), /\/Filter\s*\[?\s*\/(\w+)/.exec(dictionary)?.[1]);
  }

  async function parsed(content, filter) {
    const plain = filter === "FlateDecode" ? await status.inflate(content, MAX_TWIN_BYTES) : content;
    if (!plain || plain.length > MAX_TWIN_BYTES || (filter && filter !== "FlateDecode")) {
      throw new Refused("malformed");
    }
    try {
      const twin = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
      return typeof twin === "object" && !Array.isArray(twin) ? twin : null;
    } catch {
      throw new Refused("malformed");
    }
  }

  Zhaoban.pdf = { read };
})();
