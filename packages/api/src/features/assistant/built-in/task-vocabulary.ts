import { fold, unquoted } from './normalize.ts'

const statuses: [RegExp, string][] = [
  [/^(?:doing|in progress|progress|started|ongoing|under way|in the works)$/, 'doing'],
  [/^(?:waiting|on hold|blocked|hold|paused|waiting list)$/, 'waiting'],
  [/^(?:to ?do|to-do|backlog|open|not started|not done)$/, 'todo'],
  [/^(?:done|complete|completed|finished|closed|ready)$/, 'done'],
]

export const statusOf = (said: string): string | null =>
  statuses.find(([pattern]) =>
    pattern.test(
      fold(unquoted(said))
        .replace(/^the /, '')
        .replace(/ (?:column|list|lane)$/, ''),
    ),
  )?.[1] ?? null

export function priorityOf(said: string): string | null {
  const plain = fold(said)
  if (/\b(?:high|highest|top|urgent|important|critical)\b/.test(plain)) return 'high'
  if (/\b(?:low|lowest|unimportant|minor)\b/.test(plain)) return 'low'
  return /\b(?:normal|medium|regular|default)\b/.test(plain) ? 'normal' : null
}

/** "the task X" and "X task" are X. */
export const taskWords = (said: string | undefined): string =>
  (said ?? '')
    .trim()
    .replace(/^(?:the |my |our )?(?:tasks?|to-?dos?) (?=\S)(?:called |named |titled )?/i, '')
    .replace(/^(?:the|my|our) (?!(?:first|second|third|fourth|fifth|last|same|task)\b)/i, '')
    .replace(/(?<=\S) (?:tasks?|to-?dos?)$/i, (found, at: number, whole: string) =>
      /^(?:this|that|the|it|last|first|second|third)$/i.test(whole.slice(0, at).replace(/^the /i, ''))
        ? found
        : '',
    )
