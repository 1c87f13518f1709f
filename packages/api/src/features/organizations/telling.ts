import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { Organization } from './schema.ts'

export function organizationTold(output: unknown): ToldAnswer {
  const { name, timeZone, currency, requiresSecondFactor } = Organization.parse(output)
  const rule = requiresSecondFactor ? ' Everybody here needs a second factor.' : ''
  return { text: `This is ${name}. Its time zone is ${timeZone}, its currency ${currency}.${rule}` }
}
