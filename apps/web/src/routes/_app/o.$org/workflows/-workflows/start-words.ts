import { scheduleWords } from '@hub/api/schemas/shared/schedule-words'
import { ClipboardList, Clock, Play, Webhook, Zap } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Definition, Trigger } from './flow.ts'

/** The name of the first box of a workflow, which says how it starts. */
export const START = '@start'

/** "task created": what a topic says without where it is from. */
export const topicWords = (topic: string): string => topic.split('.').slice(-2).join(' ').replaceAll('_', ' ')

export function triggerWords(trigger: Trigger): string {
  switch (trigger.type) {
    case 'schedule':
      return scheduleWords(trigger.cron)
    case 'event':
      return trigger.topic === '' ? 'When something happens' : `When “${topicWords(trigger.topic)}” happens`
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

/** "Or when another service calls, with a form of 2 fields". */
export function startLine({ triggers, fields }: Definition): string {
  const others = triggers.slice(1).map(triggerWords)
  const form = fields.length === 1 ? 'a form of 1 field' : `a form of ${fields.length} fields`
  if (others.length > 0) return `Or ${others.map(small).join(', ')}`
  if (fields.length > 0) return triggers.length === 0 ? `With ${form}` : `Or by hand, with ${form}`
  return triggers.length === 0 ? 'Asks for nothing' : 'Or by hand'
}

const small = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

const icons = { schedule: Clock, event: Zap, webhook: Webhook, form: ClipboardList } as const

/** The icon of what starts it first. */
export const startIcon = ({ triggers: [first] }: Definition): LucideIcon => (first ? icons[first.type] : Play)
