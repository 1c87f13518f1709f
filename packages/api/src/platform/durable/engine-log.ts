import type { DLogger } from '@dbos-inc/dbos-sdk'
import type { Logger } from 'pino'

/** What the engine says, in the hub's log. Its news of each start are of no use to an operator. */
export function engineLog(log: Logger): DLogger {
  const own = log.child({ part: 'durable engine' })
  const text = (entry: unknown): string => (entry instanceof Error ? entry.message : String(entry))
  return {
    debug: () => undefined,
    info: (entry) => own.debug(text(entry)),
    warn: (entry) => own.warn(text(entry)),
    error: (entry) => own.error({ err: entry }, text(entry)),
  }
}
