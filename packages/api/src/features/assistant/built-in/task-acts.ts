import type { Draft } from '../memory.ts'
import { findDate } from './dates.ts'
import { unquoted } from './normalize.ts'
import { describeTask } from './task-create.ts'
import { priorityOf, statusOf, taskWords } from './task-vocabulary.ts'
import type { Interpretation, Words, World } from './types.ts'

type Groups = Record<string, string | undefined>
type Make = (groups: Groups, world: World) => Draft | null

const simple =
  (act: Draft['act']): Make =>
  ({ task }) => ({ act, taskWords: taskWords(task) })

const statusDraft: Make = ({ task, status }) => {
  const value = statusOf(status ?? '')
  if (value === null) return null
  if (value === 'done') return { act: 'complete', taskWords: taskWords(task) }
  return { act: 'status', taskWords: taskWords(task), value }
}

const dueDraft: Make = ({ task, when }, world) => {
  const due = findDate(`on ${when ?? ''}`, world)?.due ?? findDate(when ?? '', world)?.due
  return due ? { act: 'due', taskWords: taskWords(task), due } : null
}

const priorityDraft: Make = ({ task, priority }) => {
  const value = priorityOf(priority ?? '')
  return value === null ? null : { act: 'priority', taskWords: taskWords(task), value }
}

const assignDraft: Make = ({ task, person }) => ({
  act: 'assign',
  taskWords: taskWords(task),
  personWords: unquoted(person ?? ''),
})

const personPattern = String.raw`(?<person>me|myself|[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)`

