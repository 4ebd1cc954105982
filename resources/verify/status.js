// Reads a published status list: a CWT in a COSE_Sign1 (kiosk/adapters/signer/status_token.py).
"use strict";
(() => {
  const { cbor } = Zhaoban;
  const TYPE = "application/statuslist+cwt";
  const MAX_TOKEN_BYTES = 8 * 1024 * 1024;
  const MAX_BITS_BYTES = 1 << 22;
  const LATEST = 253402300800; // 10000-01-01T00:00:00Z
  const SKEW = 10 * 60 * 1000;
  const WORDS = ["valid", "revoked", "suspended", "cancelled"];

  // The inflated bytes of a zlib stream, null when it is none or longer than `most`.
  async function inflate(packed, most) {
    try {
      const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
      const parts = [];
      for (let total = 0; ; ) {
        const { done, value } = await reader.read();
        if (done) return cbor.joined(parts);
        total += value.length;
        if (total > most) return null;
        parts.push(value);
      }
    } catch {
      return null;
    }
  }

  const isWithin = (value, from, to) => typeof value === "number" && value >= from && value < to;

  // The list in a token, null when it is none of ours; its signature is not checked yet.
  async function read(token) {
    if (token.length > MAX_TOKEN_BYTES) return null;
    let parts;
    try {
      parts = cbor.readSign1(token);
    } catch (error) {
      if (error instanceof cbor.NotStrict) return null;
      throw error;
    }
    if (!parts) return null;
    const { header, claims, signature } = parts;
    const keyId = header.get(4);
    const isOurs =
      header.size === 3 && header.get(1) === -8 && header.get(16) === TYPE &&
      keyId instanceof Uint8Array && signature.length === 64;
    const body = claims.get(65533);
    const [uri, ends, issued, ttl] = [2, 4, 6, 65534].map((claim) => claims.get(claim));
    const packed = body instanceof Map && body.get("text:bits") === 2 ? body.get("text:lst") : null;
    const isList =
      typeof uri === "string" && isWithin(ends, 0, LATEST) && isWithin(issued, 0, ends) &&
      isWithin(ttl, 1, LATEST) && packed instanceof Uint8Array;
    const bits = isOurs && isList ? await inflate(packed, MAX_BITS_BYTES) : null;
    if (!bits) return null;
    return {
      uri, bits, signature, toBeSigned: parts.toBeSigned, keyId: cbor.hex(keyId),
      issuedAt: issued * 1000, expiresAt: ends * 1000, ttl: ttl * 1000,
    };
  }

  function statusOf(list, position) {
    const byte = list.bits[position >> 2];
    return byte === undefined ? null : WORDS[(byte >> (2 * (position & 3))) & 3];
  }

  const isFromFuture = (list, now) => list.issuedAt - SKEW > now;
  const isFresh = (list, now) => !isFromFuture(list, now) && now < list.expiresAt;

  Zhaoban.status = { read, statusOf, isFresh, isFromFuture, inflate };
})();
