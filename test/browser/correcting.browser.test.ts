/** One's own mistakes: an actor is corrected with its history, a wrong zone taken back; others' records offer neither. */
import { expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { enterAs, picture } from "./support.ts";

test("an own actor is corrected, what is typed outlives a reload, and its zone is taken back", async () => {
  const { page } = await enterAs("cmcoord", "/CAF/actors");
  const post = async (procedure: string, form: object) => {
    const answer = await page.request.post(`/trpc/${procedure}`, { data: { operation: "CAF", form } });
    expect(answer.ok()).toBe(true);
  };
  const id = newId();
  const areas = await page.request.get(
    `/trpc/places.areas?input=${encodeURIComponent('{"operation":"CAF"}')}`,
  );
  const area = (await areas.json()).result.data.find(
    ({ pcode }: { pcode: string | null }) => pcode === "CF431",
  );
  await post("actors.log", { id, name: "Illustrative Grup D", kind: "nsag_rebel", sensitivity: "low" });
  const claim = { controlKind: "contested", confidence: "low", asOf: "2019-11-20", sensitivity: "low" };
  await post("actors.addZone", { id: newId(), actorId: id, areaId: area.ref, ...claim });

  await page.goto(`/CAF/actors/${id}`);
  await page.getByRole("link", { name: "Correct", exact: true }).press("Enter");
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await name.fill("");
  await page.getByRole("button", { name: "Save correction" }).click();
  await page.getByRole("alert").getByText("One field needs attention").waitFor();
  await name.fill("Illustrative Group D");
  await page.reload();
  await expect.poll(() => name.inputValue()).toBe("Illustrative Group D");
  await picture(page, "actor-correct");
  await page.getByRole("button", { name: "Save correction" }).press("Enter");
  await page.getByRole("heading", { name: "Illustrative Group D" }).waitFor();
  await page.getByText("Actor corrected").waitFor();

  const zone = page.getByRole("listitem").filter({ hasText: "Bambari" });
  await zone.getByRole("button", { name: "Release or delete" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("textbox", { name: /Reason/ }).fill("entered for the wrong district");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Delete/ })
    .click();
  await expect.poll(() => zone.count()).toBe(0);
  await picture(page, "actor-corrected");

  // The cluster reads the actor, which is not its own; nobody corrects what a dataset publishes.
  const { page: cluster } = await enterAs("coordinator", `/CAF/actors/${id}`);
  await cluster.getByRole("heading", { name: "Illustrative Group D" }).waitFor();
  expect(await cluster.getByRole("link", { name: "Correct", exact: true }).count()).toBe(0);
  await cluster.goto(`/CAF/actors/${id}/edit`);
  await cluster.getByText("Not shared with you", { exact: true }).waitFor();
});
