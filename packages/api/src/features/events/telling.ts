import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { HubEventPage, TopicCatalogue } from './schema.ts'

export function eventsTold(output: unknown): ToldAnswer {
  const { items } = HubEventPage.parse(output)
  if (items.length === 0) return { text: 'No such events in the last week.' }
  const lines = items.map(
    ({ title, topic, createdAt }) => `- ${createdAt.slice(0, 16).replace('T', ' ')} UTC: ${title} (${topic})`,
  )
  return { text: ['Events:', ...lines].join('\n') }
}

export function topicsTold(output: unknown): ToldAnswer {
  const { topics } = TopicCatalogue.parse(output)
  return { text: ['Event topics:', ...topics.map(({ topic, title }) => `- ${topic}: ${title}`)].join('\n') }
}
