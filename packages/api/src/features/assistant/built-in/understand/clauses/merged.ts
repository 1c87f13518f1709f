import { isReading } from '../stands.ts'
import type { Call, Outcome } from '../types.ts'

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

/** "Done. Put it under done": what the first makes of its row is all that the second sets. */
function isImplied(before: Call, call: Call): boolean {
  const { sets } = before.act.phrases
  const { about } = before
  if (!sets || !about || about.id !== call.about?.id || before.act === call.act) return false
  const own = Object.entries(call.input).filter(([, value]) => value !== about.id)
  return own.length > 0 && own.every(([name, value]) => JSON.stringify(sets[name]) === JSON.stringify(value))
}

export function merged(calls: readonly Call[]): Call[] {
  const all: Call[] = []
  for (const call of calls) {
    const before = all.at(-1)
    const at = all.findLastIndex((one) => isOneCall(one, call) && (one === before || !isReading(call)))
    const same = all[at]
    if (same) {
      const input = { ...same.input, ...call.input }
      all[at] = { ...same, input, names: { ...same.names, ...call.names } }
    } else if (before && isSaidAgain(before, call)) all[all.length - 1] = call
    else if (!before || !isImplied(before, call)) all.push(call)
  }
  return all
}

/** What one part of a message comes to and what the next does, together; what is asked `isAnew` is no part of the first. */
export function joined(first: Outcome, second: Outcome, isAnew = false): Outcome {
  if (first.kind !== 'calls') return first
  // What else one of several may be is no button for all of them.
  if (second.kind !== 'calls') return { kind: 'calls', calls: first.calls, more: second }
  return {
    kind: 'calls',
    calls: isAnew ? [...first.calls, ...second.calls] : merged([...first.calls, ...second.calls]),
    ...(second.more && { more: second.more }),
  }
}
