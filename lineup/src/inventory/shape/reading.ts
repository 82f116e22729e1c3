import type { ApiObject } from "../../google/answer";
import type { HostName } from "../kinds/host-name";

/** Where the provider makes an attribute of something else than the field of the same name. Paths are as in the facts. */
export interface Reading {
  /** The field, where it is called otherwise or is within another one. */
  from?: Readonly<Record<string, string>>;
  /** What the provider does to the value first; undefined where the attribute is then as if the field were not there. */
  made?: Readonly<Record<string, (value: unknown, around: ApiObject) => unknown>>;
  /** Blocks that are there although nothing is in them. */
  empty?: readonly string[];
  /** Attributes that no configuration can say, and that are written all the same. */
  also?: readonly string[];
  /** What may hold a secret, and how much of it may be written: a list only as it is. */
  withheld?: Readonly<
    Record<string, (value: unknown, around: ApiObject) => HostName | string | readonly unknown[] | null>
  >;
}
