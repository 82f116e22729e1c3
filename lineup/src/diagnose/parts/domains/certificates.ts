import type { Certainty } from "../../contract";
import type { Outside } from "../../part";

type Shown = Awaited<ReturnType<Outside["certificate"]>>;

/** Google renews its own a month before. What is nearer to its end than that will not be renewed any more. */
const NEAR = 7 * 24 * 60 * 60_000;
const WORD = /^[A-Z][A-Z0-9_]{1,60}$/;

const SAID: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "has expired",
  CERT_NOT_YET_VALID: "is not valid yet",
  ERR_TLS_CERT_ALTNAME_INVALID: "is that of other names",
  DEPTH_ZERO_SELF_SIGNED_CERT: "is signed by nobody but itself",
  SELF_SIGNED_CERT_IN_CHAIN: "is signed by an authority that nobody trusts",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "comes without the certificates between it and its authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "is signed by an authority that this machine does not trust",
  CERT_REVOKED: "was revoked",
};

/** What is wrong with a certificate; undefined where nothing is. */
export function wrongWith(
  name: string,
  shown: Shown,
  now: Date,
): { certainty: Certainty; message: string } | undefined {
  const { names, notAfter, trusted, why } = shown;
  const until = Date.parse(notAfter);
  const day = Number.isNaN(until) ? undefined : new Date(until).toISOString().slice(0, 10);
  if (until <= now.getTime()) return { certainty: "certain", message: `its certificate has expired on ${day}` };
  if (!names.some((one) => covers(one, name))) {
    return { certainty: "certain", message: "the certificate that it shows is that of other names" };
  }
  if (!trusted || why !== undefined) {
    const word = why !== undefined && WORD.test(why) ? why : undefined;
    const said = word !== undefined && Object.hasOwn(SAID, word) ? SAID[word] : "is not trusted by this machine";
    // An authority that only a network trusts, or a proxy between, would look the same.
    return { certainty: "likely", message: `its certificate ${said}${word === undefined ? "" : ` (${word})`}` };
  }
  if (until - now.getTime() < NEAR) {
    return { certainty: "possible", message: `its certificate ends on ${day}, and was not renewed` };
  }
  return undefined;
}

/** A star is one label, the first. */
function covers(said: string, name: string): boolean {
  const [one, other] = [said.toLowerCase(), name.toLowerCase()];
  if (!one.startsWith("*.")) return one === other;
  const rest = other.slice(other.indexOf("."));
  return other.includes(".") && rest === one.slice(1);
}
