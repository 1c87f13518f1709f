import type { Spoken } from '../../../memory.ts'
import { PERSON } from '../../acts/fields.ts'
import { relatedRows } from '../related.ts'
import { stands } from '../stands.ts'
import type { Understood } from '../understood.ts'
import type { World } from '../types.ts'

/** "Her" stands in both places; "her a reminder" and a "her" at the end are no "her email". */
const HER_OBJECT = String.raw`her(?=$|[\s]*[.,!?;]|\s(?:a|an|the|about|for|on|by|to|at|in|with|and|again|now|today|tomorrow|that|this|what)\b)`
const HERS = String.raw`hers|(?<=\b(?:let|allow|permit|forbid|want|ask) )her`

const pronouns = (subject: string, object: string, owner: string): RegExp =>
  new RegExp(
    String.raw`\b(?:((?:${subject})(?:'(?:s|re|ve|d|ll))?)|((?:${object})|${HER_OBJECT})|(${owner}))(?![\w'])`,
    'giu',
  )
const SOMEBODY = pronouns('he|she|they', `him|them|theirs|${HERS}`, 'his|her|their')
/** One person alone: "them" may be rows as well. */
export const ONE_PERSON = pronouns('he|she', `him|${HERS}`, 'his|her')

/** With the name in the place of "he", "them" and "their". */
export function namedInstead(text: string, name: string, of: RegExp = SOMEBODY): string {
  return text
    .replaceAll(of, (_, subject?: string, object?: string) => {
      if (object !== undefined) return name
      if (subject === undefined) return `${name}'s`
      const [, end = ''] = subject.split("'")
      return { s: `${name} is`, re: `${name} is`, ve: `${name} has` }[end.toLowerCase()] ?? name
    })
    .replaceAll(/ +/g, ' ')
}

const speaksOfSomebody = (text: string): boolean => namedInstead(text, '') !== text

/** What "it" and "them" mean was found. */
export const pointsAt = ({ best }: Understood): boolean =>
  [...(best?.fit?.values.values() ?? [])].some(({ kind }) => kind === 'reference')

const isAbout = ({ best }: Understood, { id }: Spoken): boolean =>
  [...(best?.fit?.values.values() ?? [])].some(
    (meant) => meant.kind === 'rows' && meant.candidates.some((one) => one.id === id),
  )

/** Whom a look-up was about: "let her change tasks as well" behind what Noor may do. */
function personBefore({ memory: { last }, table }: World): Spoken[] {
  const act = last && table.get(last.path)
  if (!act || act.entry.meta.effect !== 'read') return []
  return act.fields.flatMap(({ kind, name, isRequired }) => {
    const [id, called] = [last.input[name], last.names?.[name]]
    const isPerson = kind === 'person' && isRequired && typeof id === 'string' && called !== undefined
    return isPerson ? [{ entity: PERSON, id, name: called }] : []
  })
}

/**
 * "Send him a reminder" behind what somebody owes, "what is their email?" behind an invoice: the same request with the name of what was
 * spoken of, or of whom that belongs to. Null where that is no request.
 */
export async function aboutSomebody(
  text: string,
  world: World,
  understand: (named: string) => Promise<Understood>,
): Promise<Understood | null> {
  if (!speaksOfSomebody(text)) return null
  const { it } = world.memory
  for (const row of [...personBefore(world), ...(it ? [it] : []), ...(await relatedRows(world))]) {
    const found = await understand(namedInstead(text, row.name))
    const isMeant = stands(found) || found.outcome.kind === 'byHand'
    if (isMeant && isAbout(found, row)) return found
  }
  return null
}
