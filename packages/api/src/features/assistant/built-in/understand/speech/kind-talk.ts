import { isChoosing } from '../../../memory.ts'
import { readSaid } from '../../acts/said.ts'
import { fold } from '../../../../../reading/text.ts'
import { TALK } from '../../ranking/own-sentences.ts'
import { candidatesFor } from '../candidates.ts'
import type { Outcome, World } from '../types.ts'
import { pleasantry, wanting } from './talk.ts'

const MARKS = /\s*[,.;:!–…)(]+\s*|\s+-+\s+/

const AN = '(?:an? |the |my |our |so |too |such an? |absolutely |really )'
/** Greetings, thanks and praise, as short as people write them. */
const HAIL = new RegExp(
  `^(?:(?:${[
    'h(?:i+|iya|ello+|ey+a?)|yo|howdy|(?:good )?(?:morning|mornin|afternoon|evening)|good (?:day|night)|night night|nighty? night',
    '(?:(?:many|big|huge) )?thanks?(?: (?:you|u))?(?: (?:so much|a (?:lot|million|bunch|ton)))?|thx|tysm|ty|cheers|ta|bless (?:you|u)',
    `(?:you are|you're|your|youre|ur|u r) ${AN}+[a-z]+`,
    'there|all|pal|mate|love|dear|hun|friend|assistant|hub|everyone|again|then|x+|lol|haha|ok(?:ay)?',
  ].join('|')})(?: |$))+$`,
)
/** A word of praise alone greets nobody. */
const GREETED =
  /\b(?:h(?:i+|iya|ello+|ey+a?)|howdy|morning?|mornin|afternoon|evening|night|thanks?|thx|tysm|ty|cheers|ta|bless)\b/

/** Somebody tells of oneself, or hopes something of whoever is spoken to. */
const OF_ONESELF =
  /^(?:i|i'm|im|i've|ive|we|we're|we've|me|my|our|hope|hoping|same here|what an? )\b|^(?:(?:just|finally|now|right) )*(?:off|back|away|home|heading|going)(?: (?:to|from|for|home|out|now|up))?\b/

/** "Hope" is no colleague called Lopes. */
const SURELY = 0.6

/** Whether anything beside the greeting is named, or sounds more like an act than like talk. */
async function mayAsk(said: string, world: World): Promise<boolean> {
  const { people, moments, numbers, quoted, emails, links } = readSaid(said, world)
  const named = people.filter(({ value: [best] }) => (best?.score ?? 0) >= SURELY)
  // "Thanks, I'd say Friday" is an answer to what was said before.
  const days = world.memory.last ? moments : []
  if ([named, days, numbers, quoted, emails, links].some(({ length }) => length > 0)) return true
  const { candidates } = await candidatesFor(said, world)
  return candidates[0]?.name !== TALK || candidates.some(({ fit }) => fit !== null && fit.things.length > 0)
}

/** "Evening! I'm worn out, hope your day was kinder", "cheers, off home now": a greeting, and what somebody tells of oneself. */
export async function kindTalk(said: string, world: World): Promise<Outcome | null> {
  const plain = fold(said.normalize('NFC').replaceAll('’', "'"))
  if (plain.includes('?') || wanting.test(plain) || isChoosing(world.memory)) return null
  const parts = plain.split(MARKS).filter((part) => /\p{L}/u.test(part))
  const told = parts.filter((part) => !HAIL.test(part))
  const isGreeted = parts.some((part) => HAIL.test(part) && GREETED.test(part))
  if (!isGreeted || !told.some((part) => OF_ONESELF.test(part))) return null
  return (await mayAsk(said, world)) ? null : pleasantry
}
