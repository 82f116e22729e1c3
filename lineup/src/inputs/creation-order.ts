import { moduleCalls, withoutKeys } from "../values";

/** What the code of one module refers to, whichever form it is in. References are Terraform's: "var.x", "module.m.out". */
export interface Code {
  resources: readonly string[];
  outputs: readonly string[];
  calls: readonly string[];
  /** What a resource refers to; undefined where there is none of this name. */
  ofResource(address: string): readonly string[] | undefined;
  /** What the attributes refer to whose values are known before anything is created: no resource is behind their locals. */
  ofKnown(address: string): readonly string[];
  ofOutput(name: string): readonly string[] | undefined;
  /** Undefined where the input does not keep locals. */
  ofLocal(name: string): readonly string[] | undefined;
  call(name: string): CodeCall | undefined;
}

interface CodeCall {
  /** What its `count`, `for_each` and `depends_on` refer to: everything in it waits for that. */
  waitsFor: readonly string[];
  ofArgument(name: string): readonly string[];
  /** Undefined where it is not in the input. */
  code: Code | undefined;
}

/** What Terraform creates before a resource, by addresses without keys. */
export interface Prerequisites {
  addresses: ReadonlySet<string>;
  /** There may be others: what a local or a module refers to is not in the input. */
  mayBeMore: boolean;
}

interface Place {
  prefix: string;
  code: Code;
  caller?: { place: Place; call: CodeCall };
}

const REFERENCE = /^(data\.)?([\w-]+)\.([\w-]+)(?:\[[^\]]*\])?(?:\.([\w-]+))?/;

/**
 * The order in which Terraform creates things. A resource waits for all that its expressions refer to, through variables,
 * locals and outputs, and for the `depends_on` of the modules that it is in.
 */
export class CreationOrder {
  private readonly places = new Map<string, Place>();
  private readonly known = new Map<string, Prerequisites>();

  constructor(private readonly root: Code) {}

  /** Everything that is created before the resource. */
  before(address: string): Prerequisites {
    const plain = withoutKeys(address);
    const already = this.known.get(plain);
    if (already) return already;
    const place = this.placeOf(plain);
    const found = place
      ? this.followed(place, [plain.slice(place.prefix.length)], true)
      : { addresses: new Set<string>(), mayBeMore: true };
    found.addresses.delete(plain);
    this.known.set(plain, found);
    return found;
  }

  /** The resources that references name in the module that a resource is in: through variables and modules as well. */
  named(address: string, references: readonly string[]): ReadonlySet<string> {
    const place = this.placeOf(withoutKeys(address));
    return place ? this.followed(place, references, false).addresses : new Set();
  }

  private placeOf(address: string): Place | undefined {
    let place: Place | undefined = { prefix: "", code: this.root };
    for (const { name } of moduleCalls(address)) place = place && this.below(place, name);
    return place;
  }

  private below(place: Place, name: string): Place | undefined {
    const prefix = `${place.prefix}module.${name}.`;
    const already = this.places.get(prefix);
    if (already) return already;
    const call = place.code.call(name);
    if (!call?.code) return undefined;
    const below = { prefix, code: call.code, caller: { place, call } };
    this.places.set(prefix, below);
    return below;
  }

  private followed(start: Place, references: readonly string[], throughResources: boolean) {
    const addresses = new Set<string>();
    let mayBeMore = false;
    const seen = new Set<string>();
    const pending: [Place, string, boolean][] = [];
    const add = (place: Place, more: readonly string[], isKnown = false) => {
      for (const reference of more) pending.push([place, reference, isKnown]);
    };
    const waitForModules = (place: Place) => {
      for (let at = place; at.caller; at = at.caller.place) add(at.caller.place, at.caller.call.waitsFor);
    };
    add(start, references);
    if (!throughResources) waitForModules(start);
    for (let next = pending.pop(); next; next = pending.pop()) {
      const [place, reference, isKnown] = next;
      const [, data = "", root = "", name = "", third] = REFERENCE.exec(reference) ?? [];
      const key = `${place.prefix}|${data}${root}.${name}${root === "module" ? `.${third ?? ""}` : ""}${isKnown ? "=" : ""}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (root === "var") {
        if (place.caller) add(place.caller.place, place.caller.call.ofArgument(name), isKnown);
      } else if (root === "local") {
        const local = place.code.ofLocal(name);
        if (local) add(place, local, isKnown);
        else mayBeMore ||= !isKnown;
      } else if (root === "module") {
        const call = place.code.call(name);
        if (!call) continue;
        add(place, call.waitsFor);
        const below = this.below(place, name);
        const output = third === undefined ? undefined : below?.code.ofOutput(third);
        if (!below) mayBeMore = true;
        else if (output) add(below, output, isKnown);
        else add(below, everythingIn(below.code));
      } else {
        const address = `${data}${root}.${name}`;
        const own = place.code.ofResource(address);
        if (!own) continue;
        addresses.add(place.prefix + address);
        if (!throughResources) continue;
        add(place, own);
        add(place, place.code.ofKnown(address), true);
        waitForModules(place);
      }
    }
    return { addresses, mayBeMore };
  }
}

function everythingIn(code: Code): string[] {
  const outputs = code.outputs.flatMap((name) => code.ofOutput(name) ?? []);
  return [...code.resources, ...code.calls.map((name) => `module.${name}`), ...outputs];
}
