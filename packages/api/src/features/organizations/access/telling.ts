import { lowered } from '../../../shared/lowered.ts'
import type { ToldAnswer } from '../../../platform/catalog/phrases.ts'
import { MemberAccess } from './schema.ts'

const levels = {
  none: 'no access',
  read: 'may read',
  write: 'may read and write',
  manage: 'may do everything',
}

/** "Priya Nair is a member. Accounting: no access. Prices: …" */
export function memberAccessTold(output: unknown): ToldAnswer {
  const { name, role, modules, others } = MemberAccess.parse(output)
  const lines = modules.map(({ title, level, allows }) => {
    const what = allows.length === 0 ? '' : ` (${allows.map(lowered).join(', ')})`
    return `- ${title}: ${levels[level]}${what}`
  })
  const rest = others.length === 0 ? [] : [`Beside the modules: ${others.map(lowered).join(', ')}.`]
  const article = /^[aeiou]/.test(role) ? 'an' : 'a'
  return { text: [`${name} is ${article} ${role}.`, ...lines, ...rest].join('\n') }
}
