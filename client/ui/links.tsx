/** Names that lead to the page of what they name; the filters of the address go along. */
import { Link } from "@tanstack/react-router";

interface ActorLinkProps {
  /** Code of the operation. */
  operation: string;
  actor: { ref: string; name: string };
}

export function ActorLink({ operation, actor: { ref, name } }: ActorLinkProps) {
  return (
    <Link to="/$operation/actors/$ref" params={{ operation, ref }} search>
      {name}
    </Link>
  );
}

interface AreaLinkProps {
  /** Code of the operation. */
  operation: string;
  /** `code`: P-code, else the id. */
  area: { code: string; name: string };
}

export function AreaLink({ operation, area: { code, name } }: AreaLinkProps) {
  return (
    <Link to="/$operation/areas/$code" params={{ operation, code }} search>
      {name}
    </Link>
  );
}
