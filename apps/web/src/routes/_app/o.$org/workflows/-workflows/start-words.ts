import { scheduleWords } from './schedule-words.ts'
import type { Definition, Trigger } from './flow.ts'

/** The name of the first box of a workflow, which says how it starts. */
export const START = '@start'

export function triggerWords(trigger: Trigger): string {
  switch (trigger.type) {
    case 'schedule':
      return scheduleWords(trigger.cron)
    case 'event':
      return trigger.topic === '' ? 'When something happens' : `When ${trigger.topic} happens`
    case 'webhook':
      return 'When another service calls'
    case 'form':
      return `When somebody fills in “${trigger.title}”`
  }
}

export const startTitle = ({ triggers }: Definition): string => {
  const [first] = triggers
  return first ? triggerWords(first) : 'Started by hand'
}

/** "Or by hand, with a form of 2 fields". */
export function startLine({ triggers, fields }: Definition): string {
  const more = triggers.length - 1
  const others = more > 0 ? [`${more} more`] : []
  const form =
    fields.length > 0 ? [`a form of ${fields.length === 1 ? '1 field' : `${fields.length} fields`}`] : []
  const parts = [...others, ...form]
  if (parts.length > 0) return `With ${parts.join(' and ')}`
  return triggers.length === 0 ? 'Asks for nothing' : 'Or by hand'
}
