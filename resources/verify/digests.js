// The digests that one certificate can have (kiosk/adapters/signer/certificate_digests.py): an ECDSA
// signature (r, s) holds as (r, n - s) too, and a revoked certificate must not come back by that.
"use strict";
(() => {
  const { cbor, der } = Zhaoban;
  // The order n of each curve's base point (SP 800-186, 3.2.1).
  const ORDERS = {
    "P-256": 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    "P-384": 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    "P-521": 0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  };

  // One element with its length in the shortest form.
  function made(tag, ...parts) {
    const content = cbor.joined(parts);
    const size = [];
    for (let rest = content.length; rest; rest >>= 8) size.unshift(rest & 255);
    const head = content.length < 0x80 ? [tag, content.length] : [tag, 0x80 | size.length, ...size];
    return cbor.joined([new Uint8Array(head), content]);
  }

  function integer(value) {
    let digits = value.toString(16);
    if (digits.length % 2) digits = `0${digits}`;
    if (parseInt(digits[0], 16) > 7) digits = `00${digits}`;
    return made(0x02, Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16)));
  }

  const value = (node) => BigInt(`0x${cbor.hex(der.expect(node, 0x02).content) || "0"}`);

  // SHA-256 (hex) of a certificate as it is and with either spelling of its issuer's signature.
  async function digestsOf({ bytes, tbs, algorithm, signature }, issuer) {
    const found = [await der.sha256(bytes)];
    const [r, s] = der.members(der.expect(der.element(signature), 0x30)).map(value);
    for (const spelt of [s, ORDERS[issuer.key.curve.name] - s]) {
      const parts = made(0x30, integer(r), integer(spelt));
      const whole = made(0x30, tbs, algorithm, made(0x03, new Uint8Array(1), parts));
      found.push(await der.sha256(whole));
    }
    return found;
  }

  der.digestsOf = digestsOf;
})();
