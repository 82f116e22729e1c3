import { Resolver } from "node:dns/promises";
import { checkServerIdentity, connect, type PeerCertificate } from "node:tls";
import type { Outside } from "./part";

const PATIENCE = 5_000;
const HTTPS = 443;

/** Where names and certificates are asked for; tests ask this machine. */
interface Asked {
  nameServers?: readonly string[];
  port?: number;
}

/** Names and certificates as this machine sees them. No name is looked up by the system: that cannot be given up. */
export function internet({ nameServers, port = HTTPS }: Asked = {}): Outside {
  return {
    resolve: (name) => resolve(name, nameServers),
    certificate: (name, address) => certificate(name, address, port),
  };
}

async function resolve(name: string, nameServers: readonly string[] | undefined): ReturnType<Outside["resolve"]> {
  const resolver = new Resolver({ timeout: PATIENCE, tries: 2 });
  if (nameServers) resolver.setServers(nameServers);
  const asked = [resolver.resolve4(name), resolver.resolve6(name), resolver.resolveCname(name)] as const;
  const [v4, v6, canonical] = await Promise.allSettled(asked);
  const addresses = [v4, v6].flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  if (addresses.length === 0 && v4.status === "rejected") throw v4.reason;
  return { addresses, canonical: canonical.status === "fulfilled" ? canonical.value : [] };
}

/** Whatever it shows is taken, to be judged: a certificate that is not trusted is an answer as well. */
function certificate(name: string, address: string, port: number): ReturnType<Outside["certificate"]> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, servername: name, rejectUnauthorized: false });
    const end = (done: () => void) => {
      socket.destroy();
      done();
    };
    socket.setTimeout(PATIENCE, () =>
      end(() => reject(Object.assign(new Error("nobody answered in time"), { code: "ETIMEDOUT" }))),
    );
    socket.once("error", (error) => end(() => reject(error)));
    socket.once("secureConnect", () => {
      const shown = socket.getPeerCertificate();
      const why = reasonOf(socket.authorizationError);
      end(() => resolve({ ...judged(name, shown, why), trusted: why === undefined }));
    });
  });
}

function judged(name: string, shown: PeerCertificate, untrusted: string | undefined) {
  const names = (shown.subjectaltname ?? "").split(", ").map((one) => one.replace(/^(DNS|IP Address):/, ""));
  const until = Date.parse(shown.valid_to ?? "");
  const other = checkServerIdentity(name, shown) === undefined ? undefined : "ERR_TLS_CERT_ALTNAME_INVALID";
  const why = untrusted ?? other;
  return {
    names: names.filter((one) => one !== ""),
    notAfter: Number.isNaN(until) ? "" : new Date(until).toISOString(),
    ...(why === undefined ? {} : { why }),
  };
}

function reasonOf(error: Error | string | undefined | null): string | undefined {
  if (!error) return undefined;
  return typeof error === "string" ? error : ((error as NodeJS.ErrnoException).code ?? error.message);
}
