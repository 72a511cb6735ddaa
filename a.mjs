import { enter, mutate, query, shot, browser } from "./shots.mjs";
import { randomUUID as id } from "node:crypto";
const O = process.argv[2];
const operation = O;
const me = await enter("coordinator");
const cm = await enter("cmcoord");
const op = await query(me, "access.operation", { operation });
const force = op.organisations.find((o) => o.community === "mission_military");
console.log(force?.name, force?.actor, op.today);
const today = op.today;
const mk = async (who, sensitivity, name) => { const i = id(); await mutate(who, "actors.log", { operation, form: { id: i, name, kind: "nsag_rebel", sensitivity, aliases: [], communal: false } }); return i; };
const fa = await mk(cm, "low", "Force of the mission"); const al = await mk(cm, "low", "Accused group");
await mutate(cm, "sharing.nameActor", { operation, organisation: force.id, actor: fa });
await mutate(cm, "actors.addRelation", { operation, form: { id: id(), fromActorId: fa, relation: "supports", toActorId: al, sensitivity: "severe", validFrom: "2019-01-01", asOf: "2019-01-01", confidence: "medium" } });
const refs = [];
for (let n = 0; n < 30; n++) { const i = id(); refs.push(i);
 await mutate(me, "incidents.log", { operation, form: { id: i, kind: "attack_on_civilians", occurredFrom: "2019-11-10", occurredTo: "2019-11-10", place: { precision: "country" }, sensitivity: n % 3 ? "moderate" : "low", datePrecision: "day", verification: "reported", harms: [], parties: n < 4 ? [{ actorId: al, role: "alleged_perpetrator" }] : [], sources: [{ type: "community_leader" }], description: "An example " + n } }); }
const rel = await mutate(me, "sharing.release", { operation, form: { id: id(), kind: "incident", refs: refs.slice(0,2), community: "mission_military", level: "generalised", purpose: "poc", targeting: true, conditions: "Not to be passed on." } });
console.log(JSON.stringify(rel));
await mutate(me, "sharing.release", { operation, form: { id: id(), kind: "incident", refs: refs.slice(5,8), community: "mission_military", level: "generalised", purpose: "poc", targeting: true, conditions: "Not to be passed on." } });
const pick = async (page) => { await page.getByRole("button", { name: "Choose to release" }).click(); await page.getByRole("grid").focus(); for (let n = 0; n < 30; n++) { await page.keyboard.press("Space"); await page.keyboard.press("ArrowDown"); } await page.getByRole("button", { name: "Review and release" }).click(); await page.getByRole("dialog").getByRole("listitem").nth(1).waitFor(); };
const agree = async (page) => { await page.getByRole("button", { name: /Agree as second/ }).first().click(); await page.getByRole("dialog").getByText("What they get").waitFor(); await page.waitForTimeout(800); };
for (const [k, opt] of [["l", { size: "l" }], ["p", { size: "p" }], ["d", { size: "p", dark: true }]]) {
  const c = await enter("coordinator", opt), f = await enter("force", opt), v = await enter("verifier", opt);
  await shot(c, `/${O}/incidents/${refs[0]}/seen`, "seen-" + k);
  await shot(c, `/${O}/incidents?from=2019-11-09&to=2019-11-11`, "bulk-" + k, pick);
  await shot(c, `/${O}/releases`, "reg-" + k);
  await shot(v, `/${O}/releases`, "agree-" + k, agree);
  await shot(f, `/${O}/releases`, "recv-" + k);
}
const q = await enter("coordinator", { size: "l" });
await shot(q, `/${O}/releases?lang=pseudo`, "reg-rtl");
await browser.close();
