/** Start of the client: styles, content-policy nonce, providers, router. */
import "./no-eval.ts";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./ui/fonts.ts";
import "./ui/theme.css";
import "./ui/ui.css";
import { DirectionProvider, MantineProvider, MantineThemeProvider, useDirection } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { type ReactNode, StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api.ts";
import { startDevice } from "./device/device.ts";
import { startSending } from "./device/reports.ts";
import { checkStanding } from "./device/standing.ts";
import { watchTouches } from "./idle.ts";
import { onLine, watchLine } from "./line.ts";
import { router } from "./routes.tsx";
import { NewVersion } from "./ui/new-version.tsx";
import { cssVariables, theme } from "./ui/theme.ts";
import { languageOf, parseSearch, readSearch } from "./url.ts";
import { LANGUAGES, type Language, useWords, WordsProvider } from "./words/index.tsx";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
setNonce(nonce);
watchTouches();
watchLine();
void startDevice().then(checkStanding);
startSending();
onLine((reached) => reached && void checkStanding());
// What was asked in vain, or is of another day, is asked anew.
onLine((reached) => reached && void queryClient.invalidateQueries());

const languageOfAddress = (): Language => languageOf(readSearch(parseSearch(location.search)));

/** Language and direction follow the address, and with them the page's own attributes. */
function Languages({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(languageOfAddress);
  useEffect(() => router.subscribe("onResolved", () => setLanguage(languageOfAddress())), []);
  return (
    <WordsProvider language={language}>
      <Direction>{children}</Direction>
    </WordsProvider>
  );
}

function Direction({ children }: { children: ReactNode }) {
  const { dir, tag } = useWords();
  const { setDirection } = useDirection();
  useEffect(() => {
    setDirection(dir);
    document.documentElement.dir = dir;
    document.documentElement.lang = tag;
  }, [dir, tag, setDirection]);
  return children;
}

/** What just happened, with a close button that has a name. */
function Notes() {
  const { t } = useWords();
  const closeButtonProps = { "aria-label": t("frame.close") };
  return (
    <MantineThemeProvider
      inherit
      theme={{ components: { Notification: { defaultProps: { closeButtonProps } } } }}
    >
      <Notifications position="bottom-center" autoClose={6000} />
    </MantineThemeProvider>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <DirectionProvider initialDirection={LANGUAGES[languageOfAddress()].dir} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queryClient}>
          <Languages>
            <Notes />
            <NewVersion />
            <RouterProvider router={router} />
          </Languages>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
);
