// Checks a licence from its QR's text or its PDF as `kiosk verify` does (kiosk/services/verify.py).
"use strict";
(() => {
  const { cbor, credential, status, trust: trustList } = Zhaoban;
  const REASONS = [
    "malformed", "not_a_credential", "wrong_algorithm", "unknown_key", "key_revoked",
    "bad_signature", "not_whole_file", "changed_after_signing", "twin_mismatch",
    "not_in_register", "revoked", "cancelled", "suspended", "status_too_old", "specimen", "ok",
  ];
  const NOT_ASKED = "not asked";
  const iso = (instant) => new Date(instant).toISOString().replace(".000Z", "+00:00");
  const isRevoked = (from, at) => from !== null && from !== undefined && at >= from;

  async function verify(publicKey, signature, content) {
    const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", key, signature, content);
  }

  // What cannot be a key has signed nothing; a browser without Ed25519 is told apart by `isAble`.
  const isSignedBy = (read, publicKey) =>
    verify(publicKey, read.signature, read.toBeSigned).catch(() => false);

  // Whether this browser can check at all; an older one would call every signature false.
  async function isAble(json) {
    const { keys } = await trustList.read(json);
    return !keys[0] || verify(keys[0].publicKey, new Uint8Array(64), new Uint8Array(0)).then(() => true, () => false);
  }

  // The key in use at issue that made the signature, else any with that id, and whether it did.
  async function keyOf(read, trust) {
    const id = cbor.hex(read.keyId);
    const { issuedAt } = read.claims;
    const known = trust.keys.filter(
      (key) => key.id === id && key.since <= issuedAt && issuedAt < key.until);
    for (const key of known) if (await isSignedBy(read, key.publicKey)) return [key, true];
    return [known[0] ?? null, false];
  }

  const shown = (claims, key) => ({
    credit_code: claims.creditCode,
    name: claims.name,
    proprietor: claims.proprietor,
    business_type: claims.businessType,
    composition: claims.composition,
    registered_on: claims.registeredOn,
    premises_code: claims.premisesCode,
    authority_division: claims.authority,
    issued_at: iso(claims.issuedAt),
    signed_by: key.authority,
    terminal: key.terminal,
  });

  // The claims when their signature holds; what is wrong goes into what was found.
  async function checkCredential(found, text, trust) {
    const read = credential.read(text);
    const [key, holds] = await keyOf(read, trust);
    if (!key) {
      found.reasons.add("unknown_key");
      found.signature = "unknown key";
      return null;
    }
    if (!holds) {
      found.reasons.add("bad_signature");
      found.signature = "invalid";
    }
    if (isRevoked(key.revokedFrom, read.claims.issuedAt)) {
      found.reasons.add("key_revoked");
      found.signature = "revoked key";
    }
    if (!holds) return null;
    found.specimen ||= key.specimen || read.claims.specimen;
    Object.assign(found.fields, shown(read.claims, key));
    if (found.signature === NOT_ASKED) found.signature = "valid";
    return read.claims;
  }

  // A shard's list with the keys that made it while in use and are not revoked by now, for a thief
  // dates back; null when nothing proves it.
  async function proved(token, shard, trust, now) {
    const list = token ? await status.read(token) : null;
    if (!list || !list.uri.endsWith(`/status/${shard}`)) return null;
    const signers = [];
    for (const key of trust.keys) {
      const isInUse =
        key.id === list.keyId && key.since <= list.issuedAt && list.issuedAt < key.until &&
        !isRevoked(key.revokedFrom, Math.max(list.issuedAt, now));
      if (isInUse && (await isSignedBy(list, key.publicKey))) signers.push(key);
    }
    return signers.length ? { list, signers } : null;
  }

  // Which of two tokens of a shard to use: never an older one, nor what proves nothing.
  async function newerList({ kept, offered, shard, trust: json, now }) {
    const trust = await trustList.read(json);
    const read = async (token) => {
      const found = await proved(token, shard, trust, now);
      return found && !status.isFromFuture(found.list, now) ? found.list : null;
    };
    const [old, fresh] = [await read(kept), await read(offered)];
    if (fresh && (!old || fresh.issuedAt >= old.issuedAt)) return "offered";
    return old ? "kept" : "none";
  }

  // The status that a published list tells, null when none can be believed: a key of the same
  // authority and kind signed it.
  async function listed(claims, authority, trust, token, now) {
    const found = await proved(token, claims.statusShard, trust, now);
    const isOurs = (key) => key.authority === authority && key.specimen === claims.specimen;
    const word = found?.signers.some(isOurs) ? status.statusOf(found.list, claims.statusIndex) : null;
    return word && { word, fresh: status.isFresh(found.list, now), asOf: found.list.issuedAt };
  }

  async function askStatus(found, claims, trust, lookup, now) {
    if (!lookup) return;
    const token = await lookup(claims.statusShard);
    const answer = await listed(claims, found.fields.signed_by, trust, token, now);
    found.status = answer ? answer.word : "unknown";
    if (!answer) {
      if (!found.specimen) found.reasons.add("status_too_old"); // nothing says that it is in force
      return;
    }
    found.statusAsOf = iso(answer.asOf);
    if (answer.word !== "valid") found.reasons.add(answer.word);
    if (!answer.fresh) found.reasons.add("status_too_old");
  }

  // The report of `kiosk verify --json`, with `file` for a PDF and all `reasons`. `text` is a QR's text or `pdf` a
  // file's bytes; `trust` a trust list's JSON; `status` gives a shard's token (bytes) or null, and
  // without it the status is not asked; `now` in milliseconds; `host` is where codes should lead.
  // Pure, and never throws on a target. A file needs the part pdf.js.
  async function check({ text, pdf: bytes, trust: json, status: lookup, now, host }) {
    const trust = await trustList.read(json);
    const found = {
      reasons: new Set(), specimen: false, signature: NOT_ASKED, status: NOT_ASKED, fields: {},
      statusAsOf: null, otherHost: "", timeStamp: NOT_ASKED, file: null,
    };
    try {
      const claims = bytes
        ? await Zhaoban.checkPdf(found, bytes, trust)
        : await checkCredential(found, text, trust);
      if (claims && !bytes && host && credential.hostOf(text) !== host) {
        found.otherHost = credential.hostOf(text);
      }
      if (claims && found.signature === "valid") await askStatus(found, claims, trust, lookup, now);
    } catch (error) {
      if (!(error instanceof credential.Refused)) throw error;
      found.reasons.add(error.reason);
    }
    if (found.specimen) found.reasons.add("specimen");
    const reason = REASONS.find((each) => found.reasons.has(each)) ?? "ok";
    return {
      valid: reason === "ok",
      specimen: found.specimen,
      reason,
      signature: found.signature,
      status: found.status,
      status_as_of: found.statusAsOf,
      register: NOT_ASKED,
      time_stamp: found.timeStamp,
      other_host: found.otherHost,
      fields: found.fields,
      file: found.file,
      reasons: REASONS.filter((each) => found.reasons.has(each)),
    };
  }

  Object.assign(Zhaoban, { check, checkCredential, isAble, newerList, isRevoked, iso, NOT_ASKED, REASONS });
})();
