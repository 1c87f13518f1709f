import type { Definition, Trigger } from './definition/schema.ts'

const DAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays']
const two = (text: string) => text.padStart(2, '0')

/** Schedules that people have: each with how its five fields look. */
const usual: readonly [shape: RegExp, words: (found: RegExpExecArray) => string][] = [
  [/^(\d+) (\d+) \* \* \*$/, ([, minute, hour]) => `Every day ${clock(hour, minute)}`],
  [/^(\d+) (\d+) \* \* 1-5$/, ([, minute, hour]) => `Weekdays ${clock(hour, minute)}`],
  [
    /^(\d+) (\d+) \* \* ([0-7])$/,
    ([, minute, hour, day]) => `${DAYS[Number(day) % 7] ?? ''} ${clock(hour, minute)}`,
  ],
  [
    /^(\d+) (\d+) (\d+) \* \*$/,
    ([, minute, hour, day]) => `On day ${day ?? ''} of each month ${clock(hour, minute)}`,
  ],
  [/^(\d+) \* \* \* \*$/, ([, minute = '']) => `Every hour at minute ${two(minute)}`],
  [/^\*\/(\d+) \* \* \* \*$/, ([, every]) => `Every ${every ?? ''} minutes`],
]

const clock = (hour = '', minute = '') => `at ${two(hour)}:${two(minute)}`

/** A schedule in words, where it is one that people have: "Mondays at 08:00". */
export function scheduleWords(cron: string): string {
  const fields = cron.trim().replaceAll(/\s+/g, ' ')
  for (const [shape, words] of usual) {
    const found = shape.exec(fields)
    if (found) return words(found)
  }
  return `On a schedule (${cron})`
}

/** "task created": what a topic says without where it is from. */
const topicWords = (topic: string): string => topic.split('.').slice(-2).join(' ').replaceAll('_', ' ')

function triggerWords(trigger: Trigger): string {
  switch (trigger.type) {
    case 'schedule':
      return scheduleWords(trigger.cron)
    case 'event':
      return `When “${topicWords(trigger.topic)}” happens`
    case 'webhook':
      return 'When another service calls'
    case 'form':
      return `When somebody fills in “${trigger.title}”`
  }
}

/** What starts a workflow, in words; by hand is always possible. */
export const startsByOf = ({ triggers }: Definition): string[] => triggers.map(triggerWords)

const waitWords: Readonly<Record<string, string>> = {
  approval: 'a decision',
  event: 'something to happen',
  delay: 'its time',
  retry: 'another try',
  credits: 'credits',
  flight: 'what was begun before to end',
}

export const waitsForWords = (kind: string): string => waitWords[kind] ?? 'its time'
