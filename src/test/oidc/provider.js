// A provider of OpenID Connect with its own development pages: any name logs in, with any password.
// Arguments: its port, where people come back to, the client's secret.
import { Provider } from "oidc-provider";

const [port, back, secret] = process.argv.slice(2);
const GROUPS = { ada: ["staff"], olga: ["desks-admin"], eve: [] };

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "atelier", client_secret: secret, redirect_uris: [back] }],
  claims: { openid: ["sub", "groups"], profile: ["preferred_username"], email: ["email"] },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      preferred_username: `${id}@example.com`,
      groups: GROUPS[id] ?? [],
    }),
  }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
