import type { DeclaredGuides, Guide } from '../../../../platform/catalog/phrases.ts'
import type { AskedAct } from '../acts/act-table.ts'
import type { Field } from '../acts/fields.ts'

export type TaughtField = Pick<Field, 'name' | 'kind' | 'entity' | 'isShort' | 'choices'>

/** What is learnt of one act: plain data, for learning is done in a thread of its own. */
export interface Lesson {
  path: string
  title: string
  description: string
  say: readonly string[]
  /** Sentences that say something of the input by themselves. */
  setting: readonly string[]
  not: readonly string[]
  /** Parts of sentences that may stand beside any of the others. */
  beside: readonly string[]
  fields: readonly TaughtField[]
}

/** What is done by hand and nobody says how it is asked for is nothing to learn from. */
const isAskedFor = ({ isOpen, templates }: AskedAct) => isOpen || templates.length > 0

const lessonOf = ([path, { say, not = [] }]: [string, Guide]): Lesson => ({
  path,
  title: '',
  description: '',
  say,
  setting: [],
  not,
  beside: [],
  fields: [],
})

interface Taught {
  acts: readonly AskedAct[]
  guides: DeclaredGuides
}

export const lessonsOf = ({ acts, guides }: Taught): Lesson[] => [
  ...acts.filter(isAskedFor).map(({ path, entry, phrases, fields }) => ({
    path,
    title: entry.meta.title,
    description: entry.meta.description,
    say: phrases.say,
    setting: (phrases.setting ?? []).flatMap(({ say }) => say),
    not: phrases.not ?? [],
    beside: phrases.beside ?? [],
    fields: fields.map(({ name, kind, entity, isShort, choices }) => ({
      name,
      kind,
      entity,
      isShort,
      choices,
    })),
  })),
  ...[...guides].map(lessonOf),
]
