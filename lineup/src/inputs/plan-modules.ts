import { moduleCalls } from "../values";
import type { ConfiguredModule, ConfiguredResource, ModuleCall } from "./shapes";

/** A module instance: its path as in addresses ("module.a[0].module.b."), its configuration, and its caller. */
export interface ModuleInstance {
  prefix: string;
  configuration: ConfiguredModule;
  call: ModuleCall | undefined;
  parent: ModuleInstance | undefined;
}

/** The modules of a plan's configuration, by path. */
export class PlanModules {
  private readonly root: ModuleInstance;
  private readonly byPrefix = new Map<string, ModuleInstance>();
  private readonly resources = new Map<ConfiguredModule, Map<string, ConfiguredResource>>();

  constructor(configuration: ConfiguredModule) {
    this.root = { prefix: "", configuration, call: undefined, parent: undefined };
  }

  at(prefix: string): ModuleInstance {
    const already = this.byPrefix.get(prefix);
    if (already) return already;
    let module = this.root;
    for (const { name, text } of moduleCalls(prefix)) {
      const calls = module.configuration.module_calls ?? {};
      const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
      module = { prefix: module.prefix + text, configuration: call?.module ?? {}, call, parent: module };
    }
    this.byPrefix.set(prefix, module);
    return module;
  }

  /** The configuration of a resource, by its address within the module and without an instance key. */
  resource({ configuration }: ModuleInstance, address: string): ConfiguredResource | undefined {
    let byAddress = this.resources.get(configuration);
    if (!byAddress) {
      byAddress = new Map((configuration.resources ?? []).map((resource) => [resource.address, resource]));
      this.resources.set(configuration, byAddress);
    }
    return byAddress.get(address);
  }
}
