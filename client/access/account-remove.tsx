/** Taking a second factor away: the password is asked again. */
import { useMutation } from "@tanstack/react-query";
import { api } from "../api.ts";
import { useWords } from "../words/index.tsx";
import { ByPassword } from "./account-parts.tsx";
import { accountChanged } from "./account-queries.ts";

/** Takes away the app (`passkey` null) or one passkey, once the password was given. */
export function RemoveFactor({ passkey, onClose }: { passkey: string | null; onClose: () => void }) {
  const { t } = useWords();
  const remove = useMutation({
    mutationFn: (password: string) => api.access.account.removeFactor.mutate({ password, passkey }),
    onSuccess: () => {
      onClose();
      return accountChanged();
    },
  });
  return (
    <ByPassword
      title={t("account.remove.title")}
      help={t("account.remove.help")}
      action={t("account.key.remove")}
      busy={remove.isPending}
      error={remove.error}
      onPassword={remove.mutate}
      onClose={onClose}
    />
  );
}
