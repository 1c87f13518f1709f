import { request } from '../wording/normalize.ts'
import { isBeforeData, namedInData } from './before-data.ts'
import { askedOn } from './dialogue/asked-on.ts'
import { GOES_ON } from './dialogue/once-more.ts'
import { understandRequest } from './request.ts'
import { aboutOf } from './resolve.ts'
import { isReading } from './stands.ts'
import type { Outcome, World } from './types.ts'
import { whichMeant } from './which-meant.ts'

/** A question about the organization's own kinds of rows, of which no act has an example. */
export async function questioned(said: string, world: World): Promise<Outcome | null> {
  const { text } = request(said)
  const asked =
    (await world.question(text)) ?? (GOES_ON.test(said) ? await world.question(`and ${text}`) : null)
  const act = asked ? world.table.get(asked.path) : undefined
  if (!asked || !act || world.access(act.path) !== 'open') return null
  if (asked.isPlain) return namedInData(text, asked, world)
  if (await isBeforeData(text, world)) return null
  if (asked.unclear) return whichMeant(text, asked)
  const input = askedOn(said, asked, world.memory)
  return input && { kind: 'calls', calls: [{ act, input: { ...input }, names: {}, about: null }] }
}

async function isChange(text: string, world: World): Promise<boolean> {
  const { outcome } = await understandRequest(text, world)
  return outcome.kind === 'calls' && outcome.calls.some((call) => !isReading(call))
}

/**
 * What is wanted of the values of a row of the organization's own kinds, unless a change with words of its own is surely meant. A
 * look-up is none: it knows less of what is said here.
 */
export async function correctedInData(said: string, world: World): Promise<Outcome | null> {
  const { text } = request(said)
  const read = await world.correction(text)
  const act = read ? world.table.get(read.path) : undefined
  if (!read || !act || world.access(act.path) !== 'open') return null
  if (!read.isSure && (await isChange(text, world))) return null
  const names = { id: read.name }
  return {
    kind: 'calls',
    calls: [{ act, input: { ...read.input }, names, about: aboutOf(act, read.input, names) }],
  }
}
