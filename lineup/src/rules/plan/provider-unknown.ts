import { definePlanRule } from "../define";
import { providerAddress } from "../shared/providers";

export const providerUnknown = definePlanRule({
  id: "PROVIDER_UNKNOWN",
  level: "caution",
  title: "A provider is not HashiCorp's",
  help: "A provider is a program: it runs wherever a plan is made or applied, with the credentials of whoever does it. The lock file holds it at one version, and does not say what it does.",
  remedy: "See who publishes it, and that the lock file names its hashes.",
  example: "provider-of-somebody-else",
  check: ({ code }) =>
    code.providers.flatMap((provider) => {
      const { source } = provider;
      if (source === "" || HASHICORPS.test(source)) return [];
      const from = SOURCE.test(source) ? source : "a source that is not printed";
      const consequence = `it is a program from ${from}, and runs with the credentials of whoever plans or applies`;
      const fix = "see who publishes it, and that the lock file names its hashes";
      return [{ address: providerAddress(provider), actions: ["read"], consequence, fix }];
    }),
});

const HASHICORPS = /^(registry\.(terraform\.io|opentofu\.org)\/hashicorp|terraform\.io\/builtin)\/[\w-]+$/;
const SOURCE = /^[\w.:-]{1,100}(\/[\w.-]{1,100}){1,3}$/;
