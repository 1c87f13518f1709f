import type { ServerResponse } from 'node:http'
import { AppError, outsideRequests } from '@hub/api/server'
import type { Hub } from '@hub/api/server'

/** How long a client may keep listening after access was taken away. */
const RECHECK_MS = 4_000

/** Looks every 4 s whether the listener may still listen, and ends its stream if not. `recheck` throws when not. */
export function watchStream(hub: Hub, response: ServerResponse, recheck: () => Promise<unknown>): void {
  const timer = setInterval(() => {
    outsideRequests(recheck).catch((err: unknown) => {
      const isOver =
        err instanceof AppError &&
        ['UNAUTHORIZED', 'FORBIDDEN', 'ORGANIZATION_SUSPENDED', 'TOO_MANY_REQUESTS'].includes(err.code)
      if (isOver) response.destroy()
      // The database is away for a moment: the next look decides.
      else hub.log.debug({ err }, 'listener not rechecked')
    })
  }, RECHECK_MS)
  timer.unref()
  response.once('close', () => clearInterval(timer))
}
