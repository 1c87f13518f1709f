import type { AppRouter, OrgPermission } from '@hub/api'
import { getRouteApi, redirect, useMatch } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { createContext, use } from 'react'
import { ORGANIZATION_KEY } from './early-call.ts'
import { toFailure } from './failure.ts'
import { madeFor } from './page-headers.ts'
import type { Hub, Hubs } from './trpc.ts'

export type Me = inferRouterOutputs<AppRouter>['auth']['me']
export type Organization = Me['organizations'][number]

/**
 * Who is signed in, read once and kept; sends everybody else to the sign-in page and back here afterwards, and whoever is
 * about to leave to the page where they can stay.
 */
export async function requireMe(hubs: Hubs, next: string): Promise<Me> {
  const me = await findMe(hubs)
  if (me && me.user.deletesAt !== null) throw redirect({ to: '/leaving' })
  if (me) return me
  throw redirect({ to: '/sign-in', search: next === '/' ? {} : { next } })
}

/** Who is signed in, or null. */
export async function findMe({ account }: Hubs): Promise<Me | null> {
  try {
    const me = await account.queryClient.ensureQueryData(account.trpc.auth.me.queryOptions({}))
    madeFor(me.user.id)
    return me
  } catch (error) {
    if (toFailure(error).code === 'UNAUTHORIZED') return null
    throw error
  }
}

/**
 * Who is signed in, for pages that people come to who may never have been here: their browser is not asked for a session
 * it cannot have.
 */
export const findMeHere = async (hubs: Hubs): Promise<Me | null> => (wasHere() ? findMe(hubs) : null)

/** Reads the person and their organizations again, after something about them changed. */
export async function refreshMe({ account }: Hubs): Promise<Me> {
  return account.queryClient.fetchQuery({ ...account.trpc.auth.me.queryOptions({}), staleTime: 0 })
}

/** The signed-in person, for everything below `/_app`. */
export const MeContext = createContext<Me | null>(null)

const inOrganization = getRouteApi('/_app/o/$org')

/** The signed-in person, up to date. */
export function useMe(): Me {
  const me = use(MeContext)
  if (me === null) throw new Error('Nobody is known to be signed in here.')
  return me
}

/** The hub of the organization around this page, for acts outside of hooks. */
export const useHub = (): Hub => inOrganization.useRouteContext().hub

/** The organization around this page. */
export function useOrganization(): Organization {
  const { organization } = inOrganization.useRouteContext()
  return useMe().organizations.find(({ id }) => id === organization.id) ?? organization
}

/**
 * The organization that links of the shell lead to when they are pressed: the one that is being opened, when the person
 * is quicker than its first page.
 */
export function openOrganization({ slug }: Organization): (opened: { org?: string }) => { org: string } {
  const known = opening.get(slug) ?? (({ org }) => ({ org: org ?? slug }))
  opening.set(slug, known)
  return known
}

/** The same function each time, so that a link that is drawn again is the same link. */
const opening = new Map<string, (opened: { org?: string }) => { org: string }>()

/** Names what this browser keeps for the person in the organization around this page, or in the administration. */
export function useOwnName(): string {
  const { user } = useMe()
  const around = useMatch({ from: '/_app/o/$org', shouldThrow: false })
  return `${user.id}.${around?.context.organization.id ?? 'hub'}`
}

/** Whether the person may do this in the organization around this page. Controls they may not use are not shown. */
export const useCan = (permission: OrgPermission): boolean =>
  useOrganization().permissions.includes(permission)

/** The organization to open: the last one used in this browser, or the first. */
export function lastOrganization(me: Me): Organization | undefined {
  const slug = localStorage.getItem(ORGANIZATION_KEY)
  const open = me.organizations.filter(({ isSuspended }) => !isSuspended)
  return open.find((organization) => organization.slug === slug) ?? open[0] ?? me.organizations[0]
}

/** Whether somebody worked here with this browser. Without that nobody is signed in, and nobody need be asked. */
export const wasHere = (): boolean => localStorage.getItem(ORGANIZATION_KEY) !== null

export const rememberOrganization = (slug: string): void => localStorage.setItem(ORGANIZATION_KEY, slug)
