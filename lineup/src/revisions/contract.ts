import type { PathVerdict } from "../reachability/path";

/** A revision of a service, and what would happen if it took the requests today. */
export interface RevisionToday {
  /** `netra-backend-staging-00041-abc`. */
  name: string;
  /** Its service, by name. */
  service: string;
  region: string;
  image: string | undefined;
  /** When it was made, in UTC, by whom and with which client, where the API says so. */
  madeAt: string;
  madeBy: string | undefined;
  client: string | undefined;
  /** Undefined where the API does not say. */
  isReady: boolean | undefined;
  isNewest: boolean;
  /** What share of the requests it takes now, in percent. */
  serves: number;
  /** Its own configuration against the Redis of today; "none" where it has no path. */
  verdict: PathVerdict | "none";
  /** Why it must not, or cannot surely, take the requests: the causes of its paths, and that it is not ready. */
  causes: { code: string; message: string }[];
}
