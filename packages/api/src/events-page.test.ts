import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { hub } from './testing/bare-hub.ts'
import { modules } from './modules/index.ts'
import { hubPermissions } from './platform/access/permissions.ts'

const PAGE = fileURLToPath(new URL('../../../docs/events.md', import.meta.url))

const typeOf = (property: object): string => {
  if ('enum' in property && Array.isArray(property.enum))
    return property.enum.map((one) => `"${String(one)}"`).join(' or ')
  if ('anyOf' in property && Array.isArray(property.anyOf)) return property.anyOf.map(typeOf).join(' or ')
  if ('items' in property) return `list of ${typeOf(property.items as object)}`
  if ('entity' in property) return `id`
  const { format, type } = property as { format?: string; type?: string | string[] }
  if (format === 'date-time') return 'instant'
  const words = [type ?? '']
    .flat()
    .map((one) => ({ string: 'text', integer: 'number', null: 'nothing' })[one] ?? one)
  return words.join(' or ')
}

/** "`taskId` (id), `title` (text)" */
const payloadOf = ({ properties = {} }: { properties?: object }) =>
  Object.entries(properties)
    .map(([name, property]) => `\`${name}\` (${typeOf(property as object)})`)
    .join(', ')

const rowOf = (topic: string) => {
  const info = hub.events.open.get(topic)
  return info && `| \`${topic}\` | ${info.description} | ${payloadOf(info.schema)} | \`${info.permission}\` |`
}

test('docs/events.md tells every topic as it is declared (EVT-1)', () => {
  const page = readFileSync(PAGE, 'utf8')
  const rows = page.split('\n').filter((line) => /^\| `[a-z]+\.[a-z_.]+` \|/.test(line))
  expect(rows).toEqual([...hub.events.open.keys()].map(rowOf))
})

test('every topic is open to a permission that somebody declares', () => {
  const known = new Set([
    ...Object.keys(hubPermissions),
    ...modules.flatMap(({ permissions }) => Object.keys(permissions)),
  ])
  const closed = [...hub.events.open.values()].filter(({ permission }) => !known.has(permission))
  expect(closed).toEqual([])
})
