import { mayHoldAuth, mayKnowAPassword } from "../../reachability/passwords";
import { defineChangeRule } from "../define";

export const passwordDropped = defineChangeRule({
  id: "PASSWORD_DROPPED",
  level: "danger",
  title: "A service is no longer given the password of its Redis",
  help: "Redis with AUTH accepts the connection and refuses every command until the client has sent the password.",
  remedy: "Keep the variable or the mounted secret with the AUTH string as long as Redis requires it.",
  example: "password-variable-dropped",
  drift: { tier: "breaks", code: "AUTH_BROKEN" },
  check: (change, comparison) => {
    const { was, is } = comparison.services(change);
    if (change.action !== "update" || !was || !is) return [];
    const { before, after } = comparison;
    const loses = comparison.pairs.some(({ from, to }) => {
      const target = to === null ? undefined : after.targets.get(to);
      if (from !== change.address || !target || target.auth === false) return false;
      const old = before.targets.get(target.address) ?? target;
      return mayKnowAPassword(before.topology, was, old) && !mayKnowAPassword(after.topology, is, target);
    });
    if (!loses) return [];
    const lost = was.variables.filter(mayHoldAuth).map(({ name }) => name);
    return [
      {
        because: ["template"],
        explains: (attribute) =>
          lost.some((name) => attribute.includes(`env[${name}]`)) || attribute.includes("volume"),
        consequence: "Redis requires its password, and the service is no longer given it: every command is refused",
        fix: "keep the variable or the mounted secret with the AUTH string",
        services: [change.address],
      },
    ];
  },
});
