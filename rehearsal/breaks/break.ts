import type { ChangedCloud } from "../recording/out-of-band";

/** What a person has in hand who breaks something: the APIs, and the folder in which the stack was deployed. */
export interface Hands extends ChangedCloud {
  /** Holds cdk.tf.json, and what synthesis wrote beside it. */
  folder: string;
  /** Names and certificates, as the rest of the world sees them. */
  outside: NamedWorld;
}

/** By the name: where it leads, and what is shown there. A name that is not in it has no address. */
export type NamedWorld = Map<string, Shown>;

export interface Shown {
  addresses: string[];
  canonical: string[];
  certificate: { names: string[]; notAfter: string; trusted: boolean; why?: string };
}

/** What has to be found: the code, or one of several that say the same of the same thing. */
export interface Sought {
  codes: readonly string[];
  /** Which thing is named; any, where several are right. */
  at?: RegExp;
  /** The services that it hits, by name. */
  hits: readonly string[];
  repair: RepairSought;
}

/** What has to be advised: the command, and what it stands for. */
export interface RepairSought {
  /** One of the printed commands has to match; none, where nobody here can repair it, and the text says who can. */
  command: RegExp | "none";
  /**
   * `deploy` and `terraform`: Terraform repairs it. `gcloud`: Google's APIs. `rollback`: traffic is moved. `look`: nothing
   * that anybody could type repairs it, and the command shows what is to be waited for or decided.
   */
  by: "deploy" | "terraform" | "gcloud" | "rollback" | "look";
}

/** One way in which staging breaks. */
export interface Break {
  id: string;
  title: string;
  /** How, by the requests that gcloud or the console would send. */
  happens(hands: Hands): Promise<unknown>;
  /** One for each thing that is broken: two, where it is a double one. */
  sought: readonly Sought[];
  /** What the diagnosis must call it; broken, where nothing is said. */
  verdict?: "unknown";
  isDouble?: true;
  /** Needs what a machine without a network of its own cannot play: names of the internet. */
  onlyInTests?: string;
}

/** Both, one after the other. `hits`: whom one of them hits where the other is there as well, by its code. */
export function together(one: Break, other: Break, hits: Readonly<Record<string, readonly string[]>> = {}): Break {
  return {
    id: `${one.id} and ${other.id}`,
    title: `${one.title}; and ${other.title}`,
    happens: async (hands) => {
      await one.happens(hands);
      await other.happens(hands);
    },
    sought: [...one.sought, ...other.sought].map((sought) => {
      const [code] = sought.codes.filter((code) => Object.hasOwn(hits, code));
      return code === undefined ? sought : { ...sought, hits: hits[code] ?? sought.hits };
    }),
    isDouble: true,
    ...((one.onlyInTests ?? other.onlyInTests) ? { onlyInTests: one.onlyInTests ?? other.onlyInTests } : {}),
  };
}
