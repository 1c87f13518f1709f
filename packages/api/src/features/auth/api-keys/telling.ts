import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { dayText } from '../../../shared/day-text.ts'
import { ApiKeyPage } from './schema.ts'

export function keysTold(output: unknown): ToldAnswer {
  const { items } = ApiKeyPage.parse(output)
  if (items.length === 0) return { text: 'There are no API keys. They are made on the page “Connect”.' }
  const lines = items.map(
    ({ name, expiresAt }) => `- ${name}, until ${dayText({ day: expiresAt.slice(0, 10) })}`,
  )
  return { text: lines.join('\n'), shown: items.map(({ id, name }) => ({ id, name })) }
}
