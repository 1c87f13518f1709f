/** SQLSTATE or system error code → why PostgreSQL cannot be used, after its name: no hosts, users or names of ours. */
const WORDS: Record<string, string> = {
  '53300': 'has no connection free',
  '57P01': 'is being stopped',
  '57P02': 'has crashed and comes back by itself',
  '57P03': 'is starting or stopping',
  '28P01': 'does not let this hub in',
  '28000': 'does not let this hub in',
  '3D000': 'has no database of that name',
  EMFILE: 'cannot be reached: this process has as many files open as it may',
  ENFILE: 'cannot be reached: this machine has as many files open as it may',
  EADDRNOTAVAIL: 'cannot be reached: this machine has no port free',
  ECONNREFUSED: 'does not run, or not where it is looked for',
  ENOTFOUND: 'is not found by its name',
  EAI_AGAIN: 'is not found by its name',
  EHOSTUNREACH: 'cannot be reached over the network',
  ENETUNREACH: 'cannot be reached over the network',
}

/** Why the database is away, as the rest of a sentence about it. */
export function outageWords(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  return WORDS[code] ?? 'does not answer'
}
