import { allowWidened } from "./allow-widened";
import { authBroken } from "./auth-broken";
import { authOff } from "./auth-off";
import { changed } from "./changed";
import { deleted } from "./deleted";
import { denyNarrowed } from "./deny-narrowed";
import { egressWidened } from "./egress-widened";
import { ingressWidened } from "./ingress-widened";
import { noise } from "./noise";
import { pathBroken } from "./path-broken";
import { tlsBroken } from "./tls-broken";
import { tlsOff } from "./tls-off";

// Every code of drift, in the order of their files.
export const driftRules = [
  allowWidened,
  authBroken,
  authOff,
  changed,
  deleted,
  denyNarrowed,
  egressWidened,
  ingressWidened,
  noise,
  pathBroken,
  tlsBroken,
  tlsOff,
] as const;
