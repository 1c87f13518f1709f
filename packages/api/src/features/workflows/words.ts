import { scheduleWords } from '../../shared/schedule-words.ts'
import type { Definition, Trigger } from './definition/schema.ts'

/** "task created": what a topic says without where it is from. */
const topicWords = (topic: string): string => topic.split('.').slice(-2).join(' ').replaceAll('_', ' ')

function triggerWords(trigger: Trigger, here: string): string {
  switch (trigger.type) {
    case 'schedule':
      return scheduleWords(trigger.cron, trigger.timeZone === here ? undefined : trigger.timeZone)
    case 'event':
      return `When “${topicWords(trigger.topic)}” happens`
    case 'webhook':
      return 'When another service calls'
    case 'form':
      return `When somebody fills in “${trigger.title}”`
  }
}

/** What starts a workflow, in words, for whoever is in this zone; by hand is always possible. */
export const startsByOf = ({ triggers }: Definition, here: string): string[] =>
  triggers.map((trigger) => triggerWords(trigger, here))

const waitWords: Readonly<Record<string, string>> = {
  approval: 'a decision',
  event: 'something to happen',
  delay: 'its time',
  retry: 'another try',
  credits: 'credits',
  flight: 'what was begun before to end',
}

export const waitsForWords = (kind: string): string => waitWords[kind] ?? 'its time'
