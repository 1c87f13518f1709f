import type { Spoken } from '../../memory.ts'
import { relatedRows } from './related.ts'
import { stands } from './stands.ts'
import type { Understood } from './understood.ts'
import type { World } from './types.ts'

const SUBJECT = "(?:he|she|they)(?:'(?:s|re|ve|d|ll))?"
const OBJECT = '(?:him|them|hers|theirs)'
/** "Her" stands in both places; "her a reminder" and a "her" at the end are no "her email". */
const HER_OBJECT = String.raw`her(?=$|[\s]*[.,!?;]|\s(?:a|an|the|about|for|on|by|to|at|in|with|and|again|now|today|tomorrow|that|this|what)\b)`
const OWNER = '(?:his|her|their)'
const SOMEBODY = new RegExp(
  String.raw`\b(?:(${SUBJECT})|(${OBJECT}|${HER_OBJECT})|(${OWNER}))(?![\w'])`,
  'giu',
)

/** With the name in the place of "he", "them" and "their". */
export function namedInstead(text: string, name: string): string {
  return text
    .replaceAll(SOMEBODY, (_, subject?: string, object?: string) => {
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

/**
 * "Send him a reminder" behind what somebody owes, "what is their email?" behind an invoice: the same request with the name of what was
 * spoken of, or of whom that belongs to. Null where that is no request.
 */
export async function aboutSomebody(
  text: string,
  world: World,
  understand: (named: string) => Promise<Understood>,
): Promise<Understood | null> {
  const { it } = world.memory
  if (!it || !speaksOfSomebody(text)) return null
  for (const row of [it, ...(await relatedRows(world))]) {
    const found = await understand(namedInstead(text, row.name))
    if (stands(found) && isAbout(found, row)) return found
  }
  return null
}
