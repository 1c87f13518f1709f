import { labelOf } from '../../../../../components/field-label.ts'
import { earlierThan } from './flow-tree.ts'
import type { Definition, Step } from './flow.ts'

const BRACES = /\{\{((?:[^}]|\}(?!\}))*)\}\}/g
/** A text in quotes, which is left alone, or a name with what it has: `steps.find.items`. */
const NAMES = /"[^"]*"|'[^']*'|\b[a-z_]\w*(?:\.[a-zA-Z_]\w*(?![\w(]))*/g
const STEP = /\bsteps(?:\.([a-zA-Z_]\w*)|\[["']([^"']+)["']\])/g
const QUOTED = /"[^"]*"|'[^']*'/g

type Known = Pick<Definition, 'steps' | 'fields'>

const own: Readonly<Record<string, string>> = {
  'org.name': 'the organization’s name',
  'run.number': 'the number of the run',
  now: 'the time now',
  'input.event': 'what happened',
  'input.body': 'what the service sent',
  'input.plannedAt': 'the planned time',
}

const partsIn = (names: readonly string[]): string =>
  names.map((name) => labelOf(name).toLowerCase()).join(' › ')

/** Of what stands under a name that the hub gives, how people call it; undefined where it is none of these. */
const namesOf: Readonly<Record<string, (path: readonly string[], known: Known) => string | undefined>> = {
  steps([id = '', ...rest], { steps }) {
    const step = steps.find((one) => one.id === id)
    return step && [step.title, ...(rest.length > 0 ? [partsIn(rest)] : [])].join(' › ')
  },
  input: ([name], { fields }) => fields.find((field) => field.name === name)?.title,
  secret: ([name = '']) => `the secret ${name}`,
}

function nameWords(path: string, known: Known): string {
  const fixed = own[path]
  if (fixed !== undefined) return fixed
  const [first = '', ...rest] = path.split('.')
  const isItem = known.steps.some((step) => step.type === 'for_each' && step.as === first)
  return isItem ? partsIn([first, ...rest]) : (namesOf[first]?.(rest, known) ?? path)
}

/** An expression as people read it: "How many Open tasks › items". */
export function wordsOf(expression: string, known: Known): string {
  const named = expression
    .trim()
    .replace(NAMES, (found) => (/^["']/.test(found) ? found : nameWords(found, known)))
  return named
    .replaceAll(/\b(?:string|money)\(([^()]*)\)/g, '$1')
    .replaceAll(/\bsize\(([^()]*)\)/g, 'how many $1')
}

/** A text with its expressions in words, for a quiet line that is not edited. */
export const readable = (text: string, known: Known): string =>
  text.replace(BRACES, (_whole, inner: string) => wordsOf(inner, known))

/** What a text takes from elsewhere, and where in it that stands. */
export interface Chip {
  words: string
  from: number
  to: number
  /** Why it cannot be had there. */
  fault: string | undefined
}

/** The first step it names that is not there yet when it is worked out. */
function faultOf(expression: string, draft: Definition, at: Step): string | undefined {
  const plain = expression.replace(QUOTED, (text, offset: number) =>
    expression[offset - 1] === '[' ? text : '""',
  )
  const earlier = new Set(earlierThan(draft, at).map(({ id }) => id))
  for (const [, dotted, bracketed] of plain.matchAll(STEP)) {
    const id = dotted ?? bracketed ?? ''
    const step = draft.steps.find((one) => one.id === id)
    if (!step) return `There is no step “${id}”.`
    if (!earlier.has(id)) return `“${step.title}” does not come before this step.`
  }
  return undefined
}

/** The chips of a text; the whole of it is one expression where it stands without braces. */
export function chipsOf(text: string, { draft, step, isBare }: ChipsIn): Chip[] {
  if (isBare)
    return /\b(?:steps|input)\b/.test(text)
      ? [{ words: wordsOf(text, draft), from: 0, to: text.length, fault: faultOf(text, draft, step) }]
      : []
  return [...text.matchAll(BRACES)].map((found) => {
    const [whole, inner = ''] = found
    const words = inner.trim() === '' ? 'nothing yet' : wordsOf(inner, draft)
    return { words, from: found.index, to: found.index + whole.length, fault: faultOf(inner, draft, step) }
  })
}

export interface ChipsIn {
  draft: Definition
  step: Step
  isBare: boolean
}
