// The credential in a QR's text: its URL, its COSE_Sign1 and its claims (kiosk/domain/credential.py).
"use strict";
(() => {
  const { cbor } = Zhaoban;
  const MAX_BYTES = 300;
  const MAX_QR_TEXT = 1024;
  const EDDSA = -8;
  const CLAIMS = 14;
  const NAMES_DIGEST = 15;
  const BUSINESS_TYPES = { 1: "个体工商户" };
  const COMPOSITIONS = { 1: "个人经营", 2: "家庭经营" };
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const URL_OF_OURS = /^[hH][tT][tT][pP][sS]:\/\/([A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?)\/V\/#(.*)$/su;
  // As Python's str.isprintable has it: no control, format, surrogate, unassigned or odd space.
  const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
  const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

  // What is wrong with what was handed in: a reason code of kiosk/domain/verification.py.
  class Refused extends Error {
    constructor(reason) {
      super(reason);
      this.reason = reason;
    }
  }

  function fromBase32(text) {
    if (!/^[A-Z2-7]+$/.test(text) || [1, 3, 6].includes(text.length % 8)) {
      throw new Refused("malformed");
    }
    const bytes = new Uint8Array((text.length * 5) >> 3);
    let bits = 0;
    let held = 0;
    let at = 0;
    for (const letter of text) {
      held = (held << 5) | ALPHABET.indexOf(letter);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = held >> bits;
        held &= (1 << bits) - 1;
      }
    }
    if (held !== 0) throw new Refused("malformed");
    return bytes;
  }

  // Where a QR's text leads, in lower case; it is not signed. Empty: none of ours.
  const hostOf = (text) => URL_OF_OURS.exec(text)?.[1].toLowerCase() ?? "";

  // The signed object in a QR's text; throws Refused.
  function fromQrText(text) {
    if (!text || [...text].length > MAX_QR_TEXT || UNPRINTABLE.test(text)) {
      throw new Refused("malformed");
    }
    const match = URL_OF_OURS.exec(text);
    if (!match) throw new Refused("not_a_credential");
    const signed = fromBase32(match[2]);
    if (signed.length > MAX_BYTES) throw new Refused("malformed");
    return signed;
  }

  const notOurs = () => new Refused("not_a_credential");

  function uint(claims, key) {
    const value = claims.get(key);
    if (!cbor.isInteger(value) || value < 0) throw notOurs();
    return value;
  }

  function kind(claims, key, test) {
    const value = claims.get(key);
    if (!test(value)) throw notOurs();
    return value;
  }

  const text = (claims, key) => kind(claims, key, (value) => typeof value === "string");
  const octets = (claims, key, length) =>
    kind(claims, key, (value) => value instanceof Uint8Array && value.length === length);

  function division(claims, key, lengths) {
    const digits = String(uint(claims, key));
    if (!lengths.includes(digits.length)) throw notOurs();
    return digits;
  }

  function named(claims, key, table) {
    const value = table[String(uint(claims, key))];
    if (value === undefined) throw notOurs();
    return value;
  }

  function day(claims, key) {
    const value = uint(claims, key);
    if (typeof value === "bigint") throw notOurs();
    const parts = [Math.floor(value / 10000), Math.floor(value / 100) % 100, value % 100];
    const date = new Date(0);
    date.setUTCFullYear(parts[0], parts[1] - 1, parts[2]);
    const same = parts[1] === date.getUTCMonth() + 1 && parts[2] === date.getUTCDate();
    if (!same || parts[0] < 1 || parts[0] > 9999) throw notOurs();
    return `${String(parts[0]).padStart(4, "0")}-${date.toISOString().slice(-19, -14)}`;
  }

  function fromClaims(claims) {
    for (let key = 1; key <= CLAIMS; key++) if (!claims.has(key)) throw notOurs();
    const isCut = claims.has(NAMES_DIGEST);
    if (claims.size !== CLAIMS + (isCut ? 1 : 0)) throw notOurs();
    const creditCode = text(claims, 2);
    const specimen = uint(claims, 14);
    if (uint(claims, 1) !== 1 || specimen > 1 || !CREDIT_CODE.test(creditCode)) throw notOurs();
    const status = octets(claims, 13, 5);
    const issuedAt = uint(claims, 6);
    if (issuedAt >= 2 ** 32) throw notOurs();
    return {
      creditCode,
      name: text(claims, 3),
      proprietor: text(claims, 4),
      businessType: named(claims, 5, BUSINESS_TYPES),
      issuedAt: issuedAt * 1000,
      composition: named(claims, 7, COMPOSITIONS),
      registeredOn: day(claims, 8),
      premisesCode: division(claims, 9, [6, 9, 12]),
      premisesDigest: octets(claims, 10, 16),
      scopeDigest: octets(claims, 11, 16),
      authority: division(claims, 12, [6]),
      statusShard: (status[0] << 8) | status[1],
      statusIndex: (status[2] << 16) | (status[3] << 8) | status[4],
      specimen: specimen === 1,
      namesDigest: isCut ? octets(claims, NAMES_DIGEST, 16) : null,
    };
  }

  // The credential of a QR's text; nothing in it is proved yet. Throws Refused.
  function read(qrText) {
    const signed = fromQrText(qrText);
    let parts;
    try {
      parts = cbor.readSign1(signed);
    } catch (error) {
      throw error instanceof cbor.NotStrict ? new Refused("malformed") : error;
    }
    if (!parts) throw notOurs();
    const algorithm = parts.header.get(1);
    if (!cbor.isInteger(algorithm)) throw notOurs();
    const keyId = parts.header.get(4);
    if (algorithm === EDDSA) {
      const isKeyId = keyId instanceof Uint8Array && keyId.length === 4;
      if (!isKeyId || parts.header.size !== 2 || parts.signature.length !== 64) throw notOurs();
    }
    const claims = fromClaims(parts.claims);
    if (algorithm !== EDDSA) throw new Refused("wrong_algorithm");
    return { claims, keyId, toBeSigned: parts.toBeSigned, signature: parts.signature };
  }

  // The first 16 bytes of the SHA-256 of the text's UTF-8.
  async function textDigest(words) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
    return new Uint8Array(digest).subarray(0, 16);
  }

  const same = (one, other) => cbor.hex(one) === cbor.hex(other);

  // Whether these full texts are the ones signed, also when they were cut.
  async function shows(claims, name, proprietor) {
    if (!claims.namesDigest) return name === claims.name && proprietor === claims.proprietor;
    return same(await textDigest(`${name}\n${proprietor}`), claims.namesDigest);
  }

  Zhaoban.credential = { read, shows, textDigest, same, hostOf, Refused, URL_OF_OURS };
})();
