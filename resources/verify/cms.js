// Takes the CMS of a PDF signature apart (RFC 5652): one signer, its certificate, its claims.
"use strict";
(() => {
  const { cbor } = Zhaoban;
  const { algorithm, certificate, element, expect, members, oid, sha256, NotDer } = Zhaoban.der;
  const OID = {
    signedData: "2a864886f70d010702",
    data: "2a864886f70d010701",
    contentType: "2a864886f70d010903",
    messageDigest: "2a864886f70d010904",
    timeStamp: "2a864886f70d010910020e",
    signingCertificate: "2a864886f70d010910022f",
    sha256: "608648016503040201",
    ecdsaSha256: "2a8648ce3d040302",
  };

  function signedAttributes(node) {
    const found = new Map();
    for (const attribute of members(node)) {
      const [kind, values] = members(attribute);
      const each = members(expect(values, 0x31));
      if (each.length !== 1 || found.has(oid(kind))) throw new NotDer("an attribute twice");
      found.set(oid(kind), each[0]);
    }
    return found;
  }

  // A key that lies on no curve makes the certificate unreadable.
  async function requirePoint({ curve, spki }) {
    if (!curve) return;
    try {
      await crypto.subtle.importKey("spki", spki, { name: "ECDSA", namedCurve: curve.name }, false, ["verify"]);
    } catch {
      throw new NotDer("not on its curve");
    }
  }

  // Whether a certificate has this issuer and serial number; of others no more is read.
  function isNamed(node, [issuer, serial]) {
    const fields = members(members(node)[0]).filter((field) => field.tag !== 0xa0);
    return cbor.hex(fields[2].whole) === issuer && cbor.hex(fields[0].content) === serial;
  }

  // The CMS of a signature's contents, zero padding allowed: one signer (RFC 5652); throws NotDer.
  async function readCms(contents) {
    const outer = expect(element(contents), 0x30);
    if (contents.subarray(outer.end).some((byte) => byte !== 0)) throw new NotDer("trailing");
    const [kind, wrapped] = members(outer);
    if (oid(kind) !== OID.signedData) throw new NotDer("not signed data");
    const parts = members(expect(members(expect(wrapped, 0xa0))[0], 0x30));
    const signers = members(expect(parts.at(-1), 0x31));
    if (signers.length !== 1) throw new NotDer("not one signer");
    const [, id, digestAlgorithm, attributesNode, signatureAlgorithm, signature, loose] = members(signers[0]);
    const [issuer, serial] = members(expect(id, 0x30));
    const wanted = [cbor.hex(issuer.whole), cbor.hex(serial.content)];
    const found = members(expect(parts[3], 0xa0))
      .filter((member) => member.tag === 0x30)
      .filter((member) => isNamed(member, wanted));
    if (found.length !== 1) throw new NotDer("not one certificate");
    const chosen = certificate(found[0].whole);
    await requirePoint(chosen.key);
    const attributes = signedAttributes(expect(attributesNode, 0xa0));
    if (oid(attributes.get(OID.contentType)) !== OID.data) throw new NotDer("not data");
    const toBeSigned = attributesNode.whole.slice();
    toBeSigned[0] = 0x31;
    return {
      certificate: chosen,
      messageDigest: cbor.hex(expect(attributes.get(OID.messageDigest), 0x04).content),
      namesItsCertificate: await namesIt(attributes.get(OID.signingCertificate), chosen.bytes),
      toBeSigned,
      signature: expect(signature, 0x04).content,
      hasTimeStamp: loose ? members(expect(loose, 0xa1)).some((each) => oid(members(each)[0]) === OID.timeStamp) : false,
      isOurs:
        algorithm(digestAlgorithm) === OID.sha256 &&
        algorithm(signatureAlgorithm) === OID.ecdsaSha256 &&
        chosen.key.curve?.name === "P-256",
    };
  }

  // Whether signing-certificate-v2 (RFC 5035) holds this certificate's SHA-256.
  async function namesIt(attribute, bytes) {
    const parts = members(members(members(expect(attribute, 0x30))[0])[0]);
    const [hash, digest] = parts[0].tag === 0x30 ? parts : [null, parts[0]];
    if (hash && algorithm(hash) !== OID.sha256) return false;
    return cbor.hex(expect(digest, 0x04).content) === (await sha256(bytes));
  }

  Zhaoban.readCms = readCms;
})();
