import { isReading } from '../stands.ts'
import type { Call } from '../types.ts'

/** Two changes of one row by one act are one; the same again is one, and so is the same look-up. */
function isOneCall(before: Call, call: Call): boolean {
  if (before.act !== call.act || before.about?.id !== call.about?.id) return false
  if (call.about === null) return isReading(call)
  const isAgain = JSON.stringify(before.input) === JSON.stringify(call.input)
  return isAgain || call.act.entry.meta.isRepeatable === true
}

/** "The roster is started, move it to the column doing": by the second act the same is set once more of that row. */
export function isSaidAgain(before: Call, call: Call): boolean {
  const { about } = before
  if (!about || about.id !== call.about?.id || before.act === call.act) return false
  const own = Object.entries(before.input).filter(([, value]) => value !== about.id)
  return (
    own.length > 0 && own.every(([name, value]) => JSON.stringify(call.input[name]) === JSON.stringify(value))
  )
}

export function merged(calls: readonly Call[]): Call[] {
  const all: Call[] = []
  for (const call of calls) {
    const before = all.at(-1)
    if (before && isOneCall(before, call)) {
      const input = { ...before.input, ...call.input }
      all[all.length - 1] = { ...before, input, names: { ...before.names, ...call.names } }
    } else if (before && isSaidAgain(before, call)) all[all.length - 1] = call
    else all.push(call)
  }
  return all
}
