import type { Draft, Pending } from '../memory.ts'
import { findDate } from './dates.ts'
import { byPosition } from './find-task.ts'
import { byHandRule, hubQuestionRule } from './hub-questions.ts'
import { contentWords, fold, request, tidy, unquoted, wordsOf } from './normalize.ts'
import { resolve } from './resolve.ts'
import { guardRule, isDissent, talkRule, unknown } from './talk.ts'
import { bulkRule, showTaskRule, taskActRule, titleAnswer } from './task-acts.ts'
import { createTaskRule } from './task-create.ts'
import { taskListRule } from './task-lists.ts'
import { priorityOf, statusOf } from './task-vocabulary.ts'
import type { Interpretation, Rule, World } from './types.ts'

/** The order is the meaning: what is said most plainly is tried first, what fits almost anything last. */
const commands: readonly Rule[] = [createTaskRule, guardRule, byHandRule, bulkRule]
const questions: readonly Rule[] = [talkRule, hubQuestionRule]
const rules: readonly Rule[] = [...commands, ...questions, taskActRule, taskListRule, showTaskRule]

function apply(list: readonly Rule[], said: string, world: World): Interpretation | null {
  const bare = wordsOf(tidy(said).replace(/[\s.!?]+$/, ''))
  const words = request(said)
  for (const rule of list) {
    const found = rule(words, world) ?? (words.text === bare.text ? null : onlyTalk(rule, bare.text, world))
    if (found) return found.kind === 'draft' ? resolve(found.draft, world) : found
  }
  return null
}

/** "Hi" and "ok" are pleasantries that must not be stripped away before they are heard. */
const onlyTalk = (rule: Rule, text: string, world: World) =>
  rule === talkRule ? rule(wordsOf(text), world) : null

function chosen({ choices }: Pending, said: string): { id: string; label: string } | undefined {
  const plain = fold(unquoted(said))
  const exact = choices.find(({ label }) => fold(label) === plain)
  if (exact) return exact
  const placed = byPosition(
    plain,
    choices.map(({ id, label }) => ({ id, title: label })),
  )
  if (placed) return { id: placed.id, label: placed.title }
  const words = contentWords(said)
  const fitting = choices.filter(
    ({ label }) => words.length > 0 && words.every((word) => fold(label).includes(word)),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

/** The draft with the answer to its open question, or null where the words are no such answer. */
function fill(pending: Pending, said: string, world: World): Draft | null {
  const { draft, slot } = pending
  const { text } = request(said)
  const pick = chosen(pending, said)
  switch (slot) {
    case 'task':
      return pick ? { ...draft, taskId: pick.id } : { ...draft, taskWords: text }
    case 'person':
      return pick
        ? { ...draft, personId: pick.id, personWords: pick.label }
        : { ...draft, personWords: text.replace(/^(?:to|for|it's for|give it to|assign it to) /i, '') }
    case 'due': {
      const due = findDate(`on ${text}`, world)?.due ?? findDate(text, world)?.due
      return due ? { ...draft, due } : null
    }
    case 'value':
      return fillValue(draft, said, world)
  }
}

function fillValue(draft: Draft, said: string, world: World): Draft | null {
  const text = tidy(said)
  if (draft.act === 'create') {
    const described = titleAnswer(
      text.replace(/^(?:call it|name it|it is called|it's called|to)\s+/i, ''),
      world,
    )
    return {
      ...described,
      ...draft,
      value: described.value,
      fields: { ...described.fields, ...draft.fields },
    }
  }
  const value =
    draft.act === 'status' ? statusOf(text) : draft.act === 'priority' ? priorityOf(text) : unquoted(text)
  return value === null || value === '' ? null : { ...draft, value }
}

/** An open question is answered, dropped, or overtaken by a new request. */
function continueWith(pending: Pending, said: string, world: World): Interpretation {
  if (isDissent(request(said).plain))
    return { kind: 'answer', topic: 'dropped', text: 'All right, I leave it.' }
  const takesAnyText =
    pending.slot === 'value' && pending.draft.act !== 'status' && pending.draft.act !== 'priority'
  const overtaking = takesAnyText ? apply(commands, said, world) : apply(rules, said, world)
  if (overtaking && isNew(overtaking, pending) && !chosen(pending, said)) return overtaking
  const draft = fill(pending, said, world)
  if (draft) return keepAsking(pending, resolve(draft, world))
  const question = resolve(pending.draft, world)
  return question.kind === 'ask'
    ? { ...question, question: `I did not get that. ${question.question}` }
    : question
}

/** A name that fits no task leaves the question open. */
const keepAsking = (pending: Pending, found: Interpretation): Interpretation =>
  found.kind === 'answer' && found.topic === 'notFound'
    ? { kind: 'ask', question: found.text, pending }
    : found

/** A question about another act is a new request; one about the same act is the old one, still unanswered. */
const isNew = (found: Interpretation, pending: Pending) =>
  found.kind === 'ask' ? found.pending.draft.act !== pending.draft.act : !isGreeting(found)

const isGreeting = (found: Interpretation) =>
  found.kind === 'answer' && (found.topic === 'greeting' || found.topic === 'nothingPending')

/** Clauses looked at from the end. */
const MOST_CLAUSES = 4

/** "I have sent the invoice, mark it as done": the request is often what is said last. */
function lastClause(said: string, world: World): Interpretation | null {
  const clauses = tidy(said).split(/(?<=[.?!;,])\s+|\s+(?:so|then)\s+/)
  if (clauses.length === 1) return null
  for (const clause of clauses.slice(-MOST_CLAUSES).toReversed()) {
    const found = apply(rules, clause, world)
    if (found && found.kind !== 'answer') return found
  }
  return null
}

/** Some rules look at every pair of words: the time they take would let one long message hold up everybody else. */
const LONGEST = 1_000
const tooLong: Interpretation = {
  kind: 'answer',
  topic: 'unknown',
  text: 'That is more than I can read by my rules. Say in a sentence or two what you need.',
}

/** What a person means, by rules alone: the same words in the same world always mean the same. */
export function interpret(said: string, world: World): Interpretation {
  if (said.length > LONGEST) return tooLong
  const { pending } = world.memory
  if (pending) return continueWith(pending, said, world)
  return apply(rules, said, world) ?? lastClause(said, world) ?? unknown(world)
}
