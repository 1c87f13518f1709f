import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc.ts'

/** As many as a menu can show; a longer list is searched on the team page. */
export const MENU_MAX = 100

export interface MemberChoice {
  id: string
  name: string
  avatarUrl: string | null
}

/** The people of the organization by name, for menus and filters; empty until they are read. */
export function useMembers(): MemberChoice[] {
  const { data } = useQuery(
    useTRPC().organizations.members.list.queryOptions({ limit: MENU_MAX }, { staleTime: 300_000 }),
  )
  return data?.items.map(({ userId, name, avatarUrl }) => ({ id: userId, name, avatarUrl })) ?? []
}
