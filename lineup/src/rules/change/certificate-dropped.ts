import { certificatesFor } from "../../reachability/certificates";
import { defineChangeRule } from "../define";

export const certificateDropped = defineChangeRule({
  id: "CERTIFICATE_DROPPED",
  level: "danger",
  title: "A service is no longer given the certificate of its Redis",
  help: "A client that verifies the server refuses the connection without the certificate authority of the instance.",
  remedy: "Keep the secret with the server_ca_certs as long as Redis requires TLS.",
  example: "certificate-dropped",
  drift: { tier: "breaks", code: "TLS_BROKEN" },
  check: (change, comparison) => {
    const { was, is } = comparison.services(change);
    if (change.action !== "update" || !was || !is) return [];
    const [before, after] = [comparison.before, comparison.after];
    const drops = comparison.pairs.some(({ from, to }) => {
      const cache = to === null ? undefined : after.caches.get(to);
      if (from !== change.address || cache?.tls !== true) return false;
      const old = before.caches.get(to ?? "") ?? cache;
      return (
        certificatesFor(before.topology, was, old).kind === "given" &&
        certificatesFor(after.topology, is, cache).kind === "none"
      );
    });
    if (!drops) return [];
    return [
      {
        because: ["template"],
        explains: (attribute) => /env|volume|secret/.test(attribute),
        consequence:
          "Redis requires TLS, and the service is no longer given its certificate: a client that verifies it refuses the connection",
        fix: "keep the mounted secret with the server_ca_certs",
        services: [change.address],
      },
    ];
  },
});
