/**
 * Build of the client: client/ → dist/client. No inline script and no inlined asset, because the content policy allows
 * files of our own origin only; every asset is hashed. In development /trpc, /auth, /facts go to the server (PORT).
 */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { workerFiles } from "./client/worker-files.ts";

const api = `http://localhost:${process.env.PORT ?? "8080"}`;

export default defineConfig({
  root: "client",
  plugins: [react(), workerFiles()],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    chunkSizeWarningLimit: 1200,
    // The forms' library is set up (client/no-eval.ts) before anything is built with it: one file, loaded first.
    rolldownOptions: {
      input: { index: "client/index.html", worker: "client/worker.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "worker" ? "worker.js" : "assets/[name]-[hash].js"),
        codeSplitting: { groups: [{ name: "forms", test: /node_modules\/zod\/|client\/no-eval/ }] },
      },
    },
  },
  server: {
    port: Number(process.env.CLIENT_PORT ?? "5173"),
    strictPort: true,
    proxy: Object.fromEntries(
      // The host stays as the browser sent it, because the server compares it with the page's origin.
      ["/trpc/", "/auth/", "/facts/", "/healthz", "/readyz"].map((path) => [
        path,
        { target: api, changeOrigin: false },
      ]),
    ),
  },
});
