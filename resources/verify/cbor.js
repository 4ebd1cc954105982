// Reads the small part of CBOR that licences use (RFC 8949), in one permitted spelling only.
"use strict";
globalThis.Zhaoban ??= {};
(() => {
  const MAX_DEPTH = 8;
  const WIDTH = { 24: 1, 25: 2, 26: 4, 27: 8 };
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  class NotStrict extends Error {}
  class Tag {
    constructor(number, value) {
      this.number = number;
      this.value = value;
    }
  }

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const isInteger = (value) => typeof value === "number" || typeof value === "bigint";

  // A map's key as a JavaScript Map can hold it: integers as they are, the others with their kind.
  function name(key) {
    if (isInteger(key)) return key;
    if (typeof key === "string") return `text:${key}`;
    if (key instanceof Uint8Array) return `bytes:${hex(key)}`;
    throw new NotStrict("a map key of another kind");
  }

  function head(data, start) {
    if (start >= data.length) throw new NotStrict("cut short");
    const major = data[start] >> 5;
    const low = data[start] & 31;
    if (low < 24) return [major, low, start + 1];
    const width = WIDTH[low];
    if (!width || start + 1 + width > data.length) throw new NotStrict("a length");
    let argument = 0n;
    for (let i = 0; i < width; i++) argument = (argument << 8n) | BigInt(data[start + 1 + i]);
    if (argument < (width === 1 ? 24n : 1n << BigInt(4 * width))) throw new NotStrict("overlong");
    return [major, fitted(argument), start + 1 + width];
  }

  const fitted = (big) =>
    big <= BigInt(Number.MAX_SAFE_INTEGER) && big >= -BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(big)
      : big;

  function isAfter(data, start, end, last) {
    for (let i = 0; i < Math.min(end - start, last.length); i++) {
      if (data[start + i] !== last[i]) return data[start + i] > last[i];
    }
    return end - start > last.length;
  }

  function item(data, start, depth) {
    if (depth > MAX_DEPTH) throw new NotStrict("too deep");
    const [major, argument, at] = head(data, start);
    switch (major) {
      case 0:
        return [argument, at];
      case 1:
        return [fitted(-1n - BigInt(argument)), at];
      case 2:
      case 3: {
        if (typeof argument === "bigint" || at + argument > data.length) throw new NotStrict("short");
        const bytes = data.subarray(at, at + argument);
        return [major === 2 ? bytes : text(bytes), at + argument];
      }
      case 4:
        return array(data, at, argument, depth);
      case 5:
        return map(data, at, argument, depth);
      case 6: {
        const [value, end] = item(data, at, depth + 1);
        return [new Tag(argument, value), end];
      }
      default:
        throw new NotStrict("a float or simple value");
    }
  }

  function text(bytes) {
    try {
      return utf8.decode(bytes);
    } catch {
      throw new NotStrict("invalid UTF-8");
    }
  }

  function array(data, at, count, depth) {
    if (count > data.length) throw new NotStrict("cut short");
    const members = [];
    for (let i = 0; i < count; i++) {
      const [member, end] = item(data, at, depth + 1);
      members.push(member);
      at = end;
    }
    return [members, at];
  }

  function map(data, at, count, depth) {
    const members = new Map();
    let last = new Uint8Array(0);
    for (let i = 0; i < count; i++) {
      const [key, middle] = item(data, at, depth + 1);
      if (!isAfter(data, at, middle, last)) throw new NotStrict("map keys out of order or twice");
      last = data.subarray(at, middle);
      const [value, end] = item(data, middle, depth + 1);
      members.set(name(key), value);
      at = end;
    }
    return [members, at];
  }

  // The one item that the bytes are, in core deterministic encoding; throws NotStrict.
  function read(data) {
    const [value, end] = item(data, 0, 0);
    if (end !== data.length) throw new NotStrict("trailing bytes");
    return value;
  }

  function byteString(bytes) {
    const n = bytes.length;
    const start =
      n < 24 ? [0x40 | n] : n < 256 ? [0x58, n] : n < 65536 ? [0x59, n >> 8, n & 255]
      : [0x5a, n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255];
    return [new Uint8Array(start), bytes];
  }

  function joined(parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  // The Sig_structure of a COSE_Sign1 without external data (RFC 9052, 4.4).
  function toBeSigned(protectedHeader, payload) {
    const start = [0x84, 0x6a, ...new TextEncoder().encode("Signature1")];
    return joined([
      new Uint8Array(start), ...byteString(protectedHeader), new Uint8Array([0x40]),
      ...byteString(payload),
    ]);
  }

  // A tagged COSE_Sign1 taken apart, null when it is something else; throws NotStrict.
  function readSign1(data) {
    const whole = read(data);
    if (!(whole instanceof Tag) || whole.number !== 18) return null;
    const parts = whole.value;
    if (!Array.isArray(parts) || parts.length !== 4) return null;
    const [shield, loose, payload, signature] = parts;
    const isBytes = [shield, payload, signature].every((part) => part instanceof Uint8Array);
    if (!isBytes || !(loose instanceof Map)) return null;
    const header = read(shield);
    const claims = read(payload);
    if (loose.size || !(header instanceof Map) || !(claims instanceof Map)) return null;
    return { header, claims, signature, toBeSigned: toBeSigned(shield, payload) };
  }

  Zhaoban.cbor = { read, readSign1, toBeSigned, joined, hex, isInteger, NotStrict, Tag };
})();
