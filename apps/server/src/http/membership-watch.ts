import { AppError, createContext, outsideRequests } from '@hub/api/server'
import type { Call, Hub } from '@hub/api/server'

/** How long somebody may keep reading after access was taken away. */
const RECHECK_MS = 5_000

interface Watched {
  signal: AbortSignal
  close: () => void
}

async function mayStay(hub: Hub, call: Call): Promise<boolean> {
  const { actor, memberships } = await createContext(hub, call).identity()
  if (call.credential.kind === 'none') return true
  return (
    actor !== null &&
    (call.org === null || memberships.some(({ slug, orgId }) => slug === call.org || orgId === call.org))
  )
}

/** Looks every 5 s whether the reader of a long stream is still signed in and a member, and closes it if not. */
export function watchMembership(hub: Hub, call: Call, { signal, close }: Watched): void {
  const timer = setInterval(() => {
    outsideRequests(() => mayStay(hub, call)).then(
      (isMember) => void (isMember || close()),
      (err: unknown) => {
        // Only a credential that holds for nobody meets this limit.
        if (err instanceof AppError && err.code === 'TOO_MANY_REQUESTS') return close()
        // The database is away for a moment: the next look decides.
        hub.log.debug({ err }, 'membership not rechecked')
      },
    )
  }, RECHECK_MS)
  timer.unref()
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}
