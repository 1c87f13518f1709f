import type { Found } from './number-words.ts'
import { setOf, wordAt } from './scan.ts'
import type { Scan } from './scan.ts'

/** How what is spoken of stands to a day: "by Friday", "before Friday", "since Friday". */
export type Relation = 'on' | 'by' | 'before' | 'after' | 'since'

export interface Lead {
  next: number
  relation: Relation
  /** "On" and "by" make a date of what follows; "the" and "of" do not. */
  isStrong: boolean
}

const relations: Record<string, Relation> = {
  by: 'by',
  until: 'by',
  till: 'by',
  til: 'by',
  through: 'by',
  before: 'before',
  after: 'after',
  since: 'since',
  from: 'since',
  starting: 'since',
  on: 'on',
  for: 'on',
  at: 'on',
  to: 'on',
  in: 'on',
  during: 'on',
  within: 'on',
  over: 'on',
  due: 'on',
  dated: 'on',
  around: 'on',
  sometime: 'on',
}
const weak = setOf('the of date deadline')
const LONGEST = 5

/** "No later than", "as of", "up to": several words for one relation. */
const phrases: readonly [words: readonly string[], relation: Relation][] = [
  [['no', 'later', 'than'], 'by'],
  [['not', 'later', 'than'], 'by'],
  [['later', 'than'], 'after'],
  [['earlier', 'than'], 'before'],
  [['as', 'of'], 'since'],
  [['up', 'to'], 'by'],
  [['any', 'time', 'before'], 'before'],
]

function phraseAt(scan: Scan, at: number): Found<Relation> | null {
  const hit = phrases.find(([words]) => words.every((word, on) => wordAt(scan, at + on) === word))
  return hit ? { value: hit[1], next: at + hit[0].length } : null
}

/** The words before a date, each place where the date itself may begin. */
export function leadAt(scan: Scan, at: number): Lead[] {
  const leads: Lead[] = []
  let place = at
  let relation: Relation = 'on'
  let isStrong = false
  while (place < at + LONGEST) {
    const phrase = phraseAt(scan, place)
    const word = wordAt(scan, place)
    const told = phrase?.value ?? (Object.hasOwn(relations, word) ? relations[word] : undefined)
    if (told === undefined && !weak.has(word)) break
    if (told !== undefined) isStrong = true
    if (told !== undefined && told !== 'on') relation = told
    place = phrase?.next ?? place + 1
    leads.push({ next: place, relation, isStrong })
  }
  return leads
}
