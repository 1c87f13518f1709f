import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { createCatalog } from './platform/catalog/create-catalog.ts'
import type { JsonSchema } from './platform/catalog/catalog.ts'
import { appRouter } from './router.ts'
import { changesText, contractChanges } from './testing/contract-changes.ts'
import { contractOf, contractText } from './testing/contract-form.ts'
import type { Contract } from './testing/contract-form.ts'

const file = fileURLToPath(new URL('../contract.json', import.meta.url))
const { entries } = createCatalog(appRouter, () => {
  throw new Error('only the schemas are read here')
})
const current = contractOf(entries)

test('the contract is the committed one (CON-7)', async () => {
  try {
    await expect(contractText(current)).toMatchFileSnapshot(file)
  } catch {
    const committed = JSON.parse(readFileSync(file, 'utf8')) as Contract
    throw new Error(changesText(contractChanges(committed, current)))
  }
})

test('every procedure is in it', () => {
  expect(Object.keys(current)).toHaveLength(entries.length)
  expect(current).toHaveProperty(['modules.ops.tasks.complete', 'permission'], 'ops.task.write')
})

const text: JsonSchema = { type: 'string', maxLength: 20 }
const day: JsonSchema = { type: 'string', format: 'date' }
const level: JsonSchema = { type: 'string', enum: ['low', 'high'] }
const shape = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
})
const before = {
  type: 'mutation',
  effect: 'write',
  doors: 'all',
  permission: 'ops.task.write',
  input: shape({ title: text, due: day, level }, ['title']),
  output: shape(
    { id: text, level, note: { anyOf: [text, { type: 'null' }] }, tags: { type: 'array', items: text } },
    ['id', 'note'],
  ),
}
const input = (properties: Record<string, JsonSchema>, required = ['title']) => ({
  ...before,
  input: shape({ title: text, due: day, level, ...properties }, required),
})
const output = (properties: Record<string, JsonSchema>, required = ['id', 'note']) => ({
  ...before,
  output: shape({ ...(before.output['properties'] as Record<string, JsonSchema>), ...properties }, required),
})
const changes = (after: typeof before | undefined) =>
  contractChanges({ 'a.b': before }, after ? { 'a.b': after } : {})

describe('breaking is', () => {
  test.each([
    ['a procedure that is gone', undefined, 'a.b: is gone'],
    ['another effect', { ...before, effect: 'destructive' }, 'a.b: effect was write, is now destructive'],
    ['other doors', { ...before, doors: 'noTools' }, 'a.b: doors was all, is now noTools'],
    [
      'another permission',
      { ...before, permission: 'x.y' },
      'a.b: permission was ops.task.write, is now x.y',
    ],
    ['another kind of call', { ...before, type: 'query' }, 'a.b: type was mutation, is now query'],
    [
      'a new input that is required',
      input({ who: text }, ['title', 'who']),
      'a.b input: who is new and required',
    ],
    ['an input that becomes required', input({}, ['title', 'due']), 'a.b input: due is now required'],
    [
      'an input that is gone',
      { ...before, input: shape({ title: text, level }, ['title']) },
      'a.b input: due is gone',
    ],
    [
      'a shorter input',
      input({ title: { type: 'string', maxLength: 10 } }),
      'a.b input.title: maxLength was 20, is now 10',
    ],
    [
      'another format',
      input({ due: { type: 'string', format: 'date-time' } }),
      'a.b input.due: format was "date", is now "date-time"',
    ],
    [
      'a narrower enum',
      input({ level: { type: 'string', enum: ['low'] } }),
      'a.b input.level: "high" is no longer a value',
    ],
    [
      'an output that is gone',
      { ...before, output: shape({ id: text, level, note: text }, ['id', 'note']) },
      'a.b output: tags is gone',
    ],
    ['an output that may be missing', output({}, ['id']), 'a.b output: note is now optional'],
    [
      'an output of a new value',
      output({ level: { type: 'string', enum: ['low', 'high', 'urgent'] } }),
      'a.b output.level: "urgent" is a new value',
    ],
    [
      'an output that may be null',
      output({ id: { anyOf: [text, { type: 'null' }] } }),
      'a.b output.id: null is new',
    ],
    [
      'another type within a list',
      output({ tags: { type: 'array', items: { type: 'integer' } } }),
      'a.b output.tags[]: integer is new',
    ],
  ])('%s', (_what, after, sentence) => {
    expect(changes(after).breaking).toContain(sentence)
  })
})

describe('compatible is', () => {
  test.each([
    ['a new input that is optional', input({ who: text }), 'a.b input: who is new'],
    ['an input that becomes optional', input({}, []), 'a.b input: title is now optional'],
    [
      'a longer input',
      input({ title: { type: 'string', maxLength: 30 } }),
      'a.b input.title: maxLength was 20, is now 30',
    ],
    [
      'a wider enum',
      input({ level: { type: 'string', enum: ['low', 'high', 'urgent'] } }),
      'a.b input.level: "urgent" is a new value',
    ],
    [
      'another default',
      input({ level: { ...level, default: 'low' } }),
      'a.b input.level: default was none, is now "low"',
    ],
    ['a new output', output({ more: text }, ['id', 'note', 'more']), 'a.b output: more is new and required'],
    [
      'an output that is never null any more',
      output({ note: text }),
      'a.b output.note: null is no longer possible',
    ],
  ])('%s', (_what, after, sentence) => {
    expect(changes(after)).toEqual({ breaking: [], compatible: [sentence] })
  })

  test('a new procedure', () => {
    expect(contractChanges({}, { 'a.b': before })).toEqual({ breaking: [], compatible: ['a.b: is new'] })
  })
})

test('the list says what breaks, what does not, and how to accept it', () => {
  const list = changesText(changes({ ...input({ who: text }), effect: 'destructive' }))
  expect(list).toMatch(
    /Breaking[^\n]+\n {2}- a\.b: effect[^\n]+\n\nCompatible:\n {2}- a\.b input: who is new\n/,
  )
  expect(list).toContain('npm test -- contract -u')
})
