import type { IntervalSet } from "../../sets/intervals";
import type { Maybe } from "../../values";
import type { Sender } from "../acting";

/** How a service gets into the network: what sends its packets there, and in which region. */
export interface Entry {
  sender: Sender;
  region: Maybe<string> | undefined;
  /** The connector or subnetwork, for overlap checks. */
  through: { address: string; range: Maybe<IntervalSet> | undefined };
  isConnector: boolean;
}
