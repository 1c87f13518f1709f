import { fold, tokensOf } from '../../../../../reading/text.ts'
import type { World } from '../types.ts'

/** "The website one": what says which, and what it is said of. */
const THE_ONE = /\b(the|that|this|our|my) ((?:[\p{L}\d&'-]+ ){1,4})one\b/giu

const wordsIn = (text: string): string[] => tokensOf(text).map((token) => fold(token.text))

/** With what was listed in the place of "one", where these words are of the name of one of its rows alone. */
function withKind(said: string, { memory: { focus }, noun }: World): string {
  return said.replaceAll(THE_ONE, (all: string, the: string, which: string) => {
    const words = wordsIn(which)
    const named = focus.filter(({ name }) => {
      const own = new Set(wordsIn(name))
      return words.every((word) => own.has(word))
    })
    const [row, ...others] = named
    return row && others.length === 0 ? `${the} ${which}${noun(row.entity)}` : all
  })
}

/** "Make Ana one too", "Jonas should be one as well", and no "make a new one". */
const BE_ONE =
  /^(.*\b(?:make|turn|have|be|become)\b(?: (?!(?:an?|the|this|that|any|each|every|another|no|which)\b)[\p{L}'-]+){0,4}) one(?= (?:too|also|as well|now|from|instead|please|any ?more)\b|\s*[.,!?;]|\s*$)/iu

/** The one word for what the last look-up was narrowed to: "admin" of who the admins are. */
function narrowedTo({ memory: { last }, table }: World): string | null {
  const act = last && table.get(last.path)
  if (!last || act?.entry.meta.effect !== 'read') return null
  const said = act.fields.filter(({ kind, name }) => kind === 'choice' && name in last.input)
  const [field, ...others] = said
  if (!field || others.length > 0) return null
  const choice = field.choices.find(({ value }) => field.values.get(value) === last.input[field.name])
  const word = choice?.words?.[0] ?? ''
  return /^\p{L}+$/u.test(word) ? word : null
}

function withValue(said: string, world: World): string {
  const word = narrowedTo(world)
  if (word === null) return said
  return said.replace(
    BE_ONE,
    (_, before: string) => `${before} ${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`,
  )
}

/**
 * Behind a list "one" is what was listed: "the website one" of the keys is a key, and of the admins "make Ana one too" makes her an
 * admin.
 */
export const oneOfThose = (said: string, world: World): string => withValue(withKind(said, world), world)
