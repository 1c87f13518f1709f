import { fold } from './normalize.ts'
import type { Person, World } from './types.ts'

const meWords = /^(?:me|myself|i|us)$/

const namesOf = (person: Person) => fold(person.name).split(/\s+/)
/** Shortest beginning of a name that counts: "Tom" for Tomás. */
const SHORTEST = 3

/** Everybody a name can mean: the whole name before parts, parts before beginnings. */
export function findPeople(said: string, { members, me }: World): Person[] {
  const words = fold(said).replace(/'s$/, '').trim()
  if (meWords.test(words)) return [me]
  const ways: ((person: Person) => boolean)[] = [
    (person) => fold(person.name) === words,
    (person) => namesOf(person).includes(words),
    (person) => words.length >= SHORTEST && namesOf(person).some((name) => name.startsWith(words)),
  ]
  for (const way of ways) {
    const found = members.filter(way)
    if (found.length > 0) return found
  }
  return []
}

export interface NamedPerson {
  /** The words used, for a question when they mean two people. */
  words: string
  rest: string
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Whole and first names, longest first, so that "Ana Lopes" wins over "Ana". */
const spokenNames = ({ members }: World) =>
  [...new Set(members.flatMap((person) => [fold(person.name), ...namesOf(person)]))]
    .filter((name) => name.length > 1 && !/^\d+$/.test(name))
    .toSorted((a, b) => b.length - a.length)

const patterns = (name: string) => [
  new RegExp(String.raw`\b(?:and )?(?:assign(?:ed)?(?: it)? to|give it to|owned by) (${name})(?![\w'])`),
  new RegExp(String.raw`\bfor (${name})(?=$|[:,]| to )`),
]

/** A member the text gives the work to: "assigned to Ana", "for Ana to …", "… for Ana". */
export function findAssignee(text: string, world: World): NamedPerson | null {
  const plain = fold(text)
  for (const name of [...spokenNames(world).map(escaped), 'me', 'myself']) {
    for (const pattern of patterns(name)) {
      const match = pattern.exec(plain)
      if (!match?.[1]) continue
      const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length).replace(/^\s*(?:[:,]|to\b)/, '')}`
      return {
        words: text.slice(match.index + match[0].length - match[1].length, match.index + match[0].length),
        rest,
      }
    }
  }
  const unknown = /\bassigned? to ([\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)/u.exec(text)
  if (!unknown?.[1]) return null
  return { words: unknown[1], rest: text.replace(unknown[0], ' ') }
}

/** A member mentioned anywhere in a question about tasks. */
export function mentionedPerson(text: string, world: World): string | null {
  const plain = fold(text)
  const name = spokenNames(world).find((one) =>
    new RegExp(String.raw`\b${escaped(one)}(?:'s|s')?\b`).test(plain),
  )
  return name ?? null
}
