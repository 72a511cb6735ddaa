/** What is said about a review inside the own organisation, and who is asked again: a part played, never a name. */
import { Button, Group, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { CALLBACK_CHANNELS } from "../../../shared/rooms/incidents-review.ts";
import { DateField } from "../../ui/form-parts.tsx";
import { ErrorNote } from "../../ui/states.tsx";
import { formatDate, formatTime } from "../../words/format.ts";
import { useWords, type WordKey } from "../../words/index.tsx";
import { type ReviewSeen, useCallBack, useCalledBack, useComment } from "./queries-review.ts";

interface TalkProps {
  review: ReviewSeen;
  incident: string;
  code: string;
  timeZone: string;
}

const HEADS = {
  comment: "verify.talk.by",
  asked: "verify.talk.asked",
  answered: "verify.talk.answered",
} as const;

export function Comments({ review, incident, code, timeZone }: TalkProps) {
  const { t, tag } = useWords();
  const [said, setSaid] = useState("");
  const comment = useComment(code, incident);
  const send = () => comment.mutate(said, { onSuccess: () => setSaid("") });
  return (
    <>
      <h4>{t("verify.talk.title")}</h4>
      <ul className="plain-list">
        {review.comments.length === 0 && <li className="soft">{t("verify.talk.none")}</li>}
        {review.comments.map(({ ref, act, said: text, by, at }) => (
          <li key={ref}>
            {text}
            <div className="soft">
              {t(HEADS[act as keyof typeof HEADS], { name: by, date: formatTime(at, tag, timeZone) })}
            </div>
          </li>
        ))}
      </ul>
      {comment.isError && <ErrorNote error={comment.error} />}
      {review.mayStep && (
        <form
          className="verify-line"
          onSubmit={(event) => {
            event.preventDefault();
            if (said.trim()) send();
          }}
        >
          <Textarea
            aria-label={t("verify.step.comment")}
            placeholder={t("verify.step.comment")}
            value={said}
            onChange={(event) => setSaid(event.currentTarget.value)}
            autosize
            minRows={1}
            maxLength={4000}
          />
          <Button
            type="submit"
            size="xs"
            variant="default"
            loading={comment.isPending}
            disabled={!said.trim()}
          >
            {t("verify.do.comment")}
          </Button>
        </form>
      )}
    </>
  );
}

export function CallBacks({ review, incident, code, timeZone, today }: TalkProps & { today: string }) {
  const { t, tag } = useWords();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <h4>{t("verify.call.title")}</h4>
      <ul className="plain-list">
        {review.callbacks.length === 0 && <li className="soft">{t("verify.call.none")}</li>}
        {review.callbacks.map((one) => (
          <li key={one.ref}>
            {t("verify.call.line", {
              who: one.who,
              channel: t(`verify.channel.${one.channel}` as WordKey).toLowerCase(),
              date: formatDate(one.dueOn, tag),
            })}
            {!one.doneAt && one.dueOn < today && <strong> · {t("verify.call.overdue")}</strong>}
            {one.about && <div className="soft">{one.about}</div>}
            {one.doneAt ? (
              <div className="soft">
                {t("verify.call.doneBy", {
                  name: one.doneBy ?? "",
                  date: formatTime(one.doneAt, tag, timeZone),
                })}
                {one.outcome && `: ${one.outcome}`}
              </div>
            ) : (
              review.mayStep && <Asked callback={one.ref} code={code} />
            )}
          </li>
        ))}
      </ul>
      {review.mayStep &&
        (adding ? (
          <CallBackForm incident={incident} code={code} today={today} onDone={() => setAdding(false)} />
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {t("verify.call.add")}
          </Button>
        ))}
    </>
  );
}

/** What asking again brought. */
function Asked({ callback, code }: { callback: string; code: string }) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState("");
  const done = useCalledBack(code);
  return (
    <form
      className="verify-line"
      onSubmit={(event) => {
        event.preventDefault();
        done.mutate({ ref: callback, outcome });
      }}
    >
      <TextInput
        size="xs"
        aria-label={t("verify.call.outcome")}
        placeholder={t("verify.call.outcome")}
        value={outcome}
        onChange={(event) => setOutcome(event.currentTarget.value)}
        maxLength={1000}
      />
      <Button type="submit" size="compact-xs" variant="default" loading={done.isPending}>
        {t("verify.call.done")}
      </Button>
    </form>
  );
}

type Channel = (typeof CALLBACK_CHANNELS)[number];

function CallBackForm(props: { incident: string; code: string; today: string; onDone: () => void }) {
  const { t } = useWords();
  const [who, setWho] = useState("");
  const [channel, setChannel] = useState<Channel>("phone");
  const [about, setAbout] = useState("");
  const [dueOn, setDueOn] = useState(props.today);
  const adding = useCallBack(props.code, props.incident);
  return (
    <form
      className="verify-step"
      onSubmit={(event) => {
        event.preventDefault();
        adding.mutate({ who, channel, about, dueOn }, { onSuccess: props.onDone });
      }}
    >
      {adding.isError && <ErrorNote error={adding.error} />}
      <TextInput
        label={t("verify.call.who")}
        description={t("verify.call.whoHelp")}
        value={who}
        onChange={(event) => setWho(event.currentTarget.value)}
        maxLength={200}
        required
      />
      <TextInput
        label={t("verify.call.about")}
        value={about}
        onChange={(event) => setAbout(event.currentTarget.value)}
        maxLength={1000}
      />
      <Group grow>
        <NativeSelect
          label={t("verify.call.channel")}
          value={channel}
          onChange={(event) => setChannel(event.currentTarget.value as Channel)}
          data={CALLBACK_CHANNELS.map((value) => ({ value, label: t(`verify.channel.${value}`) }))}
        />
        <DateField label={t("verify.call.due")} value={dueOn} onDate={setDueOn} />
      </Group>
      <Button type="submit" size="xs" loading={adding.isPending}>
        {t("verify.call.save")}
      </Button>
    </form>
  );
}
