import { AppError, createContext, outsideRequests } from '@hub/api/server'
import type { Call, Hub } from '@hub/api/server'

/** Whoever lost access, or part of it, reads on for five seconds at most (AUTH-11): a look takes its time too. */
const RECHECK_MS = 4_000

interface Watched {
  signal: AbortSignal
  close: () => void
}

/** What the reader may read on the strength of, in words to compare; null for whoever may read nothing any more. */
async function standingOf(hub: Hub, call: Call): Promise<string | null> {
  if (call.credential.kind === 'none') return 'anybody'
  const { actor, memberships, scopes } = await createContext(hub, call).identity()
  const places = memberships.filter(
    ({ slug, orgId, isSuspended }) =>
      !isSuspended && (call.org === null || slug === call.org || orgId === call.org),
  )
  if (actor === null || (call.org !== null && places.length === 0)) return null
  const rights = places.map(({ orgId, role, levels, requiresSecondFactor }) => [
    orgId,
    role,
    levels,
    requiresSecondFactor,
  ])
  return JSON.stringify([rights, scopes, actor.shown?.isStrong ?? actor.hasSecondFactor])
}

/**
 * Looks again and again whether the reader of a long stream is still signed in, a member, and with the same role and levels, and
 * closes it if not. The client of somebody whose rights only changed opens it anew, and the rights of now decide.
 */
export function watchMembership(hub: Hub, call: Call, { signal, close }: Watched): void {
  let before: string | null | undefined
  const look = () =>
    void outsideRequests(() => standingOf(hub, call)).then(
      (standing) => {
        // The first look only remembers: whoever may read nothing from the start is told so by the call itself.
        if (before === undefined) before = standing
        else if (standing === null || standing !== before) close()
      },
      (err: unknown) => {
        // Only a credential that holds for nobody meets this limit.
        if (err instanceof AppError && err.code === 'TOO_MANY_REQUESTS') return close()
        // The database is away for a moment: the next look decides.
        hub.log.debug({ err }, 'membership not rechecked')
      },
    )
  look()
  const timer = setInterval(look, RECHECK_MS)
  timer.unref()
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}
