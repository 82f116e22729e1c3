import { CACHE, type Root } from "./base";
import type { VerifyCase } from "./case";
import { close, deny, opening, set } from "./edit";

const tcp = (...ports: string[]) => [{ protocol: "tcp", ports }];
const cut = { verdict: "blocked", code: "FIREWALL_RULE" } as const;
const whole = { verdict: "reachable" } as const;

/** A deny rule before the allow rule, with these contents. */
const denied = (id: string, why: string, what: Root[], label: Pick<VerifyCase, "verdict" | "code">): VerifyCase => ({
  id,
  why,
  mutate: (root) => deny(root, { deny: what }),
  ...label,
});

/** The only allow rule before a deny rule, with these contents. */
const opened = (id: string, why: string, what: Root[], label: Pick<VerifyCase, "verdict" | "code">): VerifyCase => ({
  id,
  why,
  mutate: (root) => {
    close(root);
    opening(root, { allow: what });
  },
  ...label,
});

/** Redis with TLS on 6378, a deny rule, and this allow rule before it. */
const openedForTls = (
  id: string,
  why: string,
  ports: string[],
  label: Pick<VerifyCase, "verdict" | "code">,
): VerifyCase => ({
  id,
  why,
  mutate: (root) => {
    set(root, CACHE, { transit_encryption_mode: "SERVER_AUTHENTICATION" });
    close(root);
    opening(root, { allow: tcp(...ports) });
  },
  ...label,
});

/** Which packets a rule matches: Redis uses TCP, on 6379, and with TLS on 6378. */
export const firewallProtocol: VerifyCase[] = [
  denied("deny-protocol-by-number", "Protocol 6 is tcp.", [{ protocol: "6", ports: ["6379"] }], cut),
  denied("deny-protocol-in-capitals", "TCP is tcp.", [{ protocol: "TCP", ports: ["6379"] }], cut),
  denied("deny-all-protocols", "all holds every protocol.", [{ protocol: "all" }], cut),
  denied("deny-every-tcp-port", "A protocol without ports means all of them.", [{ protocol: "tcp" }], cut),
  denied(
    "deny-empty-list-of-ports",
    "An empty list of ports restricts nothing.",
    [{ protocol: "tcp", ports: [] }],
    cut,
  ),
  denied("deny-udp", "Redis does not speak udp.", [{ protocol: "udp", ports: ["6379"] }], whole),
  denied("deny-udp-by-number", "Protocol 17 is udp.", [{ protocol: "17" }], whole),
  denied("deny-icmp", "Redis does not need icmp.", [{ protocol: "icmp" }], whole),
  denied("deny-port-range-around", "6000-7000 holds 6379.", tcp("6000-7000"), cut),
  denied("deny-port-range-above", "6380-6400 begins above 6379.", tcp("6380-6400"), whole),
  denied("deny-port-range-below", "1-6378 ends below 6379.", tcp("1-6378"), whole),
  denied("deny-port-range-of-one", "6379-6379 is 6379.", tcp("6379-6379"), cut),
  denied("deny-one-of-several-ports", "One port that matches is enough.", tcp("22", "80", "6379"), cut),
  denied(
    "deny-every-port-but-redis",
    "Everything around 6379 is denied, 6379 is not.",
    tcp("0-6378", "6380-65535"),
    whole,
  ),
  denied(
    "deny-in-second-block",
    "A rule may hold several denies, and the second one is about Redis.",
    [{ protocol: "udp" }, { protocol: "tcp", ports: ["6379"] }],
    cut,
  ),
  opened("open-protocol-by-number", "Protocol 6 is tcp.", [{ protocol: "6", ports: ["6379"] }], whole),
  opened("open-every-protocol", "all holds every protocol.", [{ protocol: "all" }], whole),
  opened("open-port-range", "6000-7000 holds 6379.", tcp("6000-7000"), whole),
  opened("open-wrong-port", "6380 is open; Redis answers on 6379.", tcp("6380"), cut),
  opened("open-test-port", "6381 was a test's default; Redis answers on 6379.", tcp("6381"), cut),
  opened("open-udp-only", "Redis speaks tcp, and only udp is open.", [{ protocol: "udp", ports: ["6379"] }], cut),
  opened("open-tls-port-without-tls", "6378 is open; without TLS Redis answers on 6379.", tcp("6378"), cut),
  openedForTls("tls-with-plain-port-open", "TLS moves Redis to 6378, and only 6379 is open.", ["6379"], cut),
  openedForTls("tls-with-its-port-open", "TLS moves Redis to 6378, which is open.", ["6378"], whole),
  openedForTls("tls-with-range-open", "6370-6380 holds the port with and without TLS.", ["6370-6380"], whole),
  openedForTls("tls-with-range-short-of-it", "6379-6380 begins above 6378.", ["6379-6380"], cut),
  {
    id: "tls-without-closing-rule",
    why: "TLS moves Redis to 6378; the rule for 6379 is idle, and egress is allowed anyway.",
    mutate: (root) => set(root, CACHE, { transit_encryption_mode: "SERVER_AUTHENTICATION" }),
    verdict: "reachable",
  },
  {
    id: "tls-with-plain-port-denied",
    why: "With TLS nothing of Redis is on 6379.",
    mutate: (root) => {
      set(root, CACHE, { transit_encryption_mode: "SERVER_AUTHENTICATION" });
      deny(root);
    },
    verdict: "reachable",
  },
  {
    id: "tls-mode-unset",
    why: "TLS is off unless it is written, and then 6379 is the port.",
    mutate: (root) => {
      set(root, CACHE, { transit_encryption_mode: undefined });
      close(root);
    },
    verdict: "reachable",
  },
];
