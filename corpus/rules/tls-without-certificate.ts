import { API, CACHE, type Root } from "../verify/base";
import { at, set } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const tlsWithoutCertificate: RuleCase = {
  failing: encrypted,
  passing: (root) => {
    encrypted(root);
    const { template } = at(root, API);
    const items = [{ version: "latest", path: "ca.pem" }];
    template.volumes = [{ name: "ca", secret: { secret: "redis-ca", items } }];
    template.containers[0].volume_mounts = [{ name: "ca", mount_path: "/etc/redis" }];
  },
};

function encrypted(root: Root): void {
  set(root, CACHE, { transit_encryption_mode: "SERVER_AUTHENTICATION" });
}
