/**
 * What stands before a report of sexual violence: where the survivor finds help, then the question who is alleged. Abuse
 * by UN, aid or peacekeeping personnel is not logged; the form stops and shows the operation's reporting channel.
 */
import { Radio, Stack } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { Icon } from "../../ui/icons.tsx";
import { useWords } from "../../words/index.tsx";
import type { Draft } from "./form-draft.ts";

type Answer = "yes" | "no";

export interface AbuseGate {
  /** The question is due: the report is one of sexual violence. */
  asks: boolean;
  answer: Answer | null;
  say: (answer: Answer) => void;
  /** The form may go on. */
  open: boolean;
}

export function useAbuseGate({ mode, kind, harms, mrm }: Draft): AbuseGate {
  const [answer, say] = useState<Answer | null>(null);
  const sexual =
    kind === "crsv" || harms.some(({ harm }) => harm === "crsv") || mrm.includes("sexual_violence");
  const asks = sexual && mode === "harm";
  return { asks, answer, say, open: !asks || answer === "no" };
}

export function AbuseQuestion({ gate, channel }: { gate: AbuseGate; channel: string }) {
  const { t } = useWords();
  if (!gate.asks) return null;
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t("releases.abuse.question")}
        withAsterisk
        value={gate.answer}
        onChange={(answer) => gate.say(answer as Answer)}
      >
        <Stack gap={6} mt={6}>
          <Radio value="yes" label={t("releases.abuse.yes")} />
          <Radio value="no" label={t("releases.abuse.no")} />
        </Stack>
      </Radio.Group>
      {gate.answer === "yes" && <AbuseStop channel={channel} />}
    </Stack>
  );
}

/** Help comes before the report: where a survivor finds it stands above everything else. */
export function ReferralPathway({ gate, pathway }: { gate: AbuseGate; pathway: string }) {
  const { t } = useWords();
  if (!gate.asks) return null;
  return (
    <section className="referral-first" aria-labelledby="referral-first">
      <strong id="referral-first">{t("log.referral.title")}</strong>
      <p className="prose">{pathway || t("log.referral.none")}</p>
      <p className="figure-scope">{t("log.referral.help")}</p>
    </section>
  );
}

/** Nothing is sent; this is where such a report goes. */
export function AbuseStop({ channel }: { channel: string }) {
  const { t } = useWords();
  const stop = useRef<HTMLDivElement>(null);
  // The channel is what the person needs now: it must not lie behind the bar at the foot of the form.
  useEffect(() => {
    stop.current?.scrollIntoView({ block: "center" });
  }, []);
  return (
    <div className="fault-summary" role="alert" ref={stop}>
      <strong>
        <Icon name="warning" size={16} /> {t("releases.abuse.stop")}
      </strong>
      <p>{t("releases.abuse.stopText")}</p>
      <strong>{t("releases.abuse.channel")}</strong>
      <p className="prose">{channel || t("releases.abuse.noChannel")}</p>
    </div>
  );
}
