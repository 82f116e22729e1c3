import type { IntervalSet } from "../../sets/intervals";
import type { Maybe } from "../../values";
import type { PacketSender } from "../rule-effects";

/** How a service gets into the network: what sends its packets there, and in which region. */
export interface Entry {
  sender: PacketSender;
  region: Maybe<string> | undefined;
  /** The connector or subnetwork, for overlap checks. */
  through: { address: string; range: Maybe<IntervalSet> | undefined };
  isConnector: boolean;
}
