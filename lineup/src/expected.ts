/** What the environment says of a service besides its Terraform: `expected.json`, beside the synthesized stack. */
export interface ExpectedService {
  /** Variables without which the app does not start. */
  requires: readonly string[];
  /** Names under which it is called from outside. */
  domains: readonly string[];
  /** The revision that it is to serve, because somebody rolled back. */
  traffic?: { revision: string; reason: string; until: string };
}

export interface Expected {
  environment: string;
  services: Readonly<Record<string, ExpectedService>>;
}
