/** Questions the room asks the server, kept in memory only. The second part of a key is the operation. */
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { useAlong } from "../../device/along.ts";

/** Names to choose from; without a network those that were taken along. */
export function useActorNames(operation: string): readonly { ref: string; name: string }[] {
  const known = useActors(operation).data;
  const along = useAlong(operation);
  return known ?? along?.actors ?? [];
}

export const useActors = (operation: string) =>
  useQuery({ queryKey: ["actors", operation], queryFn: () => api.actors.list.query({ operation }) });

/** Who stands under whom, of all days at once. */
export const useStructure = (operation: string) =>
  useQuery({
    queryKey: ["structure", operation],
    queryFn: () => api.actors.structure.query({ operation }),
  });

/** All zones of all days, and people by area. */
export const useGround = (operation: string) =>
  useQuery({ queryKey: ["ground", operation], queryFn: () => api.actors.ground.query({ operation }) });

/** One actor as it is printed. */
export const useProfile = (operation: string, ref: string) =>
  useQuery({
    queryKey: ["profile", operation, ref],
    queryFn: () => api.actors.profile.query({ operation, ref }),
  });

/** One actor with relations, zones and history; nothing is asked while no actor is open. */
export const useActor = (operation: string, ref: string | undefined) =>
  useQuery({
    queryKey: ["actor", operation, ref],
    queryFn: () => api.actors.get.query({ operation, ref: ref ?? "" }),
    enabled: ref !== undefined,
  });
