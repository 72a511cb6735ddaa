/**
 * The content policy at work in a real browser. Every other story fails on a single violation or foreign request; this
 * one provokes them, so that silence there means something.
 */
import { expect, test } from "vitest";
import { enterAs, mapDrawn } from "./support.ts";

test("an injected script, style, frame or picture from elsewhere does nothing, and is noticed", async () => {
  const { page, faults } = await enterAs("coordinator");
  await mapDrawn(page);
  expect(faults).toEqual([]);
  const done = await page.evaluate(async () => {
    const state = window as unknown as { ran?: boolean };
    const put = (tag: string, attributes: Record<string, string>, text = "") => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.textContent = text;
      document.body.append(element);
      return element;
    };
    put("script", {}, "window.ran = true");
    put("script", { src: "http://other.example/x.js" });
    put("iframe", { src: "http://other.example/" });
    put("img", { src: "http://other.example/x.png" });
    put("style", {}, "body { display: none }");
    put("base", { href: "http://other.example/" });
    // In a turn of its own: what the test's own tool runs may evaluate.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(Reflect.construct(Function, ["return true"])());
        } catch {
          resolve(false);
        }
      });
    });
    const sent = await fetch("http://other.example/").then(
      () => true,
      () => false,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const shown = getComputedStyle(document.body).display;
    return { ran: state.ran ?? false, evaluated, sent, shown, base: document.baseURI };
  });
  expect(done).toMatchObject({ ran: false, evaluated: false, sent: false });
  expect(done.shown).not.toBe("none");
  expect(done.base).not.toContain("other.example");
  const told = faults.splice(0).join("\n");
  for (const directive of ["script-src", "img-src", "style-src", "base-uri", "connect-src"])
    expect(told).toContain(`content policy: ${directive}`);
  expect(told).toMatch(/frame|default-src/);
});

test("a request to another address is noticed even where the policy would let it pass", async () => {
  const { page, faults } = await enterAs("coordinator");
  await mapDrawn(page);
  const away = await page.context().newPage();
  await away.goto("http://127.0.0.1:9/").catch(() => undefined);
  expect(faults.splice(0).join("\n")).toContain("third party: http://127.0.0.1:9/");
});