/** Sentences that ask to change one task; the first that fits and makes sense counts. */
const patterns: [RegExp, Make][] = [
  [
    /^(?:add|write|leave|post|put|make) (?:a |an? new )?(?:comment|note|remark)s? (?:on|to|under|for|about) (?<task>[^:]+?)(?:\s*[:,]\s*|\s+(?:saying|that says|with|that)\s+)(?<body>.+)$/i,
    ({ task, body }) => ({ act: 'comment', taskWords: taskWords(task), value: unquoted(body ?? '') }),
  ],
  [
    /^(?:add|write|leave|post|put|make) (?:a |an? new )?(?:comment|note|remark)s?\s*:?\s*(?<body>"[^"]+") (?:on|to|under|for) (?<task>.+)$/i,
    ({ task, body }) => ({ act: 'comment', taskWords: taskWords(task), value: unquoted(body ?? '') }),
  ],
  [
    /^(?:comment|note) (?:on|to|under) (?<task>[^:]+?)(?:\s*[:,]\s*|\s+(?:saying|that)\s+)(?<body>.+)$/i,
    ({ task, body }) => ({ act: 'comment', taskWords: taskWords(task), value: unquoted(body ?? '') }),
  ],
  [
    /^comment (?<body>"[^"]+") (?:on|to|under) (?<task>.+)$/i,
    ({ task, body }) => ({ act: 'comment', taskWords: taskWords(task), value: unquoted(body ?? '') }),
  ],
  [
    /^(?:(?:add|write|leave|post) (?:a )?(?:comment|note)|comment) (?:on|to|under) (?<task>.+)$/i,
    simple('comment'),
  ],
  [
    /^(?:show|list|read|see)(?: me)? (?:the |all )?(?:comments?|discussion|remarks?) (?:on|of|to|under|for|about) (?<task>.+)$/i,
    simple('comments'),
  ],
  [
    /^(?:what (?:was|has been|did (?:people|they|we|anyone)) (?:said|say|comment(?:ed)?)|any comments|are there (?:any )?comments|what are the comments) (?:about|on|for|under) (?<task>.+)$/i,
    simple('comments'),
  ],
  [
    /^(?:rename|retitle) (?<task>.+?) (?:to|as|into) (?<value>.+)$/i,
    ({ task, value }) => ({ act: 'rename', taskWords: taskWords(task), value: unquoted(value ?? '') }),
  ],
  [
    /^(?:change|set|update) (?:the )?(?:title|name) of (?<task>.+?) to (?<value>.+)$/i,
    ({ task, value }) => ({ act: 'rename', taskWords: taskWords(task), value: unquoted(value ?? '') }),
  ],
  [/^rename (?<task>.+)$/i, simple('rename')],
  [
    /^(?:remove|clear|delete|drop|take away|cancel|unset) (?:the )?(?:due date|deadline|date|due day) (?:of|from|on|for) (?<task>.+)$/i,
    ({ task }) => ({ act: 'due', taskWords: taskWords(task), due: { dueOn: null, dueTime: null } }),
  ],
  [
    /^(?:set|change|move|update|make) (?:the )?(?:due date|deadline|date|due day)(?: (?:of|for|on) (?<task>.+?))? (?:to|as|on) (?<when>.+)$/i,
    dueDraft,
  ],
  [
    /^(?:set|change|update) (?:the )?(?:due date|deadline|due day) (?:of|for|on) (?<task>.+)$/i,
    simple('due'),
  ],
  [
    /^(?:set|change|make|update) (?:the )?priority (?:of|for|on) (?<task>.+?) (?:to|as) (?<priority>[\w -]+)$/i,
    priorityDraft,
  ],
  [/^(?:set|change|update) (?:the )?priority (?:of|for|on) (?<task>.+)$/i, simple('priority')],
  [
    /^(?:make|mark|set|flag) (?<task>.+?) (?:as |to |a )?(?<priority>(?:(?:very|top|high|highest|low|lowest|normal|medium)[ -]priority|urgent|important|high|low))$/i,
    priorityDraft,
  ],
  [
    /^(?:set|put|change) (?<task>.+?) (?:to|on) (?<priority>(?:very )?(?:high|low|normal|medium|urgent)(?:[ -]priority)?)$/i,
    priorityDraft,
  ],
  [/^(?:raise|lower|drop) (?:the )?priority of (?<task>.+)$/i, simple('priority')],
  [
    /^(?:deprioriti[sz]e) (?<task>.+)$/i,
    ({ task }) => ({ act: 'priority', taskWords: taskWords(task), value: 'low' }),
  ],
  [
    /^(?:prioriti[sz]e) (?<task>.+)$/i,
    ({ task }) => ({ act: 'priority', taskWords: taskWords(task), value: 'high' }),
  ],
  [
    /^(?<task>(?!(?:what|which|who|is|are)\b).+?) (?:is|are) (?:now )?(?<priority>urgent|important|(?:high|low|top)[ -]priority)$/i,
    priorityDraft,
  ],
  [
    /^(?:remove|clear|delete|take off) (?:the )?(?:tag|label)(?: [\w#-]+)? (?:of|from|on) (?<task>.+)$/i,
    ({ task }) => ({ act: 'tag', taskWords: taskWords(task), value: null }),
  ],
  [
    /^(?:tag|label) (?<task>.+?) (?:as|with) "?#?(?<value>[^"]+)"?$/i,
    ({ task, value }) => ({ act: 'tag', taskWords: taskWords(task), value: value ?? '' }),
  ],
  [
    /^(?:add|put|set) (?:the )?(?:tag|label) "?#?(?<value>[^"\s]+)"? (?:to|on) (?<task>.+)$/i,
    ({ task, value }) => ({ act: 'tag', taskWords: taskWords(task), value: value ?? '' }),
  ],
  [
    /^unassign (?<task>.+?)(?: from .+)?$/i,
    ({ task }) => ({ act: 'assign', taskWords: taskWords(task), personId: null }),
  ],
  [
    new RegExp(
      String.raw`^(?:take|remove) (?<task>.+?) (?:away |off )?(?:from|of) (?:me|[\p{Lu}][\p{L}'-]+)(?:'s)?(?: list| plate)?$`,
      'u',
    ),
    ({ task }) => ({ act: 'assign', taskWords: taskWords(task), personId: null }),
  ],
  [
    /^assign (?<task>.+?) to (?:nobody|no one|none)$/i,
    ({ task }) => ({ act: 'assign', taskWords: taskWords(task), personId: null }),
  ],
  [
    new RegExp(
      String.raw`^(?:assign|re-?assign|give|hand|delegate|pass)(?: over)? (?<task>.+?) (?:over )?to ${personPattern}$`,
      'iu',
    ),
    assignDraft,
  ],
  [
    new RegExp(
      String.raw`^let ${personPattern} (?:do|handle|take|take over|take care of) (?<task>.+)$`,
      'iu',
    ),
    assignDraft,
  ],
  [
    new RegExp(
      String.raw`^${personPattern} (?:should|will|can|has to|must) (?:do|handle|take|take over|take care of) (?<task>.+)$`,
      'iu',
    ),
    assignDraft,
  ],
  [
    new RegExp(
      String.raw`^(?:can|could|should) ${personPattern} (?:do|handle|take|take over|take care of) (?<task>.+)$`,
      'iu',
    ),
    assignDraft,
  ],
  [
    /^(?:i'll|i will|let me) (?:do|handle|take|take over|take care of) (?<task>.+)$/i,
    ({ task }) => ({ act: 'assign', taskWords: taskWords(task), personWords: 'me' }),
  ],
  [/^(?:assign|reassign|delegate) (?<task>.+)$/i, simple('assign')],
  [/^(?:re-?open|un-?complete|un-?finish|un-?check) (?<task>.+)$/i, simple('reopen')],
  [/^(?:open|start|set|make|put) (?<task>.+?) (?:open )?again$/i, simple('reopen')],
  [
    /^(?:mark|set) (?<task>.+?) (?:as )?(?:not (?:done|finished|complete|completed)|undone|open again|unfinished)$/i,
    simple('reopen'),
  ],
  [/^(?<task>.+?) (?:is|was) (?:not|n't) (?:done|finished|complete)(?: yet| after all)?$/i, simple('reopen')],
  [
    /^(?<task>(?!what|which|who).+?) isn't (?:done|finished|complete)(?: yet| after all)?$/i,
    simple('reopen'),
  ],
  [
    /^(?:move|set|put|change|mark|drag|shift) (?<task>.+?) (?:back )?(?:to|in|into|as|on)(?: the)? (?:status )?(?<status>[\w "-]+)$/i,
    statusDraft,
  ],
  [
    /^(?:move|push|postpone|reschedule|delay|shift|put off|bring forward|set|defer|schedule) (?<task>.+?) (?:back )?(?:to|until|till|for|by|on) (?<when>.+)$/i,
    dueDraft,
  ],
  [/^(?:make|set) (?<task>.+?) (?:be )?due (?:by |on |at )?(?<when>.+)$/i, dueDraft],
  [/^(?<task>(?!what|which|who|is|are|anything).+?) is due (?:by |on |at )?(?<when>.+)$/i, dueDraft],
  [/^(?:postpone|reschedule|defer|put off) (?<task>.+)$/i, simple('due')],
  [
    /^(?:start|begin)(?: working on| with)? (?<task>.+)$/i,
    ({ task }) => ({ act: 'status', taskWords: taskWords(task), value: 'doing' }),
  ],
  [
    /^(?:i'm|i am|we're|we are) (?:now )?(?:working on|doing|starting) (?<task>.+)$/i,
    ({ task }) => ({ act: 'status', taskWords: taskWords(task), value: 'doing' }),
  ],
  [
    /^(?<task>(?!what|which|who|is|are|anything).+?) is (?:now )?(?<status>waiting|blocked|on hold|in progress|started)$/i,
    statusDraft,
  ],
  [
    /^(?:mark|set|check|tick|cross|get) (?<task>.+?) (?:as |off )?(?:as )?(?:done|complete|completed|finished|off|closed)$/i,
    simple('complete'),
  ],
  [/^(?:complete|finish|close|tick off|check off|cross off|tick|wrap up) (?<task>.+)$/i, simple('complete')],
  [
    /^(?:i've|i have|i|we|we've|we have) (?:just )?(?:finished|completed|done|did|closed|wrapped up) (?:with )?(?<task>.+)$/i,
    simple('complete'),
  ],
  [/^(?:i'm |i am )?done with (?<task>.+)$/i, simple('complete')],
  [
    /^(?<task>(?!what|which|who|is|are|anything|show|list|find|search).+?) (?:is|are|has been|was) (?:now |all )?(?:done|finished|complete|completed)$/i,
    simple('complete'),
  ],
  [/^(?:bring|get|take|fetch|put) (?<task>.+?) back$/i, simple('restore')],
  [
    /^(?:restore|bring back|undelete|recover|un-?remove|undo the removal of|put back) (?<task>.+?)(?: (?:on|to) the board)?$/i,
    simple('restore'),
  ],
  [
    /^(?:remove|delete|drop|get rid of|trash|bin|erase|discard|cancel|throw away) (?<task>.+?)(?: from (?:the|my) (?:board|list))?$/i,
    simple('remove'),
  ],
]

const wipe = /^(?:clear|empty|wipe|reset)\b.*\b(?:list|board|tasks)$/
const bulkVerb =
  /^(?:remove|delete|drop|erase|clear|wipe|trash|complete|finish|close|reopen|restore|assign|mark|move|cancel|get rid of)\b/
const many =
  /\b(?:all|every|each) (?:of )?(?:the |my |our |his |her |their |these |those |[\p{L}]+'s |overdue |open |done |finished |completed |late |removed )*(?:tasks?|to-?dos?|them|ones?|cards?|items?)\b|\beverything\b|\ball$/u

/** Acts on many tasks at once are not understood on purpose: each waits for its own approval. */
export function bulkRule({ plain }: Words): Interpretation | null {
  const bare = plain.replaceAll(/"[^"]*"/g, '')
  if (!wipe.test(bare) && !(bulkVerb.test(bare) && many.test(bare))) return null
  return {
    kind: 'refuse',
    text: 'I change one task at a time, so that you see what you approve. Name the task, or use the board to change several.',
  }
}

export function taskActRule({ text }: Words, world: World): Interpretation | null {
  for (const [pattern, make] of patterns) {
    const match = pattern.exec(text)
    const draft = match && make({ ...match.groups }, world)
    if (draft) return { kind: 'draft', draft }
  }
  return null
}

/** Questions about one task: its due day, its person, whether it is done. */
const about = [
  /^when(?:'s| is| was) (?<task>.+?) due$/i,
  /^(?:is|was|are) (?<task>(?:the|that|my|our|it)\b.*?) (?:done|finished|complete|completed|ready|open|still open|overdue)(?: yet| already)?$/i,
  /^who (?:has|is doing|is on|is working on|does|takes care of|is responsible for|works on) (?<task>(?:the|that|it)\b.*)$/i,
]

const show =
  /^(?:show|open|read|display|view|describe|tell me (?:more )?about|details (?:of|on|for)|what about|give me (?:the )?details (?:of|on|for)|what is in|look at|what's the status of|what is the status of|how is|how's)(?: me)? (?<task>.+)$/i

/** "Show the quote task": last, because every list begins like it too. */
export function showTaskRule({ text }: Words): Interpretation | null {
  const task = [...about, show].map((pattern) => pattern.exec(text)?.groups?.['task']).find(Boolean)
  return task
    ? {
        kind: 'draft',
        draft: { act: 'show', taskWords: taskWords(task.replace(/ (?:going|coming along|doing)$/i, '')) },
      }
    : null
}

/** An answer to "What should the task be called?" may carry date and person as well. */
export const titleAnswer = (text: string, world: World): Draft => describeTask(text, world)
