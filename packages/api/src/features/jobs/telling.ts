import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { JobPage } from './schema.ts'
import type { Job } from './schema.ts'

const stateOf = ({ status, done, total, error }: Job): string => {
  if (status === 'running') return total === null ? 'running' : `running, ${done} of ${total}`
  if (status === 'dead') return `given up${error ? `: ${error.message}` : ''}`
  return { queued: 'waiting', done: 'done', canceled: 'canceled' }[status]
}

export function jobsTold(output: unknown): ToldAnswer {
  const { items } = JobPage.parse(output)
  if (items.length === 0) return { text: 'Nothing runs in the background, and nothing did lately.' }
  return {
    text: ['Background jobs:', ...items.map((job) => `- ${job.title}: ${stateOf(job)}`)].join('\n'),
    shown: items.map(({ id, title }) => ({ id, name: title })),
  }
}
