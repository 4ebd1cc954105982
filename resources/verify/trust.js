// Whom to believe: the trust list and the bundle in which a root signed it (kiosk/domain/trust.py).
"use strict";
(() => {
  const { cbor, der, status } = Zhaoban;
  const PRACTICE = "zhaoban trust list";
  const CONTEXTS = { "zhaoban pack": "ZHAOBAN-PACK-1\n", [PRACTICE]: "ZHAOBAN-TRUST-1\n" };
  const INSTANT =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:?\d\d)$/;
  const MAX_BUNDLE_BYTES = 8 * 1024 * 1024;
  const prepared = new WeakMap();

  class Unreadable extends Error {}

  function octets(text) {
    if (typeof text !== "string") throw new Unreadable("octets");
    let raw;
    try {
      raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    } catch {
      throw new Unreadable("octets");
    }
    return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  }

  const text64 = (text) =>
    btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));

  // The bundle's text from the packed one that the page holds, whose manifest and list are plain.
  async function unpacked(packed) {
    const plain = await status.inflate(octets(packed), MAX_BUNDLE_BYTES);
    const parts = JSON.parse(new TextDecoder().decode(plain));
    for (const name of ["manifest", "trust"]) parts[name] = text64(parts[name]);
    return JSON.stringify(parts);
  }

  // Milliseconds since 1970, with microseconds as a fraction.
  function instant(text) {
    const match = typeof text === "string" ? INSTANT.exec(text) : null;
    if (!match) throw new Unreadable("instant");
    const [, date, hours, minutes, seconds, fraction, zone] = match;
    const shift = zone === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
    const whole = Date.parse(`${date}T${hours}:${minutes}:${seconds ?? "00"}${shift}`);
    if (Number.isNaN(whole)) throw new Unreadable("instant");
    return whole + Number(`0.${fraction ?? "0"}`) * 1000;
  }

  const ifAny = (value, read) => (value === null ? null : read(value));

  function required(record, name, type) {
    const value = record?.[name];
    if (typeof value !== type) throw new Unreadable(name);
    return value;
  }

  function list(record, name) {
    if (!Array.isArray(record?.[name])) throw new Unreadable(name);
    return record[name];
  }

  async function key(record) {
    const publicKey = octets(record?.public_key);
    if (publicKey.length !== 32) throw new Unreadable("public_key");
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", publicKey));
    return {
      authority: required(record, "authority", "string"),
      terminal: required(record, "terminal", "string"),
      publicKey,
      id: cbor.hex(digest.subarray(0, 4)),
      specimen: required(record, "specimen", "boolean"),
      since: instant(record.since),
      until: instant(record.until),
      revokedFrom: ifAny(record.revoked_from, instant),
    };
  }

  const root = (record) => ({
    authority: required(record, "authority", "string"),
    certificate: octets(record.certificate),
    specimen: required(record, "specimen", "boolean"),
    revokedFrom: ifAny(record.revoked_from, instant),
  });

  // A trust list ready for use; throws Unreadable. The same object is read once.
  function read(json) {
    if (typeof json !== "object" || json === null) throw new Unreadable("list");
    if (!prepared.has(json)) prepared.set(json, readOnce(json));
    return prepared.get(json);
  }

  async function readOnce(json) {
    if (json.version !== 1) throw new Unreadable("version");
    const revoked = new Map();
    for (const record of list(json, "revoked_certificates")) {
      if (!/^[0-9a-f]{64}$/.test(record?.sha256)) throw new Unreadable("sha256");
      revoked.set(record.sha256, instant(record.revoked_from));
    }
    return {
      roots: list(json, "roots").map(root),
      keys: await Promise.all(list(json, "credential_keys").map(key)),
      revoked,
    };
  }

  const plain = (bytes) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));

  function taken(bundle) {
    try {
      const top = JSON.parse(bundle);
      const manifest = plain(octets(top.manifest));
      const context = CONTEXTS[manifest.format];
      const isOurs = top.format === "zhaoban trust bundle" && top.version === 1 && manifest.version === 1;
      if (!isOurs || !context) throw new Unreadable("format");
      const root = octets(top.root);
      return {
        root,
        key: der.certificate(root).key,
        said: cbor.joined([new TextEncoder().encode(context), octets(top.manifest)]),
        signature: octets(top.signature),
        listed: octets(top.trust),
        digest: required(manifest.files, "trust.json", "string"),
        madeAt: instant(manifest.made_at),
        isPractice: manifest.format === PRACTICE,
      };
    } catch {
      throw new Unreadable("unreadable"); // a stranger's bytes, whatever the reader trips over
    }
  }

  // The list of a bundle that the root with this fingerprint signed, and when it did. A practice
  // root lists practice keys alone, an authority none of them, and each names itself. Throws
  // Unreadable with "unreadable" or, when it is not so signed, "not_signed".
  async function readBundle(bundle, fingerprint) {
    const { root, key, said, signature, listed, digest, madeAt, isPractice } = taken(bundle);
    const holds =
      (await der.sha256(root)) === fingerprint &&
      (await der.ecdsaHolds(key, "SHA-256", signature, said)) &&
      (await der.sha256(listed)) === digest;
    if (!holds) throw new Unreadable("not_signed");
    const list = await Promise.resolve().then(async () => {
      const trust = plain(listed);
      return { trust, ...(await read(trust)) };
    }).catch(() => {
      throw new Unreadable("unreadable");
    });
    const isItsOwn =
      list.roots.some((each) => cbor.hex(each.certificate) === cbor.hex(root)) &&
      [...list.roots, ...list.keys].every((each) => each.specimen === isPractice);
    if (!isItsOwn) throw new Unreadable("not_signed");
    return { trust: list.trust, madeAt, fingerprint, bundle };
  }

  const ifGood = (bundle, fingerprint) =>
    bundle ? readBundle(bundle, fingerprint).catch(() => null) : Promise.resolve(null);

  // Which of two bundles to use, "kept", "offered" or "none", and what it says: never an older one.
  async function newer(kept, offered, fingerprint) {
    const [old, fresh] = [await ifGood(kept, fingerprint), await ifGood(offered, fingerprint)];
    if (fresh && (!old || fresh.madeAt >= old.madeAt)) return { use: "offered", best: fresh, old };
    return { use: old ? "kept" : "none", best: old, refused: fresh };
  }

  Zhaoban.trust = { read, readBundle, newer, unpacked };
})();
