import { freeBytes, roomText } from '@hub/db/embedded'
import { failure, ok, warning } from './finding.ts'
import type { Finding } from './finding.ts'

/** The oldest Node whose features the program uses. */
const OLDEST_NODE = 24
const LOW_BYTES = 1024 ** 3
const FULL_BYTES = LOW_BYTES / 10

export function nodeFinding(version: string): Finding {
  const name = 'node'
  return Number(version.split('.')[0]) >= OLDEST_NODE
    ? ok(name, `Node ${version}`)
    : failure(name, `Node ${version}`, `Install Node ${OLDEST_NODE} or newer and start the hub with it.`)
}

/** What is left on a disk, in bytes and for people. */
export interface Room {
  readonly bytes: number
  readonly text: string
}

const roomOn = (stateDir: string): Room => ({ bytes: freeBytes(stateDir), text: roomText(stateDir) })

/** The same limits as `/health`. */
export function diskFinding(stateDir: string, { bytes, text } = roomOn(stateDir)): Finding {
  const name = 'disk'
  if (bytes < FULL_BYTES) return failure(name, text, 'Make room now: writes are refused until there is some.')
  if (bytes < LOW_BYTES) return warning(name, text, 'Make room for at least 1 GiB.')
  return ok(name, text)
}
