import type { Check } from '../checks/check.ts'
import { headerTests } from '../headers/score.ts'
import type { HeaderTest } from '../headers/score.ts'
import type { Observation } from '../observation/observation.ts'
import { encryptionFix } from './encryption-fixes.ts'
import { SERVERS } from './fix.ts'
import type { Fix, Server } from './fix.ts'
import { headerFixes } from './header-fixes.ts'
import { headerMends } from './header-mends.ts'
import { fileFix, libraryFix } from './matter-fixes.ts'
import { encryptionMend, fileMend, libraryMend } from './matter-mends.ts'
import { recordFixes, recordMends } from './record-fixes.ts'
import { printers } from './servers/printers.ts'

export { serverOf } from './server.ts'

/** What was found, with what was seen of it where somebody has it at hand. */
export type Matter = Pick<Check, 'key' | 'result'> & { evidence?: readonly string[] }

function testOf(name: string): HeaderTest | null {
  return Object.hasOwn(headerTests, name) ? (name as HeaderTest) : null // it is one of its keys
}

/** The part of a key and what follows; libraries have dots in their names. */
function split(key: string): [part: string, matter: string] {
  const dot = key.indexOf('.')
  return dot === -1 ? [key, ''] : [key.slice(0, dot), key.slice(dot + 1)]
}

const ENCRYPTION = new Set([
  'https',
  'certificate',
  'name',
  'validity',
  'signature',
  'key',
  'protocols',
  'ciphers',
])

function fixOf({ key, result, evidence = [] }: Matter, observation: Observation, today: string) {
  const [part, matter] = split(key)
  const test = part === 'headers' ? testOf(matter) : null
  if (test) return headerFixes[test](observation, result)
  if (part === 'encryption' && ENCRYPTION.has(matter)) {
    const fix = encryptionFix(matter, result)
    return (server: Server): Fix => fix(observation, server)
  }
  if (part === 'libraries') return libraryFix(observation, { name: matter, evidence })
  if (part === 'files') return fileFix(observation, matter)
  const record = part === 'mail' && Object.hasOwn(recordFixes, matter) ? recordFixes[matter] : undefined
  return record ? (server: Server): Fix => record(observation, { result, today })(printers[server]) : null
}

/**
 * What mends a finding on each server, from what was observed; empty where nothing can be said. Plans begin on the day on which
 * they are shown, which is the day of the scan unless another is said.
 */
export function fixesFor(
  matter: Matter,
  observation: Observation,
  today = observation.at.slice(0, 10),
): Partial<Record<Server, Fix>> {
  const fix = fixOf(matter, observation, today)
  return fix ? Object.fromEntries(SERVERS.map((server) => [server, fix(server)])) : {}
}

/** What was observed as it would be once a finding is mended; null where nobody can say. */
export function mended({ key, result }: Matter, observation: Observation): Observation | null {
  const [part, matter] = split(key)
  const test = part === 'headers' ? testOf(matter) : null
  if (test) {
    const changed = headerMends[test](observation)
    return changed && headerTests[test](changed).points >= 0 ? changed : null
  }
  if (part === 'encryption') return encryptionMend(matter)(observation)
  if (part === 'libraries') return libraryMend(matter)(observation)
  if (part === 'files') return fileMend(matter)(observation)
  const mend = part === 'mail' && Object.hasOwn(recordMends, matter) ? recordMends[matter] : undefined
  return mend ? mend(result)(observation) : null
}
