import { definePlanRule } from "../define";
import { providerAddress } from "../shared/providers";

export const providerRedirected = definePlanRule({
  id: "PROVIDER_REDIRECTED",
  level: "danger",
  title: "The provider calls another address than Google's",
  help: "A custom endpoint, or a universe of its own, receives the access token of whoever plans or applies, and answers in the place of Google: what a plan says of the world is then what that address says.",
  remedy: "Take the endpoint out of the provider's block.",
  example: "provider-with-an-endpoint-of-its-own",
  check: ({ code }) =>
    code.providers.flatMap((provider) => {
      const because = [...provider.settings].flatMap(([name, value]) => (leads(name, value) ? [name] : []));
      if (because.length === 0) return [];
      const consequence = `its calls, and the access token with them, go where ${because.join(", ")} says`;
      return [{ address: providerAddress(provider), actions: ["read"], because, consequence, fix: "take it out" }];
    }),
});

function leads(name: string, value: unknown): boolean {
  if (name === "universe_domain") return value !== "googleapis.com";
  if (!name.endsWith("_custom_endpoint")) return false;
  if (typeof value !== "string" || !GOOGLES.test(value)) return true;
  return OF_BUCKETS.test(value) && !STORAGE.test(value);
}

/** Google's own, regional and private ones among them. */
const GOOGLES = /^https:\/\/[a-z0-9.-]{1,100}\.googleapis\.com(\/[\w./-]{0,100})?$/;

/** Below these names of Google's anybody has files of his own: what a bucket answers is somebody's. */
const OF_BUCKETS =
  /^https:\/\/([a-z0-9.-]*\.)?(storage(-[a-z]+)?|commondatastorage|firebasestorage)(\.[a-z0-9.-]+)?\.googleapis\.com/;
/** Where the service itself is. */
const STORAGE =
  /^https:\/\/(storage|storage\.[a-z]+-[a-z]+[0-9]\.rep)\.googleapis\.com\/(storage\/v1\/?|upload\/storage\/v1\/?)$/;
