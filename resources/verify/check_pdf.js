// Checks a licence's PDF: who signed it, what the signature covers, and that its parts agree.
"use strict";
(() => {
  const { checkCredential, credential, isRevoked, iso, pdf, NOT_ASKED } = Zhaoban;

  function judgeDocumentKey(found, read, trust) {
    const known = read.root && read.since <= read.signedAt && read.signedAt < read.until;
    const revoked =
      read.digests.some((each) => isRevoked(trust.revoked.get(each), read.signedAt)) ||
      (read.root && isRevoked(read.root.revokedFrom, read.signedAt));
    for (const [applies, reason, word] of [
      [!read.holds, "bad_signature", "invalid"],
      [known && revoked, "key_revoked", "revoked key"],
      [!known, "unknown_key", "unknown key"],
      [!read.isOurs, "wrong_algorithm", "invalid"],
    ]) {
      if (!applies) continue;
      found.reasons.add(reason);
      found.signature = word;
    }
    if (found.signature === NOT_ASKED) found.signature = "valid";
  }

  async function checkPdf(found, bytes, trust) {
    const read = await pdf.read(bytes, trust);
    found.file = { covers_whole_file: read.coversWholeFile, signed_at: iso(read.signedAt), twin: null };
    judgeDocumentKey(found, read, trust);
    if (found.signature !== "valid") return null;
    found.timeStamp = read.hasTimeStamp ? "not judged" : "none";
    found.specimen = read.root.specimen;
    if (!read.coversWholeFile) {
      found.reasons.add(read.appended ? "changed_after_signing" : "not_whole_file");
    }
    const twin = read.twin ?? {};
    if (typeof twin.credential !== "string") {
      if (!found.reasons.size) found.reasons.add("not_a_credential");
      return null;
    }
    const claims = await checkCredential(found, twin.credential, trust);
    if (claims) {
      await addProved(found.fields, claims, twin);
      found.file.twin = await twinAgrees(claims, twin, found);
      if (!found.file.twin) found.reasons.add("twin_mismatch");
    }
    return claims;
  }

  const isDigestOf = async (words, digest) =>
    credential.same(await credential.textDigest(words), digest);

  // What the file says beyond its credential: premises and scope only as the digests prove.
  async function addProved(fields, claims, twin) {
    for (const [name, digest] of [["premises", claims.premisesDigest], ["scope", claims.scopeDigest]]) {
      if (typeof twin[name] === "string" && (await isDigestOf(twin[name], digest))) fields[name] = twin[name];
    }
    if (twin.authority && typeof twin.authority === "string") fields.authority = twin.authority;
  }

  // Whether the page, as its twin tells it, says what the credential says.
  async function twinAgrees(claims, twin, found) {
    const said = (name) => (typeof twin[name] === "string" ? twin[name] : "");
    return (
      said("credit_code") === claims.creditCode &&
      (await credential.shows(claims, said("name"), said("proprietor"))) &&
      said("business_type") === claims.businessType &&
      said("composition") === claims.composition &&
      said("registered_on") === claims.registeredOn &&
      (await isDigestOf(said("premises"), claims.premisesDigest)) &&
      (await isDigestOf(said("scope"), claims.scopeDigest)) &&
      twin.specimen === claims.specimen &&
      (found.specimen || said("authority") === found.fields.signed_by)
    );
  }

  Zhaoban.checkPdf = checkPdf;
})();
