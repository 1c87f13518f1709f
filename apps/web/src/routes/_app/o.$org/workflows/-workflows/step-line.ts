import { labelOf } from '../../../../../components/field-label.ts'
import { readable, wordsOf } from './expression-words.ts'
import type { Definition, Step } from './flow.ts'
import type { Procedure } from './procedures.ts'
import { topicWords } from './start-words.ts'
import { secondLine } from './step-kinds.ts'

/** "Tasks, list": where the hub has not said what it is called. */
function pathWords(path: string): string {
  const [group = '', act = ''] = path.split('.').slice(-2)
  return act === '' ? path : `${labelOf(group)}, ${labelOf(act).toLowerCase()}`
}

/** "Task": what the acts that take such a record call it. */
const nounOf = (kind: string, procedures: readonly Procedure[]): string | undefined =>
  procedures
    .flatMap(({ input }) => Object.values(input.properties ?? {}))
    .find(({ record }) => record?.kind === kind)?.record?.noun

const bare: ReadonlySet<Step['type']> = new Set(['conditional', 'for_each'])

/** The quiet line under the name of a step, with what it uses in words. */
export function stepLine(
  step: Step,
  known: Pick<Definition, 'steps' | 'fields'>,
  procedures: readonly Procedure[] = [],
): string {
  if (step.type === 'act' && step.procedure !== '')
    return procedures.find(({ path }) => path === step.procedure)?.title ?? pathWords(step.procedure)
  if (step.type === 'wait_for_event' && step.topic !== '') return `“${topicWords(step.topic)}”`
  if (step.type === 'update_record' && step.record !== '')
    return nounOf(step.record, procedures) ?? readable(step.record, known)
  const words = secondLine(step)
  return bare.has(step.type) ? capital(wordsOf(words, known)) : readable(words, known)
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
