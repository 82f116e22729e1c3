import { API } from "../verify/base";
import { at, env } from "../verify/edit";
import { danger, type ReviewCase, SAFE } from "./label";
import { served } from "./roots";

/** The password and the certificate that a service is given: which container has them, in which version. */
export const handedSecretCases: ReviewCase[] = [
  {
    id: "password-dropped-beside-certificate",
    title: "a service loses the password of Redis and keeps the file with its certificate",
    before: served,
    change: (root) => env(root, "REDIS_PASSWORD", undefined),
    label: danger("PASSWORD_DROPPED", "SECRET_DROPPED"),
  },
  {
    id: "password-wrong-beside-certificate",
    title: "the password of Redis becomes another text, and the file with its certificate stays",
    before: served,
    change: (root) => env(root, "REDIS_PASSWORD", "planted-other-5b1d"),
    label: { ...danger("SECRET_DROPPED"), paths: { "api>cache": ["reachable", "blocked"] } },
  },
  {
    id: "certificate-unmounted",
    title: "the volume with the certificate of Redis stays, and no container mounts it",
    before: served,
    change: (root) => {
      delete at(root, API).template.containers[0].volume_mounts;
    },
    label: danger("CERTIFICATE_DROPPED", "MOUNT_DROPPED"),
  },
  {
    id: "certificate-mounted-elsewhere",
    title: "the certificate of Redis is mounted at another path",
    before: served,
    change: (root) => {
      at(root, API).template.containers[0].volume_mounts[0].mount_path = "/etc/redis-ca";
    },
    label: SAFE,
  },
  {
    id: "password-moved-to-sidecar",
    title: "the password of Redis moves to a container that does not have its address",
    before: served,
    change: (root) => moveToSidecar(root, "REDIS_PASSWORD"),
    label: danger("PASSWORD_DROPPED"),
  },
  {
    id: "key-moved-to-sidecar",
    title: "a key that has nothing to do with Redis moves to another container",
    before: served,
    change: (root) => moveToSidecar(root, "APP_KEY"),
    label: SAFE,
  },
  {
    id: "password-version-not-here",
    title: "a service is given version 7 of a secret whose only version here is the first",
    before: served,
    change: (root) => {
      const [app] = at(root, API).template.containers;
      const password = app.env.find(({ name }: { name: string }) => name === "REDIS_PASSWORD");
      password.value_source.secret_key_ref.version = "7";
    },
    label: { verdict: "unknown", codes: [], paths: { "api>cache": ["reachable", "unknown"] } },
  },
];

function moveToSidecar(root: typeof served, variable: string): void {
  const { containers } = at(root, API).template;
  const [app] = containers;
  const moved = app.env.filter(({ name }: { name: string }) => name === variable);
  app.name = "app";
  app.ports = { container_port: 8080 };
  app.env = app.env.filter(({ name }: { name: string }) => name !== variable);
  containers.push({ name: "sidecar", image: app.image, env: moved });
}
