/** Where an exchange differs from Google's documents, and is right all the same. */
export interface Deviation {
  /** Of a request, or of an answer. */
  of: "request" | "answer";
  /** The methods that it is about. */
  method: RegExp;
  /** The field or parameter. */
  at: RegExp;
  reason: string;
}

export const DEVIATIONS: readonly Deviation[] = [
  {
    of: "request",
    method: /^compute\.routers\.patch$/,
    at: /^body\.nats\[\d+\]\.initialNatIps$/,
    reason: "the provider's own argument initial_nat_ips, which it sends as null; Google ignores it",
  },
  {
    of: "request",
    method: /^compute\.networks\.patch$/,
    at: /^body\.fingerprint$/,
    reason: "the provider changes the MTU with the fingerprint that it has read, and a network has none: it sends null",
  },
  {
    of: "request",
    method: /^compute\.firewalls\.patch$/,
    at: /^body\.name$/,
    reason: "the provider patches a firewall without its name, which is in the path",
  },
  {
    of: "request",
    method: /^run\.projects\.locations\.jobs\.patch$/,
    at: /^query\.updateMask$/,
    reason: "the provider sends a mask, which the document of this method does not have",
  },
];

/** The deviation that covers this, if there is one. */
export function deviationFor(of: Deviation["of"], method: string, at: string): Deviation | undefined {
  return DEVIATIONS.find((one) => one.of === of && one.method.test(method) && one.at.test(at));
}
