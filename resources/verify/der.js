// Reads DER (X.690) and X.509 certificates as far as trust lists and licences need them.
"use strict";
(() => {
  const { cbor } = Zhaoban;
  const OID = {
    ecdsaSha256: "2a8648ce3d040302",
    ecdsaSha384: "2a8648ce3d040303",
    ecdsaSha512: "2a8648ce3d040304",
    ecPublicKey: "2a8648ce3d0201",
    keyUsage: "551d0f",
  };
  const CURVES = {
    "2a8648ce3d030107": { name: "P-256", bytes: 32 },
    "2b81040022": { name: "P-384", bytes: 48 },
    "2b81040023": { name: "P-521", bytes: 66 },
  };
  const HASHES = {
    [OID.ecdsaSha256]: "SHA-256",
    [OID.ecdsaSha384]: "SHA-384",
    [OID.ecdsaSha512]: "SHA-512",
  };

  class NotDer extends Error {}

  // One element: tag, content and all its bytes; what follows it is at `end`.
  function element(bytes, at = 0) {
    if (at + 2 > bytes.length) throw new NotDer("cut short");
    const tag = bytes[at];
    let length = bytes[at + 1];
    let start = at + 2;
    if (length > 0x80) {
      const width = length & 0x7f;
      if (width > 4 || start + width > bytes.length) throw new NotDer("a length");
      length = 0;
      for (let i = 0; i < width; i++) length = length * 256 + bytes[start + i];
      start += width;
    } else if (length === 0x80) throw new NotDer("indefinite");
    const end = start + length;
    if (end > bytes.length) throw new NotDer("cut short");
    return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end), end };
  }

  function members(node) {
    const found = [];
    for (let at = 0; at < node.content.length; ) {
      const member = element(node.content, at);
      found.push(member);
      at = member.end;
    }
    return found;
  }

  function expect(node, tag) {
    if (!node || node.tag !== tag) throw new NotDer(`not ${tag}`);
    return node;
  }

  const oid = (node) => cbor.hex(expect(node, 0x06).content);
  const algorithm = (node) => oid(members(expect(node, 0x30))[0]);

  function time(node) {
    const digits = new TextDecoder().decode(node.content);
    const match = /^(\d\d|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits);
    if (!match || (node.tag !== 0x17 && node.tag !== 0x18)) throw new NotDer("a time");
    const short = match[1].length === 2;
    const year = short ? Number(match[1]) + (Number(match[1]) < 50 ? 2000 : 1900) : Number(match[1]);
    const [month, day, hours, minutes, seconds] = match.slice(2).map(Number);
    return Date.UTC(year, month - 1, day, hours, minutes, seconds);
  }

  // A certificate taken apart; nothing in it is proved yet.
  function certificate(bytes) {
    const [tbs, signatureAlgorithm, signature] = members(expect(element(bytes), 0x30));
    const parts = members(expect(tbs, 0x30));
    const fields = parts[0].tag === 0xa0 ? parts.slice(1) : parts;
    const [serial, signedBy, issuer, validity, subject, key] = fields;
    const [since, until] = members(validity).map(time);
    return {
      bytes,
      serial: cbor.hex(expect(serial, 0x02).content),
      issuer: cbor.hex(issuer.whole),
      subject: cbor.hex(subject.whole),
      since,
      until,
      key: publicKey(key),
      signsDocuments: signsDocuments(fields.find((field) => field.tag === 0xa3)),
      hash: HASHES[algorithm(signatureAlgorithm)],
      tbs: tbs.whole,
      algorithm: signedBy.whole,
      signature: expect(signature, 0x03).content.subarray(1),
    };
  }

  function publicKey(node) {
    const [kind, curve] = members(members(expect(node, 0x30))[0]);
    const isEc = oid(kind) === OID.ecPublicKey && curve?.tag === 0x06;
    return { curve: isEc ? CURVES[oid(curve)] : undefined, spki: node.whole };
  }

  // The bit digitalSignature of the extension keyUsage (RFC 5280, 4.2.1.3).
  function signsDocuments(extensions) {
    if (!extensions) return false;
    for (const extension of members(members(extensions)[0])) {
      const parts = members(expect(extension, 0x30));
      expect(parts.at(-1), 0x04);
      if (oid(parts[0]) === OID.keyUsage) {
        const bits = expect(element(parts.at(-1).content), 0x03).content;
        return bits.length > 1 && (bits[1] & 0x80) !== 0;
      }
    }
    return false;
  }

  function fixed(integer, length) {
    let bytes = expect(integer, 0x02).content;
    while (bytes.length > length && bytes[0] === 0) bytes = bytes.subarray(1);
    if (bytes.length > length) throw new NotDer("too large");
    const padded = new Uint8Array(length);
    padded.set(bytes, length - bytes.length);
    return padded;
  }

  // Whether an ECDSA signature in DER is the key's; false for anything that cannot be read.
  async function ecdsaHolds(key, hash, signature, content) {
    if (!key.curve || !hash) return false;
    try {
      const [r, s] = members(expect(element(signature), 0x30));
      const raw = cbor.joined([fixed(r, key.curve.bytes), fixed(s, key.curve.bytes)]);
      const scheme = { name: "ECDSA", namedCurve: key.curve.name };
      const imported = await crypto.subtle.importKey("spki", key.spki, scheme, false, ["verify"]);
      return await crypto.subtle.verify({ name: "ECDSA", hash }, imported, raw, content);
    } catch {
      return false;
    }
  }

  const isIssuedBy = async (child, parent) =>
    child.issuer === parent.subject &&
    (await ecdsaHolds(parent.key, child.hash, child.signature, child.tbs));

  const sha256 = async (bytes) => cbor.hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));

  Zhaoban.der = {
    algorithm, certificate, ecdsaHolds, element, expect, isIssuedBy, members, oid, sha256, NotDer,
  };
})();
