import type { Draft, Pending, Slot } from '../memory.ts'
import { refusal } from './access.ts'
import { acts } from './acts.ts'
import type { Act } from './acts.ts'
import { findTask, isPronoun } from './find-task.ts'
import type { Scope } from './find-task.ts'
import { contentWords } from './normalize.ts'
import { findPeople } from './people.ts'
import type { Interpretation, Person, World } from './types.ts'

/** Longest list of tasks or people a question offers. */
const MOST_CHOICES = 6

interface Step {
  draft: Draft
  act: Act
  world: World
}

type Outcome = Interpretation | Draft

const isDraft = (outcome: Outcome): outcome is Draft => 'act' in outcome

function ask(
  { draft, act }: Step,
  slot: Slot,
  options: { question?: string; choices?: Pending['choices'] } = {},
): Interpretation {
  const question = options.question ?? act.question[slot] ?? 'Tell me more.'
  return {
    kind: 'ask',
    question,
    pending: { draft, slot, choices: (options.choices ?? []).slice(0, MOST_CHOICES) },
  }
}

const scopeWords: Record<Scope, string> = { open: '', any: '', done: 'finished ', removed: 'removed ' }

function resolveTask(step: Step): Outcome {
  const { draft, world } = step
  if (draft.taskId !== undefined) return draft
  const words = draft.taskWords?.trim() ?? ''
  if (words !== '') return taskByWords(step, words)
  // "Mark as done" without a name means the task spoken of.
  const { taskId } = world.memory
  return taskId === null ? ask(step, 'task') : { ...draft, taskId }
}

function taskByWords({ draft, act, world }: Step, words: string): Outcome {
  const scope = act.scope ?? 'any'
  const { taskWords: _words, ...unnamed } = draft
  const open = { draft: unnamed, act, world }
  const found = findTask(words, world, scope)
  if (found.kind === 'one') return { ...unnamed, taskId: found.id }
  if (found.kind === 'many') {
    const choices = found.tasks.map(({ id, title }) => ({ id, label: title }))
    return ask(open, 'task', { question: 'Several tasks fit. Which one do you mean?', choices })
  }
  const search = contentWords(words)
  if (isPronoun(words) || search.length === 0) return ask(open, 'task')
  if (!world.hasLooked) return { kind: 'look', words: search }
  const text = `I find no ${scopeWords[scope]}task like “${words}”. Try other words of its title.`
  return { kind: 'answer', topic: 'notFound', text }
}

const choiceOf = ({ userId, name, label = name }: Person) => ({ id: userId, label })

function resolvePerson(step: Step): Outcome {
  const { draft, world } = step
  if (draft.personId !== undefined) return draft
  const words = draft.personWords?.trim() ?? ''
  // A new task may belong to nobody; an assignment may not.
  if (words === '') return draft.act === 'create' ? draft : ask(step, 'person')
  const people = findPeople(words, world)
  const { personWords: _words, ...open } = draft
  const [only, ...others] = people
  if (only && others.length === 0)
    return { ...open, personId: only.userId, personWords: only.label ?? only.name }
  if (only) {
    const choices = people.map(choiceOf)
    return ask({ ...step, draft: open }, 'person', {
      question: `There are ${people.length} people called ${words}. Who do you mean?`,
      choices,
    })
  }
  const choices = world.members.map(choiceOf)
  return ask({ ...step, draft: open }, 'person', {
    question: `I know nobody called “${words}” here. Who should do it?`,
    choices,
  })
}

const resolvers: Record<Slot, (step: Step) => Outcome> = {
  task: resolveTask,
  person: resolvePerson,
  value: (step) =>
    step.draft.value === undefined || step.draft.value === '' ? ask(step, 'value') : step.draft,
  due: (step) => (step.draft.due === undefined ? ask(step, 'due') : step.draft),
}

function titleOf({ draft, world }: Pick<Step, 'draft' | 'world'>): string {
  if (draft.act === 'create') return draft.value ?? ''
  const known = [...world.tasks, ...world.memory.listed].find(({ id }) => id === draft.taskId)
  return known?.title ?? 'the task'
}

/** Turns a request for a task into a call, or into the one question that is still open. */
export function resolve(wanted: Draft, world: World): Interpretation {
  const act = acts[wanted.act]
  const refused = refusal(
    act.path,
    world,
    wanted.act === 'show' || wanted.act === 'comments' ? 'see tasks' : 'change tasks',
  )
  if (refused) return refused
  let draft = wanted
  for (const slot of act.needs) {
    const outcome = resolvers[slot]({ draft, act, world })
    if (!isDraft(outcome)) return outcome
    draft = outcome
  }
  const say = act.say(draft, titleOf({ draft, world }))
  return {
    kind: 'call',
    path: act.path,
    input: act.input(draft),
    say,
    ...(draft.taskId !== undefined && { taskId: draft.taskId }),
  }
}
