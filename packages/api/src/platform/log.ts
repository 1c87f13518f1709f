import { pino } from 'pino'
import type { Logger } from 'pino'

/** Kept for a disk that is full; what exceeds it is dropped. */
const BACKLOG_BYTES = 1_000_000

export interface LogOptions {
  logLevel: string
  /** Standard error in programs whose output belongs to somebody else. */
  logTo?: 'stdout' | 'stderr'
}

/**
 * The log of a process. One that cannot be written, most likely because the disk is full, must not take the hub along:
 * left to itself pino would end the process, and on its way out wait for space for ever.
 */
export function createLog({ logLevel, logTo = 'stdout' }: LogOptions): Logger {
  const secrets = ['password', 'token', 'secret', 'apiKey', 'authorization', 'cookie']
  const options = {
    level: logLevel,
    redact: { paths: [...secrets, ...secrets.map((name) => `*.${name}`)], censor: '[redacted]' },
  }
  const destination = pino.destination({
    dest: logTo === 'stderr' ? 2 : 1,
    sync: true,
    maxLength: BACKLOG_BYTES,
  })
  destination.on('error', () => undefined)
  return pino(options, destination)
}
